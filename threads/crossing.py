"""Evidence across subjects: a message that quotes another answers it, whatever its subject has become."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import product

from ..parsers.base_subject import base_subject, grouping_key
from .naming import words_of
from .profile import Profile, zones_stated
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
_HOUR = 3600
_QUARTER = 900
_NEAR = 90
_ZONES_APART = 14 * 3600
_ANY_ZONE = range(-12 * 3600, 15 * 3600, 3600)
_DAYS_IN_ANY_ZONE = 7


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

    Where a header block introduces the quote, it names the sender of what is quoted. Who says again under a new
    subject what he said before (a reminder) quotes nobody.
    """
    if not _may_precede(parent, child):
        return False
    near = parent.time is None or child.time is None or child.time - parent.time < _QUOTED_DAYS * _DAY
    line = child.quoting.attribution
    again = parent.sender == child.sender >= 0 and child.prefix is None and parent.base != child.base
    if again and not _names(words_of(line), line, parent):
        return False
    silent = parent.sender < 0 or not child.quoting.headed
    return (near and silent and lines >= _LINES) or _names(words_of(line), line, parent)


class AttributionIndex:
    """Messages by the minute at which they were sent and by subject, to be found by what introduces a quote."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Take *profiles* in the order of their indices; they are indexed when the first one is looked for."""
        self._profiles = profiles

    @cached_property
    def _by_subject(self) -> Mapping[str, Sequence[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for profile in self._profiles:
            if profile.clock is not None:
                found[profile.base].append(profile.index)
        return found

    @cached_property
    def _by_minute(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """Wall clocks and UTC where it is known, each with its message, in order, by the minute of half a day."""
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for profile in self._profiles:
            if profile.clock is not None:
                wall = profile.clock.wall
                for time in {wall, wall - (profile.clock.offset or 0)}:
                    found[time // 60 % _HALF_DAY].append((time, profile.index))
        for bucket in found.values():
            bucket.sort()
        return found

    def headed(self, child: Profile, *, strict: bool) -> Profile | None:
        """Return the one message whose subject, time and sender the header block above a quote prints, or None.

        The zone of that time is often neither that of the message nor that of *child*: the minute counts, and the
        day within a day. Lists change how a sender is printed: unless *strict*, subject and minute are enough where
        one message alone has both.
        """
        line, clock = child.quoting.attribution, child.clock
        subject = grouping_key(base_subject(child.quoting.subject))
        times = attributed_times(line) if subject and clock is not None else []
        if not times or clock is None:
            return None
        words = words_of(line)
        named: list[Profile] = []
        others: list[Profile] = []
        for index in self._by_subject.get(subject, ())[-_BUCKET:]:
            parent = self._profiles[index]
            if parent.clock is None or index == child.index or not _may_precede(parent, child):
                continue
            if not _sent_about(parent.clock.wall, clock.wall, words):
                continue
            apart = min((parent.clock.wall - time + _NEAR) % _HOUR for time in times)
            if apart % _QUARTER <= 2 * _NEAR and _names(words, line, parent):
                named.append(parent)
            elif apart <= 2 * _NEAR:
                others.append(parent)
        found = named or ([] if strict else others)
        return found[0] if len(found) == 1 else None

    def sent_then(self, child: Profile) -> Profile | None:
        """Return the one message that the attribution line of *child* names by sender and minute.

        The time is read on the clock of the message, in UTC and on the clock of *child*, and a message that prints no
        sender may be meant; where that finds nobody, on any clock, among the messages of a few days. None where there
        is none, or where several fit.
        """
        if not child.quoting.attribution or child.clock is None:
            return None
        own = {0, child.clock.offset or 0}
        sent = self._sent(child, own, _ATTRIBUTED_DAYS)
        line = child.quoting.attribution
        words = words_of(line)
        found = [parent for parent in sent if _names(words, line, parent)]
        found = found or [parent for parent in sent if parent.sender < 0 and zones_stated(parent, child)]
        if not found:
            found = [p for p in self._sent(child, _ANY_ZONE, _DAYS_IN_ANY_ZONE) if _names(words, line, p)]
        return found[0] if len(found) == 1 else None

    def _sent(self, child: Profile, shifts: Iterable[int], days: int) -> list[Profile]:
        line, clock = child.quoting.attribution, child.clock
        assert clock is not None, "a message without a date is not looked for"
        words = words_of(line)
        found: dict[int, Profile] = {}
        for time, shift, minute in product(attributed_times(line), shifts, (-2, -1, 0, 1)):
            limit = clock.wall + (_DAY if shift == 0 else -shift)
            bucket = self._by_minute.get(((time - shift) // 60 + minute) % _HALF_DAY, ())
            first = bisect_left(bucket, (limit - days * _DAY, -1))
            for wall, index in bucket[first : first + _BUCKET]:
                if wall > limit:
                    break
                parent = self._profiles[index]
                if index == child.index or (wall + shift - time + _NEAR) % (60 * _HALF_DAY) > 2 * _NEAR:
                    continue
                if _says(words, datetime.fromtimestamp(max(0, wall + shift), UTC)):
                    found[index] = parent
        return list(found.values())


def _sent_about(wall: int, before: int, words: frozenset[str]) -> bool:
    """Whether *words* name the day of *wall* in any zone, which is not too long before *before*."""
    days = (datetime.fromtimestamp(max(0, wall + shift), UTC) for shift in (-_ZONES_APART, 0, _ZONES_APART))
    return 0 <= before + _DAY - wall < _ATTRIBUTED_DAYS * _DAY and any(_says(words, day) for day in days)


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
