"""Raw mail and mboxes: one text, in which each mail has its place."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from mailweave.parsers.document import Document
from mailweave.parsers.readers import read_bytes
from mailweave.parsers.readers.encoded_words import readable

HEAD = b"From: Mara Quist <mara@example.org>\nTo: olu@example.org\nSubject: Boats\n"
ENVELOPE = b"From mara@example.org Fri May  6 10:15:00 2016\n"


def _eml(rest: bytes, head: bytes = HEAD) -> Document:
    return read_bytes(head + rest, "one.eml")


def _body(document: Document, index: int = 0) -> str:
    mail = document.mails[index]
    return document.text[mail.body_start : mail.body_end]


def test_the_text_of_a_mail_is_its_header_lines_and_its_body() -> None:
    document = _eml(b"X-Other: a\nDate: Fri, 6 May 2016 10:15:00 +0200\nReferences: <a@x>\n\t<b@x>\n\nTwo oars.\n\n")
    assert document.text == (
        "From: Mara Quist <mara@example.org>\nTo: olu@example.org\nSubject: Boats\n"
        "Date: Fri, 6 May 2016 10:15:00 +0200\nReferences: <a@x> <b@x>\n\nTwo oars.\n"
    )
    (mail,) = document.mails
    assert (mail.start, _body(document)) == (0, "Two oars.")
    assert ("x-other", "a") in mail.headers
    assert {span.field: document.text[span.start : span.end] for span in mail.spans} == {
        "from": "Mara Quist <mara@example.org>",
        "to": "olu@example.org",
        "subject": "Boats",
        "date": "Fri, 6 May 2016 10:15:00 +0200",
        "references": "<a@x> <b@x>",
    }


@pytest.mark.parametrize(
    ("rest", "body"),
    [
        (b"\nplain\r\nlines\rall\n", "plain\nlines\nall"),
        (
            b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=\n=C3=9Fe\n",
            "Grüße",
        ),
        (b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nR3LDvMOfZQ==\n", "Grüße"),
        (b"Content-Type: text/plain; charset=iso-2022-jp\n\n" + "会議".encode("iso2022_jp"), "会議"),
        (b"\n" + "会議は火曜日です。資料を送ります。".encode("shift_jis"), "会議は火曜日です。資料を送ります。"),
        (b"Content-Type: text/plain; charset=zip\n\nGr\xc3\xbc\xc3\x9fe", "Grüße"),
        (b"Content-Type: text/plain; charset=us-ascii\n\nGr\xc3\xbc\xc3\x9fe", "Grüße"),
        (b"Content-Type: text/html; charset=utf-8\n\n<p>One<blockquote>two</blockquote>", "One\n\n> two"),
        (b"Content-Type: text/html\n\n<meta charset=koi8-r><p>" + "Лодки".encode("koi8_r"), "Лодки"),
        (b"Content-Type: multipart/mixed; boundary=b\n\nno part\n", "no part"),
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nfirst\n--b\nContent-Type: text/html\n\n<b>second</b>",
            "first\nsecond",
        ),
        (b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n", ""),
    ],
    ids=range(12),
)
def test_the_body_is_decoded(rest: bytes, body: str) -> None:
    assert _body(_eml(rest)) == body


def test_plain_text_is_preferred_and_attachments_are_named() -> None:
    message = EmailMessage()
    message["Subject"] = "Boote"
    message.set_content("Zwei Ruder.\n")
    message.add_alternative("<p>Two <b>oars</b>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Übersicht der Boote, lang.pdf")
    message.add_attachment("notes", filename="notes.txt")
    document = read_bytes(message.as_bytes(policy=SMTP), "one.eml")
    assert _body(document) == "Zwei Ruder."
    assert document.mails[0].attachments == ("Übersicht der Boote, lang.pdf", "notes.txt")
    assert document.problems == ()


def test_an_empty_plain_part_leaves_the_html() -> None:
    rest = (
        b"Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\nContent-Type: text/html\n\n<p>Oars\n--b--\n"
    )
    assert _body(_eml(rest)) == "Oars"


def test_an_attached_mail_follows_the_one_that_carries_it() -> None:
    inner, middle, outer = EmailMessage(), EmailMessage(), EmailMessage()
    for message, subject in ((inner, "inner"), (middle, "middle"), (outer, "outer")):
        message["Subject"] = subject
        message.set_content(f"Text of {subject}.")
    middle.add_attachment(inner)
    outer.add_attachment(middle)
    plain = b"Subject: alone\n\nText of alone.\n"
    mbox = b"\n".join(ENVELOPE + mail for mail in (plain, outer.as_bytes(), plain))
    document = read_bytes(mbox, "all.mbox")
    assert [mail.attached_to for mail in document.mails] == [None, None, 1, 2, None]
    assert [_body(document, number) for number in range(5)] == [
        f"Text of {name}." for name in ("alone", "outer", "middle", "inner", "alone")
    ]
    assert document.mails[1].attachments == ("message.eml",)


@pytest.mark.parametrize(
    ("raw", "phrases", "expected"),
    [
        ("=?utf-8?B?5p2l6YCx44Gu5Lya6K2w?=", False, "来週の会議"),
        ("=?ISO-2022-JP?B?GyRCTWg9NRsoQg==?=\n =?ISO-2022-JP?B?GyRCJE4yczVEGyhC?=", False, "来週の回議"),
        ("=?utf-8?q?Caf=C3?= =?utf-8?q?=A9?=", False, "Café"),  # a letter cut in two
        ("a =?utf-8*de?q?b_c?= d", False, "a b c d"),
        ("=?utf-8?q?Quist=2C_Mara?= <m@example.org>", True, '"Quist, Mara" <m@example.org>'),
        ("=?utf-8?q?a=0D=0ABcc:_x?=", False, "a Bcc: x"),
        ("=?nonsense?q?Gr=C3=BC=C3=9Fe?=", False, "Grüße"),
        ("=?utf-8?q?open", False, "=?utf-8?q?open"),
        ("Gr\udcc3\udcbc\udcc3\udc9fe", False, "Grüße"),
        ("folded\r\n\tvalue", False, "folded value"),
    ],
)
def test_header_values_are_readable(raw: str, phrases: bool, expected: str) -> None:
    assert readable(raw, phrases=phrases) == expected


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_an_mbox_is_split_at_envelope_lines_only(end: bytes) -> None:
    mails = [
        HEAD + b"\nFrom here on, rain.\nFrom Mara, at 10:15 in 2016\n\n>From there\n>>From quoted\n",
        HEAD + b"\n\nFrom the lake, with love\n",
    ]
    data = b"\n".join(ENVELOPE + mail for mail in mails).replace(b"\n", end)
    document = read_bytes(data, "lake.mbox")
    assert len(document.mails) == 2
    assert _body(document) == "From here on, rain.\nFrom Mara, at 10:15 in 2016\n\nFrom there\n>From quoted"
    assert _body(document, 1).strip() == "From the lake, with love"
    assert document.text[document.mails[0].body_end : document.mails[1].start] == "\n\n"


@pytest.mark.parametrize("name", ["one.eml", "one.mbox"])
@pytest.mark.parametrize("before", [b"", b"\n\n", b"\xef\xbb\xbf", ENVELOPE, b"From nobody\n>From else\n"])
def test_a_single_mail_in_any_dress(before: bytes, name: str) -> None:
    document = read_bytes(before + HEAD + b"\nTwo oars.", name)
    assert [_body(document, number) for number in range(len(document.mails))] == ["Two oars."]


def test_a_file_that_is_no_mail_is_read_as_text() -> None:
    document = read_bytes(b"Dear diary\n\nFrom: nobody", "one.eml")
    assert (document.text, document.mails) == ("Dear diary\n\nFrom: nobody", ())
    assert document.problems[0].severity == "note"


@pytest.mark.parametrize(
    "nest",
    [
        lambda n: b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(n)),
        lambda n: b"Content-Type: message/rfc822\n\n" + b"Subject: s\nContent-Type: message/rfc822\n\n" * n + b"Subject: s\n",
    ],
    ids=["multipart", "rfc822"],
)  # fmt: skip
def test_thousands_of_nested_parts_keep_header_and_text(nest: Callable[[int], bytes]) -> None:
    document = _eml(nest(2500) + b"\nTwo oars.\n")
    assert ("subject", "Boats") in document.mails[0].headers
    assert "Two oars." in document.text
    assert document.problems


def test_a_hundred_thousand_escaped_lines_take_linear_time() -> None:
    started = time.process_time()
    document = read_bytes(ENVELOPE + HEAD + b"\n" + b">From here\n\n" * 100_000, "big.mbox")
    assert time.process_time() - started < 10
    assert len(document.mails) == 1


@pytest.mark.parametrize("folded", [b"; ", b";\n\t"])
def test_a_content_type_of_thousands_of_parameters_takes_linear_time(folded: bytes) -> None:
    parameters = folded.join(b"p%d=x" % number for number in range(40_000))
    started = time.process_time()
    document = _eml(b"Content-Type: text/plain; charset=utf-8" + folded + parameters + b"\n\nTwo oars.\n")
    assert time.process_time() - started < 1.5
    assert _body(document) == "Two oars."
