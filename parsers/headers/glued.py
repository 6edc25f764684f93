"""A header block glued to the sentence before it, by whatever lost the line break: ``Thank you. From: Ada Lang``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..folding import BLANK, EMPHASIS
from ..lexicon import Lexicon
from ..lines import Line
from .labels import COLONS, label_at_start, labels_within
from .persons import reads_as_person

_ENDS = '.!?…。！？」』)）]"”»>'
_LONGEST = 300
"""Code points at the end of a line in which the first field of a block is looked for."""


def without_glue(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Line]:
    """Return *lines*, those cut in two of which the end is the first line of the header block that goes on below."""
    cuts = dict(_cuts(lines, lexicon))
    if not cuts:
        return lines
    found: list[Line] = []
    for at, line in enumerate(lines):
        cut = cuts.get(at)
        if cut is None:
            found.append(line)
        else:
            before = line.content[:cut].rstrip(BLANK)
            place = line.start + cut
            found.append(line._replace(end=line.start + len(before), content=before))
            found.append(line._replace(first=place, start=place, content=line.content[cut:]))
    return found


def _cuts(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield (index of a line, where in its content the header begins)."""
    colons = [_has_colon(line.content) for line in lines]
    for at, (line, following) in enumerate(pairwise(lines)):
        if not colons[at] or not colons[at + 1] or line.depth != following.depth:
            continue
        below = following.content
        tail = max(0, len(line.content) - _LONGEST)
        follows = label_at_start(below, lexicon)
        if follows is None or not follows.fields & {"date", "to", "cc", "subject"}:
            continue
        if label_at_start(line.content, lexicon) is None and (cut := _cut(line.content, tail, lexicon)):
            yield at, cut


def _has_colon(content: str) -> bool:
    return ":" in content or (not content.isascii() and any(colon in content for colon in COLONS))


def _cut(content: str, tail: int, lexicon: Lexicon) -> int:
    """Return where the sender's label begins behind the end of a sentence, 0 where none does."""
    labels = labels_within(content[tail:], lexicon)
    if len(labels) != 1 or "from" not in labels[0].fields:
        return 0
    start, value = tail + labels[0].start, content[tail + labels[0].value :]
    ended = content[:start].rstrip(BLANK + EMPHASIS)[-1:]
    return start if ended and ended in _ENDS and reads_as_person(value) else 0
