"""Subjects that a header block alone does not tell: a heading above several emails, a line broken in two."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .base_subject import base_subject, prefix_of
from .folding import BLANK, EMPHASIS, fold
from .headers.header_block import FieldValue, HeaderBlock
from .headers.heading import RULE
from .headers.labels import label_at_start
from .lexicon import Lexicon
from .lines import Line
from .marks import Mark
from .pages.furniture import is_banner, is_heading
from .separators import is_rule

_WIDE = 50
"""Code points of a line from which on a subject may have been broken off at its end."""
_FULL = 66
"""Columns that a line must need with the next word before it is folded."""
_ENDS = frozenset(",.:;!?")
_LIST = 40
"""Lines that the list of a thread may have above an email."""
_LABEL = 24
"""Code points within which a prefix that labels a subject ends."""
_ABOVE = 4
_LONGEST_HEADING = 200
_ARROWS = "↳↪→>└├─│"
_JOINT = 20
"""Letters before the break that another subject must print too."""


def with_subjects(marks: Sequence[Mark], lines: Sequence[Line], lexicon: Lexicon) -> list[Mark]:
    """Return *marks* with the subjects that stand above headings, and with broken subjects made whole."""
    marks = _counted(marks, lines, lexicon)
    found = [_prefixed(_listed(mark, lines), lines) for mark in _running(marks, lines, lexicon)]
    lacking = any(mark.header is not None and mark.header.value("subject") is None for mark in found)
    titles = Counter(_title(line) for line in lines if is_heading(line.content)) if lacking else Counter[str]()
    return _whole([_headed(mark, lines, titles) for mark in found], lines)


def _running(marks: Sequence[Mark], lines: Sequence[Line], lexicon: Lexicon) -> list[Mark]:
    """Give headings without a subject the one that stands on a line of its own above them, until the next.

    Once headings are known to take their subject so, every line set alike ends the email above it.
    """
    if not any(_lacks_subject(mark) and lone_subject(lines, mark.top, lexicon)[0] for mark in marks):
        return list(marks)
    taken = {index for mark in marks for index in range(mark.top, mark.last + 1)}
    breaks = {
        index: Mark(index, index, index, line.depth, None, None, None, 0.0)
        for index, line in enumerate(lines)
        if index not in taken and line.content[:1] in ("*", "#", "_") and line.content and _is_subject(line, lexicon)
    }
    found: list[Mark] = []
    subject: FieldValue | None = None
    for mark in sorted((*marks, *breaks.values()), key=lambda mark: mark.top):
        if mark.header is None and mark.attribution is None:
            subject = lone_subject(lines, mark.first + 1, lexicon)[0]
        elif mark.header is not None and _lacks_subject(mark):
            subject = lone_subject(lines, mark.top, lexicon)[0] or subject
            fields = (*mark.header.fields, subject) if subject is not None else mark.header.fields
            mark = replace(mark, header=replace(mark.header, fields=fields))
        found.append(mark)
    return found


def lone_subject(lines: Sequence[Line], index: int, lexicon: Lexicon) -> tuple[FieldValue | None, int]:
    """Return the subject that stands alone above ``lines[index]`` and the index of its line, else None and *index*.

    Blank lines and rules may stand between.
    """
    above = next((i for i in range(index - 1, max(-1, index - 6), -1) if _says(lines[i].content)), -1)
    label = label_at_start(lines[above].content, lexicon) if above >= 0 else None
    if label is None or label.fields != {"subject"}:
        return None, index
    line = lines[above]
    text = line.content[label.value :].strip(BLANK + EMPHASIS)
    start = line.start + line.content.index(text, label.value) if text else line.end
    return FieldValue("subject", text, start, start + len(text), ()), above


def _says(content: str) -> bool:
    return bool(content) and not is_rule(content)


def _listed(mark: Mark, lines: Sequence[Line]) -> Mark:
    """Give a header its subject from the list of the thread right above it, as public-inbox prints it.

    ``* subject``, then the dates and senders of the thread, this email's own with ``@`` before it.
    """
    if mark.header is None or mark.header.value("subject") is not None or mark.header.value("date") is None:
        return mark
    first = mark.top
    while first > max(0, mark.top - _LIST) and not lines[first - 1].blank and lines[first - 1].depth == mark.depth:
        first -= 1
    listed = lines[first : mark.top]
    start = next((i for i, line in enumerate(listed) if line.content.startswith("* ")), None)
    if start is None or not any(line.content.startswith("@ ") for line in listed[start:]):
        return mark
    line = listed[start]
    lead = len(line.content) - len(line.content.lstrip(BLANK + EMPHASIS))
    text = line.content[lead:].rstrip(BLANK + EMPHASIS)
    subject = FieldValue("subject", text, line.start + lead, line.start + lead + len(text), ())
    return replace(mark, top=first + start, header=replace(mark.header, fields=(*mark.header.fields, subject)))


def _counted(marks: Sequence[Mark], lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Mark]:
    """Give headers without a subject the one above the number of messages (``2 messages``), as Gmail prints it once."""
    if not any(mark.header is not None and mark.header.value("subject") is None for mark in marks):
        return marks
    counts = [i for i, line in enumerate(lines) if len(line.content) <= _LABEL and line.content[:1].isdigit()]
    subjects: list[tuple[int, FieldValue]] = []
    for index in counts:
        above = next((line for line in lines[max(0, index - 2) : index][::-1] if not line.blank), None)
        if above is not None and is_banner(lines[index].content, lexicon):
            lead = len(above.content) - len(above.content.lstrip(BLANK))
            text = above.content[lead:]
            subjects.append((index, FieldValue("subject", text, above.start + lead, above.end, ())))
    if not subjects:
        return marks
    places = [at for at, _ in subjects]
    above_each = (bisect_left(places, mark.first) for mark in marks)
    return [
        _with_subject(mark, [s for _, s in subjects[max(0, k - 1) : k]])
        for mark, k in zip(marks, above_each, strict=True)
    ]


def _with_subject(mark: Mark, subjects: Sequence[FieldValue]) -> Mark:
    header = mark.header
    if header is None or not subjects or header.value("subject") is not None or header.value("to") is None:
        return mark
    return replace(mark, header=replace(header, fields=(*header.fields, *subjects)))


def _prefixed(mark: Mark, lines: Sequence[Line]) -> Mark:
    """Give a header without a subject that of the line directly below it that only a prefix labels (``RE: trees``)."""
    header = mark.header
    below = lines[mark.last + 1] if mark.last + 1 < len(lines) else None
    if header is None or header.value("subject") is not None or len(header.fields) < 2:
        return mark
    if below is None or below.blank or below.depth != mark.depth or ":" not in below.content[:_LABEL]:
        return mark
    text = below.content.strip(BLANK)
    prefix = prefix_of(text)
    rest = text.partition(":")[2].strip(BLANK)
    if prefix is None or not rest:
        return mark
    subject = FieldValue("subject", rest, below.end - len(rest), below.end, ())
    block = replace(header, fields=(*header.fields, subject), last=mark.last + 1, end=below.end)
    return replace(mark, last=mark.last + 1, header=block)


def _headed(mark: Mark, lines: Sequence[Line], titles: Mapping[str, int]) -> Mark:
    """Give a header without a subject that of the heading above it, if it is one: an answer's, or the page's title.

    Archives of lists in Markdown set each email below its subject; a heading that stands nowhere else may be
    anything (``Exhibit B``).
    """
    header = mark.header
    if header is None or header.value("subject") is not None or header.value("date") is None:
        return mark
    above = next((i for i in range(mark.top - 1, max(-1, mark.top - _ABOVE), -1) if not lines[i].blank), -1)
    if above < 0:
        return mark
    line = lines[above]
    answers = above == 0 or (lines[above - 1].blank and len(line.content) <= _LONGEST_HEADING)
    if not is_heading(line.content) and not (answers and prefix_of(line.content) is not None):
        return mark
    text = line.content.lstrip("#" + BLANK + EMPHASIS + _ARROWS).rstrip(BLANK + EMPHASIS)
    base = _title(line)
    if not base or (prefix_of(text) is None and titles.get(base, 0) < 2):
        return mark
    start = line.start + line.content.index(text)
    subject = FieldValue("subject", text, start, start + len(text), ())
    return replace(mark, top=above, header=replace(header, fields=(*header.fields, subject)))


def _title(line: Line) -> str:
    """Return the base subject that a heading prints, for comparison."""
    return _key(base_subject(line.content.lstrip("#" + BLANK + EMPHASIS + _ARROWS).rstrip(BLANK + EMPHASIS)))


def _lacks_subject(mark: Mark) -> bool:
    header = mark.header
    return header is not None and header.rule.startswith(RULE) and header.value("subject") is None


def _is_subject(line: Line, lexicon: Lexicon) -> bool:
    label = label_at_start(line.content, lexicon)
    return label is not None and label.fields == {"subject"}


def _whole(marks: list[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Make subjects whole that were broken at the end of their line, where another email prints them whole."""
    known = {_key(value.text) for mark in marks if mark.header and (value := mark.header.value("subject"))}
    return [_mended(mark, mark.header, lines, known) if mark.header else mark for mark in marks]


def _mended(mark: Mark, header: HeaderBlock, lines: Sequence[Line], known: set[str]) -> Mark:
    value = header.fields[-1]
    rest = lines[mark.last + 1] if mark.last + 1 < len(lines) else None
    wide = len(lines[mark.last].content) >= _WIDE
    if value.field != "subject" or not wide or rest is None or rest.blank or rest.depth != mark.depth:
        return mark
    joint = _key(value.text)[-_JOINT:] + _key(rest.content)
    whole = any(other.endswith(joint) for other in known)
    if not whole and not _runs_on(lines, mark.last) and not _folded_alike(header, lines, mark.last):
        return mark
    mended = replace(value, text=f"{value.text}\n{rest.content.strip(BLANK)}", end=rest.end)
    block = replace(header, fields=(*header.fields[:-1], mended), last=mark.last + 1, end=rest.end)
    return replace(mark, last=mark.last + 1, header=block)


def _runs_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a subject goes on below ``lines[index]``: its line is full, words in lower case follow, then a blank."""
    line, rest = lines[index], lines[index + 1]
    words = rest.content.split(None, 1)
    alone = index + 2 >= len(lines) or lines[index + 2].blank
    full = len(line.content) + 1 + len(words[0]) >= _FULL
    return alone and full and words[0][0].islower() and rest.content[-1] not in _ENDS and len(rest.content) <= _WIDE


def _folded_alike(header: HeaderBlock, lines: Sequence[Line], index: int) -> bool:
    """Whether the subject ends at the column at which another value of the header was folded, and text follows alone.

    No line of the header is longer than that of the subject would be with the next word; no greeting is the rest.
    """
    line, rest = lines[index], lines[index + 1]
    folded = any("\n" in value.text for value in header.fields[:-1])
    alone = index + 2 >= len(lines) or lines[index + 2].blank
    if not folded or not alone or len(rest.content) > _WIDE or rest.content[-1] in ",.!:;":
        return False
    widest = max(len(each.content) for each in lines[header.first : index + 1])
    return len(line.content) + 1 + len(rest.content.split(None, 1)[0]) > widest


def _key(text: str) -> str:
    """A subject for comparison: folded in pieces, as folding takes short texts only, prefixes and all."""
    words = text.strip(BLANK + EMPHASIS).split()
    return "".join(fold(word) for word in words)
