"""The quotations of a paragraph, in the quotation marks of any language, nested or left open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

_BOTH = "\"'"
"""Marks that open and close alike."""

_APOSTROPHES = "'’‘"

_UNSOUND = 8
"""After so many quotations whose nesting does not come out even, the marks of a paragraph are not nested."""


class Quote(NamedTuple):
    """One quotation: the words are ``text[inner:last]``, with their marks ``text[start:end]``.

    ``opened`` is False where only the closing mark is printed: the words then begin somewhere before it, and
    ``start`` and ``inner`` are that of the mark.
    """

    start: int
    inner: int
    last: int
    end: int
    opened: bool = True


def find_quotes(text: str, start: int, end: int, marks: Mapping[str, str]) -> list[Quote]:
    """Return the outermost quotations in ``text[start:end]`` in order; a mark left open opens none."""
    found: list[Quote] = []
    closers = frozenset("".join(marks.values()))
    never: set[str] = set()
    unsound = 0
    marked = _marked(closers.union(marks))
    position = start
    while (match := marked.search(text, position, end)) is not None:
        position = match.start()
        character = text[position]
        if character in marks and character not in never and _may_open(text, position, start, end):
            last, sound = _closing(text, position, end, character, marks[character], nested=unsound < _UNSOUND)
            unsound += not sound
            if last >= 0:
                found.append(Quote(position, position + 1, last, last + 1))
                position = last + 1
                continue
            never.add(character)
        elif character in closers and character not in marks and character not in _APOSTROPHES:
            found.append(Quote(position, position, position, position + 1, opened=False))
        position += 1
    return found


@cache
def _marked(marks: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(marks)))}]")


def _closing(text: str, opening: int, end: int, mark: str, closers: str, *, nested: bool) -> tuple[int, bool]:
    """Return where the quotation opened at *opening* closes, -1 if never, and whether that is at its own depth."""
    depth, first = 1, -1
    for match in _marked(frozenset(closers + mark)).finditer(text, opening + 1, end):
        position, character = match.start(), match[0]
        if character in closers and _may_close(text, position, end, character):
            first = position if first < 0 else first
            depth -= 1
            if not depth or not nested:
                return position, True
        elif character == mark and mark not in closers:
            depth += 1
    return first, False


def _may_open(text: str, position: int, start: int, end: int) -> bool:
    """Whether a mark that also closes, or is an apostrophe, stands where words begin."""
    if text[position] not in _BOTH + _APOSTROPHES:
        return True
    if position + 1 >= end or text[position + 1].isspace():
        return False
    before = text[position - 1] if position > start else " "
    return not before.isalnum() or (text[position] == '"' and before > "\u2e80")


def _may_close(text: str, position: int, end: int, character: str) -> bool:
    if character not in _APOSTROPHES:
        return True
    return position + 1 >= end or not text[position + 1].isalnum()
