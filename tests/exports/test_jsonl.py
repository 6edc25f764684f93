"""JSON Lines as the contract has them."""

import json
from collections.abc import Callable

import pytest

from mailweave.exports import ExportOptions, export
from mailweave.exports.jsonl import message_record
from mailweave.exports.tree import tree_of
from mailweave.parsers.message import Address, MailDate, Message, Provenance, Span
from mailweave.threads.thread import Link, Thread

Builder = Callable[..., Message]


def test_every_key_in_order(message: Builder) -> None:
    found = Provenance("a.txt", 10, 60, 3, "header-block", 1, "rule", 0.97, 2, "AB-1", 61, 90,
                       (Span("from", 16, 24), Span("date", 30, 40), Span("from", 50, 55)))  # fmt: skip
    parent = message(1)
    child = message(
        2, found=found, subject="Re: Budget", kind="reply", to=(Address("Bo", redacted=True),), printed_in="<1@x>",
        enclosure="quoted", references=("<0@x>",), attachments=("a.pdf",),
    )  # fmt: skip
    link = Link(child.id, parent.id, "quotes it", 0.9)
    record = message_record(child, tree_of(Thread("t", "Budget", (parent, child), (link,))))
    assert json.dumps(record) == json.dumps({
        "id": "<2@mailweave.invalid>", "thread_id": "t", "parent_id": "<1@mailweave.invalid>",
        "link": {"reason": "quotes it", "confidence": 0.9}, "kind": "reply",
        "from": {"name": "Ada Lang", "email": "ada@example.org", "redacted": False, "person": None},
        "to": [{"name": "Bo", "email": None, "redacted": True, "person": None}], "cc": [], "bcc": [], "reply_to": [],
        "date": {"text": "4 March 2019 09:12:30 +0100", "iso": "2019-03-04T09:12:30+01:00", "edtf": None,
                 "precision": "second", "zone": "stated", "utc": "2019-03-04T08:12:30Z", "utc_reason": None},
        "subject": "Re: Budget", "subject_base": "Budget", "body": "Hello.\n",
        "source": {"document": "a.txt", "line": 3, "start": 10, "end": 60, "body_start": 61, "body_end": 90,
                   "method": "header-block", "depth": 1, "rule": "rule", "confidence": 0.97, "page": 2,
                   "bates": "AB-1"},
        "spans": {"from": [16, 24], "date": [30, 40]}, "also_at": [], "same_as": None,
        "printed_in": {"id": "<1@x>", "how": "quoted"}, "sender": None, "in_reply_to": [], "references": ["<0@x>"],
        "attachments": ["a.pdf"], "paraphrase": False, "context": [], "conflicts": [],
    })  # fmt: skip


def test_nothing_printed_is_null(message: Builder) -> None:
    bare = message(1, from_=None, date=None, subject=None, body="")
    record = message_record(bare, tree_of(Thread("t", None, (bare,))))
    assert record["from"] is None
    assert set(record["date"].values()) == {None}
    assert [*record["date"]] == ["text", "iso", "edtf", "precision", "zone", "utc", "utc_reason"]
    assert (record["subject"], record["subject_base"], record["parent_id"], record["link"]) == (None,) * 4


@pytest.mark.parametrize(
    "text", ["a\u2028b\u2029c\x85d", "a\r\nb\x0bc\x1ed", "\ud800 \udcff", "\u202e\ufeff\x9b", "\ud83d\ude00"]
)
def test_a_line_is_a_line_for_every_reader(message: Builder, text: str) -> None:
    hostile = message(1, subject=text, body=text, from_=Address(text), date=MailDate(text))
    lines = b"".join(export([Thread(text, text, (hostile,))], "jsonl")).decode()
    assert len(lines.splitlines()) == 1
    assert not set(lines) & set("\u202e\ufeff\x9b")
    subject = json.loads(lines)["subject"]
    assert subject == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_placeholders_come_where_asked_for(message: Builder) -> None:
    thread = Thread("t", None, (message(1),), (Link("<1@mailweave.invalid>", "<2@mailweave.invalid>", "cites it", 0.8),),
                    (message(2, kind="placeholder"),))  # fmt: skip
    asked = b"".join(export([thread], "jsonl", ExportOptions(placeholders=True))).splitlines()
    assert [json.loads(line)["kind"] for line in asked] == ["placeholder", "original"]
    assert [json.loads(line)["kind"] for line in b"".join(export([thread], "jsonl")).splitlines()] == ["original"]
