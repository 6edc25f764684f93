"""Headings that print a whole header in one phrase: ``Ada Lang to Ben Okri, (cc: Eva Roth) - May 3, 2014 9:12 AM``.

Compilations of emails print them above each email; Lotus Notes and public-inbox print sender and date as
one phrase (``Ada Lang/Desk on 05/03/2014 09:12 AM``), alone or as the value of From.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from ..folding import BLANK
from ..lexicon import Lexicon
from ..lines import Line
from ..message import Field
from ..templates import Filled, Template, even, fit
from .attribution import ReadDate
from .header_block import FieldValue, HeaderBlock, fields_below
from .persons import reads_as_name, reads_as_person

_LONGEST = 600
_DATED = 48
"""Code points at the end of a heading among which its date must show a digit."""
RULE = "heading: "
_CAPTION = "name"
"""The slot for what a compilation calls the email (``Email 3``), which is no field of it."""
_LONGEST_CAPTION = 24


def heading_at(lines: Sequence[Line], index: int, lexicon: Lexicon, read_date: ReadDate) -> HeaderBlock | None:
    """Return the header that ``lines[index]`` prints as one phrase, with the fields on the lines below it, or None."""
    line = lines[index]
    if len(line.content) > _LONGEST or not any(character.isdigit() for character in line.content):
        return None
    text, places = _plain(line)
    found = _fit(text, lexicon, read_date)
    if found is None:
        return None
    form, filled = found
    fields = tuple(
        FieldValue(
            cast("Field", slot.slot), text[slot.start : slot.end], places[slot.start], places[slot.end - 1] + 1, ()
        )
        for slot in filled
        if slot.slot != _CAPTION
    )
    below, last = fields_below(lines, index, {value.field for value in fields}, lexicon)
    if ("to" not in form.slots and not below) or "from" not in {value.field for value in (*fields, *below)}:
        return None
    return HeaderBlock(
        index, last, places[0], lines[last].end, line.depth, (*fields, *below), (form.language,), RULE + form.form
    )


def stands_out(line: Line) -> bool:
    """Whether a line is set as a heading: a Markdown heading, or in bold or italics as a whole."""
    return line.content[0] in "#*_"


def dated_sender(block: HeaderBlock, lexicon: Lexicon, read_date: ReadDate) -> HeaderBlock:
    """Return *block* with a date printed inside its From value as a field of its own."""
    value = block.value("from")
    if value is None or block.value("date") is not None or "\n" in value.text or not value.text:
        return block
    found = _fit(value.text, lexicon, read_date, any_name=True)
    if found is None:
        return block
    parts = tuple(
        FieldValue(
            cast("Field", slot.slot),
            value.text[slot.start : slot.end],
            value.start + slot.start,
            value.start + slot.end,
            (),
        )
        for slot in found[1]
    )
    others = tuple(other for other in block.fields if other is not value)
    return replace(block, fields=(*parts, *others))


def _fit(
    text: str, lexicon: Lexicon, read_date: ReadDate, *, any_name: bool = False
) -> tuple[Template, tuple[Filled, ...]] | None:
    flat = even(text)
    if not any(character.isdigit() for character in flat[-_DATED:]):
        return None
    best: tuple[Template, tuple[Filled, ...]] | None = None

    for words, forms in lexicon.headings.items():
        if words not in flat:
            continue
        for form in forms:
            if best is None or form.weight > best[0].weight:
                filled = fit(form, text, flat, partial(_accept, form.language, read_date, any_name))
                best = (form, filled) if filled is not None else best
    return best


def _accept(language: str, read_date: ReadDate, any_name: bool, slot: str, text: str) -> bool:
    if slot == "date":
        return read_date(text, (language,)) is not None
    if slot == _CAPTION:
        return len(text) <= _LONGEST_CAPTION
    if not _balanced(even(text)):
        return False
    if slot == "from":
        return any_name or reads_as_name(text)
    return any(map(reads_as_person, text.split(",")))


def _balanced(flat: str) -> bool:
    """Whether every bracket of a name closes one that it opened: ``or 12) (Ada`` is no name."""
    depth = 0
    for character in flat:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def _plain(line: Line) -> tuple[str, list[int]]:
    """Return a line without heading, emphasis and link marks, and the document offset of each character left."""
    kept: list[int] = []
    content = line.content
    skipped = _link_marks(content)
    for offset, character in enumerate(content):
        if offset in skipped:
            continue
        edge = offset in (0, len(content) - 1) or content[offset - 1] in " *#(" or content[offset + 1] in " *,.)"
        if character in "*#" or (character == "_" and edge):
            continue
        kept.append(offset)
    while kept and content[kept[0]] in BLANK:
        kept.pop(0)
    return "".join(content[offset] for offset in kept), [line.start + offset for offset in kept]


def _link_marks(content: str) -> set[int]:
    """Return the offsets of what a Markdown link adds to its text: the brackets and the target behind them."""
    marks: set[int] = set()
    position = 0
    while (middle := content.find("](", position)) >= 0:
        end = content.find(")", middle)
        start = content.rfind("[", position, middle)
        if end < 0:
            break
        if start >= 0:
            marks |= {start, *range(middle, end + 1)}
        position = end + 1
    return marks
