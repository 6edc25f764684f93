"""Who wrote when, laid out as a picture: time from left to right, a row a person, each link an arc."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..parsers.message import Message
from ..threads.retold import each_once
from ..threads.thread import Thread
from .axis import stretch
from .people import Person, messages_of, people_of, person_key
from .scale import Scale, scale
from .tree import tree_of

_MOST_ROWS = 24
_FEW = 150  # marks; more are drawn smaller
_CALM = 14  # rows; more are drawn closer together
_LEVELS = (0, -1, 1, -2, 2)


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
    """Rows from top to bottom, marks in order of their threads, arcs as pairs of dated marks (from parent to child).

    ``radius`` and ``height`` (of a row) are in pixels.
    """

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    arcs: tuple[tuple[int, int], ...]
    scale: Scale
    undated: bool
    radius: float
    height: int


def chart(threads: Sequence[Thread], *, width: float = 950) -> Chart:
    """Return the layout of *threads* for an axis of *width* pixels, on which marks should not cover each other.

    An email that a report tells of again is one mark, where the email itself has its date.
    """
    people, threads = people_of(threads), each_once(threads)
    messages = [*messages_of(threads)]
    stretches = [stretch(message.date) for message in messages]
    time = scale([found for found in stretches if found], width)
    rows = _rows(people, len(messages))
    place = {row.key: number for number, row in enumerate(rows)}
    parts = [tuple(map(time.part, found)) if found else (None, None) for found in stretches]
    lanes = [place.get(person_key(message.from_) if message.from_ else "", len(rows) - 1) for message in messages]
    radius = 5.0 if len(messages) <= _FEW and len(rows) <= _CALM else 3.3
    levels = _LEVELS if radius < 5 and len(rows) <= _CALM else _LEVELS[:3]
    stacks = _stacks([*zip(lanes, (_middle(*part) for part in parts), strict=True)], (2 * radius + 1) / width, levels)
    marks = [
        Mark(message, row, part[0], part[1], stack)
        for message, row, part, stack in zip(messages, lanes, parts, stacks, strict=True)
    ]
    return Chart(
        tuple(rows),
        tuple(marks),
        tuple(_arcs(threads, messages)),
        time,
        None in stretches,
        radius,
        38 if len(rows) <= _CALM else 27,
    )


def _stacks(spots: Sequence[tuple[int, float]], size: float, levels: Sequence[int]) -> list[int]:
    """Return the level of each spot (row, middle): the first that is free there, else the one free the longest."""
    free: dict[tuple[int, int], float] = {}
    found = [0] * len(spots)
    for number in sorted(range(len(spots)), key=spots.__getitem__):
        row, at = spots[number]
        level = next((level for level in levels if free.get((row, level), -9) <= at), None)
        if level is None:
            level = min(levels, key=lambda level: free[row, level])
        free[row, level] = at + size
        found[number] = level
    return found


def _middle(left: float | None, right: float | None) -> float:
    return 2.0 if left is None or right is None else (left + right) / 2


def _rows(people: Sequence[Person], emails: int) -> list[Row]:
    """Those of *people* who sent anything, in order of appearance; of very many, those who sent most."""
    colors = {person.key: number for number, person in enumerate(people)}
    senders = [person for person in people if person.sent]
    named = sum(person.sent for person in senders)
    nobody = emails - named
    most = sorted(senders, key=lambda person: -person.sent)[: _MOST_ROWS if len(senders) > _MOST_ROWS + 1 else None]
    chosen = {person.key for person in most}
    rows = [Row(person.key, person.name, colors[person.key], person.sent) for person in senders if person.key in chosen]
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
            if parent is not None and -1 not in pair and stretch(parent.date) and stretch(message.date):
                arcs.append(pair)
    return arcs
