"""Bylines: the sender on one line, the date on the next, as list archives (pipermail) and Lotus Notes print them."""

from __future__ import annotations

from collections.abc import Sequence

from ..folding import BLANK, EMPHASIS
from ..lexicon import Lexicon
from ..lines import Line
from ..mailboxes import mailbox
from ..message import Field
from .attribution import ReadDate, reads_as_name
from .bare_labels import bare_fields_from
from .header_block import FieldValue, HeaderBlock, fields_below

_LONGEST = 120
_LONGEST_DATE = 64
RULE = "byline"


def byline_at(lines: Sequence[Line], index: int, lexicon: Lexicon, read_date: ReadDate) -> HeaderBlock | None:
    """Return the header of an email whose sender stands on ``lines[index]`` and whose date is the next line, or None.

    The sender must print an address, or labelled fields must follow; the date must print a time of day. The
    subject is among those fields, or it is the heading directly above.
    """
    line = lines[index]
    if len(line.content) > _LONGEST or line.content.rstrip(BLANK + EMPHASIS)[-1:] in ":,;.":
        return None
    below = next((i for i in range(index + 1, min(index + 3, len(lines))) if not lines[i].blank), None)
    if below is None or lines[below].depth != line.depth or len(lines[below].content) > _LONGEST_DATE:
        return None
    if not any(map(str.isdigit, lines[below].content)):
        return None
    sender = mailbox(line.content, lexicon)
    if sender is None or len((sender.name or "").split()) > 6:
        return None
    fields_under, last = fields_below(lines, below, {"from", "date"}, lexicon)
    if not fields_under:
        fields_under, last = _bare_fields_below(lines, below, lexicon)
    labelled = {value.field for value in fields_under} >= {"to", "subject"} and reads_as_name(line.content)
    if sender.email is None and not labelled:
        return None
    date = _field("date", lines[below])
    read = read_date(date.text, ())
    if read is None or read.precision not in ("minute", "second"):
        return None
    fields = [_field("from", line), date]
    if labelled:  # Lotus Notes: the sender, the date, then To, cc and Subject with their labels
        return HeaderBlock(
            index, last, line.start, lines[last].end, line.depth, (*fields, *fields_under), (), RULE + " and labels"
        )
    above = next((i for i in range(index - 1, max(-1, index - 4), -1) if not lines[i].blank), None)
    if above is not None and lines[above].content.startswith("#"):
        fields.append(_field("subject", lines[above]))
    return HeaderBlock(index, below, line.start, lines[below].end, line.depth, tuple(fields), (), RULE)


def _bare_fields_below(lines: Sequence[Line], index: int, lexicon: Lexicon) -> tuple[tuple[FieldValue, ...], int]:
    """Return the fields below ``lines[index]`` whose labels print no colons (Lotus Notes), and their last line."""
    first = next((i for i in range(index + 1, min(index + 4, len(lines))) if not lines[i].blank), None)
    fields, last = bare_fields_from(lines, first, lexicon) if first is not None else ((), index)
    return (fields, last) if fields else ((), index)


def _field(field: Field, line: Line) -> FieldValue:
    lead = len(line.content) - len(line.content.lstrip(BLANK + EMPHASIS + "#"))
    text = line.content[lead:].rstrip(BLANK + EMPHASIS)
    start = line.start + lead
    return FieldValue(field, text, start, start + len(text), ())
