"""Marks: the places of a text at which an email begins, judged by whether their values make sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .folding import BLANK, EMPHASIS, fold
from .headers.attribution import Attribution, ReadDate, attribution_at, attribution_within
from .headers.bare_labels import bare_header_at
from .headers.byline import byline_at
from .headers.front_matter import front_matter
from .headers.header_block import HeaderBlock, header_block_at
from .headers.heading import RULE, dated_sender, heading_at, stands_out
from .headers.labels import COLONS, first_colon, label_at_start
from .headers.persons import reads_as_person
from .headers.single_line import header_on_line
from .headers.structure import unknown_header_at
from .lexicon import Lexicon, Separator
from .lines import Line
from .separators import DASHES, is_rule, separator, separator_at_start

_COUNTED = 24
_RULED = 20
_YEAR = 4
_SHORT = 64
_WIDE = 200
_ENDS = frozenset((*COLONS, *DASHES, *EMPHASIS))
_BEGINNINGS = frozenset((*DASHES, *"#*_"))
_HEADERS = frozenset("0123456789@<>*_" + COLONS + ";")
_UNFILLED = BLANK + "_.-…"
_WEAK = 0.5  # confidence of a heading that nothing sets apart from a sentence


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an email begins: lines ``first`` to ``last``, with the separator that stood above, if any.

    ``top`` is the first line that is no longer text of whatever stood before: the separator's or ``first``.
    A mark with neither header nor attribution only ends what stands above it. ``captioned`` says that a caption
    (``Exhibit B``) parts it from that.
    """

    first: int
    last: int
    top: int
    depth: int
    header: HeaderBlock | None
    attribution: Attribution | None
    separator: Separator | None
    confidence: float
    captioned: bool = False


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Lines that looked like a mark and were not taken, and why."""

    first: int
    last: int
    reason: str


def find_marks(
    lines: Sequence[Line], lexicon: Lexicon, read_date: ReadDate, threshold: float = 0.0
) -> tuple[list[Mark], list[NearMiss]]:
    """Return the marks of a text in order, none overlapping, and the near-misses.

    A mark below *threshold* (confidence, 0 to 1) is a near-miss.
    """
    marks: list[Mark] = []
    misses: list[NearMiss] = []
    announced: tuple[Separator, int] | None = None
    index = 0
    while index < len(lines):
        content = lines[index].content
        if not content or (not content[0].isalnum() and is_rule(content)):
            index += 1
            continue
        if not _may_begin(content, lexicon) or _ends_prose(lines, index):
            announced = None
            index += 1
            continue
        kind = separator(content, lexicon)
        if kind is not None:
            announced = (kind, index)
            index += 2 if _is_folded(lines, index) else 1
            continue
        mark = _mark_at(lines, index, lexicon, read_date, announced, marks, misses)
        if mark is not None and mark.confidence < threshold:
            misses.append(NearMiss(mark.first, mark.last, f"confidence {mark.confidence:.2f} is below {threshold:.2f}"))
        elif mark is not None:
            marks.append(mark)
            index = mark.last
        elif misses and misses[-1].first == index:
            index = _next_sender(lines, misses[-1], lexicon) - 1
        announced = None
        index += 1
    return _without_letters(_without_lone_headings(marks, misses), misses), misses


def _is_folded(lines: Sequence[Line], index: int) -> bool:
    """Whether a separator goes on on the next line, which ends it in dashes (``--- Forwarded by ... on`` in Notes)."""
    below = lines[index + 1].content if index + 1 < len(lines) else ""
    return 0 < len(below) <= _SHORT and lines[index].content[-1] not in DASHES and below.endswith("---")


def _next_sender(lines: Sequence[Line], miss: NearMiss, lexicon: Lexicon) -> int:
    """Return where to look on behind a block that is no header: at a sender inside it, else behind it."""
    for index in range(miss.first + 1, miss.last + 1):
        label = label_at_start(lines[index].content, lexicon)
        if label is not None and "from" in label.fields:
            return index
    return miss.last + 1


def _without_lone_headings(marks: list[Mark], misses: list[NearMiss]) -> list[Mark]:
    """Drop headings that only their words tell from prose, unless their people stand in other headings too."""
    people = Counter(
        name for mark in marks if mark.header and mark.header.rule.startswith(RULE) for name in _named(mark)
    )
    kept = []
    for mark in marks:
        if mark.confidence == _WEAK and not any(people[name] > 1 for name in _named(mark)):
            misses.append(NearMiss(mark.first, mark.last, "a line alone that reads like the heading of an email"))
        else:
            kept.append(mark)
    return kept


def _without_letters(marks: list[Mark], misses: list[NearMiss]) -> list[Mark]:
    """Drop headers that a letter, a memo or a timetable prints as well, unless their people write in other headers.

    Such a header names sender, recipient and day, and nothing that only mail has: no address, no time of day, no
    subject, no copies, no separator above. Several of them with their days are a correspondence.
    """
    letters = [_may_be_letter(mark) for mark in marks]
    if not any(letters):
        return marks
    writing = (mark for mark, letter in zip(marks, letters, strict=True) if not letter or _shows_a_year(mark))
    people = Counter(name for mark in writing for name in _named(mark))
    kept = []
    for mark, letter in zip(marks, letters, strict=True):
        if letter and all(people[name] <= _shows_a_year(mark) for name in _named(mark)):
            misses.append(NearMiss(mark.first, mark.last, "a letter or a memo: no address, time, subject or copies"))
        else:
            kept.append(mark)
    return kept


def _shows_a_year(mark: Mark) -> bool:
    date = mark.header.value("date") if mark.header is not None else None
    return date is not None and sum(map(str.isdigit, date.text)) > _YEAR


def _may_be_letter(mark: Mark) -> bool:
    if mark.header is None or mark.separator is not None or mark.depth or mark.header.rule.startswith(RULE):
        return False
    values = {value.field: value.text for value in mark.header.fields}
    if not {"from", "to"} <= values.keys() or not all(values.values()) or values.keys() & {"subject", "cc", "bcc"}:
        return False
    day = values.get("date", "")
    timed = any(before.isdigit() and colon in COLONS and after.isdigit() for before, colon, after in _triples(day))
    return not timed and not any("@" in text or "<" in text for text in values.values())


def _triples(text: str) -> Iterator[tuple[str, str, str]]:
    return zip(text, text[1:], text[2:], strict=False)


def _named(mark: Mark) -> set[str]:
    """Return the people that a heading names, folded."""
    values = mark.header.fields if mark.header is not None else ()
    return {fold(name) for v in values if v.field in ("from", "to", "cc") for name in v.text.split(",")}


def _may_begin(content: str, lexicon: Lexicon) -> bool:
    """Whether a line is worth a closer look; prose is passed over here, at little cost a line."""
    last = content[-1]
    if len(content) <= _SHORT or last in _ENDS or content[0] in _BEGINNINGS or last in lexicon.closers:
        return True
    if len(content) < _WIDE and (last.isdigit() or ("@" in content and any(map(str.isdigit, content[-_SHORT:])))):
        return True
    return first_colon(content, 2 * lexicon.longest) >= 0


def _ends_prose(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the last of a paragraph of prose and prints nothing of a header: no colon, number, address."""
    if not 0 < index < len(lines) - 1 or lines[index + 1].content or len(lines[index - 1].content) <= _SHORT:
        return False
    content = lines[index].content
    return content[0].isalpha() and content[-1] not in COLONS and not any(map(_HEADERS.__contains__, content))


def _mark_at(
    lines: Sequence[Line], index: int, lexicon: Lexicon, read_date: ReadDate,
    announced: tuple[Separator, int] | None, marks: list[Mark], misses: list[NearMiss],
) -> Mark | None:  # fmt: skip
    block = header_block_at(lines, index, lexicon)
    inline = separator_at_start(lines[index].content, lexicon)
    if inline is not None:
        announced = (inline[0], index)
    if block is None or inline is not None or block.last == index:
        on_line = header_on_line(lines[index], index, inline[1] if inline is not None else 0, lexicon)
        fewer = 0 if block is None or inline is not None else len(block.fields)
        block = on_line if on_line is not None and len(on_line.fields) > fewer else block
    if block is not None:
        block = dated_sender(front_matter(block, lines), lexicon, read_date)
        reason, confidence = judge(block, read_date, announced is not None)
        if reason is None and announced is None and _is_torn_off(lines, block):
            reason = "the end of another kind of header: nothing follows it, no address is printed in it"
        if reason is None:
            kind, top = announced if announced is not None else (None, _counted(lines, index))
            return Mark(block.first, block.last, top, block.depth, block, None, kind, confidence)
        misses.append(NearMiss(block.first, block.last, reason))
        return None
    colon = lines[index].content.rstrip(BLANK + EMPHASIS)[-1:] in COLONS  # no heading ends so, an attribution does
    heading = None if colon else heading_at(lines, index, lexicon, read_date)
    if heading is not None:
        sure = 0.9 if heading.last > heading.first or stands_out(lines[index]) else _WEAK
        return Mark(index, heading.last, index, heading.depth, heading, None, None, sure)
    byline = byline_at(lines, index, lexicon, read_date)
    if byline is not None:
        return Mark(index, byline.last, index, byline.depth, byline, None, None, 0.85)
    bare = bare_header_at(lines, index, lexicon, read_date, announced=announced is not None)
    if bare is not None:
        kind, top = announced if announced is not None else (None, index)
        return Mark(index, bare.last, top, bare.depth, bare, None, kind, 0.8)
    unknown = unknown_header_at(lines, index, lexicon, read_date)
    if unknown is not None:
        return Mark(index, unknown.last, announced[1] if announced else index, unknown.depth, unknown, None,
                    announced[0] if announced else None, 0.55)  # fmt: skip
    block_end = marks[-1].last if marks and marks[-1].header is not None else -1
    found = attribution_at(lines, index, lexicon, read_date, block_end=block_end)
    found = found or attribution_within(lines, index, lexicon, read_date)
    if found is None or (marks and found.first <= marks[-1].last):
        return None
    return Mark(found.first, found.last, found.first, found.depth, None, found, None, 0.9 if found.date else 0.6)


def _is_torn_off(lines: Sequence[Line], block: HeaderBlock) -> bool:
    """Whether a block goes on from a labelled line that is none of an email's, and has neither address nor body."""
    above = lines[block.first - 1] if block.first else None
    if above is None or above.blank or above.depth != block.depth or first_colon(above.content, _COUNTED) < 1:
        return False
    return not any("@" in value.text for value in block.fields) and all(line.blank for line in lines[block.last + 1 :])


def _counted(lines: Sequence[Line], index: int) -> int:
    """Return the line at which a block begins that a rule or a count (``Message: 3``) stands directly above."""
    above = lines[index - 1] if index else None
    if above is None or above.blank or above.depth != lines[index].depth:
        return index
    if len(above.content) >= _RULED and not above.content.strip("_"):  # Outlook draws it above what it quotes
        return index - 1
    colon = first_colon(above.content, _COUNTED)
    return index - 1 if colon > 0 and above.content[colon + 1 :].strip(BLANK).isdigit() else index


def judge(block: HeaderBlock, read_date: ReadDate, announced: bool) -> tuple[str | None, float]:
    """Return why *block* is no header of an email (None if it is one) and how sure that is, 0 to 1.

    Sender and date must read as what they claim to be; a blanked or empty value is neither for nor against,
    and a separator above speaks for the block.
    """
    confidence = 0.5 + 0.2 * announced + 0.05 * min(4, len(block.fields))
    sender = block.value("from") or block.value("sender")
    date = block.value("date")
    dated = date is not None and bool(date.text) and read_date(date.text, block.languages) is not None
    if sender is not None and sender.text:
        if "@" in sender.text or "<" in sender.text:
            confidence += 0.1
        elif not _short_name(sender.text) and not (dated and len(block.fields) > 2 and len(sender.text) < 200):
            return f"the sender does not read as a person: {_quote(sender.text)}", confidence
    if dated:
        confidence += 0.2
    elif date is not None and date.text:
        if not any(character.isdigit() for character in date.text) and not announced:
            return f"the date does not read as a date: {_quote(date.text)}", confidence
        confidence -= 0.1
    nobody = sender is not None and not sender.text.strip(_UNFILLED)
    unfilled = nobody and not dated and not announced and not any("@" in value.text for value in block.fields)
    if unfilled or all(not value.text.strip(_UNFILLED) for value in block.fields):
        return "a form to be filled in: its values are blank", confidence
    filled = sum(1 for value in block.fields if value.text.strip(BLANK))
    if filled < 2 and len(block.fields) < 4 and not announced:
        return "fewer than two fields have a value", confidence
    if confidence < 0.65 and len(block.fields) < 3:
        return "two fields, neither of them proven by an address or a date", confidence
    return None, round(min(confidence, 0.99), 2)


def _short_name(text: str) -> bool:
    return len(text) <= 100 and (reads_as_person(text) or len(text.split()) <= 8)


def _quote(text: str) -> str:
    shown = " ".join(text.split())
    return repr(shown if len(shown) <= 40 else shown[:39] + "…")
