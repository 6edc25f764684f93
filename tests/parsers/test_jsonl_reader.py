"""mailweave's own JSON Lines as an input."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mailweave.parsers.document import Document
from mailweave.parsers.message import Address, MailDate, Span
from mailweave.parsers.readers import read_bytes

RECORD: dict[str, Any] = {
    "id": "<one@example.org>",
    "thread_id": "t",
    "parent_id": "<zero@example.org>",
    "link": {"reason": "r", "confidence": 1},
    "kind": "reply",
    "from": {"name": "Mara Quist", "email": None, "redacted": True, "person": "M. Quist"},
    "to": [{"name": None, "email": "olu@example.org"}],
    "cc": [],
    "date": {"text": "6 May 2016, 10:15 +0200", "iso": "2016-05-06T10:15+02:00"},
    "subject": "Boats",
    "body": "Two oars.\nNo sail.",
    "source": {"document": "a.txt", "line": 4, "start": 30, "end": 90, "method": "attribution", "confidence": 0.5},
    "spans": {"from": [36, 46], "nonsense": [1, 2]},
    "also_at": [{"document": "b.txt", "start": 5, "end": 9}],
    "printed_in": {"id": "<two@example.org>", "how": "quoted"},
    "in_reply_to": ["<zero@example.org>"],
    "references": ["<zero@example.org>"],
    "attachments": ["oar.pdf"],
}


def _read(*records: object) -> Document:
    lines = (record if isinstance(record, str) else json.dumps(record) for record in records)
    return read_bytes("\n".join(lines).encode("utf-8", "surrogatepass"), "m.jsonl")


def test_a_record_comes_back_as_it_was_written() -> None:
    document = _read(RECORD)
    (message,) = document.messages
    assert document.problems == ()
    assert message.from_ == Address("Mara Quist", None, True, "M. Quist")
    assert message.to == (Address(None, "olu@example.org"),)
    assert message.date == MailDate(
        "6 May 2016, 10:15 +0200",
        "2016-05-06T10:15+02:00",
        "2016-05-06T10:15+02:00",
        "minute",
        "stated",
        "2016-05-06T08:15Z",
    )
    assert (message.kind, message.subject, message.body) == ("reply", "Boats", "Two oars.\nNo sail.")
    assert (message.found.document, message.found.line, message.found.method) == ("a.txt", 4, "attribution")
    assert message.found.spans == (Span("from", 36, 46),)
    assert [place.document for place in message.also_at] == ["b.txt"]
    assert (message.printed_in, message.enclosure) == ("<two@example.org>", "quoted")
    assert message.in_reply_to == message.references == ("<zero@example.org>",)
    assert message.attachments == ("oar.pdf",)


def test_only_the_id_is_needed_and_the_line_is_the_place() -> None:
    document = _read("", {"id": "<a>"})
    (message,) = document.messages
    assert (message.from_, message.date, message.subject, message.body) == (None, None, None, "")
    assert document.text[message.found.start : message.found.end] == '{"id": "<a>"}'
    assert message.found.line == 2


@pytest.mark.parametrize(
    ("iso", "precision", "zone", "utc"),
    [
        ("2016", "year", "unknown", None),
        ("2016-05", "month", "unknown", None),
        ("2016-02-29", "day", "unknown", None),
        ("2016-05-06T10", "hour", "unknown", None),
        ("2016-05-06T10:15", "minute", "unknown", None),
        ("2016-05-06T10:15:30", "second", "unknown", None),
        ("2016-05-06T10:15Z", "minute", "stated", "2016-05-06T10:15Z"),
        ("2016-01-01T00:15-03:30", "minute", "stated", "2016-01-01T03:45Z"),
    ],
)
def test_dates_are_computed_from_iso(iso: str, precision: str, zone: str, utc: str | None) -> None:
    date = _read({"id": "a", "date": {"text": "t", "iso": iso}}).messages[0].date
    assert date is not None
    assert (date.iso, date.edtf, date.precision, date.zone, date.utc) == (iso, iso, precision, zone, utc)


@pytest.mark.parametrize(
    "iso", ["2016-02-30", "2016-5-6", "2016-05-06T25:00", "tomorrow", "2016-05-06T10:15+99:00", ""]
)
def test_a_date_that_is_none_keeps_its_text(iso: str) -> None:
    document = _read({"id": "a", "date": {"text": "t", "iso": iso}})
    assert document.messages[0].date == MailDate("t")
    assert "date not understood" in document.problems[0].what


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ("{}", "no id"),
        ('{"id": 1}', "id is not a string"),
        ('{"id": "x", "to": [1]}', "address is not an object"),
        ('{"id": "x", "subject": {}}', "subject is not a string"),
        ('{"id": "x", "source": {"start": -1}}', "start is not a number"),
        ('{"id": "x", "source": {"start": ' + "9" * 5000 + "}}", "not JSON"),
        ('{"id": "x", "source": {"line": ' + "9" * 30 + "}}", "line is not a number"),
        ('{"id":' + "[" * 100_000, "nested too deep"),
        ('{"id": "<one@example.org>"}', "the id is there already"),
    ],
)
def test_a_broken_line_costs_only_itself(line: str, why: str) -> None:
    document = _read(RECORD, line, {"id": "<last>"})
    assert [message.id for message in document.messages] == ["<one@example.org>", "<last>"]
    (problem,) = document.problems
    assert why in problem.what
    assert problem.line == 2


def test_lone_surrogates_become_replacement_characters() -> None:
    assert _read('{"id": "a", "subject": "\\ud83d!"}').messages[0].subject == "\ufffd!"
    assert _read('{"id": "a", "subject": "\\ud83d\\ude00"}').messages[0].subject == "😀"
