"""Dates and the time between them, in words for people."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..parsers.message import MailDate
from .moments import Moment, moment

_LENGTHS = {"year": 4, "month": 7, "day": 10, "hour": 13, "minute": 16, "second": 19}
_UNITS = (
    ("min", 60),
    ("h", 3600),
    ("day", 86_400),
    ("week", 7 * 86_400),
    ("month", 30.44 * 86_400),
    ("year", 365.25 * 86_400),
)
_FROM = (1, 1, 1, 3, 3, 2)  # a unit is used from that many of it on: 14 days, but 3 weeks


def clock_text(date: MailDate | None, *, seconds: bool = True) -> str:
    """Return the printed clock to its printed precision (``2016-09``), in words where there is none."""
    at = moment(date)
    if at is None or date is None:
        return "no date" if date is None or not date.text else "date not understood"
    length = _LENGTHS[date.precision or "minute"]
    return at.wall.isoformat(" ")[: length if seconds else min(length, 16)]


def zone_text(date: MailDate | None) -> str:
    """Return the offset from UTC, marked where it was inferred; empty where no clock is printed."""
    offset = offset_text(date)
    if offset and date is not None:
        return f"{offset} inferred" if date.zone == "inferred" else offset
    clock = date is not None and moment(date) and date.precision not in ("year", "month", "day")
    return "zone unknown" if clock else ""


def offset_text(date: MailDate | None) -> str:
    """Return the offset from UTC (``-08:00``), empty where it is unknown."""
    at = moment(date)
    if at is None or at.offset is None:
        return ""
    sign, minutes = "-" if at.offset < timedelta(0) else "+", abs(at.offset) // timedelta(minutes=1)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def gap_text(earlier: MailDate | None, later: MailDate | None) -> str:
    """Return how much later an answer came (``3 h later``), empty where the dates do not tell.

    Between two clocks without a known zone it is ``about``; a clock that would run backwards tells nothing.
    """
    first, second = moment(earlier), moment(later)
    if first is None or second is None or not (_to_the_minute(earlier) and _to_the_minute(later)):
        return ""
    known = first.instant is not None and second.instant is not None
    if not known and (first.offset is None) != (second.offset is None):
        return ""
    gap = _place(second, known) - _place(first, known)
    if gap < timedelta(0):
        return ""
    return f"{'' if known else 'about '}{duration_text(gap)} later" if gap >= timedelta(minutes=1) else "at once"


def duration_text(gap: timedelta) -> str:
    """Return *gap*, a minute at least, in the largest unit that tells it: ``3 h``, ``14 days``, ``2 years``."""
    seconds = gap.total_seconds()
    name, unit = [unit for unit, least in zip(_UNITS, _FROM, strict=True) if seconds >= least * unit[1]][-1]
    count = int(seconds // unit)
    return f"{count} {name}" + ("s" if count > 1 and name not in ("min", "h") else "")


def _to_the_minute(date: MailDate | None) -> bool:
    return date is not None and date.precision in ("minute", "second", None)


def _place(at: Moment, known: bool) -> datetime:
    return (at.instant if known else None) or at.wall
