"""Solve a shaped date: which languages explain all its words, and which number is the day, the month, the year.

Nothing is guessed: every piece must have its place, all languages that explain the words must agree, and a
printed weekday decides between readings that differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .numbers import Custom, Day, customary, days
from .parts import Part, clocks, parts_of
from .scan import Token
from .shape import Item, shape
from .words import Lexicon, Reading

MOST_SPLITS = 12
"""In how many sets of languages a text is shaped; only hostile text would take more."""


class Moment(NamedTuple):
    """A wall clock to the precision that is printed; ``offset`` is in minutes, ``None`` where none is known."""

    year: int
    month: int | None
    day: int | None
    time: tuple[int, ...] = ()
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller knows: a set of languages, orders that a region has of its own, day before month or not."""

    languages: int
    hinted: bool = False
    regions: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Solution:
    """A moment; ``by_default`` says that only a custom put the day before the month or the month before it."""

    moment: Moment
    by_default: bool = False


class _Found(NamedTuple):
    """One reading; ``moment`` is ``None`` where the order of its numbers stays open."""

    moment: Moment | None
    weekday_fits: bool
    by_default: bool


def solve(tokens: Sequence[Token], lexicon: Lexicon, wanted: Wanted, names: bool = False) -> Solution | None:
    """Return what *tokens* mean in the wanted languages, ``None`` where nothing or not one thing only.

    With *names* the month and weekday names of RFC 5322 may stand in a date of any language.
    """
    found: list[_Found] = []
    waiting = [wanted.languages]
    for languages in waiting:
        shaped = shape(tokens, lexicon, languages, names)
        if shaped.split and len(waiting) < MOST_SPLITS:
            waiting += [shaped.split, languages & ~shaped.split]
        elif shaped.complete:
            found += _in_languages(shaped.items, lexicon, wanted, languages)
    return _agreed(found)


def _in_languages(items: Sequence[Item], lexicon: Lexicon, wanted: Wanted, languages: int) -> Iterator[_Found]:
    for mask, chosen in _explanations(items, languages):
        parts = parts_of(items, chosen)
        if parts is not None:
            half_day = any(
                one is not None and one.kind == "period" and one.languages == lexicon.everyone for one in chosen
            )
            yield from _readings(
                parts, Custom(lexicon, mask, wanted.hinted, wanted.regions, wanted.day_first, half_day)
            )


def _agreed(found: Sequence[_Found]) -> Solution | None:
    """Return what all readings agree on, those that a weekday confirms before others; offsets may stay open."""
    fitting = [one for one in found if one.weekday_fits] or found
    moments = {one.moment for one in fitting if one.moment is not None}
    if len(moments) > 1:
        moments = {moment._replace(offset=None) for moment in moments}
    if len(moments) != 1 or any(one.moment is None for one in fitting):
        return None
    return Solution(moments.pop(), all(one.by_default for one in fitting))


def _explanations(items: Sequence[Item], languages: int) -> list[tuple[int, tuple[Reading | None, ...]]]:
    """Return every set of languages that explains all words in one way, with the reading of each item."""
    groups: list[tuple[int, tuple[Reading | None, ...]]] = [(languages, ())]
    for at, item in enumerate(items):
        readings = _in_place(item.readings, _before(items, at)) if item.kind == "word" else None
        if readings is None:
            groups = [(mask, (*chosen, None)) for mask, chosen in groups]
        else:
            groups = [
                (mask & reading.languages, (*chosen, reading))
                for mask, chosen in groups
                for reading in readings
                if mask & reading.languages
            ]
            if len(groups) > 64:  # hostile text only: no date has so many words of two meanings
                return []
    return groups


def _before(items: Sequence[Item], at: int) -> Item | None:
    """Return the item before, a hyphen between a number and its unit left out (``5-р сар``)."""
    if at > 1 and items[at - 1].mark == "-" and items[at - 1].kind == "mark" and items[at].tight:
        return items[at - 2]
    return items[at - 1] if at else None


def _in_place(readings: Sequence[Reading], before: Item | None) -> Sequence[Reading]:
    """Return the readings that can stand behind *before*: units need a number, and there mean nothing else."""
    if len(readings) == 1 and readings[0].kind != "unit":
        return readings
    units = [reading for reading in readings if reading.kind == "unit"]
    others = [reading for reading in readings if reading.kind != "unit"]
    if not units:
        return others
    if before is not None and before.kind == "clock":
        return others + [reading._replace(kind="tail") for reading in units if reading.value == "hour"]
    if before is None or not (before.kind == "number" or any(r.kind == "number" for r in before.readings)):
        return others
    taken = 0
    for reading in units:
        taken |= reading.languages
    kept = [reading._replace(languages=reading.languages & ~taken) for reading in others]
    return units + [reading for reading in kept if reading.languages]


def _readings(parts: Sequence[Part], custom: Custom) -> Iterator[_Found]:
    """Yield the moment of each possible time of day."""
    for time, rest in clocks(parts):
        weekdays = {part.numbers[0] for part in rest if part.kind == "weekday"}
        if len(weekdays) > 1:
            continue
        dated = [part for part in rest if part.kind not in ("weekday", "zone", "offset")]
        candidates = days(dated, custom)
        fitting = [day for day in candidates if _weekday(day) in weekdays]
        if not candidates or (weekdays and not fitting and candidates[0].order):
            continue  # a printed weekday may be wrong, but then it cannot choose
        if time and candidates[0].day is None:
            continue
        day, by_default = _chosen(fitting or candidates, dated, custom)
        moment = None
        if day is not None:
            moment = Moment(day.year, day.month, day.day, time, _offset(rest) if len(time) > 1 else None)
        yield _Found(moment, bool(fitting), by_default)


def _chosen(candidates: Sequence[Day], parts: Sequence[Part], custom: Custom) -> tuple[Day | None, bool]:
    """Return the one day among *candidates*, and whether only custom chose it; ``None`` where none does."""
    if len({day[:3] for day in candidates}) == 1:
        return candidates[0], False
    return customary(parts[0], candidates, custom), parts[0].mark[:1] != "."


def _weekday(day: Day) -> int | None:
    return date(day.year, day.month, day.day).weekday() if day.month is not None and day.day is not None else None


def _offset(parts: Sequence[Part]) -> int | None:
    """Return the offset in minutes: a numeric one before a zone's name, ``None`` where two differ or none is known."""
    numeric = [part.numbers for part in parts if part.kind == "offset"]
    named = [part.numbers for part in parts if part.kind == "zone" and part.numbers]
    offsets = set(numeric or named)
    return next(iter(offsets))[0] if len(offsets) == 1 and () not in offsets else None
