"""Header blocks in the front matter of a Markdown page (YAML between ``---``), as archives keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..folding import BLANK
from ..lines import Line
from .header_block import FieldValue, HeaderBlock

_FENCE = "---"
_QUOTES = "\"'[] "


def front_matter(block: HeaderBlock, lines: Sequence[Line]) -> HeaderBlock:
    """Return *block* without the quotation marks of YAML round its values, if it stands right below ``---``."""
    if block.first == 0 or lines[block.first - 1].content != _FENCE:
        return block
    return replace(block, rule="front matter", fields=tuple(map(_unquoted, block.fields)))


def _unquoted(value: FieldValue) -> FieldValue:
    text = value.text.strip(BLANK)
    if "\n" in text or text[:1] not in ('"', "'", "[") or text[-1:] not in ('"', "'", "]"):
        return value
    inner = text.strip(_QUOTES)
    start = value.start + value.text.index(inner)
    return replace(value, text=inner, start=start, end=start + len(inner))
