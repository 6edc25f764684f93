"""The language of a stretch of prose, by its script and its commonest words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .cues import Grammar

_SHARE = 0.06
"""Of the words of a text in a known language, at least so many are its commonest ones."""

_TELLING = 60
"""A shorter paragraph is in the language of the text around it: it tells too little of its own."""
_LETTERS = 6
"""So few letters, those of a date in digits, tell nothing of the script either."""
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORDS = re.compile(r"[^\W\d_]+")


def language_of(text: str, start: int, end: int, grammars: Sequence[Grammar], usual: Grammar | None) -> Grammar | None:
    """Return the grammar of the language of ``text[start:end]`` by its script and its commonest words."""
    piece = text[start : min(end, start + 6000)]
    if usual is not None and len(piece) < _TELLING and sum(map(len, _WORDS.findall(piece))) <= _LETTERS:
        return usual
    script = _script(piece)
    fitting = [grammar for grammar in grammars if _writes(grammar) == script]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    least = -1.0
    if usual in fitting and len(piece) < _TELLING:
        return usual
    words = list(piece) if script == "han" else [word.casefold() for word in _WORDS.findall(piece)]
    if usual in fitting and 2 * sum(map(_vocabulary(usual).__contains__, words)) >= len(words):
        return usual
    scores = [sum(map(_vocabulary(grammar).__contains__, words)) for grammar in fitting]
    if script != "han":
        least = _SHARE * len(words)
    best = max(scores)
    if usual in fitting and scores[fitting.index(usual)] * 2 >= best:
        return usual
    return fitting[scores.index(best)] if best > least else usual if usual in fitting else None


@cache
def _vocabulary(grammar: Grammar) -> frozenset[str]:
    return grammar.common | grammar.roles.keys()


def _script(piece: str) -> str:
    if len(_KANA.findall(piece)) > 3:
        return "kana"
    if len(_HANGUL.findall(piece)) > 3:
        return "hangul"
    han, cyrillic = len(_HAN.findall(piece)), len(_CYRILLIC.findall(piece))
    if han > 3 and han * 3 > cyrillic:
        return "han"
    return "cyrillic" if cyrillic > 3 else "latin"


@cache
def _writes(grammar: Grammar) -> str:
    """Return the script of a grammar, by its message nouns."""
    nouns = "".join(sorted(grammar.forms["noun"]))
    return _script(nouns * 4)
