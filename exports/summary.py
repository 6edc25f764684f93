"""Conversations and people as rows: what stands beside the table of emails in a workbook and a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..threads.thread import Thread
from .axis import stretch
from .people import keys, people_of
from .printable import sound

THREAD_COLUMNS = ("id", "subject", "emails", "senders", "first_day", "last_day", "undated", "documents")
PERSON_COLUMNS = ("name", "emails", "redacted", "sent", "received")


def thread_rows(threads: Sequence[Thread]) -> Iterator[dict[str, Any]]:
    """Yield a row a conversation, by ``THREAD_COLUMNS``; the days are those of the printed clocks."""
    for thread in threads:
        found = [stretch(message.date) for message in thread.messages]
        dated = [dates for dates in found if dates]
        yield {
            "id": sound(thread.id),
            "subject": None if thread.subject is None else sound(thread.subject),
            "emails": len(thread.messages),
            "senders": len(keys(message.from_ for message in thread.messages)),
            "first_day": str(min(first for first, _ in dated).date()) if dated else None,
            "last_day": str(max(last for _, last in dated).date()) if dated else None,
            "undated": len(found) - len(dated),
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
