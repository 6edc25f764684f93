"""Labels with the pieces of their values, and labels printed as a column beside or above a column of values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..folding import BLANK
from ..lexicon import Lexicon
from ..lines import Line
from ..message import Field
from .labels import Label, label_at_start

_COLUMN: frozenset[Field] = frozenset({"from", "to", "cc", "date", "subject"})


@dataclass(slots=True)
class Entry:
    """A label, the indentation of its line, where its value would begin, and its pieces: (start, end, text)."""

    label: Label
    margin: int
    at: int
    lines: list[tuple[int, int, str]]

    @property
    def text(self) -> str:
        """The value as printed, its lines joined by LF."""
        return "\n".join(piece for _, _, piece in self.lines).strip(BLANK)


def spread_column(lines: Sequence[Line], entries: list[Entry], last: int, lexicon: Lexicon) -> int:
    """Give a column of labels its column of values below (text drawn from a PDF); return the last line taken.

    Nothing is changed unless all labels but the last are empty and each has a line of its own below.
    """
    wanted = [entry for entry in entries if entry.label.fields & _COLUMN]
    if len(wanted) < 3 or any(entry.lines for entry in entries[:-1]) or len(entries[-1].lines) > 1:
        return last
    first = last if entries[-1].lines else last + 1
    rows = [i for i in range(first, min(len(lines), first + 2 * len(entries))) if not lines[i].blank][: len(entries)]
    if len(rows) < len(entries) or any(label_at_start(lines[i].content, lexicon) for i in rows):
        return last
    for entry, row in zip(entries, rows, strict=True):
        if entry.label.fields == {"date"} and not any(c.isdigit() for c in lines[row].content):
            return last
    for entry, row in zip(entries, rows, strict=True):
        entry.lines[:] = [(lines[row].start, lines[row].end, lines[row].content.strip(BLANK))]
    last = rows[-1]
    while last + 1 < len(lines) and (label := label_at_start(lines[last + 1].content, lexicon)) is not None:
        if label.fields != {"other"}:
            break
        last += 1
    return last
