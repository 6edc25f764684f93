"""Header blocks in a language that no table knows, told by their structure alone.

Short labels with colons on lines that follow one another; among the values a date with a time of day and two
people, one of them with an address. Machine translation invents such labels. Never as sure as a known label.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..folding import BLANK, EMPHASIS
from ..lexicon import Lexicon
from ..lines import Line
from ..mailboxes import mailboxes
from ..message import Field
from .attribution import ReadDate
from .header_block import FieldValue, HeaderBlock, header_block_at
from .labels import first_colon
from .persons import reads_as_name

RULE = "structure"
_FEWEST = 4
_MOST = 8
_LABEL = 24
_WORDS = 3


def unknown_header_at(lines: Sequence[Line], index: int, lexicon: Lexicon, read_date: ReadDate) -> HeaderBlock | None:
    """Return the header block that begins at ``lines[index]`` by its structure, or None.

    The first person is the sender, the second the recipients, the longest other text the subject.
    """
    if not any("@" in line.content for line in lines[index : index + _MOST]):
        return None
    rows = _rows(lines, index)
    if len(rows) < _FEWEST or not any("@" in value for _, _, value in rows):
        return None
    if any(header_block_at(lines, index + below, lexicon) for below in (1, 2)):
        return None  # the tables know what begins there: only the lines above it are strange
    dates = [row for row in rows if any(c.isdigit() for c in row[2]) and _is_date(row[2], read_date)]
    people = [row for row in rows if row not in dates and "@" in row[2] and mailboxes(row[2], lexicon)]
    if len(people) == 1 and mailboxes(people[0][2], lexicon)[0].name:  # an address alone is an entry in a form
        people += [row for row in rows if row not in (*dates, *people) and reads_as_name(row[2])][:1]
        people.sort(key=lambda row: row[0].start)
    texts = [row for row in rows if row not in dates and row not in people and row[2]]
    if len(dates) != 1 or not 2 <= len(people) <= 3 or len(texts) != 1:
        return None
    roles: list[tuple[Field, tuple[Line, int, str]]] = [("date", dates[0]), ("subject", texts[0])]
    roles += list(zip(("from", "to", "cc"), people, strict=False))
    fields = tuple(
        FieldValue(field, value, line.start + at, line.start + at + len(value), ())
        for field, (line, at, value) in sorted(roles, key=lambda role: role[1][0].start)
    )
    last = index + len(rows) - 1
    return HeaderBlock(index, last, lines[index].start, lines[last].end, lines[index].depth, fields, (), RULE)


def _rows(lines: Sequence[Line], index: int) -> list[tuple[Line, int, str]]:
    """Return the labelled lines from *index* on: (line, where its value begins, value)."""
    rows: list[tuple[Line, int, str]] = []
    for line in lines[index : index + _MOST]:
        colon = first_colon(line.content, _LABEL)
        label = line.content[: max(colon, 0)].strip(BLANK + EMPHASIS)
        if line.depth != lines[index].depth or not label or len(label.split()) > _WORDS:
            break
        if not any(c.isalpha() for c in label) or any(c.isdigit() or c in '<>@/()"' for c in label):
            break
        at = colon + 1
        while at < len(line.content) and line.content[at] in BLANK + EMPHASIS:
            at += 1
        rows.append((line, at, line.content[at:].rstrip(BLANK + EMPHASIS)))
    return rows


def _is_date(value: str, read_date: ReadDate) -> bool:
    date = read_date(value, ())
    return date is not None and date.precision in ("minute", "second")
