"""Evidence from time: silence between two messages, what came last, and the time that an attribution prints."""

from __future__ import annotations

from bisect import bisect_left

from .profile import Profile

_HOUR = 3600
_GAPS = (
    (_HOUR, "within an hour"),
    (6 * _HOUR, "within six hours"),
    (24 * _HOUR, "within a day"),
    (3 * 24 * _HOUR, "within three days"),
    (7 * 24 * _HOUR, "within a week"),
    (30 * 24 * _HOUR, "within a month"),
    (90 * 24 * _HOUR, "within three months"),
    (365 * 24 * _HOUR, "within a year"),
)
_LIMITS = [limit for limit, _ in _GAPS]
_NAMES = [name for _, name in _GAPS]
_RANKS = ("latest", "second latest", "third latest", "among the last six", "among the last six", "among the last six")
_BACK = "further back"
_NEAR = 90

RANKS = frozenset((*_RANKS, _BACK))
"""The clues that tell only how many messages stand between."""


def timing_clues(child: Profile, parent: Profile, rank: int) -> list[str]:
    """Return what the gap and the order say; *rank* counts the messages between the two, of the same subject."""
    clues = [_RANKS[rank] if rank < len(_RANKS) else _BACK]
    if child.time is None or parent.time is None:
        clues.append("undated")
        return clues
    gap = child.time - parent.time
    if gap < 0:
        clues.append("later" if child.sure and parent.sure else "later by the clock")
    else:
        place = bisect_left(_LIMITS, gap)
        clues.append(_NAMES[place] if place < len(_NAMES) else "after a year")
    return clues


def attributed_times(line: str) -> list[int]:
    """Return the times of day that an attribution line prints, in seconds; colons only, any clock."""
    times: list[int] = []
    colon = line.find(":", 1)
    while colon > 0:
        minutes = line[colon + 1 : colon + 3]
        hours = line[max(0, colon - 2) : colon].strip()
        if len(minutes) == 2 and minutes.isdecimal() and hours[-1:].isdecimal():
            hour = int(hours) if hours.isdecimal() else int(hours[-1:])
            if hour < 24 and int(minutes) < 60 and not (times and line[colon - 3 : colon - 2] == ":"):
                times.append(hour * _HOUR + int(minutes) * 60)
        colon = line.find(":", colon + 1)
    return times


def attribution_time_clues(child: Profile, parent: Profile, times: list[int]) -> list[str]:
    """Return whether one of *times* is when *parent* was sent: on its clock or on that of *child*."""
    if not times or parent.clock is None or child.clock is None:
        return []
    clocks = [parent.clock.wall]
    if parent.clock.offset is not None and child.clock.offset is not None:
        clocks.append(parent.clock.wall - parent.clock.offset + child.clock.offset)
    half_day = 12 * _HOUR
    for time in times:
        for clock in clocks:
            if min((clock - time) % half_day, (time - clock) % half_day) <= _NEAR:
                return ["at the attributed time"]
    for time in times:
        if min((clocks[0] - time) % _HOUR, (time - clocks[0]) % _HOUR) <= _NEAR:
            return ["at the attributed minute"]
    return ["not at the attributed time"]
