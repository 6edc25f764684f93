"""What a text says that survives translation: its numbers, its Latin words, and its letters for near wording."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from ..parsers.reported.cues import scales
from ..parsers.reported.sound import sound

_LONGEST = 4000
"""Code points of a body that are compared."""
_NUMBER = re.compile(r"(\d[\d,.]*)\s?([^\W\d_]{0,12})")
_LATIN = re.compile(r"[A-Za-z][A-Za-z]{2,}")
_CAPITALISED = re.compile(r"[A-Z][A-Za-z]{3,}")
_TRANSCRIBED = re.compile(r"[\u30a1-\u30ff]{4,}|[\u0400-\u04ff]{4,}|[\uac00-\ud7a3]{3,}")
_TELLS = 4
"""Consonants that a name must have to be known again in another script."""
_ALIKE = 62.0
"""Of 100, from rapidfuzz: two translations of a sentence into one language stay above it."""
_SHORTEST = 12
"""Letters that a wording must have for its likeness to say anything."""


class Content(NamedTuple):
    """What of a text survives translation, folded.

    ``numbers`` are scaled (two million is 2000000), ``words`` are the Latin ones, ``sounds`` those of its Latin names
    and ``transcribed`` those of its words in other scripts, ``letters`` all there are.
    """

    numbers: frozenset[float]
    words: frozenset[str]
    letters: str
    sounds: frozenset[str] = frozenset()
    transcribed: frozenset[str] = frozenset()


def content_of(text: str, names: Sequence[str] = ()) -> Content:
    """Return the content of *text*, of which only the beginning counts, without the *names* of its people."""
    text = unicodedata.normalize("NFC", text[:_LONGEST])
    numbers = {value for match in _NUMBER.finditer(text) if (value := _value(match[1], match[2])) is not None}
    words = {word.casefold() for word in _LATIN.findall(text)}
    words -= {word.casefold() for name in names for word in _LATIN.findall(name[:200])}
    people = {key for name in names for key in sound(name)}
    return Content(
        frozenset(numbers),
        frozenset(words),
        "".join(filter(str.isalnum, text.casefold())),
        _sounds(_CAPITALISED.findall(text)) - people,
        _sounds(_TRANSCRIBED.findall(text)) - people,
    )


def likeness(one: Content, other: Content) -> float:
    """Return how much of the content is shared: up to 2 for numbers, 1 for words, 2 for like wording.

    Below zero where both give numbers and none is the same.
    """
    score = min(2.0, float(len(one.numbers & other.numbers)))
    if one.numbers and other.numbers and not score:
        score = -0.5
    heard = (one.sounds & other.transcribed) | (one.transcribed & other.sounds)
    score += min(1.0, 0.25 * (len(one.words & other.words) + len(heard)))
    shorter, longer = sorted((one.letters, other.letters), key=len)
    if len(shorter) >= _SHORTEST and fuzz.partial_ratio(shorter, longer) >= _ALIKE:
        score += 2.0
    return score


def _sounds(words: Sequence[str]) -> frozenset[str]:
    return frozenset(key for word in set(words) for key in sound(word) if len(key) >= _TELLS)


def _value(digits: str, word: str) -> float | None:
    """Return the number that *digits* and the scale that *word* begins with make; None for one that says little."""
    plain = digits.rstrip(".,")
    grouped = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", plain)
    try:
        value = float(grouped.replace(",", "."))
    except ValueError:
        return None
    folded = word.casefold()
    scale = max((form for form in scales() if folded.startswith(form) and _whole(folded, form)), key=len, default="")
    value *= scales().get(scale, 1)
    return value if value >= 20 and not 1900 <= value < 2100 else None


def _whole(word: str, form: str) -> bool:
    """Whether *form* is all of *word*, or stands in a script that glues words together."""
    return word == form or form > "\u2e80"
