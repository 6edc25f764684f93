"""The sentence that says why a link was made, and the kinds of evidence behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

_IN_WORDS = {
    "quoted": ("quotation", "quotes its text"),
    "partly quoted": ("quotation", "quotes part of its text"),
    "at the attributed time": ("attribution", "names the time at which it was sent"),
    "attributed": ("attribution", "names its sender before the quote"),
    "addressed": ("participants", "is addressed to its sender"),
    "copied": ("participants", "is copied to its sender"),
    "greeted": ("greeting", "greets its sender"),
    "latest": ("time", "is the next of that subject"),
    "within two minutes": ("time", "follows within two minutes"),
    "within an hour": ("time", "follows within an hour"),
    "within six hours": ("time", "follows within six hours"),
    "within a day": ("time", "follows within a day"),
}

_PHRASES = {clue: (rank, *words) for rank, (clue, words) in enumerate(_IN_WORDS.items())}


def reason_of(clues: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the reason as one sentence without its full stop, and the names of the evidence, strongest first."""
    return _in_words(tuple(filter(_PHRASES.__contains__, clues)))


@cache
def _in_words(clues: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    spoken = sorted(_PHRASES[clue] for clue in clues)
    kinds = tuple(dict.fromkeys([*(kind for _, kind, _ in spoken), "subject"]))
    return ", ".join(["has the same base subject", *(phrase for _, _, phrase in spoken[:4])]), kinds
