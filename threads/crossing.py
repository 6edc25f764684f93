"""Evidence across subjects: a message that quotes another answers it, whatever its subject has become."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from .naming import words_of
from .profile import Profile
from .quotation import OwnLines, quoted_shares
from .quoting import own_lines, quoted_lines
from .timing import attributed_times

_SHARED = -1
_ENOUGH = 0.34
_DAY = 86_400
_HALF_DAY = 12 * 60
_ATTRIBUTED_DAYS = 120
_QUOTED_DAYS = 60
_BUCKET = 200
_SHORTEST = 3
_SUBJECTS = 4
_LINES = 2
_LETTERS = 10


def quoted_elsewhere(children: Sequence[Profile], profiles: Sequence[Profile]) -> dict[int, tuple[int, float]]:
    """Return for those of *children* that quote a message of any subject that message and the share quoted.

    A line that several wrote, or that is quoted under many subjects, is a footer and finds nobody.
    """
    quoted = {child.index: _telling_lines(child) for child in children if child.quoting.probes}
    lines = {line for found in quoted.values() for line in found}
    subjects: defaultdict[str, set[str]] = defaultdict(set)
    for profile in profiles if lines else ():
        for line in lines.intersection((*profile.quoting.probes, *profile.quoting.older)):
            subjects[line].add(profile.base)
    wanted = {line for line in lines if len(subjects[line]) <= _SUBJECTS}
    owners: dict[str, int] = {}
    for profile in profiles if wanted else ():
        for line in own_lines(profile.message.body, profile.quoting.own_end) & wanted:
            owners[line] = profile.index if line not in owners else _SHARED
    found: dict[int, tuple[int, float]] = {}
    own = OwnLines()
    for child in children:
        hits = Counter(owners.get(line, _SHARED) for line in quoted.get(child.index, ()))
        hits.pop(_SHARED, None)
        hits.pop(child.index, None)
        parents = [profiles[owner] for owner, count in hits.most_common(3) if _credible(profiles[owner], child, count)]
        if not parents:
            continue
        shares = quoted_shares(child.quoting.probes, parents, own)
        best = max(range(len(parents)), key=lambda place: (shares[place], -parents[place].index))
        if shares[best] >= _ENOUGH:
            found[child.index] = parents[best].index, shares[best]
        own.clear()
    return found


def _telling_lines(child: Profile) -> list[str]:
    return [line for line in quoted_lines(child.message.body) if sum(map(str.isalpha, line)) >= _LETTERS]


def _credible(parent: Profile, child: Profile, lines: int) -> bool:
    """One line alone, or text of long ago, may stand in two emails by chance, unless its sender is named.

    Where a header block introduces the quote, it names the sender of what is quoted.
    """
    if not _may_precede(parent, child):
        return False
    near = parent.time is None or child.time is None or child.time - parent.time < _QUOTED_DAYS * _DAY
    line = child.quoting.attribution
    silent = parent.sender < 0 or not child.quoting.headed
    return (near and silent and lines >= _LINES) or _names(words_of(line), line, parent)


class AttributionIndex:
    """Messages by the minute at which they were sent, to be found by what an attribution line says."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Read the clocks of *profiles*, which must be in the order of their indices."""
        self._by_minute: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._profiles = profiles
        for profile in profiles:
            if profile.clock is not None and profile.sender >= 0:
                wall = profile.clock.wall
                self._by_minute[wall // 60 % _HALF_DAY].append((wall, profile.index))
                if profile.clock.offset:
                    utc = wall - profile.clock.offset
                    self._by_minute[utc // 60 % _HALF_DAY].append((utc, profile.index))
        for bucket in self._by_minute.values():
            bucket.sort()

    def sent_then(self, child: Profile) -> Profile | None:
        """Return the one message that the attribution line of *child* names by sender and minute.

        None where there is none, or where several fit.
        """
        line, clock = child.quoting.attribution, child.clock
        if not line or clock is None:
            return None
        found: dict[int, Profile] = {}
        words: frozenset[str] | None = None
        for time in attributed_times(line):
            for shift in {0, clock.offset or 0}:
                limit = clock.wall + (_DAY if shift == 0 else -shift)
                bucket = self._by_minute.get((time - shift) // 60 % _HALF_DAY, ())
                first = bisect_left(bucket, (limit - _ATTRIBUTED_DAYS * _DAY, -1))
                for wall, index in bucket[first : first + _BUCKET]:
                    if wall > limit:
                        break
                    parent = self._profiles[index]
                    words = words if words is not None else words_of(line)
                    day = datetime.fromtimestamp(max(0, wall + shift), UTC)
                    if index != child.index and _says(words, day) and _names(words, line, parent):
                        found[index] = parent
        return next(iter(found.values())) if len(found) == 1 else None


def _says(words: frozenset[str], day: datetime) -> bool:
    """Whether a line has the day of the month and the year of *day* among its words."""
    number = str(day.day)
    days = {number, number.zfill(2), f"{day.year:04}-{day.month:02}-{day.day:02}"}
    return bool(days & words) and bool({str(day.year), str(day.year)[2:]} & words)


def _names(words: frozenset[str], line: str, parent: Profile) -> bool:
    if len(parent.mailbox) > _SHORTEST and parent.mailbox in line:
        return True
    named = len(parent.words & words)
    return named > 0 and 2 * named >= len(parent.words)


def _may_precede(parent: Profile, child: Profile) -> bool:
    if parent.time is None or child.time is None:
        return True
    return parent.time <= child.time or (not (parent.sure and child.sure) and parent.time < child.time + _DAY)
