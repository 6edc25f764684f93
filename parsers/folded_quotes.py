"""Quoted lines that a mail program folded on their way: their ends stand below them with fewer quote marks.

> > the boat that we had seen in the morning lay at the pier until the harbour
> master came
> > and she left at noon
"""

from __future__ import annotations

from collections.abc import Sequence

from .folding import BLANK
from .lines import Line

_FOLDED_FROM = 60
"""Columns that a line has, quote marks included, when a mail program folds it: the customary 65 to 80 less a word."""
_FOLD = 72
_LONGEST_TAIL = 12
_FEW = 3
"""Words that the last line of a paragraph may have where no quoted line behind it proves the fold."""
_OFTEN = 3
"""So many lines torn alike are no answers."""
_ENCODED = 70
"""Columns from which on quoted-printable breaks its lines: at 76, quote marks that came later aside."""
_SOFT_BREAK = "="
"""Ends a line of quoted-printable that goes on below (RFC 2045 section 6.7); archives that decode nothing print it."""
_ENDS = frozenset(".?!:;…。？！：；")


def with_folded_quotes(lines: Sequence[Line]) -> Sequence[Line]:
    """Return *lines* with the tails of folded quoted lines at the depth of the lines that they continue.

    A tail stands between two quoted lines of one depth, with fewer quote marks and no blank line around it. It goes
    on in the middle of a sentence, where its first word had no room left; or it is one word, an address of a page
    as a rule, that is too long for any line behind those quote marks.
    """
    depths = [line.depth for line in lines]
    if not any(depths):
        return lines
    shallower = [index for index in range(1, len(lines)) if depths[index] < depths[index - 1]]
    torn = [index for index in shallower if _is_torn(lines, index)]
    tails = {index: index + 1 for index in torn} if len(torn) >= _OFTEN else {}
    tails |= {index: end for index in shallower if (end := _tail(lines, index)) > index}
    if not tails:
        return lines
    found = list(lines)
    for index, end in tails.items():
        found[index:end] = [line._replace(depth=depths[index - 1]) for line in lines[index:end]]
    return found


def _is_torn(lines: Sequence[Line], index: int) -> bool:
    """Whether one line stands amid a sentence quoted deeper; who folds at no customary width does so all along."""
    above, line = lines[index - 1], lines[index]
    if index + 1 == len(lines) or above.blank or line.blank:
        return False
    between = lines[index + 1].depth == above.depth and len(line.content) < len(above.content)
    return between and above.content.rstrip(BLANK)[-1] not in _ENDS


def _tail(lines: Sequence[Line], index: int) -> int:
    """Return the line behind the tail that begins at *index*, *index* where none does."""
    above, first = lines[index - 1], lines[index]
    if above.content.endswith(_SOFT_BREAK) and above.end - above.first >= _ENCODED and not first.blank:
        return index + 1
    end = index
    while end < min(len(lines), index + _LONGEST_TAIL) and lines[end].depth == first.depth and not lines[end].blank:
        end += 1
    if end == index or end == len(lines):
        return index
    words = first.content.split(None, _FEW)
    closes = end == index + 1 and len(words) <= _FEW and lines[end].blank and lines[end].depth >= first.depth
    if lines[end].depth < above.depth and not closes:
        return index
    if above.blank:
        return end if len(words) == 1 and above.depth * 2 + len(words[0]) > _FOLD else index
    width = above.end - above.first
    folded = width >= _FOLDED_FROM and width + 1 + len(words[0]) >= _FOLD
    return end if folded and words[0][0].islower() and above.content.rstrip(BLANK)[-1] not in _ENDS else index
