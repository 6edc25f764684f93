"""Line numbers that transcripts and pleadings print before every line, taken off without moving any offset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..folding import BLANK, SPACES
from ..lines import Line

_FEWEST = 8
"""Numbers in sequence that a page or a text must bear."""
_MOST = 9999
_SHARE = 0.7
"""Share of the lines with text that must bear such numbers; the others are the stamps and heads of pages."""


def without_line_numbers(lines: Sequence[Line]) -> Sequence[Line]:
    """Return *lines* without the numbers in front, if most of them are numbered in sequence; else *lines*.

    The numbers may begin anew on each page; a number alone stands before a line that is blank.
    """
    first = [line for line in lines[: 3 * _FEWEST] if not line.blank]
    if sum(line.content.lstrip(SPACES)[:1].isdigit() for line in first) < _SHARE * len(first) / 2:
        return lines
    shown = [index for index, line in enumerate(lines) if not line.blank]
    numbered = {index for run in _runs(lines, shown) if len(run) >= _FEWEST for index in run}
    if len(numbered) < max(_FEWEST, _SHARE * len(shown)):
        return lines
    return [_unnumbered(line) if index in numbered else line for index, line in enumerate(lines)]


def _runs(lines: Sequence[Line], shown: Sequence[int]) -> Iterator[list[int]]:
    """Yield the stretches of lines whose numbers follow one another without a line between."""
    run: list[int] = []
    last = 0
    for index in shown:
        number = _number(lines[index])
        if run and number != last + 1:
            yield run
            run = []
        if number is not None:
            run.append(index)
            last = number
    yield run


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
