"""ISO 8601 dates as our own JSON Lines print them, read strictly."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from ..message import MailDate, MailweaveError, Precision

_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII
)
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day", "hour", "minute", "second")


class InvalidDateError(MailweaveError):
    """The text is no ISO date of the contract, or no day of the calendar."""


def iso_date(iso: str, text: str) -> MailDate:
    """Return the date that *iso* states, ``2016`` to ``2016-05-03T09:12:30+02:00``, with *text* as printed.

    With an offset (``Z`` too) the zone is stated and ``utc`` is the instant; else it is unknown.
    Raises InvalidDateError.
    """
    found = _ISO.fullmatch(iso)
    if found is None:
        raise InvalidDateError(f"no ISO date: {iso[:40]!r}")
    *digits, offset = found.groups()
    numbers = [int(number) for number in digits if number is not None]
    precision = _PRECISIONS[len(numbers) - 1]
    try:
        moment = datetime(*(numbers + [1, 1][len(numbers) - 1 :])[:6])  # type: ignore[arg-type]
        utc = _instant(moment, offset, precision) if offset else None
    except (ValueError, OverflowError):
        raise InvalidDateError(f"no day or time: {iso!r}") from None
    return MailDate(text, iso, iso, precision, "stated" if offset else "unknown", utc)


def _instant(moment: datetime, offset: str, precision: Precision) -> str:
    hours, minutes = (0, 0) if offset == "Z" else (int(offset[1:3]), int(offset[4:6]))
    if minutes > 59:
        raise ValueError(offset)
    ahead = timedelta(hours=hours, minutes=minutes) * (-1 if offset.startswith("-") else 1)
    timezone(ahead)  # raises ValueError for an offset of a day or more
    return (moment - ahead).isoformat(timespec="seconds" if precision == "second" else "minutes") + "Z"
