"""``mailweave explain``: the document's lines beside what was taken from them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mailweave.cli.documents import Found
from mailweave.cli.explanation import as_lines
from mailweave.cli.taken import as_record
from mailweave.parsers.document import Document, Parsed
from mailweave.parsers.message import Address, MailDate, Message, PassedOver, Problem, Provenance, Span

from .conftest import LETTER, Run

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TEXT = """\
Some words before.
And more of them.
From: Wanda Ostrow
Sent: 5 May 2011 07:30
> Wanda wrote this
one
two
three
four
five
Not a header: at all
The end.
"""


def at(part: str) -> tuple[int, int]:
    return TEXT.index(part), TEXT.index(part) + len(part)


def found() -> Found:
    start, (body_start, body_end) = at("From:")[0], (at("> Wanda")[0], at("five")[1])
    spans = (Span("from", *at("Wanda Ostrow")), Span("date", *at("5 May 2011 07:30")))
    place = Provenance("notes.txt", start, at("07:30")[1], 3, "header-block", rule="two fields", confidence=0.9,
                       body_start=body_start, body_end=body_end, spans=spans)  # fmt: skip
    date = MailDate("5 May 2011 07:30", "2011-05-05T07:30", "2011-05-05T07:30", "minute")
    message = Message("<1@mailweave.invalid>", Address("Wanda Ostrow", redacted=True), date, None, "...", place)
    over = PassedOver("notes.txt", *at("Not a header: at all"), 11, "no second field")
    problem = Problem("notes.txt", "weekday does not fit", 4, "5 May", at("5 May")[0])
    return Found(Document("notes.txt", TEXT), Parsed((message,), (problem,), (over,)))


def test_page() -> None:
    assert (
        "".join(as_lines(found(), width=80, color=False))
        == """\
notes.txt: 1 email, 1 place passed over
    1 │ Some words before.
    2 │ And more of them.

── email 1 of 1: header-block, rule two fields, confidence 0.90 ──
    3 │ From: Wanda Ostrow                 │ from = Wanda Ostrow (redacted)
    4 │ Sent: 5 May 2011 07:30             │ ! weekday does not fit
      │                                    │ date = 2011-05-05T07:30 (zone
      │                                    │   unknown)
    5 │ > Wanda wrote this                 │ body
    … │ 3 lines of body
    9 │ four
   10 │ five                               │ end of the body

── passed over: no second field ──
   11 │ Not a header: at all
    … │ 1 line
"""
    )


def test_record() -> None:
    record = as_record(found())
    email = record["emails"][0]
    assert TEXT[email["start"] : email["end"]] == "From: Wanda Ostrow\nSent: 5 May 2011 07:30"
    assert [field["printed"] for field in email["fields"]] == ["Wanda Ostrow", "5 May 2011 07:30"]
    assert record["passed_over"][0]["reason"] == "no second field"
    assert record["problems"][0]["what"] == "weekday does not fit"


@given(st.text(max_size=300), st.integers(40, 120), st.integers(0, 300), st.integers(0, 300))
def test_any_text_stays_in_its_columns(text: str, width: int, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    place = Provenance(
        "x\n.txt",
        start,
        end,
        1,
        "header-block",
        body_start=end,
        body_end=len(text),
        spans=(Span("subject", start, end),),
    )
    message = Message("<1@mailweave.invalid>", None, None, text, text, place)
    shown = "".join(as_lines(Found(Document("x\n.txt", text), Parsed((message,))), width=width, color=False))
    for line in shown.split("\n")[1:]:
        assert not CONTROL.search(line)
        assert cell_len(line) <= width


def test_every_offset_counts_in_the_text_that_is_printed(run: Run, letter: Path) -> None:
    text = run("explain", letter, "--text").stdout.decode()
    assert text == LETTER
    record = json.loads(run("explain", letter, "--json").stdout)
    assert len(record["emails"]) == 2
    for email in record["emails"]:
        assert email["fields"]
        for field in email["fields"]:
            assert text[field["start"] : field["end"]] == field["printed"]


def test_text_keeps_line_ends(run: Run, tmp_path: Path) -> None:
    (tmp_path / "crlf.txt").write_bytes(LETTER.replace("\n", "\r\n").encode())
    assert run("explain", "crlf.txt", "--text").stdout == LETTER.replace("\n", "\r\n").encode()


def test_what_was_taken_is_told_whole_unless_it_is_very_long() -> None:
    one = found()
    message = replace(one.parsed.messages[0], from_=Address("Wanda Ostrow of the Harbour Office " * 2))
    told = Found(one.document, Parsed((message,)))
    printed = "".join(as_lines(told, width=80, color=False))
    assert "│ from = Wanda Ostrow of the\n" in printed
    assert "│   Harbour Office Wanda Ostrow of\n" in printed
    message = replace(message, from_=Address("w" * 100_000))
    printed = "".join(as_lines(Found(one.document, Parsed((message,))), width=80, color=False))
    assert printed.count("www") < 100
    assert all(len(line) <= 80 for line in printed.splitlines())


TWICE = """\
From: Ada Lang <ada@example.org>
Sent: Saturday, May 3, 2014 9:12 AM
To: Ben Okri
Subject: The boat

The boat is in the harbour, as it has been since autumn.

From: Ben Okri
Sent: Saturday, May 3, 2014 10:01 AM
To: Ada Lang
Subject: RE: [Desk] The boat

I will see to it.

-----Original Message-----
From: Ada Lang
Sent: Saturday, May 3, 2014 9:12 AM
To: Ben Okri; Eva Roth
Subject: [Desk] The boat

The boat is in the harbour, as it has been since autumn.
"""


def test_an_email_printed_twice_shows_what_its_prints_say_otherwise(run: Run, tmp_path: Path) -> None:
    (tmp_path / "twice.txt").write_text(TWICE)
    shown = run("explain", "twice.txt").stdout.decode()
    assert "twice.txt: 2 emails" in shown
    assert re.search(r"3 │ To: Ben Okri +│ ≠ kept to, line 18: Ben Okri, Eva", shown)
    assert re.search(r"18 │ To: Ben Okri; Eva Roth +│ to = Ben Okri, Eva Roth\n +│ +│ ≠ line 3: Ben Okri\n", shown)
    assert re.search(r"4 │ Subject: The boat +│ ≠ kept subject, line 19: \[Desk\]\n", shown)
    email = json.loads(run("explain", "twice.txt", "--json").stdout)["emails"][0]
    for conflict in email["conflicts"]:
        for reading in (conflict["kept"], conflict["other"]):
            assert TWICE[reading["start"] : reading["end"]].replace(";", ",") == reading["text"]
