"""Lines from blocks, breaks, cells and quotes: what a mail client does when it turns HTML into plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import Tint

DEEPEST_MARK = 50
"""Quote marks before a line at most: a page of thousands of nested quotes must not grow with its square."""

LABEL_CELL = 40
"""Characters of a cell that may be the label of the next one, whatever blocks that holds."""

_SPACE = re.compile(r"[ \t\n\r\f]+")


_MIXED = "mixed"
"""The colour of a line of several colours."""
_STEP, _MOST_STEPS = "    ", 10
_FEWEST_WORDS = 3
"""Words of a line with a colon at its end below which a step to the right is printed; with fewer it is a label."""


class _Line(NamedTuple):
    depth: int
    text: str
    margin: bool = False  # a blank line that stands for the space between two paragraphs
    color: str = ""
    steps: int = 0  # to the right


class Page(NamedTuple):
    """The text of a page, each line ended, none blank at either end, the stretches of it in colour, and its title."""

    text: str
    tints: tuple[Tint, ...] = ()
    title: str = ""


class Layout:
    """Collects text as it comes and holds the lines; every method takes constant time for what it is given."""

    def __init__(self) -> None:
        """Begin an empty page."""
        self._lines: list[_Line] = []
        self._parts: list[str] = []
        self._length = 0  # of the parts
        self._gap = 0  # owed before the next text: 1 a line end, 2 a blank line
        self._space = False
        self._depth = 0
        self._kept = 0  # enclosing elements that keep white space
        self._row = -1  # lines there were when the row began, -1 outside a row
        self._glue = False  # the next text belongs to the line of the cell before it
        self._colors = [""]  # of the enclosing elements
        self._color: str | None = None  # of the parts
        self._steps = 0

    def page(self) -> Page:
        """Return the page as it is now."""
        self._settle()
        lines = list(self._without_margins_in_headers())
        if any(line.steps for line in lines):
            lines = list(_with_steps(lines))
        printed = [
            (">" * min(line.depth, DEEPEST_MARK) + " " + line.text).rstrip(" ") if line.depth else line.text
            for line in lines
        ]
        first = next((number for number, line in enumerate(printed) if line), len(printed))
        text = "\n".join(printed[first:]).rstrip("\n")
        tints: list[Tint] = []
        start = 0
        for line, shown in zip(lines[first:], printed[first:], strict=True):
            if line.color and line.text:
                tints.append(Tint(start, start + len(shown), line.color))
            start += len(shown) + 1
        return Page(text + "\n" if text else "", tuple(tints))

    def put(self, text: str) -> None:
        """Add the text of one node."""
        if self._kept:
            first, *more = text.replace("\r\n", "\n").split("\n")
            self._put(first)
            for line in more:
                self.line_break()
                self._put(line)
            return
        folded = _SPACE.sub(" ", text)
        if folded.startswith(" "):
            self._space = True
        if words := folded.strip(" "):
            self._put(words)
            self._space = folded.endswith(" ")

    def line_break(self) -> None:
        """End the line; on an empty one, leave a blank line."""
        self._glue = False
        self._settle_gap()
        if self._parts:
            self._flush()
        elif self._lines and not self._lines[-1].margin:
            self._lines.append(_Line(self._depth, ""))

    def block(self, gap: int) -> None:
        """Begin or end a block: the next text starts a line (1) or a paragraph (2)."""
        if self._glue and self._length <= LABEL_CELL:
            return
        self._glue = False
        self._gap = max(self._gap, gap)

    def quote(self, step: int) -> None:
        """Go one quote deeper (1) or back (-1)."""
        self._glue = False
        self._flush()
        self._gap = max(self._gap, 1)
        self._depth += step

    def step(self, steps: int) -> None:
        """Go some steps to the right, or back (less than 0)."""
        if not self._glue:
            self._flush()
        self._steps += steps

    def begin_color(self, color: str) -> None:
        """Enter an element that is written in *color*, nothing for what every text is written in."""
        self._colors.append(color)

    def end_color(self) -> None:
        """Leave it."""
        self._colors.pop()

    def keep_space(self, step: int) -> None:
        """Enter (1) or leave (-1) an element whose white space counts."""
        self._kept += step

    def row(self) -> None:
        """Begin a row, or a term that is defined."""
        self._settle()
        self._row = len(self._lines)

    def end_row(self) -> None:
        """End the row: what follows is on a line of its own."""
        self._settle()
        self._row = -1

    def cell(self) -> None:
        """Begin a cell: on the line of the cell before it if that is a single line, else on its own."""
        if self._parts and self._row == len(self._lines):
            self._glue, self._gap = True, 0
        else:
            self._gap = max(self._gap, 1)

    def end_cell(self) -> None:
        """End the cell."""
        self._glue = False

    def _put(self, text: str) -> None:
        if not text:
            return
        if self._glue:
            self._glue = False
            self._parts.append(" " if self._parts and self._parts[-1].endswith((":", "：")) else "\t")
        else:
            self._settle_gap()
            if self._space and self._parts:
                self._parts.append(" ")
        self._space = False
        color = self._colors[-1]
        if self._color != color and not text.isspace():
            self._color = color if self._color is None else _MIXED
        self._parts.append(text.replace("\xa0", " "))
        self._length += len(text) + 1

    def _settle(self) -> None:
        self._glue = False
        self._gap = max(self._gap, 1)
        self._settle_gap()

    def _settle_gap(self) -> None:
        if not self._gap:
            return
        self._flush()
        in_row = self._row == len(self._lines)  # a margin at the top of a cell is none
        if self._gap > 1 and not in_row and self._lines and self._lines[-1].text:
            self._lines.append(_Line(min(self._depth, self._lines[-1].depth), "", margin=True))
        self._gap = 0

    def _flush(self) -> None:
        if not self._parts:
            return
        line = "".join(self._parts)
        if not self._kept:
            line = line.rstrip(" ")
        color = "" if self._color in (None, _MIXED) else self._color or ""
        self._parts, self._length, self._space, self._color = [], 0, False, None
        if line or not (self._lines and self._lines[-1].margin):
            self._lines.append(_Line(self._depth, line, color=color, steps=self._steps))

    def _without_margins_in_headers(self) -> Iterator[_Line]:
        """Yield the lines, except the margins between paragraphs that read ``label: value``, as headers do."""
        lines = self._lines
        for number, line in enumerate(lines):
            inside = 0 < number < len(lines) - 1 and line.margin
            if not (inside and is_labelled(lines[number - 1].text) and is_labelled(lines[number + 1].text)):
                yield line


def _with_steps(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the lines, those set to the right of a line that ends in a colon with blanks before them.

    So an attribution and what it quotes by indentation alone keep their shape; the margins of a page's design
    are not printed. Back at the margin of the line with the colon nothing is quoted, but may be again.
    """
    base, depth = None, 0
    for number, line in enumerate(lines):
        if not line.text:
            yield line
            continue
        if base is not None and (line.steps < base or line.depth != depth):
            base = None
        if base is not None and line.steps > base:
            yield line._replace(text=_STEP * min(line.steps - base, _MOST_STEPS) + line.text)
            continue
        if line.text.endswith((":", "：")) and len(line.text.split()) >= _FEWEST_WORDS:
            following = next((after for after in lines[number + 1 : number + 3] if after.text), None)
            if following is not None and following.steps > line.steps and following.depth == line.depth:
                base, depth = line.steps, line.depth
        yield line


def is_labelled(line: str) -> bool:
    """Return whether *line* reads ``label: value``, as the lines of a header do."""
    head = line[:LABEL_CELL].replace("：", ":")
    colon = head.find(":")
    return colon > 0 and len(line) > colon + 1 and not head.startswith("//", colon + 1)
