"""Quotes between double angle brackets (AOL), and behind the initials of whom they quote (The Bat!, FidoNet).

<< Shall we sail on Friday? >>          AL> Shall we sail on Friday?
Friday it is.                           Friday it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from .folding import BLANK
from .lines import Line

_OPEN, _CLOSE = "<<", ">>"
_LONGEST = 60
"""Lines that one quote may have."""
_INITIALS = range(2, 5)
"""Letters that stand for a name before its mark."""


def with_framed_quotes(lines: Sequence[Line]) -> Sequence[Line]:
    """Return *lines* with what such marks quote one quote mark deeper, the marks taken off."""
    if not any(">" in line.content[: _INITIALS.stop] or line.content[:2] == _OPEN for line in lines):
        return lines
    found: list[Line] | None = None
    index = 0
    while index < len(lines):
        first, content = index, lines[index].content
        if content[:2] == _OPEN and content[2:3] not in ("<", ""):
            end = _closing(lines, index)
            quoted = [_within(line) for line in lines[first:end]]
        elif (
            (initials := _initials(content))
            and index + 1 < len(lines)
            and _initials(lines[index + 1].content) == initials
        ):
            end = next((i for i in range(index, len(lines)) if _initials(lines[i].content) != initials), len(lines))
            quoted = [_behind(line, len(initials) + 1) for line in lines[first:end]]
        else:
            index += 1
            continue
        if end > first:
            found = list(lines) if found is None else found
            found[first:end] = quoted
        index = max(end, first + 1)
    return lines if found is None else found


def _closing(lines: Sequence[Line], index: int) -> int:
    """Return the line behind the quote that ``<<`` opens on ``lines[index]``, *index* where nothing closes it."""
    for position in range(index, min(index + _LONGEST, len(lines))):
        line = lines[position]
        if line.depth != lines[index].depth or (position > index and line.content[:2] == _OPEN):
            return index
        if line.content.endswith(_CLOSE) and not line.content.endswith(_CLOSE + ">"):
            return position + 1
    return index


def _within(line: Line) -> Line:
    lead = len(_OPEN) if line.content[:2] == _OPEN else 0
    shown = line.content[lead:].removesuffix(_CLOSE) if line.content.endswith(_CLOSE) else line.content[lead:]
    return _behind(line._replace(content=line.content[: lead + len(shown)]), lead)


def _behind(line: Line, lead: int) -> Line:
    shown = line.content[lead:]
    lead += len(shown) - len(shown.lstrip(BLANK))
    shown = shown.strip(BLANK)
    start = line.start + lead
    return line._replace(depth=line.depth + 1, start=start, end=start + len(shown), content=shown)


def _initials(content: str) -> str:
    """Return the initials before the quote mark that *content* begins with, nothing where it does not."""
    before, mark, _ = content[: _INITIALS.stop].partition(">")
    return before if mark and len(before) in _INITIALS and before.isalpha() and before.isupper() else ""
