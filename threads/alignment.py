"""Two tellings of one story side by side: which event of the one is which of the other, decided for all at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Pair = tuple[int, int]
"""The places of two events, one in each telling."""

_LIKELY = 2.0
"""What a pair must have in common where both tellings have several such pairs in the same order."""
_IN_ORDER = 3
"""So many likely pairs in the same order make two tellings one story."""
_POSSIBLE = 1.0
"""What the only pair that fits between two others must have in common."""
_MARGIN = 0.2
"""By how much two tellings must agree better with a pair than with any other in its place."""
_MOST = 100
"""Pairs that are tried one by one; in a longer story each matters too little."""


def aligned(scores: Sequence[Sequence[float]], sure: float) -> list[Pair]:
    """Return the pairs of rows and columns that are one event, given how much speaks for each pair, in order.

    Rows and columns are in the order in which things happened. The pairs are those that together score highest
    without crossing; one that another could replace as well is left out. Tellings with few likely pairs are no one
    story: of them only pairs that reach *sure* are returned.
    """
    rows = [list(row) for row in scores]
    chain = _in_order(rows)
    if len(chain) < _IN_ORDER:
        return [(i, j) for i, j in chain if rows[i][j] >= sure]
    kept = [pair for pair in chain if len(chain) > _MOST or _needed(rows, chain, pair)]
    return sorted([*kept, *_only_between(rows, kept)])


def _only_between(scores: Sequence[Sequence[float]], chain: Sequence[Pair]) -> list[Pair]:
    """Return the pairs that alone are possible between two neighbours of *chain*: nothing else is left for either."""
    found = []
    for (above, left), (below, right) in pairwise(chain):
        possible = [
            (i, j)
            for i in range(above + 1, below)
            for j in range(left + 1, right)
            if scores[i][j] >= _POSSIBLE
        ]  # fmt: skip
        if len(possible) == 1:
            found += possible
    return found


def _needed(scores: list[list[float]], chain: Sequence[Pair], pair: Pair) -> bool:
    """Whether the tellings agree clearly less without *pair*: where another would do as well, we take none."""
    i, j = pair
    kept, scores[i][j] = scores[i][j], 0.0
    without = sum(scores[a][b] for a, b in _in_order(scores))
    scores[i][j] = kept
    return sum(scores[a][b] for a, b in chain) - without >= _MARGIN


def _in_order(scores: Sequence[Sequence[float]]) -> list[Pair]:
    """Return the likely pairs, in the order of both tellings, that together score highest."""
    rows, columns = len(scores), len(scores[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= _LIKELY else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    chain, i, j = [], 0, 0
    while i < rows and j < columns:
        if scores[i][j] >= _LIKELY and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            chain.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chain
