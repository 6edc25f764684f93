"""Bates numbers: the stamps that productions and court exhibits print on every page (``ABC_00012345``)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..folding import BLANK, EMPHASIS
from ..lines import Line

_LONGEST = 48
_DIGITS = 5
_LAST = frozenset("0123456789" + EMPHASIS)
_PAGE = 4
"""Digits of a page number that stands before a Bates number."""
_TOP = 3


@dataclass(frozen=True, slots=True)
class Stamp:
    """A Bates number as printed, on the line that begins at ``start``."""

    start: int
    number: str


@dataclass(frozen=True, slots=True)
class Stamps:
    """The stamps of a document in order; ``leading`` where they stand at the head of their pages."""

    stamps: tuple[Stamp, ...] = ()
    leading: bool = False

    def at(self, offset: int) -> str | None:
        """Return the number of the page on which *offset* stands, None where no page is stamped."""
        index = bisect_left([stamp.start for stamp in self.stamps], offset)
        index = index - 1 if self.leading else index
        return self.stamps[index].number if 0 <= index < len(self.stamps) else None


def without_stamps(lines: Sequence[Line]) -> tuple[Sequence[Line], Stamps]:
    """Return *lines* without those that are only a Bates number, and the stamps found.

    A number counts where another one with the same letters stands in the document, or where it is padded with zeros.
    """
    shown = ((i, _last_cell(line.content)) for i, line in enumerate(lines) if line.content[-1:] in _LAST)
    found = {i: number for i, content in shown if 6 < len(content) <= _LONGEST and (number := _number(content))}
    if not found:
        return lines, Stamps()
    prefixes = Counter(_prefix(number) for number in found.values())
    kept = {i: n for i, n in found.items() if prefixes[_prefix(n)] > 1 or n[len(_prefix(n))] == "0"}
    top = [line for line in lines if not line.blank][:_TOP]
    stamps = tuple(Stamp(lines[index].first, number) for index, number in kept.items())
    leading = bool(stamps) and any(line.first == stamps[0].start for line in top)
    return [line for index, line in enumerate(lines) if index not in kept], Stamps(stamps, leading)


def _last_cell(content: str) -> str:
    """Return what stands at the right margin of a line whose only other text is a page number, else the line."""
    before, gap, last = content.rpartition("  ")
    page = before.strip(BLANK + "-–—")
    return last if gap and page.isdigit() and len(page) <= _PAGE else content


def _number(content: str) -> str | None:
    """Return the Bates number that a line consists of: capitals, then five digits or more."""
    if not content[-1].isdigit() and content[-1] not in EMPHASIS:
        return None
    shown = " ".join(content.replace("*", "").strip(BLANK + EMPHASIS).split())
    prefix = _prefix(shown)
    digits = shown[len(prefix) :]
    if len(digits) < _DIGITS or not digits.isdecimal():
        return None
    letters = prefix.strip(" _-.#")
    upper = letters.replace(" ", "").replace("_", "").replace("-", "").replace(".", "")
    return shown if len(upper) > 1 and upper.isalpha() and upper.isascii() and upper.isupper() else None


def _prefix(number: str) -> str:
    return number.rstrip("0123456789")
