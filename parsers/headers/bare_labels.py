"""Labels without colons, each on a line above its value, as tables lose their cells and Lotus Notes prints them.

From
Ada Lang
Sent
Saturday, May 3, 2014 9:12 AM
Subject
Harbour fees
"""

from __future__ import annotations

from collections.abc import Sequence

from ..folding import BLANK, fold
from ..lexicon import Lexicon
from ..lines import Line
from ..message import Field
from .attribution import ReadDate
from .header_block import FieldValue, HeaderBlock, languages_of, resolve
from .labels import Label
from .lost_colons import colonless_header_at
from .persons import reads_as_person

_LONGEST = 60
"""Lines that such a header may have, its values included."""
_LONGEST_VALUE = 8
_APART = 3
"""Blank lines that may stand between a value and the next label."""
_PRINTED: frozenset[Field] = frozenset({"from", "to", "cc", "bcc", "date", "subject"})
RULE = "labels without colons"


def bare_header_at(
    lines: Sequence[Line], index: int, lexicon: Lexicon, read_date: ReadDate, *, announced: bool = False
) -> HeaderBlock | None:
    """Return the header whose first label stands on ``lines[index]`` without a colon, alone or with its value, or None.

    As no colon proves the labels, sender, date and one more field must be there and read as such. *announced* says
    that a separator stands above.
    """
    if (found := colonless_header_at(lines, index, lexicon, read_date, announced=announced)) is not None:
        return found
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below is None or below.blank or _label(lines[index], lexicon) is None or _label(below, lexicon) is not None:
        return None
    fields, last = bare_fields_from(lines, index, lexicon)
    values = {value.field: value for value in fields}
    sender, date = values.get("from"), values.get("date")
    if sender is None or date is None or len(values) < 3 or not sender.text or "\n" in date.text:
        return None
    read = read_date(date.text, date.languages)
    if read is None or read.precision not in ("day", "minute", "second") or not reads_as_person(sender.text):
        return None
    languages = tuple(sorted({language for value in fields for language in value.languages}))
    return HeaderBlock(index, last, lines[index].start, lines[last].end, lines[index].depth, fields, languages, RULE)


def bare_fields_from(lines: Sequence[Line], index: int, lexicon: Lexicon) -> tuple[tuple[FieldValue, ...], int]:
    """Return the fields whose labels stand alone on ``lines[index]`` and below, and the last line they take.

    A value goes on until a blank line or the next label; no field comes twice.
    """
    depth = lines[index].depth
    labels: list[Label] = []
    values: list[list[Line]] = []
    taken: set[frozenset[Field]] = set()
    last, blank = index, 0
    for position in range(index, min(len(lines), index + _LONGEST)):
        line = lines[position]
        if line.blank:
            blank += 1
            if blank > _APART:
                break
            continue
        label = _label(line, lexicon) if line.depth == depth else None
        if label is not None and label.fields not in taken:
            labels.append(label)
            values.append([])
            taken.add(label.fields)
        elif (
            label is not None
            or not labels
            or line.depth != depth
            or (blank and values[-1])
            or len(values[-1]) == _LONGEST_VALUE
        ):
            break
        else:
            values[-1].append(line)
        last, blank = position, 0
    languages = languages_of(labels)
    texts = ["\n".join(line.content.strip(BLANK) for line in value) for value in values]
    fields = tuple(
        FieldValue(
            field, text, value[0].start if value else 0, value[-1].end if value else 0,
            tuple(sorted({language for language, _ in label.readings})),
        )
        for field, text, value, label in zip(resolve(labels, texts, languages), texts, values, labels, strict=True)
    )  # fmt: skip
    return tuple(value for value in fields if value.text), last


def _label(line: Line, lexicon: Lexicon) -> Label | None:
    """Return the label that all of *line* is, None where it is none of the fields that pages print."""
    content = line.content
    if len(content) > lexicon.longest or not content:
        return None
    readings = lexicon.labels.get(fold(content))
    if readings is None or not {field for _, field in readings} & _PRINTED:
        return None
    return Label(readings, len(content) - len(content.lstrip(BLANK)), len(content))
