"""The stretch of time that a printed date can mean, and round places to mark on a time axis."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..parsers.message import MailDate
from .moments import moment

_HOURS = (1, 3, 6, 12)
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
_WITHIN = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


def stretch(date: MailDate | None) -> tuple[datetime, datetime] | None:
    """Return the first and the last minute that *date* can mean by its printed clock, None where it tells none."""
    at = moment(date)
    if at is None or date is None:
        return None
    start = at.wall
    if date.precision == "year":
        return start, start.replace(month=12, day=31, hour=23, minute=59)
    if date.precision == "month":
        return start, _months_on(start, 1) - timedelta(minutes=1)
    length = _WITHIN.get(date.precision or "")
    return start, start + length - timedelta(minutes=1) if length else start


def ticks(first: datetime, last: datetime, most: int = 10) -> list[tuple[datetime, str]]:
    """Return at most *most* round moments from *first* to *last*, each with its label (ISO 8601)."""
    span = last - first
    if span <= most * timedelta(hours=_HOURS[-1]):
        hours = next(step for step in _HOURS if span <= most * timedelta(hours=step))
        found = _every(first.replace(hour=0, minute=0, second=0), timedelta(hours=hours), last)
        shown = [(at, f"{at:%Y-%m-%d}" if not at.hour else f"{at:%H:%M}") for at in found if at >= first]
        if shown and all(at.hour for at, _ in shown):
            shown[0] = (shown[0][0], f"{shown[0][0]:%Y-%m-%d %H:%M}")  # else no day would be named
        return shown
    if span <= most * timedelta(days=_DAYS[-1]):
        days = next(step for step in _DAYS if span <= most * timedelta(days=step))
        found = _every(first.replace(hour=0, minute=0, second=0), timedelta(days=days), last)
        return [(at, f"{at:%Y-%m-%d}") for at in found if at >= first]
    months = span / timedelta(days=30.44)
    if months <= most * _MONTHS[-1]:
        step = next(step for step in _MONTHS if months <= most * step)
        start = datetime(first.year, 1 + (first.month - 1) // step * step, 1)
        return [(at, f"{at:%Y-%m}") for at in _monthly(start, step, last) if at >= first]
    step = next(step for step in _YEARS if months / 12 <= most * step)
    years = range(-(-first.year // step) * step, last.year + 1, step)
    return [(datetime(year, 1, 1), f"{year:04}") for year in years if year and datetime(year, 1, 1) >= first]


def _every(start: datetime, step: timedelta, last: datetime) -> list[datetime]:
    count = (last - start) // step
    return [start + step * number for number in range(count + 1)]


def _monthly(start: datetime, step: int, last: datetime) -> list[datetime]:
    found = [start]
    while (following := _months_on(found[-1], step)) <= last and following > found[-1]:
        found.append(following)
    return found


def _months_on(at: datetime, count: int) -> datetime:
    """Return the first of the month *count* months after that of *at*; the calendar ends with the year 9999."""
    months = at.year * 12 + at.month - 1 + count
    return datetime(months // 12, months % 12 + 1, 1) if months // 12 <= 9999 else datetime(9999, 12, 31, 23, 59)
