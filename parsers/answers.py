"""Answers written into a quoted text in another colour, without any mark of their own (Outlook and its kin)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from .bodies import Draft
from .document import Tint
from .lines import Line


def give_answers(drafts: Sequence[Draft], tints: Sequence[Tint]) -> None:
    """Move lines of quoted *drafts* that are an answer by their colour to the draft that quotes them.

    *tints* are the coloured lines of the document, in order. What is quoted begins in its own colour; another one that
    stands between lines of that is the answerer's, if those are the fewer lines or the answerer writes in it anyhow.
    Colours at the end of a text alone are signatures, at its beginning headings.
    """
    for draft in reversed(drafts) if tints else ():
        if draft.within is None or draft.enclosure == "forwarded":
            continue
        around = drafts[draft.within]
        color = _color_of_answers(
            _colors(draft.lines, tints), _colors(around.lines, tints), proven=draft.enclosure == "quoted"
        )
        if color is None:
            continue
        answers = _runs(draft.lines, tints, color)
        moved = {line.first for line in answers}
        draft.lines = [line for line in draft.lines if line.first not in moved]
        around.lines = sorted([*around.lines, *answers], key=lambda line: line.first)


def _color(line: Line, tints: Sequence[Tint]) -> str:
    at = bisect_right(tints, line.start, key=lambda tint: tint.start) - 1
    return tints[at].color if at >= 0 and tints[at].end > line.start else ""


def _colors(lines: Sequence[Line], tints: Sequence[Tint]) -> list[str]:
    return [_color(line, tints) for line in lines if not line.blank]


def _color_of_answers(quoted: Sequence[str], around: Sequence[str], *, proven: bool) -> str | None:
    """Return the one colour of answers among the colours of *quoted* lines, None where there is none or a doubt.

    Where it is not *proven* that the lines are quoted, only the colour in which the text *around* is written counts.
    """
    counts = Counter(quoted)
    if len(counts) < 2:
        return None
    last_own = max(at for at, color in enumerate(quoted) if color == quoted[0])
    between = {color for color in quoted[:last_own] if color and color != quoted[0]}
    written = Counter(around).most_common(1)[0][0] if around else ""
    if written in between:
        return written
    fewer = [color for color in between if proven and 2 * counts[color] < len(quoted)]
    return fewer[0] if len(fewer) == len(between) == 1 else None


def _runs(lines: Sequence[Line], tints: Sequence[Tint], color: str) -> list[Line]:
    """Return the lines in *color*, each run with the blank lines behind it."""
    found: list[Line] = []
    inside = False
    for line in lines:
        inside = inside if line.blank else _color(line, tints) == color
        if inside:
            found.append(line)
    return found
