"""Marks for the end of a line that are no text: the ``<br>`` that Markdown and copied sources of pages print there."""

from __future__ import annotations

from collections.abc import Sequence

from ..folding import BLANK
from ..lines import Line

_MARKS = ("<br>", "<br/>", "<br />")


def without_line_breaks(lines: Sequence[Line]) -> Sequence[Line]:
    """Return *lines* without the marks of line breaks at their ends; no offset moves but that of the end."""
    if not any(line.content[-1:] == ">" and line.content[-6:].lower().endswith(_MARKS) for line in lines):
        return lines
    return [_trimmed(line) for line in lines]


def _trimmed(line: Line) -> Line:
    shown = line.content
    while (mark := next((mark for mark in _MARKS if shown[-6:].lower().endswith(mark)), None)) is not None:
        shown = shown[: -len(mark)].rstrip(BLANK)
    return line if len(shown) == len(line.content) else line._replace(end=line.start + len(shown), content=shown)
