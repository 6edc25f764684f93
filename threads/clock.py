"""Printed dates as stretches of time: to the minute means any second of that minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from ..parsers.message import MailDate

_EPOCH = datetime(1970, 1, 1)
_FIRST_DAY = _EPOCH.toordinal()
_DAY = 86_400
_YEARS = range(2, 9998)
"""Nearer to the ends of the calendar a zone may lead out of it."""


class Clock(NamedTuple):
    """A printed date: ``wall`` is its first second as printed, ``width`` how many more it may be.

    Seconds since 1970 of the wall clock; ``offset`` is seconds east of UTC, None where no zone is stated.
    """

    wall: int
    width: int
    offset: int | None

    @property
    def earliest(self) -> int:
        """The first second in UTC; where the zone is unknown, of the wall clock."""
        return self.wall - (self.offset or 0)

    @property
    def latest(self) -> int:
        """The last second in UTC; where the zone is unknown, of the wall clock."""
        return self.wall + self.width - (self.offset or 0)


def read_clock(date: MailDate | None) -> Clock | None:
    """Return the time that *date* prints, None where there is none or it was not understood."""
    if date is None or not date.iso:
        return None
    text = date.iso
    try:
        if len(text) <= 7:
            year, _, month = text.partition("-")
            first = datetime(int(year), int(month or 1), 1)
            if first.year not in _YEARS:
                return None
            return Clock(_seconds(first), (30 if month else 365) * _DAY, None)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    if moment.year not in _YEARS:
        return None
    gap = moment.utcoffset()
    offset = None if gap is None else gap.days * _DAY + gap.seconds
    width = 0
    if len(text) <= 10:
        width = _DAY - 1
    elif date.precision == "hour" or len(text) < 16:
        width = 3599
    elif len(text) == 16 or text[16] in "+-Z":
        width = 59
    return Clock(_seconds(moment), width, offset)


def known_instant(date: MailDate | None) -> float | None:
    """Return the instant that *date* carries already, in seconds since 1970; None where it has none."""
    if date is None or not date.utc:
        return None
    clock = read_clock(MailDate(date.utc, date.utc))
    return None if clock is None else float(clock.earliest)


def as_utc(seconds: int, *, to_minute: bool = False) -> str:
    """Return *seconds* since 1970 as ``2018-02-01T07:54:30Z``, without seconds if *to_minute*."""
    moment = _EPOCH + timedelta(seconds=seconds)
    return moment.isoformat(timespec="minutes" if to_minute else "seconds") + "Z"


def as_offset(seconds: int) -> str:
    """Return an offset from UTC as ``-08:00``; seconds are dropped."""
    sign, minutes = ("-", -seconds // 60) if seconds < 0 else ("+", seconds // 60)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def _seconds(moment: datetime) -> int:
    """Return the seconds since 1970 on the wall clock of *moment*, whatever its zone."""
    days = moment.toordinal() - _FIRST_DAY
    return days * _DAY + moment.hour * 3600 + moment.minute * 60 + moment.second
