"""What is said of conversations in one line: how many emails, by how many senders, over which time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..parsers.message import Message
from ..threads.retold import each_once
from ..threads.thread import Thread
from .axis import stretch
from .people import keys, messages_of
from .times import clock_text


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts of emails, and the time that they span by their printed clocks.

    ``reported`` of the ``emails`` are only told of; ``reports`` tell of one of the emails again and are none of them.
    ``days`` is the span in words, as exact as the dates are printed, empty without one.
    """

    emails: int
    reported: int
    reports: int
    senders: int
    first: datetime | None
    last: datetime | None
    days: str
    undated: int


def facts_of(threads: Sequence[Thread]) -> Facts:
    """Return what there is to say of *threads*, placeholders left out."""
    emails = [*messages_of(each_once(threads))]
    dated = [(*found, message) for message in emails if (found := stretch(message.date))]
    first = min(dated, key=lambda date: (date[0], -date[1].toordinal()), default=None)
    last = max(dated, key=lambda date: (date[1], -date[0].toordinal()), default=None)
    return Facts(
        emails=len(emails),
        reported=sum(message.kind == "reported" for message in emails),
        reports=sum(1 for _ in messages_of(threads)) - len(emails),
        senders=len(keys(message.from_ for message in emails)),
        first=first[0] if first else None,
        last=last[1] if last else None,
        days=" to ".join(dict.fromkeys((_day(first[2]), _day(last[2])))) if first and last else "",
        undated=len(emails) - len(dated),
    )


def counted(number: int, noun: str, many: str = "") -> str:
    """Return *number* with *noun* in its number: ``1 email``, ``2,000 emails``, ``3 people``."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def _day(message: Message) -> str:
    return clock_text(message.date)[:10]
