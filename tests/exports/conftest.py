"""Conversations that the tests of this floor share: one blanked, inferred, undated and wide; and a builder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads.thread import Link, Thread

ROOT_BODY = "花子です。\n\n予算の件、よろしくお願いします。\nFrom here on the figures are final.\n>From the quay\n"

Builder = Callable[..., Message]


def build(number: int, **fields: Any) -> Message:
    """Return a sound message; *fields* replace what a test is about."""
    defaults: dict[str, Any] = {
        "id": f"<{number}@mailweave.invalid>",
        "from_": Address("Ada Lang", "ada@example.org"),
        "date": MailDate("4 March 2019 09:12:30 +0100", "2019-03-04T09:12:30+01:00", None, "second", "stated",
                         "2019-03-04T08:12:30Z"),
        "subject": "Budget",
        "body": "Hello.\n",
        "found": Provenance("notes/minutes.txt", number * 100, number * 100 + 60, number * 9, "header-block",
                            rule="header-block", confidence=0.97, body_start=number * 100 + 61,
                            body_end=number * 100 + 95),
    }  # fmt: skip
    return Message(**(defaults | fields))


@pytest.fixture
def message() -> Builder:
    return build


@pytest.fixture
def threads() -> list[Thread]:
    """Two conversations, seven emails: a tree with two branches, and a forward of an email by nobody."""
    hanako = Address("木村 花子", redacted=True)
    ada, bo = Address("Ada Lang", "ada@example.org"), Address("Bo Ek", redacted=True)
    root = build(1, from_=hanako, to=(ada, bo), subject="港の予算について", date=_clock("2019-03-04T14:05"),
                 body=ROOT_BODY)  # fmt: skip
    first = build(2, to=(hanako, bo), subject="Re: 港の予算について", kind="reply", body="=1+1 is two.\nAda\n",
                  date=_clock("2019-03-04T16:20", "2019-03-04T07:20:00Z"))  # fmt: skip
    second = build(3, from_=bo, to=(hanako,), subject="Re: 港の予算について", kind="reply", body="承知しました。\n",
                   date=_clock("2019-03-05T08:00"))  # fmt: skip
    third = build(4, from_=hanako, to=(ada,), subject="Re: 港の予算について", kind="reply", date=None,
                  body="ありがとうございます。\n")  # fmt: skip
    inner = build(5, from_=Address(redacted=True), to=(bo,), subject="Lighthouse", body="The lamp is out.\n",
                  date=MailDate("September 2016", "2016-09", "2016-09", "month"))  # fmt: skip
    outer = build(6, from_=bo, to=(ada,), subject="Fwd: Lighthouse", kind="forward", body="See below.\n")
    told = build(7, kind="reported", from_=ada, to=(bo,), subject=None, body="", same_as=inner.id,
                 date=MailDate("2016", "2016", "2016", "year"))  # fmt: skip
    return [
        Thread("budget", "港の予算について", (root, first, third, second),
               (Link(first.id, root.id, "same base subject, people swapped", 0.9),
                Link(second.id, root.id, "same base subject", 0.8),
                Link(third.id, first.id, "quotes it", 0.99))),
        Thread("lamp", "Lighthouse", (inner, outer, told),
               (Link(outer.id, inner.id, "prints it behind a forward separator", 0.99),)),
    ]  # fmt: skip


def _clock(iso: str, utc: str | None = None) -> MailDate:
    return MailDate(iso.replace("T", " "), iso, iso, "minute", "inferred" if utc else "unknown", utc,
                    "the answer is later than what it answers" if utc else None)  # fmt: skip
