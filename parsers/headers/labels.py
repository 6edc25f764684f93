"""Labels of header fields (``From:``, ``差出人：``, ``*Von:*``) at the start of a line or within it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from ..folding import BLANK, EMPHASIS, INVISIBLE, SPACES, fold
from ..lexicon import Lexicon
from ..message import Field

COLONS = ":：︰﹕∶՝׃៖፦"
_BULLETS = "|#•·-+"
_LEAD = frozenset(SPACES + INVISIBLE + EMPHASIS + _BULLETS)
_TRAIL = EMPHASIS + SPACES + INVISIBLE
_BETWEEN = frozenset(SPACES + INVISIBLE + "|")
_WORDS = 3
"""Words that a label without a colon may have."""
_BEFORE_VALUE = frozenset(EMPHASIS + BLANK + "|")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as found in a text: its readings, and where its value begins (offsets into that text).

    ``damaged`` says that only its shape is that of a known label.
    """

    readings: tuple[tuple[str, Field], ...]
    start: int
    value: int
    damaged: bool = False

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that the label may mean."""
        return _fields(self.readings)


@cache
def _fields(readings: tuple[tuple[str, Field], ...]) -> frozenset[Field]:
    return frozenset(field for _, field in readings)


@lru_cache(maxsize=256)  # a line is asked by several rules, one after the other
def label_at_start(content: str, lexicon: Lexicon) -> Label | None:
    """Return the label that *content* begins with, or None; emphasis and table marks before it are skipped."""
    colon = first_colon(content, lexicon.longest * 2 + 8)
    if colon < 0:
        return None
    readings = lexicon.labels.get(fold(content[:colon].strip(_BULLETS + _TRAIL)))
    if readings is None:
        return None
    start = 0
    while content[start] in _LEAD:
        start += 1
    return Label(readings, start, _value_start(content, colon + 1))


def label_before_blank(content: str, lexicon: Lexicon) -> Label | None:
    """Return the label that *content* begins with where blanks or the border of a cell follow it and no colon, or None.

    Of several the longest counts: ``Sent on`` and not ``Sent``.
    """
    start = 0
    while start < len(content) and content[start] in _LEAD:
        start += 1
    end = start
    found: Label | None = None
    for _ in range(_WORDS):
        while end < len(content) and content[end] not in _BETWEEN:
            end += 1
        readings = lexicon.labels.get(fold(content[start:end])) if start < end <= start + lexicon.longest else None
        value = end
        while value < len(content) and content[value] in _BETWEEN:
            value += 1
        if value >= len(content):
            break
        if readings is not None:
            found = Label(readings, start, value)
        end = value
    return found


def labels_within(content: str, lexicon: Lexicon) -> list[Label]:
    """Return every label in *content*, glued to the value before it or not, in order.

    For the layouts that print all fields on one line (Yahoo Mail, flattened HTML): the longest run of
    text before each colon that is a label counts, so ``<ada@example.org>To:`` holds ``To``.
    """
    found: list[Label] = []
    after = 0
    for colon in (i for i, character in enumerate(content) if character in COLONS):
        label = _label_before(content, colon, max(after, colon - lexicon.longest * 2), lexicon)
        if label is not None:
            found.append(label)
            after = label.value
        elif colon > after and not found:
            after = 0
    return found


def _label_before(content: str, colon: int, earliest: int, lexicon: Lexicon) -> Label | None:
    stop = len(content[:colon].rstrip(_TRAIL))
    for start in range(earliest, stop):
        if content[start] in SPACES or (start > earliest and _inside_word(content, start)):
            continue
        readings = lexicon.labels.get(fold(content[start:stop]))
        if readings is not None:
            return Label(readings, start, _value_start(content, colon + 1))
    return None


def _inside_word(content: str, start: int) -> bool:
    """Whether a label starting here would tear a word apart (``Subject`` in ``NoSubject``)."""
    before, here = content[start - 1], content[start]
    if not before.isalnum() or not here.isalnum():
        return False
    if before.isdigit() != here.isdigit() or ord(here) >= 0x2E80:
        return False
    return not here.isupper() or (before.isupper() and not content[start + 1 : start + 2].islower())


def first_colon(content: str, limit: int) -> int:
    """Return the place of the first colon of any script in the first *limit* code points, or -1."""
    colon = content.find(":", 0, limit)
    if not content.isascii():
        for mark in COLONS[1:]:
            other = content.find(mark, 0, limit if colon < 0 else colon)
            colon = other if other >= 0 else colon
    return colon


def _value_start(content: str, position: int) -> int:
    while position < len(content) and content[position] in _BEFORE_VALUE:
        position += 1
    return position
