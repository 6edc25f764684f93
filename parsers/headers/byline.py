"""Bylines: the sender, and the date behind it or on the next line, as archives, Lotus Notes and Gmail print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..base_subject import prefix_of
from ..dates import date_suffix, parse_date
from ..folding import BLANK, EMPHASIS, fold
from ..lexicon import Lexicon
from ..lines import Line
from ..mailboxes import mailbox
from ..message import Field
from .attribution import ReadDate
from .bare_labels import bare_fields_from
from .header_block import FieldValue, HeaderBlock, fields_below
from .persons import reads_as_name, reads_as_person

_LONGEST = 120
_LONGEST_DATE = 64
_LONGEST_NAME = 6
_LONGEST_STATE = 16
"""Code points of a line between sender and date, which says whether the email was read."""
_NUMBERED = 8
"""Code points within which a heading closes the number of an email: ``### [12] Ada Lang``."""
_CLOSE = 24
"""Code points at the end of a line within which a date shows a digit."""
_OPENS_NAME = "\"'“„«<["
_DOT = " · "
"""Parts the date from what else a page says of the email."""
RULE = "byline"


def byline_at(lines: Sequence[Line], index: int, lexicon: Lexicon, read_date: ReadDate) -> HeaderBlock | None:
    """Return the header of an email whose sender stands on ``lines[index]``, its date behind it or below, or None.

    The sender must print an address, or labelled fields must follow, or an answer's subject stand above; the date must
    print a time of day. The subject is among those fields, or it is the heading directly above.
    """
    line = lines[index]
    if len(line.content) > _LONGEST or line.content.rstrip(BLANK + EMPHASIS)[-1:] in ":,;.":
        return None
    found = _sender_and_date(lines, index)
    if found is None:
        return None
    people, date, below = found
    sender = mailbox(people.text, lexicon)
    if sender is None or len((sender.name or "").split()) > _LONGEST_NAME:
        return None
    fields_under, last = fields_below(lines, below, {"from", "date"}, lexicon)
    if not fields_under:
        fields_under, last = _bare_fields_below(lines, below, lexicon) or _recipients(lines, below, lexicon)
    present = {value.field for value in fields_under}
    named = reads_as_name(people.text)
    proven = sender.email is not None
    proven |= named and (present >= {"to", "subject"} or ("to" in present and (below == index or last == below + 1)))
    read = read_date(date.text, ()) or parse_date(date.text, (), day_first=True)  # the order may show elsewhere
    ago = "to" in present and _says_how_long_ago(lines[below])  # then the date may lack its year, or its day
    if not ago and (read is None or read.precision not in ("minute", "second")):
        return None
    zoned = read is not None and read.zone == "stated" and reads_as_person(people.text)
    if not proven and not (zoned and _answers(lines, index)):
        return None
    fields = (people, date, *fields_under)
    above = next((i for i in range(index - 1, max(-1, index - 4), -1) if not lines[i].blank), None)
    if "subject" not in present and above is not None and lines[above].content.startswith("#"):
        fields = (*fields, _field("subject", lines[above]))
    rule = RULE + " and labels" if fields_under else RULE
    return HeaderBlock(index, last, line.start, lines[last].end, line.depth, fields, (), rule)


def _sender_and_date(lines: Sequence[Line], index: int) -> tuple[FieldValue, FieldValue, int] | None:
    """Return the sender, the date and the line on which the date stands; None where no date shows a digit.

    Both stand on one line where a gap, or the end of an address, parts them (Gmail's print, Lotus Notes), or where
    the date prints its zone (The Mail Archive); else the date is the next line.
    """
    line = lines[index]
    shown = line.content.rstrip(BLANK + EMPHASIS)
    if (
        shown[-1:].isalnum()
        and any(map(str.isdigit, shown[-_CLOSE:]))
        and (found := date_suffix(shown, day_first=True)) is not None
    ):
        start = found[0]
        lead = len(shown) - len(shown.lstrip(BLANK + EMPHASIS + "#"))
        name = shown[lead:start].rstrip(BLANK)
        parted = shown[:start].endswith((">", "> ", "  ", "\t")) or found[1].zone == "stated"
        if parted and name and (name[0].isalnum() or name[0] in _OPENS_NAME):
            people = FieldValue("from", name, line.start + lead, line.start + lead + len(name), ())
            date = FieldValue("date", shown[start:], line.start + start, line.start + len(shown), ())
            return people, date, index
    first = index + 1
    if first < len(lines) and 1 < len(lines[first].content) <= _LONGEST_STATE and lines[first].content[-1] == ",":
        first += 1  # ``unread,`` (Google Groups)
    below = next((i for i in range(first, min(first + 2, len(lines))) if not lines[i].blank), None)
    if below is None or len(lines[below].content) > _LONGEST_DATE:
        return None
    quoted = below == index + 1 and line.content.startswith("#") and lines[below].depth == line.depth + 1
    if lines[below].depth != line.depth and not quoted:
        return None
    if not any(map(str.isdigit, lines[below].content)):
        return None
    date = _field("date", lines[below])
    if _DOT in date.text:
        shown = date.text.partition(_DOT)[0]
        date = replace(date, text=shown, end=date.start + len(shown))
    if _says_how_long_ago(lines[below]):
        shown = date.text[: date.text.rindex("(")].rstrip(BLANK)
        date = replace(date, text=shown, end=date.start + len(shown))
    return _field("from", line), date, below


def _says_how_long_ago(line: Line) -> bool:
    """Whether a time of day is followed by a number in brackets: ``May 3, 9:12 AM (2 days ago)``, Gmail's page."""
    shown = line.content.rstrip(BLANK + EMPHASIS)
    opened = shown.rfind("(")
    timed = any(
        colon in ":." and before.isdigit() and after.isdigit()
        for before, colon, after in zip(shown[:opened], shown[1:opened], shown[2:opened], strict=False)
    )
    return opened > 0 and shown[-1] == ")" and timed and any(map(str.isdigit, shown[opened:]))


def _answers(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above, set apart by a blank one, is the subject of an answer."""
    return index > 1 and lines[index - 1].blank and prefix_of(lines[index - 2].content[:_LONGEST]) is not None


def _bare_fields_below(
    lines: Sequence[Line], index: int, lexicon: Lexicon
) -> tuple[tuple[FieldValue, ...], int] | None:
    """Return the fields below ``lines[index]`` whose labels print no colons (Lotus Notes), and their last line."""
    first = next((i for i in range(index + 1, min(index + 4, len(lines))) if not lines[i].blank), None)
    fields, last = bare_fields_from(lines, first, lexicon) if first is not None else ((), index)
    return (fields, last) if fields else None


def _recipients(lines: Sequence[Line], index: int, lexicon: Lexicon) -> tuple[tuple[FieldValue, ...], int]:
    """Return the recipients on the next line, behind a label without a colon (``to Ben Okri``, Google Groups)."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    word, _, rest = below.content.partition(" ") if below is not None else ("", "", "")
    if below is None or not rest or word != word.lower() or below.depth != lines[index].depth:
        return (), index
    if not any(field == "to" for _, field in lexicon.labels.get(fold(word), ())):
        return (), index
    found: list[FieldValue] = []
    start = below.start + len(word) + 1
    for name in rest.split(",") if '"' not in rest else (rest,):  # given names: a comma parts two people
        lead = len(name) - len(name.lstrip(BLANK))
        if text := name.strip(BLANK):
            found.append(FieldValue("to", text, start + lead, start + lead + len(text), ()))
        start += len(name) + 1
    return tuple(found), index + 1


def _field(field: Field, line: Line) -> FieldValue:
    lead = len(line.content) - len(line.content.lstrip(BLANK + EMPHASIS + "#"))
    if (
        lead
        and (number := line.content[lead : lead + _NUMBERED].partition("] ")[0])[:1] == "["
        and number[1:].isdigit()
    ):
        lead += len(number) + 2
    text = line.content[lead:].rstrip(BLANK + EMPHASIS)
    start = line.start + lead
    return FieldValue(field, text, start, start + len(text), ())
