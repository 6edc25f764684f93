"""How much each clue counts: log-odds, estimated by a conditional logit on two public mailing lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

WEIGHTS: Mapping[str, float] = {
    "unprefixed: begins": 6.1,
    "greeted": 2.3,
    "at the attributed time": 2.2,
    "at the attributed minute": 1.8,
    "quoted": 1.7,
    "within an hour": 1.7,
    "within a day": 1.4,
    "within six hours": 1.3,
    "latest": 1.1,
    "attributed": 1.0,
    "within three days": 1.0,
    "partly quoted": 0.9,
    "another is greeted": 0.7,
    "first of the subject": 0.7,
    "addressed": 0.7,
    "within a week": 0.7,
    "another is attributed": 0.6,
    "no quote found: begins": 0.6,
    "begins": 0.5,
    "was addressed": 0.2,
    "second latest": 0.2,
    "within a month": 0.1,
    "third latest": -0.4,
    "older text quoted": -0.4,
    "quote not found": -0.5,
    "not addressed": -0.6,
    "before the sender's last": -0.6,
    "never prefixed: begins": -0.7,
    "among the last six": -0.9,
    "not at the attributed time": -1.1,
    "another is quoted": -1.1,
    "later by the clock": -1.3,
    "none is attributed": -1.4,
    "own message": -1.5,
    "copied": -1.6,
    "quoting: begins": -1.8,
    "further back": -1.9,
    "quote found: begins": -2.0,
    "within three months": -2.1,
    "within a year": -2.8,
    "after a year": -4.3,
    "prefixed: begins": -4.7,
}


def total(clues: Iterable[str]) -> float:
    """Return the sum of the weights of *clues*; a clue without a weight counts nothing."""
    return sum(WEIGHTS.get(clue, 0.0) for clue in clues)
