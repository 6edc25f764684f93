"""Header blocks printed on one line, each label glued to the value before it (Yahoo Mail, flattened HTML)."""

from __future__ import annotations

from ..folding import BLANK, EMPHASIS
from ..lexicon import Lexicon
from ..lines import Line
from ..separators import DASHES
from .header_block import FieldValue, HeaderBlock, languages_of, resolve
from .labels import labels_within

_LONGEST = 4000
_FEWEST = 3


def header_on_line(line: Line, index: int, begin: int, lexicon: Lexicon) -> HeaderBlock | None:
    """Return the header block that stands on *line* from offset *begin* of its content on, or None.

    Three labels at least, the first one at *begin*, a sender among them and a date or a subject.
    """
    content = line.content
    if len(content) > _LONGEST or sum(content.count(colon, begin) for colon in ":：") < _FEWEST:
        return None
    labels = [label for label in labels_within(content, lexicon) if label.start >= begin]
    if len(labels) < _FEWEST or content[begin : labels[0].start].strip(BLANK + EMPHASIS + DASHES):
        return None
    ends = [label.start for label in labels[1:]] + [len(content)]
    languages = languages_of(labels)
    texts = [
        content[label.value : max(label.value, end)].strip(BLANK + "*") for label, end in zip(labels, ends, strict=True)
    ]
    fields = tuple(
        FieldValue(field, text, at, at + len(text), tuple(sorted({language for language, _ in label.readings})))
        for field, text, label in zip(resolve(labels, texts, languages), texts, labels, strict=True)
        for at in (line.start + (content.index(text, label.value) if text else min(label.value, len(content))),)
    )
    present = {value.field for value in fields}
    if "from" not in present or not present & {"date", "subject"} or len(present) < _FEWEST:
        return None
    return HeaderBlock(
        index, index, line.start + labels[0].start, line.end, line.depth, fields, languages, "labels on one line"
    )
