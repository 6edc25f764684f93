"""Tables with one email a row: columns for sender, date, recipients or subject, and the text.

| From     | To       | Date                | Text          |
| Ada Lang | Ben Okri | May 3, 2014 9:12 AM | Shall we pay? |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .base_subject import prefix_of
from .folding import BLANK, EMPHASIS, fold
from .headers.attribution import ReadDate
from .headers.header_block import FieldValue, HeaderBlock, languages_of, resolve
from .headers.labels import Label
from .headers.persons import reads_as_person
from .lexicon import Lexicon
from .lines import Line
from .marks import Mark
from .message import Field

_PARTS = "|\t;,"
"""What may part the cells of a row; quotation marks hold those of the last two together."""
_LONGEST_HEAD = 240
_MOST = 24
"""Columns of a table."""
_FEWEST = 3
_LONGEST_TEXT = 500
"""Lines that the text of one row may have where it is set below."""
_EDGES = BLANK + EMPHASIS + '"'
_LINE_OF_A_TABLE = frozenset("|-:+ \t")
RULE = "row of a table"


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a table: what parts its cells, how many there are, which is which field, which is the text."""

    part: str
    count: int
    columns: tuple[tuple[Field, int], ...]
    text: int
    languages: tuple[str, ...]


def with_tables(lines: Sequence[Line], lexicon: Lexicon, read_date: ReadDate) -> tuple[Sequence[Line], list[Mark]]:
    """Return *lines* with each row that is an email cut before its text, and the marks of these rows.

    The head must name sender, date, one field more and the text; every sender and date must read as such, and an
    address, a time of day or the prefix of an answer must tell mail from letters.
    """
    found: list[Line] = []
    marks: list[Mark] = []
    position = 0
    while position < len(lines):
        head = _head(lines[position], lexicon)
        rows = _rows(lines, position, head) if head is not None else ()
        if head is None or not rows:
            found.append(lines[position])
            position += 1
            continue
        cut, emails = _emails(lines, rows, len(found), head)
        if emails and all(_reads(mark, read_date) for mark in emails) and any(map(_is_mail, emails)):
            found += cut
            marks += emails
        else:
            found += lines[position : rows[-1] + 1]
        position = rows[-1] + 1
    return (found, marks) if marks else (lines, [])


def without_rows(marks: Sequence[Mark], rows: Sequence[Mark]) -> list[Mark]:
    """Return *marks* and *rows* in order, those of *marks* left out that stand in the table."""
    spans = {index for row in rows for index in (row.first, row.first + 1)}
    return sorted((*(mark for mark in marks if mark.first not in spans), *rows), key=lambda mark: mark.top)


def _head(line: Line, lexicon: Lexicon) -> _Head | None:
    if not line.content or len(line.content) > _LONGEST_HEAD:
        return None
    for part in _PARTS:
        if not _FEWEST <= line.content.count(part) <= _MOST:
            continue
        cells = _cells(line.content, part)
        words = [fold(line.content[start:end]) for start, end in cells]
        text = next((at for at, word in enumerate(words) if word in lexicon.texts), None)
        known = [(at, Label(lexicon.labels[word], 0, 0)) for at, word in enumerate(words) if word in lexicon.labels]
        if text is None or len(known) < _FEWEST:
            continue
        labels = [label for at, label in known if at != text]
        languages = languages_of(labels)
        fields = resolve(labels, [""] * len(labels), languages)
        columns = dict(zip(fields, (at for at, _ in known if at != text), strict=True))
        if {"from", "date"} <= columns.keys() and columns.keys() & {"to", "subject"}:
            return _Head(part, len(cells), tuple(columns.items()), text, languages)
    return None


def _rows(lines: Sequence[Line], index: int, head: _Head) -> list[int]:
    """Return the lines of the rows below the head ``lines[index]``; a text of several paragraphs may stand between."""
    rows: list[int] = []
    long = head.text == head.count - 1 and head.part == "\t"  # HTML: a cell of blocks is set below its row
    for position in range(index + 1, len(lines)):
        line = lines[position]
        if position - (rows[-1] if rows else index) > _LONGEST_TEXT:
            break
        counts = line.depth == lines[index].depth and not line.blank and line.content.count(head.part) >= _FEWEST - 1
        cells = len(_cells(line.content, head.part)) if counts else 0
        if cells == head.count or (long and cells == head.count - 1):
            rows.append(position)
        elif not long:
            break
    return rows


def _emails(lines: Sequence[Line], rows: Sequence[int], first: int, head: _Head) -> tuple[list[Line], list[Mark]]:
    """Return the lines of the table from its first row on, each cut before its text, and the marks of its emails.

    *first* is the index that the first line will have. The last mark ends the table.
    """
    cut: list[Line] = []
    marks: list[Mark] = []
    whole = True
    for row, following in zip(rows, (*rows[1:], rows[-1] + 1), strict=True):
        if _LINE_OF_A_TABLE.issuperset(lines[row].content):
            continue
        pieces, block = _email(lines[row], first + len(cut), head)
        whole = len(pieces) > 1
        cut += [*pieces, *lines[row + 1 : following]]
        at = block.first
        marks.append(Mark(at, at, at, block.depth, block, None, None, 0.8, captioned=True))
    if marks and whole:
        end = lines[rows[-1]]
        at = first + len(cut)
        cut.append(end._replace(first=end.end, start=end.end, content=""))
        marks.append(Mark(at, at, at, end.depth, None, None, None, 0.0))
    return cut, marks


def _cells(content: str, part: str) -> list[tuple[int, int]]:
    """Return where the cells of a row begin and end, without the blanks, quotes and emphasis around their text."""
    cells: list[tuple[int, int]] = []
    start = 0
    quoted = False
    for at, character in enumerate(content + part):
        if character == '"' and part in ";,":
            quoted = not quoted
        elif character == part and (not quoted or at == len(content)):
            cells.append((start, at))
            start = at + 1
    if part == "|" and content[:1] == "|":
        cells = cells[1:]
    if part == "|" and content[-1:] == "|":
        cells = cells[:-1]
    return [_trimmed(content, start, end) for start, end in cells]


def _trimmed(content: str, start: int, end: int) -> tuple[int, int]:
    while start < end and content[start] in _EDGES:
        start += 1
    while end > start and content[end - 1] in _EDGES:
        end -= 1
    return start, end


def _email(line: Line, index: int, head: _Head) -> tuple[list[Line], HeaderBlock]:
    """Return the line of the header and that of the text of the email in a row, if it stands there, and the header."""
    cells = _cells(line.content, head.part)
    fields = tuple(
        FieldValue(field, line.content[start:end], line.start + start, line.start + end, head.languages)
        for field, at in head.columns
        for start, end in (cells[at],)
    )
    stop = max(value.end for value in fields)
    block = HeaderBlock(index, index, line.start, stop, line.depth, fields, head.languages, RULE)
    if head.text >= len(cells):
        return [line], block
    start, end = cells[head.text]
    header = line._replace(end=line.start + start, content=line.content[:start].rstrip(BLANK))
    text = line._replace(
        first=line.start + start, start=line.start + start, end=line.start + end, content=line.content[start:end]
    )
    return [header, text], block


def _reads(mark: Mark, read_date: ReadDate) -> bool:
    if mark.header is None:
        return True
    sender, date = _value(mark, "from"), _value(mark, "date")
    return reads_as_person(sender) and read_date(date, mark.header.languages) is not None


def _is_mail(mark: Mark) -> bool:
    """Whether a row prints what letters have not: an address, a time of day, the prefix of an answer."""
    date = _value(mark, "date")
    timed = any(a.isdigit() and b in ":." and c.isdigit() for a, b, c in zip(date, date[1:], date[2:], strict=False))
    addressed = "@" in _value(mark, "from") or "@" in _value(mark, "to")
    return addressed or (timed and ":" in date) or prefix_of(_value(mark, "subject")) is not None


def _value(mark: Mark, field: Field) -> str:
    value = mark.header.value(field) if mark.header is not None else None
    return value.text if value is not None else ""
