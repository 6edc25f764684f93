"""Who wrote when, laid out as a picture: time from left to right, a row a person, each link an arc."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..parsers.message import Message
from ..threads.thread import Thread
from .axis import stretch, ticks
from .people import messages_of, people_of, person_key
from .tree import tree_of

_MOST_ROWS = 24
_STACK = (0, -1, 1, -2, 2, -3, 3)
_PADDING = 0.03  # of the span, so that no mark stands on the edge


@dataclass(frozen=True, slots=True)
class Row:
    """A person, or all the others together; ``color`` counts people in order of appearance."""

    key: str
    name: str
    color: int
    emails: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One email: ``left`` to ``right`` is when it can have been written, 0 to 1 of the axis, None where undated.

    ``stack`` moves it up or down within its row where several would cover each other.
    """

    message: Message
    row: int
    left: float | None
    right: float | None
    stack: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows from top to bottom, marks in order of their threads, arcs as pairs of marks (from parent to child)."""

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    arcs: tuple[tuple[int, int], ...]
    ticks: tuple[tuple[float, str], ...]
    undated: bool


def chart(threads: Sequence[Thread], *, slots: int = 100) -> Chart:
    """Return the layout of *threads*; two marks of a row within 1/*slots* of the axis are stacked."""
    messages = [*messages_of(threads)]
    stretches = [stretch(message.date) for message in messages]
    first, last = _bounds([found for found in stretches if found])
    rows = _rows(threads)
    place = {row.key: number for number, row in enumerate(rows)}
    crowds: Counter[tuple[int, int]] = Counter()
    marks = []
    for message, found in zip(messages, stretches, strict=True):
        key = person_key(message.from_) if message.from_ else ""
        row = place.get(key, len(rows) - 1)
        left, right = (_part(found[0], first, last), _part(found[1], first, last)) if found else (None, None)
        slot = (row, -1 if left is None else int(left * slots))
        marks.append(Mark(message, row, left, right, _STACK[crowds[slot] % len(_STACK)]))
        crowds[slot] += 1
    shown = tuple((_part(at, first, last), label) for at, label in ticks(first, last))
    return Chart(tuple(rows), tuple(marks), tuple(_arcs(threads, messages)), shown, None in stretches)


def _bounds(stretches: Sequence[tuple[datetime, datetime]]) -> tuple[datetime, datetime]:
    first = min((start for start, _ in stretches), default=datetime(2000, 1, 1))
    last = max((end for _, end in stretches), default=datetime(2000, 1, 2))
    padding = max((last - first) * _PADDING, timedelta(hours=1))
    try:
        return first - padding, last + padding
    except OverflowError:
        return first, max(last, first + timedelta(minutes=1))


def _part(at: datetime, first: datetime, last: datetime) -> float:
    return (at - first) / (last - first)


def _rows(threads: Sequence[Thread]) -> list[Row]:
    """The people who sent anything, in order of appearance; of very many, those who sent most."""
    people = people_of(threads)
    colors = {person.key: number for number, person in enumerate(people)}
    senders = [person for person in people if person.sent]
    named = sum(person.sent for person in senders)
    nobody = sum(1 for _ in messages_of(threads)) - named
    most = sorted(senders, key=lambda person: -person.sent)[: _MOST_ROWS if len(senders) > _MOST_ROWS + 1 else None]
    chosen = {person.key for person in most}
    rows = [
        Row(person.key, person.name, colors[person.key], person.sent) for person in senders if person.key in chosen
    ]
    others = [person for person in senders if person.key not in chosen]
    rest = sum(person.sent for person in others) + nobody
    if others:
        rows.append(Row("", f"{len(others)} others", -1, rest))
    elif nobody:
        rows.append(Row("", "(not printed)", -1, rest))
    return rows


def _arcs(threads: Sequence[Thread], messages: Sequence[Message]) -> list[tuple[int, int]]:
    place = defaultdict[int, int](lambda: -1, {id(message): number for number, message in enumerate(messages)})
    arcs = []
    for thread in threads:
        tree = tree_of(thread)
        for message in thread.messages:
            parent = tree.parent(message.id)
            pair = (place[id(parent)], place[id(message)])
            if parent is not None and -1 not in pair:
                arcs.append(pair)
    return arcs
