"""What a document prints between its emails and nowhere in them: one kind of rule, a gap between two quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .lexicon import Lexicon
from .lines import Line
from .marks import Mark
from .pages.furniture import is_link
from .separators import is_rule

_GAP = 4
_FEWEST = 3
"""Headers with the same rule above them from which on it is what parts emails."""


def with_partings(marks: Sequence[Mark], lines: Sequence[Line], lexicon: Lexicon) -> list[Mark]:
    """Return *marks* with those in quotes of their own parted from the email above, and one for each parting rule.

    Furniture of the page right above a header (``Ada Lang's profile photo``) is no text of the email above either.

    A rule parts emails where every header but the first has the same one right above it; then it ends an email also
    where no header follows (a remark of the publisher, a mail without header).
    """
    marks = [replace(mark, captioned=True) if _in_own_quote(mark, lines) else mark for mark in marks]
    marks = [
        replace(mark, top=_top(mark, before.last if before else -1, lines, lexicon)) if mark.header else mark
        for before, mark in zip((None, *marks), marks, strict=False)
    ]
    rule = _parting_rule(marks, lines)
    if rule is None:
        return marks
    taken = {index for mark in marks for index in range(mark.top, mark.last + 1)}
    ends = [
        Mark(index, index, index, 0, None, None, None, 0.0)
        for index, line in enumerate(lines)
        if line.content == rule and line.depth == 0 and index not in taken
    ]
    return sorted((*marks, *ends), key=lambda mark: mark.top)


def _top(mark: Mark, before: int, lines: Sequence[Line], lexicon: Lexicon) -> int:
    """Return the line of the furniture right above a header, but below the line *before*; else its own first one."""
    above = next((i for i in range(mark.top - 1, max(before, mark.top - _GAP), -1) if not lines[i].blank), before)
    return above if above > before and is_link(lines[above].content, lexicon) else mark.top


def _in_own_quote(mark: Mark, lines: Sequence[Line]) -> bool:
    """Whether a header begins a quote: an unquoted blank line stands above it, while those in quotes are quoted."""
    if mark.header is None or mark.separator is not None or not mark.depth or mark.top < 2:
        return False
    above = lines[mark.top - 1]
    if not above.blank or above.depth or lines[mark.top - 2].depth < mark.depth:
        return False
    return any(line.blank and line.depth == mark.depth for line in lines[mark.first : mark.last + 2])


def _parting_rule(marks: Sequence[Mark], lines: Sequence[Line]) -> str | None:
    headers = [mark for mark in marks if mark.header is not None and not mark.depth]
    above = [_rule_above(lines, mark.top) for mark in headers]
    if not any(above):
        return None
    rule, count = Counter(filter(None, above)).most_common(1)[0]
    if count < _FEWEST or any(each != rule for each in above[1:]):
        return None
    below = (_first_shown(lines, mark.last + 1) for mark in headers)
    return None if rule in below else rule  # it parts header and text as well


def _rule_above(lines: Sequence[Line], index: int) -> str | None:
    """Return the rule that is the last thing above ``lines[index]``, None where anything else is."""
    content = next((lines[i].content for i in range(index - 1, max(-1, index - 4), -1) if not lines[i].blank), "")
    return content if is_rule(content) else None


def _first_shown(lines: Sequence[Line], index: int) -> str:
    return next((line.content for line in lines[index : index + 4] if not line.blank), "")
