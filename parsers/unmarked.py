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
from .folding import EMPHASIS, visible
from .lexicon import Lexicon
from .lines import Line
from .text_of_body import own_lines

_LONGEST_SIGNATURE = 48
_WORDS = 4
_AROUND_NAMES = EMPHASIS + ",;.\"'()-–—"
_WIDE = 2
"""Blank lines that part a quote from the answer below it."""


def part_unmarked(drafts: Sequence[Draft], lexicon: Lexicon) -> None:
    """Hand the lines below an unmarked quote to the email around it.

    Where that has no text itself: what stands below the one gap that is wider than all others, if the quoted person
    has not signed it; all of it where quotes around it are marked. Where it only greets: all of it, if it is signed by
    who greets; the quote is gone.
    """
    for quoted in drafts:
        around = drafts[quoted.within] if quoted.within is not None else None
        if around is None or quoted.mark is None or quoted.mark.attribution is None or quoted.margin is not None:
            continue
        if around.text_depth != quoted.text_depth:
            continue
        shown = own_lines(quoted.lines, lexicon)
        theirs, ours = quoted.mark.attribution.sender or "", _sender(around)
        silent = all(line.blank for line in around.lines)
        if silent and around.mark is not None and around.mark.depth < around.text_depth:
            around.lines, quoted.lines = quoted.lines, []  # that program marks what it quotes: the quote was cut
        elif silent:
            answer = shown[_widest_gap(shown) :]
            if answer and not _signed(answer, theirs):
                end = quoted.lines.index(answer[0])
                around.lines, quoted.lines = quoted.lines[end:], quoted.lines[:end]
        elif _greets(around.lines) and _signed(shown, ours) and not _signed(shown, theirs):
            around.lines, quoted.lines = [*around.lines, *quoted.lines], []


def _sender(draft: Draft) -> str:
    value = draft.mark.header.value("from") if draft.mark is not None and draft.mark.header is not None else None
    return value.text if value is not None else ""


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
    """Whether a line of few words begins with one of *name*, as the end of a letter does."""
    words = set(_words(name.partition("<")[0])) - {""}
    texts = (_words(line.content) for line in lines if 0 < len(line.content) <= _LONGEST_SIGNATURE)
    return any(len(text) <= _WORDS and text[0] in words for text in texts if text)


def _greets(lines: Sequence[Line]) -> bool:
    """Whether the lines show nothing but a greeting: one line of few words."""
    shown = [line for line in lines if not line.blank]
    return len(shown) == 1 and len(_words(shown[0].content)) <= _WORDS


def _words(text: str) -> list[str]:
    return [word.strip(_AROUND_NAMES) for word in visible(text).casefold().split()]
