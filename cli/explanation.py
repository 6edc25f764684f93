"""What was taken from a document, laid out beside its lines; the ``explain`` command prints it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, chain, islice
from typing import get_args

from rich.cells import cell_len, set_cell_size

from ..exports.printable import printable
from ..exports.wrap import wrap
from ..parsers.lines import Line, split_lines
from ..parsers.message import Conflict, Field, PassedOver
from .documents import Found
from .taken import Place, places, taken

_CONTEXT = 2  # lines shown before what was found
_LONGEST_BLOCK = 60  # lines of one block that are shown
_LONGEST_NOTE = 6  # lines
_LONGEST_VALUE = 60  # characters of a value that another print contradicts
_NUMBER = 5  # columns of the line number
_BAR = " │ "
_Paint = Callable[[str, str], str]
_HEAD, _TAKEN, _FOLDED = "\x1b[1m", "\x1b[36m", "\x1b[2m"


@dataclass(slots=True)
class _Sheet:
    """The lines of a document, those to show, and what is written above and beside them, by index."""

    lines: list[Line]
    shown: set[int] = field(default_factory=set)
    heads: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: defaultdict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    bodies: list[tuple[int, int]] = field(default_factory=list)
    given_up: set[tuple[Field, int]] = field(default_factory=set)

    def index(self, offset: int) -> int:
        """Return the index of the line that holds the code point at *offset*."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.first) - 1)

    def number(self, offset: int) -> int:
        """Return the number of the line that holds the code point at *offset*."""
        return self.lines[self.index(offset)].number

    def show(self, start: int, end: int) -> int:
        """Show the lines of ``text[start:end]`` with what stands before them; return the first one's index."""
        first, last = self.index(start), self.index(max(start, end - 1))
        self.shown.update(range(max(0, first - _CONTEXT), min(last, first + _LONGEST_BLOCK) + 1))
        return first


def as_lines(found: Found, *, width: int, color: bool) -> Iterator[str]:
    """Yield the document's lines around each email, what was taken from them to the right, each with its line end."""
    paint = _painted if color else _plain
    emails, misses = len(found.parsed.messages), len(found.parsed.passed_over)
    counts = f"{emails} email{'s' * (emails != 1)}, {misses} place{'s' * (misses != 1)} passed over"
    yield paint(f"{printable(found.document.name)}: {counts}", _HEAD) + "\n"
    sheet = _Sheet(split_lines(found.document.text))
    if not sheet.lines:
        return
    conflicts = [conflict for message in found.parsed.messages for conflict in message.conflicts]
    sheet.given_up |= {(c.field, c.other.start) for c in conflicts if c.other.document == found.document.name}
    for place in places(found):
        _enter_email(sheet, place, len(found.parsed.messages))
    for conflict in conflicts:
        _enter_conflict(sheet, conflict, found.document.name)
    for over in found.parsed.passed_over:
        _enter_passed_over(sheet, over)
    for problem in found.parsed.problems:
        if problem.line:
            sheet.notes[sheet.show(problem.start, problem.start + 1)].append((problem.start, f"! {problem.what}"))
    in_body = _coverage(sheet)
    previous = -1
    for index in sorted(sheet.shown):
        yield from _folded(sheet, previous + 1, index, in_body, paint)
        for head in sheet.heads[index]:
            *lines, last = wrap(f"── {printable(head)}", width)
            lines.append(f"{last} ──" if cell_len(last) + 3 <= width else last)
            yield "\n" + "".join(paint(line, _HEAD) + "\n" for line in lines)
        yield from _row(sheet, index, found.document.text, width, paint)
        previous = index
    yield from _folded(sheet, previous + 1, len(sheet.lines), in_body, paint)


def _enter_email(sheet: _Sheet, place: Place, total: int) -> None:
    found, message = place.found, place.message
    first = sheet.show(found.start, found.end)
    again = ", printed again" if place.again else ""
    rule = f", rule {found.rule}" if found.rule else ""
    sheet.heads[first].append(
        f"email {place.number} of {total}{again}: {found.method}{rule}, confidence {found.confidence:.2f}"
    )
    seen: set[Field] = set()
    for span in found.spans:
        if (span.field, span.start) in sheet.given_up:
            continue
        value = "(continued)" if span.field in seen else taken(message, span.field)
        seen.add(span.field)
        note = (span.start, f"{span.field} = {value}")
        if note not in sheet.notes[sheet.index(span.start)]:
            sheet.notes[sheet.index(span.start)].append(note)
    for name in () if seen else get_args(Field):
        if value := taken(message, name):
            sheet.notes[first].append((found.start, f"{name} = {value}"))
    if found.body_end > found.body_start:
        start, end = sheet.index(found.body_start), sheet.index(found.body_end - 1)
        sheet.bodies.append((start, end + 1))
        sheet.shown.update({start, end})
        sheet.notes[start].append((found.body_start, "body" if start < end else "body, this line"))
        if start < end:
            sheet.notes[end].append((sheet.lines[end].first, "end of the body"))


def _enter_conflict(sheet: _Sheet, conflict: Conflict, document: str) -> None:
    """Say at each of the two places, if it is in the document, what the other one says."""
    kept, other = conflict.kept, conflict.other
    for here, there, verdict in ((kept, other, ""), (other, kept, f"kept {conflict.field}, ")):
        if here.document == document:
            where = (
                f"line {sheet.number(there.start)}" if there.document == document else f"{there.document}:{there.line}"
            )
            note = f"≠ {verdict}{where}: {_cut(there.text)}"
            sheet.notes[sheet.show(here.start, here.end)].append((here.start, note))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _enter_passed_over(sheet: _Sheet, over: PassedOver) -> None:
    first = sheet.show(over.start, over.end)
    sheet.heads[first].append(f"passed over: {over.reason}")


def _coverage(sheet: _Sheet) -> list[int]:
    """Return, for each line, how many bodies it belongs to."""
    change = [0] * (len(sheet.lines) + 1)
    for start, end in sheet.bodies:
        change[start] += 1
        change[end] -= 1
    return [*accumulate(change)]


def _folded(sheet: _Sheet, start: int, end: int, in_body: list[int], paint: _Paint) -> Iterator[str]:
    if end > start:
        count = sheet.lines[end - 1].number - sheet.lines[start].number + 1
        of_body = " of body" if all(in_body[index] for index in range(start, end)) else ""
        yield paint(f"{'…':>{_NUMBER}}{_BAR}{count} line{'s' * (count > 1)}{of_body}", _FOLDED) + "\n"


def _row(sheet: _Sheet, index: int, text: str, width: int, paint: _Paint) -> Iterator[str]:
    """Yield the line and what was taken from it; more notes than one go on lines of their own."""
    line = sheet.lines[index]
    room = width - _NUMBER - 2 * len(_BAR)
    left = room // 2
    notes = [part for _, note in sorted(sheet.notes[index]) for part in _wrapped(note, room - left)]
    focus = min((start for start, _ in sheet.notes[index]), default=line.first)
    shown = _window(text[line.first : line.end], focus - line.first, left if notes else room)
    if not notes:
        yield f"{line.number:>{_NUMBER}}{_BAR}{shown}".rstrip() + "\n"
    for number, column, note in zip(
        chain([str(line.number)], _blanks()), chain([shown], _blanks()), notes, strict=False
    ):
        yield f"{number:>{_NUMBER}}{_BAR}{_padded(column, left)}{_BAR}{paint(note, _TAKEN)}\n"


def _wrapped(note: str, room: int) -> Iterator[str]:
    """Yield *note* in lines, all but the first set in; of a very long one the beginning."""
    indent = "  "
    lines = [*islice(wrap(printable(note[: _LONGEST_NOTE * room]), room - len(indent)), _LONGEST_NOTE + 1)]
    if len(lines) > _LONGEST_NOTE:
        lines[_LONGEST_NOTE - 1 :] = [lines[_LONGEST_NOTE - 1][: room // 2] + "…"]
    return (line if not number else indent + line for number, line in enumerate(lines))


def _blanks() -> Iterator[str]:
    while True:
        yield ""


def _window(line: str, focus: int, room: int) -> str:
    """Return what of *line* fits into *room* cells, from a little before *focus* if that is far to the right."""
    from_ = max(0, focus - 8) if focus > room - 8 else 0
    return _fitted(("…" if from_ else "") + printable(line[from_ : from_ + 4 * room]), room)


def _fitted(text: str, room: int) -> str:
    return text if cell_len(text) <= room else set_cell_size(text, room - 1).rstrip() + "…"


def _padded(text: str, room: int) -> str:
    return set_cell_size(text, room)


def _painted(text: str, style: str) -> str:
    return f"{style}{text}\x1b[0m"


def _plain(text: str, style: str) -> str:  # noqa: ARG001 - the shape of _painted
    return text
