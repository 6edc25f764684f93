"""Lines of at most so many terminal cells, broken where the script allows it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size

_CLOSING = ("Pe", "Pf", "Po", "Lm")  # may not begin a line where lines break between any two characters
_OPENING = ("Ps", "Pi")  # may not end one


def wrap(text: str, width: int) -> Iterator[str]:
    """Yield *text* (printable, without tabs) in lines of at most *width* cells; its own line breaks are kept.

    Breaks come at spaces and beside wide characters; what has neither is cut. Takes time linear in *text*.
    """
    for line in text.split("\n"):
        if line.isascii() and len(line) <= width:
            yield line
        else:
            yield from _wrapped(line, max(width, 2))


def fitted(text: str, width: int) -> str:
    """Return *text* in exactly *width* cells: cut with an ellipsis, or filled up with spaces."""
    size = cell_len(text)
    if size <= width:
        return text + " " * (width - size)
    cells, end = 0, 0
    while end < len(text) and cells + get_character_cell_size(text[end]) < width:
        cells += get_character_cell_size(text[end])
        end += 1
    return f"{text[:end]}…" + " " * (width - cells - 1)


def _wrapped(line: str, width: int) -> Iterator[str]:
    start = cells = 0
    stop, stop_cells = -1, 0  # the last place where a break is allowed, and the cells up to it
    before = ""
    for at, character in enumerate(line):
        size = get_character_cell_size(character)
        if at > start and _may_break(before, character):
            stop, stop_cells = at, cells
        if cells + size > width and character != " ":
            end = stop if stop > start else at
            yield line[start:end].rstrip(" ")
            cells -= stop_cells if stop > start else cells
            start, stop, stop_cells = end, -1, 0
        cells += size
        before = character
    yield line[start:].rstrip(" ")


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if max(before, after) < "\u1100" or (get_character_cell_size(before) < 2 and get_character_cell_size(after) < 2):
        return False
    return (
        after != " "
        and get_character_cell_size(after) > 0
        and unicodedata.category(after) not in _CLOSING
        and unicodedata.category(before) not in _OPENING
    )
