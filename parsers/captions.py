"""Captions that a document prints above its emails, each with its number: ``Exhibit B``, ``Email 3``, ``Anlage IV``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .folding import BLANK, EMPHASIS
from .lines import Line
from .marks import Mark
from .pages.furniture import is_section_marker

_LONGEST = 48
_ABOVE = 3
"""Blank lines that may stand between a caption and the header below it."""
_ROMAN = frozenset("IVXLC")
_AROUND = BLANK + EMPHASIS + "#[]().:：-–—"


def with_captions(marks: Sequence[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Return *marks* with the captions above them, so that these are no text of the emails before.

    A caption stands alone on its line, apart from what is above it, and another email has one that differs from it
    only in its number, which may be a letter.
    """
    found = {at: caption for at, mark in enumerate(marks) if (caption := _caption(lines, mark)) is not None}
    shapes = Counter(shape for _, shape in found.values())
    if not any(count > 1 for count in shapes.values()):
        return [*marks]
    return [
        replace(mark, top=found[at][0], captioned=True) if at in found and shapes[found[at][1]] > 1 else mark
        for at, mark in enumerate(marks)
    ]


def _caption(lines: Sequence[Line], mark: Mark) -> tuple[int, tuple[str, ...]] | None:
    """Return the line that may be the caption of *mark*, and its words with the number as ``0``."""
    if mark.header is None or mark.depth:
        return None
    above = next((i for i in range(mark.top - 1, max(-1, mark.top - _ABOVE - 2), -1) if not lines[i].blank), -1)
    if (
        above < 0
        or is_section_marker(lines[above].content)
        or (above and not lines[above - 1].blank)
        or len(lines[above].content) > _LONGEST
    ):
        return None
    words = [word.strip(_AROUND) for word in lines[above].content.split()]
    shape = tuple("0" if _is_number(word) else word.casefold() for word in words if word)
    return (above, shape) if shape.count("0") == 1 else None


def _is_number(word: str) -> bool:
    letter = len(word) == 1 and word.isupper()
    return word.isdecimal() or letter or (bool(word) and _ROMAN.issuperset(word))
