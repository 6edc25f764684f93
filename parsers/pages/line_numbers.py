"""Line numbers that transcripts and pleadings print before every line, taken off without moving any offset."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..folding import BLANK, SPACES
from ..lines import Line

_FEWEST = 8
_MOST = 9999
_SHARE = 0.9
"""Share of the lines that must bear the number that follows the one before, or begin anew at 1."""


def without_line_numbers(lines: Sequence[Line]) -> Sequence[Line]:
    """Return *lines* without the numbers in front, if nearly all of them are numbered in sequence; else *lines*."""
    first = [line for line in lines[: 3 * _FEWEST] if not line.blank]
    if sum(line.content.lstrip(SPACES)[:1].isdigit() for line in first) < _SHARE * len(first):
        return lines
    numbers = [_number(line) for line in lines if not line.blank]
    known = [number for number in numbers if number is not None]
    follows = sum(b in (a + 1, 1) for a, b in pairwise(known))
    if len(known) < _FEWEST or follows < _SHARE * (len(numbers) - 1):
        return lines
    return [_unnumbered(line) for line in lines]


def _number(line: Line) -> int | None:
    digits = _digits(line.content)
    return int(digits) if digits and len(digits) < 5 and 0 < int(digits) <= _MOST else None


def _digits(content: str) -> str:
    shown = content.lstrip(SPACES)
    end = 0
    while end < min(len(shown), 5) and shown[end] in "0123456789":
        end += 1
    return shown[:end] if shown[end : end + 1] in ("", *SPACES) else ""


def _unnumbered(line: Line) -> Line:
    if _number(line) is None:
        return line
    content = line.content
    start = len(content) - len(content.lstrip(SPACES)) + len(_digits(content))
    margin = 3 if content[start : start + 3].isspace() else len(content[start : start + 1])
    shown = content[start + margin :].rstrip(BLANK)
    begin = line.start + start + margin
    return line._replace(start=begin, end=begin + len(shown), content=shown)
