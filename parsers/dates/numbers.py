"""Tell which number is the year, the month and the day: by name, by unit, by size, then by custom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .calendar import BUDDHIST_OFFSET, from_jalali
from .parts import Part
from .words import Lexicon

YEARS = range(1900, 2100)
"""Outside of these years a number is no year of an email."""

MONTHS = ("month-name", "calendar-month", "month")

_JALALI_YEARS = range(1300, 1500)
_MAIL_YEARS = range(1980, 2038)
_BUDDHIST_YEARS = range(YEARS.start + BUDDHIST_OFFSET, YEARS.stop + BUDDHIST_OFFSET)


class Day(NamedTuple):
    """A calendar day, month or year; ``order`` is the order of numbers that gave it, where others were possible."""

    year: int
    month: int | None = None
    day: int | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class Custom:
    """What decides an order of numbers that the numbers leave open.

    ``languages`` is the set in question, ``hinted`` says that the caller gave it, ``regions`` maps a language to
    the orders of the region that the caller named, ``half_day`` says that AM or PM is printed in Latin letters.
    """

    lexicon: Lexicon
    languages: int
    hinted: bool = False
    regions: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    day_first: bool | None = None
    half_day: bool = False


def days(parts: Sequence[Part], custom: Custom) -> list[Day]:
    """Return each calendar day that *parts* can be; several only where an order of numbers is open."""
    groups = [part for part in parts if part.kind == "group"]
    if len(groups) == 1 and len(parts) == 1:
        group = groups[0]
        return list(_triples(group, custom)) if len(group.numbers) == 3 else _year_and_month(group, custom)
    day = _named(parts, custom)
    return [day] if day is not None else []


def _triples(group: Part, custom: Custom) -> Iterator[Day]:
    """Yield the days of three numbers, one for each order that makes a date."""
    first, second, third = group.numbers
    if group.digits[0] == 4:
        day = _calendar_day(first, second, third, custom)
        if day is not None and max(group.digits[1:]) <= 2:
            yield day
        return
    if max(group.digits[:2]) > 2:
        return
    for order in ("dmy", "mdy", "ymd"):
        if order == "ymd":
            short = group.digits[0] == 2 and group.digits[2] <= 2
            found = _calendar_day(_century(first), second, third, custom) if short else None
        elif group.digits[2] not in (2, 4):
            continue
        else:
            day_number, month = (first, second) if order == "dmy" else (second, first)
            year = third if group.digits[2] == 4 else _century(third)
            found = _calendar_day(year, month, day_number, custom)
        if found is not None:
            yield found._replace(order=order)


def customary(group: Part, candidates: Sequence[Day], custom: Custom) -> Day | None:
    """Return the candidate that custom prefers, ``None`` where no custom is certain enough."""
    orders = {day.order: day for day in candidates}
    late = group.digits[-1] == 4
    usual = _usual(custom, late)
    if group.mark[:1] == ".":
        if group.mark == ". " and not late and len(usual) > 1:
            return None  # 21. 10. 27. begins with the year in one country, ends with it in another
        return orders.get("ymd") if usual == {"ymd"} and "ymd" in orders else orders.get("dmy")
    if custom.day_first is not None and ("dmy" in orders and "mdy" in orders):
        return orders["dmy" if custom.day_first else "mdy"]
    if custom.day_first and "dmy" in orders:
        return orders["dmy"]
    padded_month = group.digits[:2] == (1, 2) and group.numbers[1] < 10
    if len(usual) == 1:
        order = next(iter(usual))
        if order == "mdy" and not (custom.hinted or custom.half_day):
            return None
    elif custom.half_day and group.mark[:1] == "/":
        order = "mdy"
    elif "mdy" not in orders and group.mark[:1] == "/":
        order = "dmy"
    else:
        return None
    if order == "mdy" and padded_month and not custom.regions:
        return None
    return orders.get(order)


def _usual(custom: Custom, late: bool) -> set[str]:
    """Return the orders that the languages in question use; ``late`` where the year stands last in full."""
    usual = set()
    languages = custom.languages
    for language, orders in custom.regions.items():
        if languages & language:
            languages &= ~language
            usual.add(orders[late])
    for order, mask in (custom.lexicon.late if late else custom.lexicon.orders).items():
        if mask & languages:
            usual.add(order)
    return usual - {""}


def _year_and_month(group: Part, custom: Custom) -> list[Day]:
    """Return the month of ``2016-09`` or ``09/2016``."""
    if sorted(group.digits) not in ([1, 4], [2, 4]):
        return []
    year, month = group.numbers if group.digits[0] == 4 else group.numbers[::-1]
    day = _calendar_day(year, month, None, custom)
    return [day] if day is not None else []


def _named(parts: Sequence[Part], custom: Custom) -> Day | None:
    """Return the day of parts of which the month has a name or a unit, or of a year alone."""
    months = [part for part in parts if part.kind in MONTHS]
    known: dict[str, int] = {}
    loose: list[tuple[int, int, bool]] = []
    sure = False
    named_at = next((at for at, part in enumerate(parts) if part.kind in MONTHS), len(parts))
    for at, part in enumerate(parts):
        if part.kind in ("year", "day"):
            if part.kind in known:
                return None
            short = part.kind == "year" and part.digits == (2,)
            known[part.kind] = _century(part.numbers[0]) if short else part.numbers[0]
            sure = sure or part.sure
        elif part.kind in ("bare", "group"):
            loose += [(n, digits, at > named_at) for n, digits in zip(part.numbers, part.digits, strict=True)]
    if len(months) > 1 or not _place(loose, known, bool(months)):
        return None
    if not months:
        return _calendar_day(known["year"], None, None, custom) if "day" not in known else None
    month = months[0]
    if month.kind == "calendar-month":
        return _iranian_day(known["year"], month.numbers[0], known.get("day"))
    return _calendar_day(known["year"], month.numbers[0], known.get("day"), custom, sure)


def _place(loose: Sequence[tuple[int, int, bool]], known: dict[str, int], month: bool) -> bool:
    """Put numbers without a unit in *known* as year and day; tell whether each has one clear place."""
    wanted = [name for name in ("year", "day") if name not in known]
    if len(loose) > len(wanted) or ("year" in wanted and not loose) or (not month and len(loose) > 1):
        return False
    if not loose:
        return True
    if len(loose) == 1:
        number, digits, _ = loose[0]
        name = "year" if digits == 4 else wanted[0] if len(wanted) == 1 else ""
        if name not in wanted or (name == "year" and digits not in (2, 4)) or (name == "day" and digits > 2):
            return False
        known[name] = _century(number) if name == "year" and digits == 2 else number
        return name != "day" or month
    (first, first_digits, first_after), (second, second_digits, second_after) = loose
    if second_digits == 4 and first_digits <= 2:
        known["year"], known["day"] = second, first
    elif first_digits == 4 and second_digits <= 2:
        known["year"], known["day"] = first, second
    elif second_digits == 2 and first_digits <= 2 and second_after:
        known["year"], known["day"] = _century(second), first
    else:
        return False
    return first_after or second_after or first_digits == 4


def _century(year: int) -> int:
    """Return the full year of two digits (RFC 5322 section 4.3)."""
    return year + (2000 if year < 50 else 1900)


def _calendar_day(year: int, month: int | None, day: int | None, custom: Custom, sure: bool = False) -> Day | None:
    """Return the Gregorian day, from the calendar of the languages in question; ``None`` where there is none."""
    if year not in YEARS and not sure:
        if year in _JALALI_YEARS and _all_use("jalali", custom):
            return _iranian_day(year, month, day)
        if year in _BUDDHIST_YEARS and _all_use("buddhist", custom):
            year -= BUDDHIST_OFFSET
    elif year not in _MAIL_YEARS and not sure and _all_use("buddhist", custom):
        return None  # 64 is short for 2564, not for 1964
    if year not in YEARS or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None:
        try:
            date(year, month or 0, day)
        except ValueError:
            return None
    return Day(year, month, day)


def _iranian_day(year: int, month: int | None, day: int | None) -> Day | None:
    """Return the Gregorian day; a month or year alone spans two Gregorian ones and is not understood."""
    if month is None or day is None:
        return None
    found = from_jalali(year, month, day)
    return Day(found.year, found.month, found.day) if found is not None and found.year in YEARS else None


def _all_use(calendar: str, custom: Custom) -> bool:
    return not custom.languages & ~custom.lexicon.calendars.get(calendar, 0)
