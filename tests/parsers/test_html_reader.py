"""HTML as a mail client's plain text: header lines, quotes, white space, what is hidden."""

from __future__ import annotations

import time
from html import escape

import pytest

from mailweave.parsers import parse_document
from mailweave.parsers.readers import read_bytes
from mailweave.parsers.readers.html import html_to_text
from mailweave.parsers.readers.layout import DEEPEST_MARK
from mailweave.parsers.readers.tags import without_attribute_floods, without_formatting_floods

HEADER = [
    ("From:", "Mara Quist <mara@example.org>"),
    ("Sent:", "Friday, 6 May 2016 10:15"),
    ("To:", "Olu Bright"),
    ("Subject:", "Boats & oars"),
]


def _rows(row: str) -> str:
    return "".join(row.format(label=label, value=escape(value)) for label, value in HEADER)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" + _rows("<b>{label}</b> {value}<br>\n") + "</div><br><div>Dear all</div>",
        _rows("<p><b>{label}</b> {value}</p>\n") + "<p>Dear all</p>",
        _rows('<p class="MsoNormal" style="margin:0cm">{label} {value}<o:p></o:p></p>\n') + "<p>Dear all</p>",
        _rows("<div>{label} {value}</div>") + "<div><br></div><div>Dear all</div>",
        "<table>\n" + _rows("<tr>\n<td>{label}</td>\n<td>{value}</td>\n</tr>\n") + "</table><p>Dear all</p>",
        "<table>" + _rows("<tr><th><p>{label}</p></th><td><div>{value}</div></td></tr>") + "</table>Dear all",
        "<dl>\n" + _rows("<dt>{label}</dt>\n<dd>{value}</dd>\n") + "</dl>Dear all",
        "<pre>\n" + _rows("{label} {value}\n") + "\nDear all</pre>",
        "<ul>" + _rows("<li>{label} {value}</li>") + "</ul>Dear all",
        _rows('<span style="display: block">{label} {value}</span>') + "<br>Dear all",
    ],
    ids=["br", "p", "outlook", "div", "table", "table-of-blocks", "dl", "pre", "list", "spans"],
)
def test_a_header_block_keeps_its_lines(page: str) -> None:
    expected = "".join(f"{label} {value}\n" for label, value in HEADER) + "\nDear all\n"
    assert html_to_text(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<blockquote>one<br>two</blockquote>three", "> one\n> two\nthree\n"[:-6] + "\nthree\n"),
        ("<p>a<blockquote type=cite><p>b<p>c</blockquote>", "a\n\n> b\n>\n> c\n"),
        ("<blockquote>b<blockquote>c</blockquote>d</blockquote>", "> b\n>\n>> c\n>\n> d\n"),
        (
            '<div class="gmail_quote"><div>On Friday Olu wrote:<br></div>'
            '<blockquote class="gmail_quote" style="border-left:1px solid">Yes</blockquote></div>',
            "On Friday Olu wrote:\n\n> Yes\n",
        ),
        ('<blockquote style="margin: 0 0 0 40px; border: none">moved in</blockquote>', "moved in\n"),
        ("<pre>&gt; quoted\n&gt;&gt; twice</pre>", "> quoted\n>> twice\n"),
    ],
)
def test_blockquotes_are_marked_as_a_mail_client_does(page: str, expected: str) -> None:
    assert html_to_text(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a <b>b</b>\n  c", "a b c\n"),
        ("<pre>  a\n\n b</pre>", "  a\n\n b\n"),
        ('<div style="white-space: pre-wrap">a\n  b</div>c', "a\n  b\nc\n"),
        ("<p>a<p>&nbsp;<p>b", "a\n\nb\n"),
        ("a&nbsp;b &lt;x@example.org&gt; &#x4E00;", "a b <x@example.org> 一\n"),
        ("<script>x</script><style>y</style><nav>z</nav><p hidden>h<p style='display: none'>n<p>seen", "seen\n"),
        ("a\u200bb\u202ec", "a\u200bb\u202ec\n"),
        ("Hi <img alt='😀'><img alt='Company logo'>", "Hi 😀\n"),
        ("<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td></tr></table>", "a\tb\tc\nd\n"),
        ("", ""),
    ],
)
def test_white_space_and_what_is_seen(page: str, expected: str) -> None:
    assert html_to_text(page) == expected


def test_an_address_that_cloudflare_hides_is_printed() -> None:
    code = bytes([0x2A, *(byte ^ 0x2A for byte in b"olu@example.org")]).hex()
    link = f'<a href="/cdn-cgi/l/email-protection"><span class="__cf_email__" data-cfemail="{code}">[hidden]</span></a>'
    assert html_to_text(f"From: Olu &lt;{link}&gt;") == "From: Olu <olu@example.org>\n"
    assert html_to_text('<i data-cfemail="nonsense">[hidden]</i>') == "[hidden]\n"


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("<meta charset=koi8-r>", "koi8_r"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        ("<meta charset=zip>", "utf-8"),
    ],
)
def test_the_declared_charset_of_a_page(head: str, codec: str) -> None:
    assert read_bytes(f"{head}<p>Тема: Лодки".encode(codec), "page.html").text == "Тема: Лодки\n"


@pytest.mark.parametrize("tag", ["<div>", "<blockquote>x", "<table><tr><td>x", "<span>", "<dl><dt>x<dd>", "<p><font>"])
def test_deep_nesting_is_read_in_linear_time(tag: str) -> None:
    started = time.process_time()
    text = html_to_text(tag * 20_000)
    assert time.process_time() - started < 10  # quadratic would be minutes
    assert len(text) <= 20_000 * 2 * (DEEPEST_MARK + 3)


def test_a_flood_of_attributes_is_dropped_and_a_long_value_is_not() -> None:
    flood = "<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">seen</p>"
    assert without_attribute_floods(flood) == "<p >seen</p>"
    image = '<img src="data:image/png;base64,' + "Ab/" * 20_000 + '">seen'
    assert without_attribute_floods(image) == image


@pytest.mark.parametrize("nest", ["<b><i><a>x</b>", "<p><FONT color='>'>x", "<table><b>x", "<a><u\n>x</a>"])
def test_a_flood_of_open_formatting_is_read_without_it(nest: str) -> None:
    started = time.process_time()
    text = html_to_text(nest * 60_000)
    assert time.process_time() - started < 10
    assert text.replace("\n", "") == "x" * 60_000


def test_formatting_that_is_closed_stays() -> None:
    page = "<p><b>one</b> <i class='a'>two</i> <body>three" * 1000
    assert without_formatting_floods(page) == page


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<!-- <p>here",
        "<p>a<plaintext>here",
        "<p>a<xmp>here",
        "<p>a<style>here",
        "<p>a<template><p>here",
        "<title>here",
        "<p>a<noscript><p title='</noscript><i>'><p>here",
        "<p>a<svg><text>here",
        "<select><option>here",
        "<p>a<div style='display: none'>here",
        "<p>a<p title='<b>here",
        "<p title='it'><p title=\"here",
        '<p title=\'a" <p title="here',
        "a <br here",
    ],
)
def test_nothing_unclosed_hides_the_rest(html: str) -> None:
    assert "here" in html_to_text(html)


@pytest.mark.parametrize(
    "opening", ["<p title='", "<p title=\"'", "<script>", "<!--", "<noscript>", "<", "end-of-page"]
)
def test_what_is_unclosed_is_read_in_linear_time(opening: str) -> None:
    assert "here" in html_to_text(opening * 1_000 + " here")
    started = time.process_time()
    html_to_text(opening * 100_000 + " here")
    assert time.process_time() - started < 10


def test_text_in_which_nothing_makes_a_line_keeps_its_own() -> None:
    assert html_to_text("From: Ada\nTo: <i>Bo</i>\n\nHello") == "From: Ada\nTo: Bo\n\nHello\n"
    assert html_to_text("From: Ada\nand\n\n<p>Bo") == "From: Ada and\n\nBo\n"
    assert html_to_text("Ada\n\nand <span style='display: block'>Bo</span>") == "Ada and\nBo\n"
    assert html_to_text("From: Ada\nand <b>Bo</b>") == "From: Ada and Bo\n"


def test_what_is_closed_stays_hidden() -> None:
    assert html_to_text("<style>p{}</style><!-- no --><p>yes<script>x</script>").strip() == "yes"


_FIELDS = "<ul><li><b>From</b>: Ada Lang &lt;ada@example.org&gt;</li><li><b>Date</b>: Sat, 3 May 2014 09:12:00 +0200</li></ul>"


@pytest.mark.parametrize(
    ("title", "above", "subject", "why"),
    [
        ("Harbour fees", "<h1>Harbour fees</h1>", "Harbour fees", "MHonArc"),
        ("boats: Harbour fees", "<h1>Harbour fees</h1>", "Harbour fees", "hypermail: the list before it in the title"),
        (
            "Harbour\n fees",
            "<h1>[boats] Harbour fees</h1><hr>",
            "[boats] Harbour fees",
            "Mailman: the list in the heading",
        ),
        ("The archive of boats", "<h1>Harbour fees</h1>", None, "a page about something else"),
        ("Harbour fees", "<h1>Welcome</h1>", None, "a title that the page does not print"),
    ],
)
def test_the_title_of_a_page_is_the_subject(title: str, above: str, subject: str | None, why: str) -> None:
    page = f"<html><head><title>{title}</title></head><body>{above}{_FIELDS}<hr><pre>Shall we pay?</pre></body></html>"
    (message,) = parse_document(read_bytes(page.encode(), "x.html")).messages
    assert (message.subject, message.body) == (subject, "Shall we pay?"), why
