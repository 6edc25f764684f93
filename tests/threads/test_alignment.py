"""Two tellings of one story: pairs that do not cross, none where two fit, what is left between two pairs."""

from __future__ import annotations

import pytest

from mailweave.threads.alignment import aligned

NO = -9.0


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([[3, NO, NO], [NO, 3, NO], [NO, NO, 3]], [(0, 0), (1, 1), (2, 2)]),
        ([[3, NO], [NO, 3]], []),
        ([[5, NO], [NO, 3]], [(0, 0)]),
        ([[NO, NO, 3], [NO, 3, NO], [3, NO, NO]], []),
        ([[3, NO, NO], [NO, 1, NO], [NO, NO, 3], [3, NO, NO]], []),
        ([[3, NO, NO, NO], [NO, 1, NO, NO], [NO, NO, 3, NO], [NO, NO, NO, 3]], [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ([[3, NO, NO, NO], [NO, 1, NO, NO], [NO, 1, 3, NO], [NO, NO, NO, 3]], [(0, 0), (1, 1), (2, 2), (3, 3)]),
        (
            [[3, NO, NO, NO], [NO, 1, NO, NO], [NO, 1, NO, NO], [NO, NO, 3, NO], [NO, NO, NO, 3]],
            [(0, 0), (3, 2), (4, 3)],
        ),
        ([[3, NO, NO, NO], [NO, 3, NO, NO], [NO, 3.1, NO, NO], [NO, NO, 3, NO], [NO, NO, NO, 3]],
         [(0, 0), (3, 2), (4, 3)]),
        ([[3, NO, NO, NO], [NO, 3, NO, NO], [NO, 3.25, NO, NO], [NO, NO, 3, NO], [NO, NO, NO, 3]],
         [(0, 0), (2, 1), (3, 2), (4, 3)]),
    ],
    ids=["in-order", "too-few", "sure-alone", "crossing", "few-in-order", "left-between", "between-only", "two-left",
         "two-fit", "one-fits-better"],
)  # fmt: skip
def test_which_is_which(scores: list[list[float]], expected: list[tuple[int, int]]) -> None:
    assert aligned(scores, 4.0) == expected
