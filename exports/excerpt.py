"""The place of an email in its document, with the lines around it."""

from __future__ import annotations

from dataclasses import dataclass

from ..parsers.message import Provenance

_BEFORE, _AFTER = 3, 8  # lines of context
_LINE, _BLOCK = 400, 4000  # characters: a document may be one line


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Three stretches that follow each other in a document; ``line`` is the number of the first one's first line."""

    before: str
    block: str
    after: str
    line: int


def excerpt(text: str, place: Provenance) -> Excerpt | None:
    """Return the block that *place* names within *text*, and some lines on either side; None where it lies outside."""
    start, end = place.start, min(place.end, place.start + _BLOCK)
    if not 0 <= place.start <= place.end <= len(text):
        return None
    first = start
    for _ in range(_BEFORE + 1):
        floor = max(first - _LINE, 0)
        found = text.rfind("\n", floor, max(first - 1, floor))
        first = found + 1 if found >= 0 else floor
        if found < 0:
            break
    last = end
    for _ in range(_AFTER):
        found = text.find("\n", last + 1, last + _LINE)
        if found < 0:
            last = min(last + _LINE, len(text))
            break
        last = found
    before = text[first:start]
    return Excerpt(before, text[start:end], text[end:last], max(place.line - before.count("\n"), 1))


def file_name(document: str) -> str:
    """Return the last part of the path of a document."""
    return document.replace("\\", "/").rstrip("/").rpartition("/")[2] or document
