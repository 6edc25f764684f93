"""Labels that print no colon before their values, as NetEase sets them in a table and scanners lose it.

发件人 Ada Lang<ada@example.org>
发送日期 2014年5月3日 09:12
收件人 Ben Okri<ben@example.org>
主题 Harbour fees
"""

from __future__ import annotations

from collections.abc import Sequence

from ..folding import BLANK, EMPHASIS
from ..lexicon import Lexicon
from ..lines import Line
from ..message import Field
from .attribution import ReadDate
from .header_block import FieldValue, HeaderBlock, languages_of, resolve
from .labels import Label, label_before_blank
from .persons import reads_as_person

_MOST = 12
_FEWEST = 3
_PRINTED: frozenset[Field] = frozenset({"from", "to", "cc", "bcc", "date", "subject"})
_EDGES = BLANK + EMPHASIS + "|"
RULE = "labels without colons"


def colonless_header_at(
    lines: Sequence[Line], index: int, lexicon: Lexicon, read_date: ReadDate, *, announced: bool
) -> HeaderBlock | None:
    """Return the header whose labels and values share their lines from ``lines[index]`` on, or None.

    As no colon proves the labels, sender, date and one more field must be there and read as such, and a separator
    stands above (*announced*) or an address is printed.
    """
    if label_before_blank(lines[index].content, lexicon) is None:
        return None
    labels: list[Label] = []
    values: list[tuple[Line, int]] = []
    taken: set[frozenset[Field]] = set()
    for line in lines[index : index + _MOST]:
        label = label_before_blank(line.content, lexicon) if line.depth == lines[index].depth else None
        if label is None or not label.fields & _PRINTED or label.fields in taken:
            break
        labels.append(label)
        values.append((line, label.value))
        taken.add(label.fields)
    if len(labels) < _FEWEST:
        return None
    texts = [line.content[at:].strip(_EDGES) for line, at in values]
    languages = languages_of(labels)
    starts = [line.start + line.content.index(text, at) for text, (line, at) in zip(texts, values, strict=True)]
    fields = tuple(
        FieldValue(field, text, at, at + len(text), tuple(sorted({language for language, _ in label.readings})))
        for field, text, at, label in zip(resolve(labels, texts, languages), texts, starts, labels, strict=True)
    )
    found = {value.field: value.text for value in fields}
    if not {"from", "date"} <= found.keys() or len(found) < _FEWEST or not reads_as_person(found["from"]):
        return None
    date = read_date(found["date"], languages)
    if date is None or date.precision not in ("minute", "second"):
        return None
    if not announced and not any("@" in text for text in texts):
        return None
    last = index + len(labels) - 1
    start = lines[index].start + labels[0].start
    return HeaderBlock(index, last, start, lines[last].end, lines[index].depth, fields, languages, RULE)
