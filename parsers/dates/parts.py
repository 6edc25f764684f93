"""Put the items of a date into parts: numbers with their units, eras and day periods, and the possible clocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, cast

from .shape import Item
from .words import Reading

PartKind = Literal[
    "month-name", "calendar-month", "weekday", "year", "month", "day", "hour", "minute", "second",
    "bare", "group", "clock", "period", "zone", "offset", "era",
]  # fmt: skip
HOURS = {"hour", "minute", "second"}


class Part(NamedTuple):
    """A piece of a date with its meaning under one explanation of the words.

    ``numbers`` and ``digits`` are those of an Item; ``name`` is a period; ``sure`` says that an era fixed a year.
    """

    kind: PartKind
    numbers: tuple[int, ...] = ()
    digits: tuple[int, ...] = ()
    mark: str = ""
    name: str = ""
    sure: bool = False


def parts_of(items: Sequence[Item], chosen: Sequence[Reading | None]) -> list[Part] | None:
    """Return the parts of *items* when words have the *chosen* readings, ``None`` where a word has no place."""
    parts: list[Part] = []
    for at, (item, reading) in enumerate(zip(items, chosen, strict=True)):
        if reading is None:
            if item.kind == "mark":
                continue
            before = chosen[at - 1] if at else None
            if item.kind == "number":
                _add_number(parts, Part("bare", item.numbers, item.digits), before)
            elif item.kind == "clock":
                parts.append(Part("clock", item.numbers))
            elif item.kind == "group" and parts and parts[-1].kind == "era" and len(item.numbers) == 3:
                year, month, day = item.numbers
                parts[-1:] = [
                    Part("year", (parts[-1].numbers[0] + year,), (4,), sure=True),
                    Part("month", (month,)),
                    Part("day", (day,)),
                ]
            elif item.kind == "group":
                parts.append(Part("group", item.numbers, item.digits, item.mark))
            else:
                parts.append(Part("offset", item.numbers))
        elif (reading.kind == "glue" and at == len(items) - 1) or (reading.kind == "tail" and not parts):
            return None  # "at" with nothing behind it, "o'clock" with nothing before it
        elif not _add_word(parts, reading, chosen[at - 1] if at else None):
            return None
    return _with_clocks(parts)


def _add_number(parts: list[Part], number: Part, before: Reading | None) -> None:
    """Add a number; behind an era it is a year, directly behind an hour it is minutes (``9h15``)."""
    if parts and parts[-1].kind == "era":
        parts[-1] = Part("year", (parts[-1].numbers[0] + number.numbers[0],), (4,), sure=True)
    elif before is not None and before.kind == "unit" and before.value == "hour" and number.digits[0] <= 2:
        parts.append(number._replace(kind="minute"))
    else:
        parts.append(number)


def _add_word(parts: list[Part], reading: Reading, before: Reading | None) -> bool:
    kind, value = reading.kind, reading.value
    if kind in ("glue", "tail"):
        return True
    if kind == "unit":
        return _add_unit(parts, cast(PartKind, value))
    if kind == "zone":
        parts.append(Part("zone", (value,) if isinstance(value, int) else ()))
    elif kind == "period":
        parts.append(Part("period", name=str(value)))
    elif not isinstance(value, int):
        return False
    elif kind == "number":
        _add_number(parts, Part("bare", (value,), (2,)), before)
    elif kind == "month":
        parts.append(Part("month-name", (value,)))
    elif kind == "weekday" or kind == "calendar-month" or kind == "era":
        parts.append(Part(kind, (value,)))
    return True


def _add_unit(parts: list[Part], unit: PartKind) -> bool:
    """Give the last number its unit; an era has made a year of it already, an hour before it minutes."""
    if not parts:
        return False
    last = parts[-1]
    if last.kind == "bare" or last.kind == unit:
        parts[-1] = last._replace(kind=unit)
        return True
    return False


def _with_clocks(parts: list[Part]) -> list[Part] | None:
    """Return *parts* with hour, minute and second numbers joined to a clock, ``None`` where one stands alone."""
    joined: list[Part] = []
    for part in parts:
        if part.kind == "hour":
            joined.append(Part("clock", part.numbers))
        elif part.kind in ("minute", "second"):
            wanted = 1 if part.kind == "minute" else 2
            if not joined or joined[-1].kind != "clock" or len(joined[-1].numbers) != wanted:
                return None
            joined[-1] = Part("clock", (*joined[-1].numbers, *part.numbers))
        elif part.kind == "era":
            return None
        else:
            joined.append(part)
    return joined


def clocks(parts: Sequence[Part]) -> Iterator[tuple[tuple[int, ...], list[Part]]]:
    """Yield each possible time of day, hour first and empty for none, with the parts that are left."""
    periods = [at for at, part in enumerate(parts) if part.kind == "period"]
    times = [at for at, part in enumerate(parts) if part.kind == "clock"]
    if len(periods) > 1 or len(times) > 1:
        return
    candidates: list[int] = times or [at for at, part in enumerate(parts) if _like_clock(part)]
    if not times and periods:
        candidates += [at for at, part in enumerate(parts) if part.kind == "bare" and part.digits[0] <= 2]
    for at in candidates:
        numbers = parts[at].numbers
        if periods:
            if abs(periods[0] - at) != 1:
                continue
            hour = hour_of_day(numbers[0], parts[periods[0]].name)
            if hour is None:
                continue
            numbers = (hour, *numbers[1:])
        if numbers[0] < 24 and all(number < 60 for number in numbers[1:2]) and all(n <= 60 for n in numbers[2:]):
            yield numbers, [part for i, part in enumerate(parts) if i != at and i not in periods]
    if not times and not periods:
        yield (), list(parts)


def _like_clock(part: Part) -> bool:
    """Tell whether a group is a time with dots: ``9.31``, ``14.25.08``."""
    return part.kind == "group" and part.mark == "." and part.digits[0] <= 2 and set(part.digits[1:]) == {2}


def hour_of_day(hour: int, period: str) -> int | None:
    """Return the hour 0 to 23 of *hour* in a period (am, pm, noon, night), ``None`` where the two contradict."""
    if hour > 12:
        return hour if period != "am" and hour < 24 else None
    if period == "am":
        return hour % 12
    if period == "pm":
        return hour % 12 + 12
    if period == "noon":
        return hour if hour >= 10 else hour + 12 if 0 < hour <= 4 else None
    return hour if hour <= 5 else hour + 12 if 6 <= hour < 12 else None
