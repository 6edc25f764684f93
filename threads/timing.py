"""Evidence from time: silence between two messages, what came last, and the time that an attribution prints."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from .profile import Profile

_MINUTE = 60
_HOUR = 3600
_SOON = 3 * _MINUTE
_GAPS = (
    (_MINUTE, "within a minute"),
    (2 * _MINUTE, "within two minutes"),
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
_NAMES = [*(name for _, name in _GAPS), "after a year"]
_RANKS = ("latest", "second latest", "third latest", "among the last six", "among the last six", "among the last six")
_BACK = "further back"
_NEAR = 90
_HALF_DAY = 12 * _HOUR
# Begins with a digit, which the regex engine looks for quickly; what stands before it is asked afterwards.
_TIME = re.compile(r"(\d(?<![\d:]\d)\d?):(\d\d)(?!\d)")

RANKS = frozenset((*_RANKS, _BACK))
"""The clues that tell only how many messages stand between."""


def timing_clues(child: Profile, parent: Profile, rank: int) -> tuple[str, str]:
    """Return what the order and the gap say; *rank* counts the messages between the two, of the same subject."""
    near = _RANKS[rank] if rank < len(_RANKS) else _BACK
    if child.time is None or parent.time is None:
        return near, "undated"
    gap = child.time - parent.time
    if gap < 0:
        return near, "later" if child.sure and parent.sure else "later by the clock"
    if gap < _SOON and not _exact(child, parent, gap):
        gap = max(_SOON, _least(child, parent))
    return near, _NAMES[bisect_left(_LIMITS, gap)]


def _least(child: Profile, parent: Profile) -> float:
    """Return the gap to be reckoned with between two that stand close only because nothing tells how far apart."""
    mine, theirs = child.clock, parent.clock
    if mine is None or theirs is None:
        return 0
    return max(mine.width, theirs.width) / 2


def _exact(child: Profile, parent: Profile, gap: float) -> bool:
    """Whether both clocks print the second or the minute, in stated zones or in what may be one and the same."""
    mine, theirs = child.clock, parent.clock
    if mine is None or theirs is None or max(mine.width, theirs.width) > _MINUTE:
        return False
    if mine.offset is not None and theirs.offset is not None:
        return True
    return mine.offset is theirs.offset is None and mine.wall - theirs.wall == gap


def attributed_times(line: str) -> list[int]:
    """Return the times of day that an attribution line prints, in seconds; colons only, any clock."""
    found = [(int(hour), int(minute)) for hour, minute in _TIME.findall(line)]
    return [hour * _HOUR + minute * 60 for hour, minute in found if hour < 24 and minute < 60]


def attribution_time_clue(child: Profile, parent: Profile, times: Sequence[int]) -> str:
    """Return whether one of *times* is when *parent* was sent: on its clock or on that of *child*."""
    theirs, mine = parent.clock, child.clock
    if theirs is None or mine is None or theirs.width >= _HOUR:
        return "no time to compare"
    apart = 0
    if theirs.offset is not None and mine.offset is not None:
        apart = mine.offset - theirs.offset
    minute = False
    for time in times:
        gap = theirs.wall - time + _NEAR
        if gap % _HALF_DAY <= 2 * _NEAR or (apart and (gap + apart) % _HALF_DAY <= 2 * _NEAR):
            return "at the attributed time"
        minute = minute or gap % _HOUR <= 2 * _NEAR
    return "at the attributed minute" if minute else "not at the attributed time"
