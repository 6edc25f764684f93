"""Answers below quoted text that lost its quote marks, as web mail prints it after it made plain text of HTML.

From: Ada Lang ...            the outer email shows no text of its own above
On 3 May 2014, Ben Okri wrote:
Shall we sail on Friday?
Ben
                              where the quote ended two blank lines are left, elsewhere one
Friday it is.
Ada
"""

from __future__ import annotations

from collections.abc import Sequence

from .bodies import Draft
from .folding import fold
from .lexicon import Lexicon
from .lines import Line
from .text_of_body import own_lines

_WIDE = 2
"""Blank lines that part a quote from the answer below it."""


def give_answers_back(drafts: Sequence[Draft], lexicon: Lexicon) -> None:
    """Hand the lines below the widest gap of an unmarked quote to the email around it, if that has no text itself.

    Only where one gap is wider than all others, and what stands below it is not signed by the quoted person.
    """
    for quoted in drafts:
        around = drafts[quoted.within] if quoted.within is not None else None
        if around is None or quoted.mark is None or quoted.mark.attribution is None or quoted.margin is not None:
            continue
        if around.text_depth != quoted.text_depth or any(not line.blank for line in around.lines):
            continue
        shown = own_lines(quoted.lines, lexicon)
        answer = shown[_widest_gap(shown) :]
        if answer and not _signed(answer, quoted.mark.attribution.sender or ""):
            end = quoted.lines.index(answer[0])
            around.lines, quoted.lines = quoted.lines[end:], quoted.lines[:end]


def _widest_gap(lines: Sequence[Line]) -> int:
    """Return the line behind the one gap that is wider than all others, ``len(lines)`` where there is none."""
    widths: dict[int, int] = {}
    blank = 0
    shown = False
    for index, line in enumerate(lines):
        if line.blank:
            blank += 1
            continue
        if blank and shown:
            widths[index] = blank
        blank, shown = 0, True
    widest = max(widths.values(), default=0)
    places = [index for index, width in widths.items() if width == widest]
    return places[0] if widest >= _WIDE and len(places) == 1 else len(lines)


def _signed(lines: Sequence[Line], name: str) -> bool:
    """Whether a line begins with *name* or with its first word."""
    words = fold(name.partition("<")[0]).split()
    return bool(words) and any(fold(line.content[:200]).split()[:1] == words[:1] for line in lines if not line.blank)
