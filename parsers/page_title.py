"""Subjects that a page prints as its title: above the first header, or in the front matter of a Markdown page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .folding import BLANK, EMPHASIS, fold
from .headers.byline import RULE
from .headers.header_block import FieldValue
from .headers.labels import label_at_start
from .lexicon import Lexicon
from .lines import Line
from .marks import Mark

_ABOVE = 40
"""Lines above the first header among which the title of a page is looked for."""
_FENCE = "---"
_LONGEST = 40
"""Lines that front matter may have."""
_QUOTES = "\"' "
_WORDS = 8
"""Letters from which on a line that is a part of the title is taken for it."""


def with_page_title(marks: Sequence[Mark], lines: Sequence[Line], title: str, lexicon: Lexicon) -> list[Mark]:
    """Return *marks* with the subject of the page where a header prints none.

    That is the ``subject`` of its front matter, for every byline on it; or *title* (of an HTML page), for the first
    header, if the page prints it above that.
    """
    stated = _front_matter_subject(lines, lexicon)
    if stated is not None:
        headings = [(line.start, line.end) for line in lines if line.content[:1] == "#"]
        return [_stated(mark, headings, stated) for mark in marks]
    first = next((at for at, mark in enumerate(marks) if mark.header is not None), None)
    if not title or first is None:
        return [*marks]
    mark = marks[first]
    if mark.depth or mark.header is None or mark.header.value("subject") is not None:
        return [*marks]
    printed = _printed(lines, mark.top, _key(title))
    return [*marks[:first], _with_subject(mark, printed), *marks[first + 1 :]] if printed is not None else [*marks]


def _printed(lines: Sequence[Line], top: int, title: str) -> FieldValue | None:
    """Return the last line above *top* that is the title, a part of it (``subject - list``), or holds it."""
    for line in reversed(lines[max(0, top - _ABOVE) : top]):
        key = _key(line.content)
        if key and (key == title or (len(key) >= _WORDS and key in title) or (len(title) >= _WORDS and title in key)):
            text = line.content.strip(BLANK + EMPHASIS + "#")
            start = line.start + line.content.index(text)
            return FieldValue("subject", text, start, start + len(text), ())
    return None


def _front_matter_subject(lines: Sequence[Line], lexicon: Lexicon) -> FieldValue | None:
    if not lines or lines[0].content != _FENCE:
        return None
    for line in lines[1:_LONGEST]:
        if line.content == _FENCE:
            break
        label = label_at_start(line.content, lexicon)
        if label is not None and label.fields == {"subject"} and (text := line.content[label.value :].strip(_QUOTES)):
            start = line.start + line.content.index(text, label.value)
            return FieldValue("subject", text, start, start + len(text), ())
    return None


def _stated(mark: Mark, headings: Sequence[tuple[int, int]], subject: FieldValue) -> Mark:
    """Give a byline that subject instead of the heading above it, which is one of the page."""
    if mark.header is None or mark.depth or not mark.header.rule.startswith(RULE):
        return mark
    value = mark.header.value("subject")
    if value is None:
        return _with_subject(mark, subject)
    at = bisect_right(headings, (value.start, value.end)) - 1
    return _with_subject(mark, subject) if at >= 0 and value.start <= headings[at][1] else mark


def _with_subject(mark: Mark, subject: FieldValue) -> Mark:
    assert mark.header is not None, "only headers are asked"
    others = tuple(value for value in mark.header.fields if value.field != "subject")
    return replace(mark, header=replace(mark.header, fields=(*others, subject)))


def _key(text: str) -> str:
    return "".join(fold(word) for word in text.strip(BLANK + EMPHASIS + "#").split())
