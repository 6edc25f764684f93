"""A time axis that passes over long silences: straight where emails were written, broken where nothing was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import sqrt
from statistics import median_low

from .axis import ticks
from .times import duration_text

_BREAK = 0.03  # of the axis, drawn for each silence that is passed over
_MOST_BREAKS = 5
_LONG, _NOTED, _UNUSUAL = 1 / 8, 1 / 50, 8
"""A silence is passed over that takes an eighth of the time left, a fiftieth of all, and is 8 times the usual one."""
_LEAST = 90  # pixels of a piece: room to name its first day
_PADDING = 0.03  # of the axis, so that no mark stands on an edge
_TICKS = 10  # on the whole axis
_SEASON = timedelta(days=25)

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Piece:
    """The time from ``first`` to ``last``, drawn from ``left`` to ``right``, 0 to 1 of the axis."""

    first: datetime
    last: datetime
    left: float
    right: float

    def part(self, at: datetime) -> float:
        """Return where *at* is drawn, 0 to 1 of the axis."""
        return self.left + (at - self.first) / (self.last - self.first) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Scale:
    """The pieces of an axis from left to right, its ticks, and how long nothing was written between two pieces."""

    pieces: tuple[Piece, ...]
    ticks: tuple[tuple[float, str], ...]
    silences: tuple[str, ...]

    def part(self, at: datetime) -> float:
        """Return where *at* is drawn, 0 to 1 of the axis."""
        return self.pieces[max(bisect_right(self.pieces, at, key=lambda piece: piece.first) - 1, 0)].part(at)


def scale(stretches: Sequence[Stretch], width: float = 950) -> Scale:
    """Return an axis of *width* pixels for *stretches*, each the first and the last minute that something can be."""
    runs = _runs(sorted(stretches) or [(datetime(2000, 1, 1), datetime(2000, 1, 2))])
    weights = [sqrt(len(run)) for run in runs]
    room = 1 - _BREAK * (len(runs) - 1)
    least = min(_LEAST / width, room / len(runs))
    pieces, marked, left = [], [], 0.0
    for run, weight in zip(runs, weights, strict=True):
        share = least + (room - least * len(runs)) * weight / sum(weights)
        first, last = min(run)[0], max(end for _, end in run)
        piece = Piece(*_padded(first, last, _PADDING / share), left, left + share)
        found = ticks(piece.first, piece.last, max(int(_TICKS * share), 1))
        if len(runs) > 1 or not found:
            found = [(first, _day(first, last)), *((at, label) for at, label in found if at > first)]
        marked += [(piece.part(at), label) for at, label in found]
        pieces.append(piece)
        left += share + _BREAK
    ends = [(max(end for _, end in one), min(other)[0]) for one, other in pairwise(runs)]
    return Scale(tuple(pieces), tuple(marked), tuple(duration_text(later - earlier) for earlier, later in ends))


def _runs(ordered: Sequence[Stretch]) -> list[Sequence[Stretch]]:
    """Return *ordered* in parts, between which nothing was written for unusually long."""
    silences, latest = [], ordered[0][1]
    for place, (start, end) in enumerate(ordered):
        if start > latest:
            silences.append((start - latest, place))
        latest = max(latest, end)
    whole = left = latest - ordered[0][0]
    usual = median_low(length for length, _ in silences) if silences else whole
    cuts = []
    for length, place in sorted(silences, reverse=True)[:_MOST_BREAKS]:
        if length < max(left * _LONG, whole * _NOTED, usual * _UNUSUAL):
            break
        cuts.append(place)
        left -= length
    return [ordered[one:other] for one, other in pairwise([0, *sorted(cuts), len(ordered)])]


def _day(first: datetime, last: datetime) -> str:
    return f"{first:%Y-%m-%d}" if last - first < _SEASON else f"{first:%Y-%m}"


def _padded(first: datetime, last: datetime, part: float) -> Stretch:
    padding = max((last - first) * min(part, 0.25), timedelta(hours=1))
    try:
        return first - padding, last + padding
    except OverflowError:
        return first, max(last, first + timedelta(minutes=1))
