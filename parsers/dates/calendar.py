"""Calendars other than the Gregorian that mail programs print: the Iranian solar and the Thai Buddhist year."""

from __future__ import annotations

from datetime import date, timedelta

BUDDHIST_OFFSET = 543
_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178)
"""Iranian years at which the rhythm of leap years changes (Borkowski 1996, The Persian calendar for 3000 years)."""


def from_jalali(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a day of the Iranian solar calendar, ``None`` where there is no such day."""
    if not 1 <= year < _BREAKS[-1] or not 1 <= month <= 12 or not 1 <= day <= _month_length(year, month):
        return None
    days_before = (month - 1) * 31 - max(month - 7, 0)
    return _new_year(year) + timedelta(days=days_before + day - 1)


def _month_length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    if month <= 11:
        return 30
    return 30 if (_new_year(year + 1) - _new_year(year)).days == 366 else 29


def _new_year(year: int) -> date:
    """Return the Gregorian day of 1 Farvardin."""
    leaps, last = -14, _BREAKS[0]
    jump = 0
    for at in _BREAKS[1:]:
        jump = at - last
        if year < at:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        last = at
    n = year - last
    leaps += n // 33 * 8 + (n % 33 + 3) // 4
    if jump % 33 == 4 and jump - n == 4:
        leaps += 1
    gregorian = year + 621
    gregorian_leaps = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return date(gregorian, 3, 1) + timedelta(days=19 + leaps - gregorian_leaps)
