"""Whether two printed names may be one person, by their words or by their sound across scripts."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+")
_FOLDS = str.maketrans({"l": "r", "c": "k", "q": "k", "v": "b", "w": "b", "z": "s", "j": "s", "f": "h", "d": "t"})
_VOWELS = str.maketrans("", "", "aeiouy'h")
_LONGEST = 80
_SYLLABLES = re.compile(r"[\u4e00-\u9fff]{3,7}|[\uac00-\ud7a3]{3,6}")
"""A family name and a full name that it begins, one behind the other."""
_GLUED = re.compile(r"[\u4e00-\u9fff]{4,20}|[\uac00-\ud7a3]{4,20}")


@lru_cache(maxsize=16384)
def same_person(left: str, right: str) -> bool:
    """Return whether *left* and *right* share their last word, or a word that sounds alike in another script.

    It serves to follow a conversation within one text (who answers whom), never to merge people.
    """
    if left.casefold() == right.casefold():
        return True
    if _is_surname_of(left, right) or _is_surname_of(right, left) or _ends(left, right) or _ends(right, left):
        return True
    ours, theirs = _words(left), _words(right)
    if ours and theirs and (ours[-1] in theirs or theirs[-1] in ours):
        return len(ours) == 1 or len(theirs) == 1 or (ours[-1] == theirs[-1] and ours[0][:1] == theirs[0][:1])
    mine, others = sound(left), sound(right)
    if not mine or not others:
        return False
    return mine[-1] in others or others[-1] in mine


def _is_surname_of(one: str, other: str) -> bool:
    """Whether *one* is the letter or two that begin *other*, in scripts that write a syllable or word with each."""
    return len(one) <= 2 and _SYLLABLES.fullmatch(one + other) is not None and other.startswith(one)


def _ends(one: str, other: str) -> bool:
    """Whether *one* ends *other*, a body in full (*the national institute*), in scripts that glue words together."""
    return len(one) > 2 and _GLUED.fullmatch(other) is not None and other.endswith(one)


@lru_cache(maxsize=4096)
def sound(name: str) -> tuple[str, ...]:
    """Return the consonants of each word of *name*, those apart that scripts confuse; words with one are left out."""
    keys = []
    for word in _WORD.findall(anyascii(name[:_LONGEST].replace("・", " ").replace("·", " ")).lower()):
        key = _single(word.replace("ph", "f").replace("ck", "k").translate(_FOLDS).translate(_VOWELS))
        if len(key) > 1:
            keys.append(key)
    return tuple(keys)


def _single(key: str) -> str:
    """Return *key* with every doubled letter once."""
    return "".join(letter for at, letter in enumerate(key) if not at or key[at - 1] != letter)


def _words(name: str) -> list[str]:
    return _WORD.findall(name[:_LONGEST].casefold())
