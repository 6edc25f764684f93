"""Zones that no date states, from what must be true: an answer is later than what it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..parsers.message import MailweaveError
from .clock import Clock, as_offset, as_utc
from .profile import Profile

_WEST, _EAST = -12 * 3600, 14 * 3600
_STEP = 15 * 60


class ZoneError(MailweaveError):
    """A zone that was given by hand is neither an offset nor a name in the tz database."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """The offset of one date that states none, in seconds east of UTC, and the reason for people."""

    offset: int
    reason: str


@dataclass(slots=True)
class _Bound:
    """Offsets must lie strictly west of ``west_of`` and east of ``east_of``; the reasons name the constraint."""

    west_of: int = _EAST + 1
    east_of: int = _WEST - 1
    west_reason: str = ""
    east_reason: str = ""

    def narrow(self, other: _Bound) -> None:
        if other.west_of < self.west_of:
            self.west_of, self.west_reason = other.west_of, other.west_reason
        if other.east_of > self.east_of:
            self.east_of, self.east_reason = other.east_of, other.east_reason

    def allows(self, offset: int) -> bool:
        return self.east_of < offset < self.west_of

    @property
    def proven(self) -> bool:
        """Whether anything is known at all."""
        return bool(self.west_reason or self.east_reason)

    def reason(self) -> str:
        """The constraints as one phrase."""
        parts = []
        if self.west_reason:
            parts.append(f"{self.west_reason}, so its zone lies west of {as_offset(self.west_of)}")
        if self.east_reason:
            parts.append(f"{self.east_reason}, so its zone lies east of {as_offset(self.east_of)}")
        return "; ".join(parts)


def infer_zones(profiles: Sequence[Profile], parents: Mapping[int, int], carries: Iterable[int]) -> dict[int, Inferred]:
    """Return the zones of dates that state none, by index of the message, where they can be shown.

    The dates of one document, one conversation and one half of the year (clocks change in between) share
    one unknown zone, unless that is impossible. It is inferred only if a zone that the document states
    fits all its constraints and no other one does, or if only one zone of the world fits. *parents* are
    the links so far; *carries* the indices of those messages that forward their parent.
    """
    forwarding = frozenset(carries)
    unknown: list[tuple[Profile, Clock]] = []
    stated: defaultdict[str, set[int]] = defaultdict(set)
    for profile in profiles:
        clock, found_at = profile.clock, profile.message.found
        if clock is None:
            continue
        if clock.offset is not None:
            stated[found_at.document].add(clock.offset)
        elif found_at.method in ("header-block", "attribution"):
            unknown.append((profile, clock))
    if not unknown:
        return {}
    roots = _roots(profiles, parents)
    units: defaultdict[tuple[str, int, int], list[Profile]] = defaultdict(list)
    for profile, clock in unknown:
        units[profile.message.found.document, roots[profile.index], _season(clock)].append(profile)
    bounds = _bounds(profiles, parents, forwarding)
    by_document: defaultdict[str, list[tuple[int, int, list[Profile]]]] = defaultdict(list)
    for (document, root, season), members in units.items():
        by_document[document].append((root, season, members))
    found: dict[int, Inferred] = {}
    for document, parts in by_document.items():
        found.update(_in_document(parts, bounds, sorted(stated[document])))
    return found


def _in_document(
    parts: list[tuple[int, int, list[Profile]]], bounds: Mapping[int, _Bound], stated: list[int]
) -> dict[int, Inferred]:
    own = [_joint(members, bounds) for _, _, members in parts]
    seasons: dict[int, _Bound] = {}
    for (_, season, _), bound in zip(parts, own, strict=True):
        seasons.setdefault(season, _Bound()).narrow(bound)
    found: dict[int, Inferred] = {}
    for (_, season, members), bound in zip(parts, own, strict=True):
        if not bound.proven:
            continue
        shared = seasons[season]
        choice = _choose(bound, stated)
        if choice is None and season >= 0 and (choice := _choose(shared, stated)):
            choice = (
                choice[0],
                f"of the zones stated in this document only {as_offset(choice[0])} fits all its emails of that season",
            )
        if choice is None:
            continue
        offset, ground = choice
        if not bound.allows(offset):
            continue
        for member in members:
            found[member.index] = Inferred(offset, _reason(bounds.get(member.index), bound, ground))
    return found


def _choose(bound: _Bound, stated: list[int]) -> tuple[int, str] | None:
    """Return the one offset that fits, and why it; None where several or none do."""
    if not bound.proven:
        return None
    fitting = [offset for offset in stated if bound.allows(offset)]
    if len(fitting) == 1:
        only = "" if len(stated) == 1 else ", the only one stated there that fits"
        return fitting[0], f"{as_offset(fitting[0])} is stated elsewhere in this document{only}"
    if fitting:
        return None
    possible = [offset for offset in _WORLD if bound.allows(offset)]
    return (possible[0], f"{as_offset(possible[0])} is the only zone there") if len(possible) == 1 else None


def _reason(own: _Bound | None, unit: _Bound, ground: str) -> str:
    if own is not None and own.proven:
        return f"{own.reason()}; {ground}"
    return f"same document and conversation as an email {unit.reason()}; {ground}"


def _bounds(profiles: Sequence[Profile], parents: Mapping[int, int], forwarding: frozenset[int]) -> dict[int, _Bound]:
    """Return what each single link says of the zone of the one of its ends that states none."""
    bounds: dict[int, _Bound] = {}
    for child_index, parent_index in parents.items():
        child, parent = profiles[child_index].clock, profiles[parent_index].clock
        if child is None or parent is None or (child.offset is None) == (parent.offset is None):
            continue
        verb = "forwards" if child_index in forwarding else "answers"
        if child.offset is None:
            limit = child.wall + child.width - parent.earliest
            bound = _Bound(west_of=limit, west_reason=f"sent after the email it {verb} ({as_utc(parent.earliest)})")
            index = child_index
        else:
            verb = "forwarded" if verb == "forwards" else "answered"
            limit = parent.wall - child.latest - 1
            bound = _Bound(
                east_of=limit, east_reason=f"sent before the email in which it is {verb} ({as_utc(child.earliest)})"
            )
            index = parent_index
        if _informative(bound):
            bounds.setdefault(index, _Bound()).narrow(bound)
    return bounds


def _informative(bound: _Bound) -> bool:
    """A limit beyond every zone says nothing, or that the link or a date is wrong: neither infers a zone."""
    return _WEST < bound.west_of <= _EAST or _WEST <= bound.east_of < _EAST


def _joint(members: list[Profile], bounds: Mapping[int, _Bound]) -> _Bound:
    joint = _Bound()
    for member in members:
        if member.index in bounds:
            joint.narrow(bounds[member.index])
    return joint


def _season(clock: Clock) -> int:
    """Return 0 for the months in which no half of the world changes its clocks, 1 for the others of that kind.

    The months of change stand alone (negative): a zone found there says nothing of other conversations.
    """
    month = datetime.fromtimestamp(max(0, clock.wall), UTC).month
    if month in (12, 1, 2):
        return 0
    return 1 if 5 <= month <= 8 else -month


def _roots(profiles: Sequence[Profile], parents: Mapping[int, int]) -> list[int]:
    roots = list(range(len(profiles)))
    for index in range(len(profiles)):
        path, at = [], index
        while at in parents and roots[at] == at:
            path.append(at)
            at = parents[at]
        for step in path:
            roots[step] = roots[at]
    return roots


def offset_of(zone: str, wall: int) -> int:
    """Return the offset of *zone* (``-08:00`` or ``America/Los_Angeles``) at the wall clock *wall*, in seconds.

    Raise ZoneError if it is neither.
    """
    text = zone.strip()
    if text.upper() in ("Z", "UTC", "GMT"):
        return 0
    digits = text[1:].replace(":", "")
    if text[:1] in "+-−" and digits.isdecimal() and len(digits) in (1, 2, 4):
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) == 4 else (int(digits), 0)
        seconds = (hours * 60 + minutes) * 60 * (1 if text[0] == "+" else -1)
        if _WEST <= seconds <= _EAST and minutes < 60:
            return seconds
    else:
        try:
            gap = datetime.fromtimestamp(wall, UTC).replace(tzinfo=ZoneInfo(text)).utcoffset()
        except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
            gap = None
        if gap is not None:
            return int(gap.total_seconds())
    raise ZoneError(f"{zone!r} is no zone: give an offset (-08:00) or a name of the tz database (America/Los_Angeles)")


_WORLD = tuple(
    quarter * _STEP
    for quarter in (
        *range(-48, 56 + 1, 4),
        *(-38, -14, -10, 14, 18, 22, 23, 26, 35, 38, 42, 51, 55),
    )
)
"""Offsets that are or were in use: whole hours, then the halves and quarters."""
