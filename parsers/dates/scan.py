"""Cut a written date into words, numbers and marks, whatever the script, width and spacing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

TokenKind = Literal["word", "number", "mark"]

_TOKEN = re.compile(r"([0-9]+)|([a-z\x80-\u058f]+(?:\?[a-z]+)*+|[\u0590-\U0010ffff]+)|([^ ])")
"""Scripts up to Armenian keep their words apart by spaces; what follows may be glued to them (``AMకి``).

Archives in ASCII print a question mark for a letter (``mi?rcoles``).
"""

_LOST_SPACE = re.compile(r"(?<=[0-9.])\?(?=[a-z])|(?<= )\?(?= )")
"""What those archives print for the narrow space before ``PM``, and for a word of one letter."""

_DROPPED_MARKS = (range(0x300, 0x370), range(0x591, 0x5C8), range(0x64B, 0x660))
"""Accents of alphabets, points and vowel signs of consonantal scripts: print often omits them. Indic signs stay."""

_SAME = {"ı": "i", "’": "'", "‘": "'", "ʼ": "'", "׳": "'", "״": "'", "`": "'", "´": "'", "॰": ".", "−": "-", "־": "-"}
_SAME |= {"،": ",", "。": ".", "։": ",", "\u2028": " ", "ي": "ی", "ى": "ی", "ك": "ک"}


class Token(NamedTuple):
    """One word, number or mark, folded; ``start`` and ``end`` are code points of the text as given.

    ``tight`` says that nothing stands between it and the token before it.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    tight: bool


def scan(text: str) -> list[Token]:
    """Return the tokens of *text* in order; white space and bidirectional controls separate or vanish."""
    if text.isascii():
        folded, starts = text.lower().translate(_FOLD), None
    else:
        pieces = [_FOLD[ord(char)] for char in text]
        folded = "".join(pieces)
        starts = None if len(folded) == len(text) and "" not in pieces else _starts(pieces)
    if "?" in folded:
        folded = _LOST_SPACE.sub(" ", folded)
    tokens = []
    last = 0
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        kind: TokenKind = "number" if match.lastindex == 1 else "word" if match.lastindex == 2 else "mark"
        tight = start == last
        last = end
        if starts is not None:
            start, end = starts[start], starts[end - 1] + 1
        tokens.append(Token(kind, match[0], start, end, tight))
    return tokens


def fold(text: str) -> str:
    """Return *text* as tables and documents are compared: no case, accents, widths or digit styles."""
    return text.translate(_FOLD)


def _starts(pieces: Sequence[str]) -> list[int]:
    """Return, for each folded character, the code point of the text that it came from."""
    return [index for index, piece in enumerate(pieces) for _ in piece]


class _Folding(dict[int, str]):
    """The folded form of each code point, worked out when first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    out = []
    for part in unicodedata.normalize("NFKD", char).casefold():
        category = unicodedata.category(part)
        if part in _SAME:
            out.append(_SAME[part])
        elif part.isascii() and part.isprintable():
            out.append(part)
        elif category == "Nd":
            out.append(str(unicodedata.digit(part)))
        elif category[0] == "L" or (category[0] == "M" and not any(ord(part) in marks for marks in _DROPPED_MARKS)):
            out.append(part)
        elif category[0] == "Z" or category == "Cc":
            out.append(" ")
        elif category == "Pd":
            out.append("-")
        elif category[0] == "P":
            out.append(",")
        elif category[0] in "SN":
            out.append("?")
    return "".join(out)


_FOLD = _Folding()
