"""Rich Text Format: the text that a word processor would show."""

from __future__ import annotations

import time

import pytest

from mailweave.parsers.parse import parse_document
from mailweave.parsers.readers import read_bytes
from mailweave.parsers.readers.rtf import rtf_pieces


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"{\rtf1\ansi one\par two}", "one\ntwo\n"),
        (r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\b From:} Mara\par}", "From: Mara\n"),
        (r"{\rtf1\ansi\ansicpg1252 Gr\'fc\'dfe}", "Grüße\n"),
        (r"{\rtf1\ansi\uc1 \u20250?\u-28624?}", "会\u9030\n"),
        (r"{\rtf1\ansi\uc1 \u-10179?\u-8704?}", "\U0001f600\n"),  # one character in two halves
        (r"{\rtf1\ansi From:\cell Mara\cell\row To:\cell Olu\cell\row}", "From: Mara\nTo: Olu\n"),
        (
            r'{\rtf1\ansi To: {\field{\*\fldinst{HYPERLINK "mailto:olu@example.org"}}{\fldrslt{olu@example.org}}}}',
            "To: olu@example.org\n",
        ),
        (r"{\rtf1\ansi {\*\generator x;}{\pict 00ff}text}", "text\n"),
    ],
    ids=range(8),
)
def test_the_text_is_read(source: str, text: str) -> None:
    assert [(piece.text, piece.problem) for piece in rtf_pieces(source.encode("latin-1"))] == [(text, "")]


@pytest.mark.parametrize("name", ["a.rtf", "noname"])
def test_an_email_is_found(name: str) -> None:
    lines = ("From: Mara Quist", "Sent: 3 May 2016 09:12", "To: Olu", "Subject: Oars", "", "Two oars.")
    document = read_bytes(rb"{\rtf1\ansi " + rb"\par ".join(line.encode() for line in lines) + b"}", name)
    (message,) = parse_document(document).messages
    assert (message.subject, message.body) == ("Oars", "Two oars.")


@pytest.mark.parametrize("data", [b"plain", b"", b"{\\html}"])
def test_what_is_no_rtf_is_said(data: bytes) -> None:
    assert [piece.problem for piece in rtf_pieces(data)] == ["not an RTF document, passed over"]


@pytest.mark.parametrize(
    "data",
    [
        rb"{\rtf1 " + b"{" * 100_000,
        rb"{\rtf1\uc \u99999999? x",
        rb"{\rtf1 \'zz\'8",
        rb"{\rtf1 " + rb"{\field{\*\fldinst{ x" * 20_000,
    ],
)
def test_broken_rtf_ends_in_text_or_a_problem(data: bytes) -> None:
    began = time.process_time()
    for piece in rtf_pieces(data):
        piece.text.encode()
    assert time.process_time() - began < 5


def test_pictures_do_not_count() -> None:
    picture = b"{\\pict\\pngblip " + b"89504e47\r\n" * 100_000 + b"}"
    began = time.process_time()
    (piece,) = rtf_pieces(rb"{\rtf1\ansi one" + picture + rb" two" + (b"ab " * 600 + b"x") * 2000 + b"}")
    assert piece.text.startswith("one two")
    assert time.process_time() - began < 5
