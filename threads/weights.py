"""How much each clue counts: log-odds, estimated by a conditional logit on two public mailing lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

WEIGHTS: Mapping[str, float] = {
    "no subject: begins": 2.5,
    "unprefixed: begins": 6.2,
    "at the attributed time": 2.6,
    "quoted": 2.2,
    "within an hour": 2.0,
    "at the attributed minute": 1.9,
    "within a day": 1.7,
    "within six hours": 1.6,
    "within three days": 1.4,
    "within a week": 1.1,
    "partly quoted": 1.0,
    "latest": 0.9,
    "turn to the beginner": 0.9,
    "greeted": 0.9,
    "attributed": 0.9,
    "begins": 0.8,
    "no quote found: begins": 0.8,
    "the beginner's turn": 0.7,
    "within a month": 0.7,
    "addressed": 0.7,
    "first of the subject": 0.5,
    "older text quoted": 0.5,
    "subject the same": 0.4,
    "unanswered": 0.2,
    "was addressed": 0.2,
    "second latest": 0.2,
    "another is attributed": 0.1,
    "never prefixed: begins": -0.1,
    "answered already": -0.2,
    "subject spelled otherwise": -0.2,
    "quote not found": -0.3,
    "answered the sender": -0.3,
    "third latest": -0.4,
    "another is greeted": -0.4,
    "before the sender's last": -0.6,
    "not addressed": -0.6,
    "among the last six": -1.0,
    "own message": -1.0,
    "subject the same but for a prefix": -1.0,
    "later by the clock": -1.3,
    "greeting: begins": -1.3,
    "quoting: begins": -1.3,
    "quote found: begins": -1.5,
    "not at the attributed time": -1.6,
    "none is attributed": -1.6,
    "copied": -1.7,
    "within three months": -1.8,
    "another is quoted": -1.9,
    "further back": -2.0,
    "within a year": -2.4,
    "after a year": -3.8,
    "later": -3.8,
    "prefixed: begins": -4.7,
}


class _Known(dict[str, float]):
    def __missing__(self, clue: str) -> float:
        return 0.0


_weight = _Known(WEIGHTS).__getitem__


def total(clues: Iterable[str]) -> float:
    """Return the sum of the weights of *clues*; a clue without a weight counts nothing."""
    return sum(map(_weight, clues))
