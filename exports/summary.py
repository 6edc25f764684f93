"""Conversations and people as rows: what stands beside the table of emails in a workbook and a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..threads.thread import Thread
from .facts import facts_of
from .people import people_of
from .printable import sound

THREAD_COLUMNS = ("id", "subject", "emails", "senders", "first_day", "last_day", "undated", "documents")
PERSON_COLUMNS = ("name", "emails", "redacted", "sent", "received")


def thread_rows(threads: Sequence[Thread]) -> Iterator[dict[str, Any]]:
    """Yield a row a conversation, by ``THREAD_COLUMNS``; the days are those of the printed clocks."""
    for thread in threads:
        facts = facts_of([thread])
        yield {
            "id": sound(thread.id),
            "subject": None if thread.subject is None else sound(thread.subject),
            "emails": facts.emails,
            "senders": facts.senders,
            "first_day": str(facts.first.date()) if facts.first else None,
            "last_day": str(facts.last.date()) if facts.last else None,
            "undated": facts.undated,
            "documents": len({message.found.document for message in thread.messages}),
        }


def person_rows(threads: Sequence[Thread]) -> Iterator[dict[str, Any]]:
    """Yield a row a person as printed, by ``PERSON_COLUMNS``; ``emails`` are the printed addresses joined by ``; ``."""
    for person in people_of(threads):
        yield {
            "name": sound(person.name),
            "emails": sound("; ".join(person.emails)) or None,
            "redacted": person.redacted,
            "sent": person.sent,
            "received": person.received,
        }
