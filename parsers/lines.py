"""Lines of a text with their quote depth, each pointing back to its place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .folding import BLANK, INVISIBLE, SPACES

_BREAKS = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
_ESCAPE = "\\"
"""Markdown prints it before a quote mark that is to be shown as one."""
_MAY_QUOTE = frozenset({"", ">", _ESCAPE, *SPACES, *INVISIBLE})
_SKIPPED = SPACES + INVISIBLE
_AFTER_ADDRESS = frozenset(" \t,;:、，；：)）" + "\u00a0\u3000")
_DEEPEST = 64
_AROUND_AT = 2
"""Blanks in an address of which ``@`` became a word."""
_ELISION = frozenset("[](){}<>.… \t")
_EMBRACE = ">>>"
"""Marks that GroupWise prints around its attributions, and that quote nothing there."""


class Line(NamedTuple):
    """One line: ``text[start:end]`` is its content without quote marks, line end and trailing white space.

    ``first`` is where the whole line begins, quote marks included; ``number`` counts from 1 as editors do;
    ``depth`` is the number of quote marks (``>``) before the content; ``content`` keeps its indentation.
    """

    number: int
    first: int
    start: int
    end: int
    depth: int
    content: str

    @property
    def blank(self) -> bool:
        """Whether the line shows nothing behind its quote marks."""
        return not self.content

    @property
    def elides(self) -> bool:
        """Whether the line only says that something was left out: ``[...]``."""
        if self.content[:1] not in _ELISION:
            return False
        return "." in self.content[:8].replace("…", ".") and _ELISION.issuperset(self.content)


def split_lines(text: str, start: int = 0, end: int | None = None, number: int = 1) -> list[Line]:
    """Return the lines of ``text[start:end]``, the first of which is line *number* of the document.

    LF, CR LF and CR end a line; form feeds, NEL and U+2028/2029 separate lines too but are not counted as
    lines by editors, so what follows them keeps its line number. A ``>`` that closes the address which the
    line before left open (``Ada Lang <`` newline ``>``) is no quote mark.
    """
    end = len(text) if end is None else end
    lines: list[Line] = []
    opened = -1
    for first, row, at in _rows(text, start, end, number):
        if opened < 0 and row[:1] not in _MAY_QUOTE:
            shown = row.rstrip(BLANK)
            line = Line(at, first, first, first + len(shown), 0, shown)
        elif row or opened >= 0:
            line = _line(text, first, first + len(row), at, opened)
        else:
            line = Line(at, first, first, first, 0, "")
        if "<" in line.content:
            opened = line.depth if _leaves_address_open(line.content) else -1
        elif opened >= 0 and line.content:
            opened = -1
        lines.append(line)
    return lines


def with_blockquotes(lines: Sequence[Line], marks: Mapping[str, int]) -> Sequence[Line]:
    """Return *lines* with those between the lines that open and close a quote (Zimbra) one mark deeper.

    *marks* maps such a line to 1 (opens) or -1 (closes); the lines themselves are gone from the result.
    """
    if not any(line.content in marks for line in lines):
        return lines
    deeper = 0
    found: list[Line] = []
    for line in lines:
        if (step := marks.get(line.content)) is not None:
            deeper = max(0, deeper + step)
        else:
            found.append(line._replace(depth=line.depth + deeper) if deeper else line)
    return found


def _rows(text: str, start: int, end: int, number: int) -> Iterator[tuple[int, str, int]]:
    """Yield where each stretch between line ends begins, its text, and its line number."""
    whole = text[start:end]
    if "\r" not in whole and not any(mark in whole for mark in _BREAKS):
        position = start
        for row in whole.split("\n"):
            if position < end or row:
                yield position, row, number
            position += len(row) + 1
            number += 1
        return
    position = start
    while position < end:
        stop, following = _line_end(text, position, end)
        for first, last in _pieces(text, position, stop):
            yield first, text[first:last], number
        position = following
        number += 1


def _line_end(text: str, position: int, end: int) -> tuple[int, int]:
    newline = text.find("\n", position, end)
    newline = end if newline < 0 else newline
    carriage = text.find("\r", position, newline)
    if carriage < 0:
        return newline, newline + 1
    return carriage, newline + 1 if carriage == newline - 1 and newline < end else carriage + 1


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    line = text[start:end]
    if line.isprintable() or not any(mark in line for mark in _BREAKS):
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    first = start
    for offset in range(start, end):
        if text[offset] in _BREAKS:
            if offset > first or not pieces:  # a run of breaks parts no more than one does
                pieces.append((first, offset))
            first = offset + 1
    return [*pieces, (first, end)]


def _line(text: str, start: int, end: int, number: int, opened: int) -> Line:
    depth = 0
    position = content = start
    while position < end and depth < _DEEPEST:
        position = end - len(text[position:end].lstrip(_SKIPPED))
        position += text.startswith(_ESCAPE + ">", position, end)
        if position == end or text[position] != ">":
            break
        if depth == opened and (position + 1 >= end or text[position + 1] in _AFTER_ADDRESS):
            break
        depth += 1
        position = content = position + 1
    if depth >= len(_EMBRACE) and _is_embraced(text, content, end):
        depth -= len(_EMBRACE)
        content = text.rindex(_EMBRACE, start, content)
    if depth and content < end and text[content] in " \u00a0":
        content += 1
    shown = text[content:end].rstrip(BLANK)
    return Line(number, start, content, content + len(shown), depth, shown)


def _is_embraced(text: str, content: int, end: int) -> bool:
    """Whether the marks before ``text[content:end]`` stand behind it too: ``>>> Ada Lang 5/3/2014 >>>`` (GroupWise)."""
    shown = text[content:end].rstrip(_SKIPPED)
    return (
        shown.endswith(_EMBRACE)
        and shown.strip(_SKIPPED + ">") != ""
        and text[content - len(_EMBRACE) : content] == _EMBRACE
    )


def _leaves_address_open(content: str) -> bool:
    """Whether a line ends in ``<`` or in ``<half-an-address``, so that ``>`` below may close it."""
    bracket = content.rfind("<")
    if bracket < 0 or ">" in content[bracket:]:
        return False
    inside = content[bracket + 1 :].strip(BLANK)
    if " " in inside:  # ``ada at example.org``, as lists write it in any language
        return inside.count(" ") == _AROUND_AT and "." in inside.rpartition(" ")[2]
    return not inside or "@" in inside
