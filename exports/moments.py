"""Printed dates as points in time: the first instant that each can mean, and how much of it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from ..parsers.message import MailDate

_ISO = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2})(?::([0-9]{2})(?::([0-9]{2}))?)?)?)?)?"
    r"(?:\.[0-9]{1,9})?(?:(Z)|([+-])([0-9]{2}):?([0-9]{2}))?"
)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """*wall* is the printed clock (naive) at its first possible second; *offset* is None where the zone is unknown."""

    wall: datetime
    offset: timedelta | None = None

    @property
    def instant(self) -> datetime | None:
        """The same as naive UTC, or None where the zone is unknown."""
        return None if self.offset is None else _shifted(self.wall, -self.offset)

    @property
    def aware(self) -> datetime:
        """The printed clock with its zone, naive where that is unknown."""
        return self.wall if self.offset is None else self.wall.replace(tzinfo=timezone(self.offset))


def moment(date: MailDate | None) -> Moment | None:
    """Return *date* as a point in time, None where none was understood or no calendar has it."""
    if date is None or date.iso is None:
        return None
    wall, offset = _read(date.iso)
    if wall is None:
        return None
    if offset is None and date.zone != "unknown" and date.utc is not None:
        utc, zero = _read(date.utc)
        if utc is not None and zero == timedelta(0):
            offset = wall - utc
    return Moment(wall, offset if offset is not None and _is_offset(wall, offset) else None)


def _read(iso: str) -> tuple[datetime | None, timedelta | None]:
    found = _ISO.fullmatch(iso) if len(iso) <= _LONGEST else None
    if found is None:
        return None, None
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = found.groups()
    try:
        wall = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
        )
    except ValueError:
        return None, None
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return wall, (offset * (-1 if sign == "-" else 1) if zulu or sign else None)


def _is_offset(wall: datetime, offset: timedelta) -> bool:
    """No zone is further than 15 hours off, and none of this century is off by seconds."""
    return (
        abs(offset) <= timedelta(hours=15) and not offset % timedelta(minutes=1) and _shifted(wall, -offset) is not None
    )


def _shifted(wall: datetime, by: timedelta) -> datetime | None:
    try:
        return wall + by
    except OverflowError:
        return None
