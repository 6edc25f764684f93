"""Labels that optical character recognition damaged: ``Frorn:``, ``Sent;``, ``Subiect:``."""

from __future__ import annotations

from ..folding import fold, shape
from ..lexicon import Lexicon
from .labels import Label

_LONGEST = 24
_SHORTEST = 3


def damaged_label(content: str, lexicon: Lexicon) -> Label | None:
    """Return the label that *content* begins with if only its shape is right or a semicolon stands for its colon."""
    ends = [at for mark in ":;" if (at := content.find(mark, 0, _LONGEST)) > 0]
    if not ends:
        return None
    folded = fold(content[: min(ends)])
    readings = lexicon.shapes.get(shape(folded)) if len(folded) >= _SHORTEST else None
    if readings is None:
        return None
    value = min(ends) + 1
    while value < len(content) and content[value].isspace():
        value += 1
    return Label(readings, 0, value, damaged=True)
