"""Whether a line without a label goes on with the value of the header field above it: folded lists, torn values."""

from __future__ import annotations

from collections.abc import Sequence

from ..folding import BLANK
from ..lexicon import Lexicon
from ..lines import Line
from ..message import Field
from .columns import Entry
from .labels import Label, label_at_start

PEOPLE: frozenset[Field] = frozenset({"from", "sender", "reply_to", "to", "cc", "bcc"})
MAIN: frozenset[Field] = frozenset({"from", "to", "date", "subject"})
_ONCE: frozenset[Field] = frozenset({"from", "sender", "reply_to", "to", "cc", "bcc", "date", "subject", "message_id"})
_JOINS = ",;、，；"
_LONGEST_NAME = 200
_WORDS = 6
"""Words that a mailbox in a folded list may have."""


def continues(lines: Sequence[Line], position: int, entry: Entry, seen: set[Field], lexicon: Lexicon) -> bool:
    """Whether a line without a label is the rest of the value before it."""
    content = lines[position].content
    value = entry.text
    shown = content.strip(BLANK)
    if not value:
        return True
    if entry.label.fields == {"date"} and lines[position].number > lines[position - 1].number + 1:
        return False  # a page ended in between: no date goes on on the next one
    if entry.label.fields & PEOPLE:
        if (
            value.rfind("<") > value.rfind(">")
            or value.rfind("[") > value.rfind("]")
            or value[-1] in _JOINS
            or shown[0] in "<>[" + _JOINS
        ):
            return True
        if "@" in shown and len(shown.split()) < 4 and shown[-1] in ">" + _JOINS:
            return True
        if any(join in value for join in _JOINS) and _lists_people(shown):
            return True
    if content[0] in " \t\u00a0\u3000" and len(content) - len(content.lstrip(BLANK)) > entry.margin:
        return True
    return shown[-1] not in ":：" and entry.label.fields != {"other"} and _label_follows(lines, position, seen, lexicon)


def _lists_people(shown: str) -> bool:
    """Whether a line goes on with a list of mailboxes that was folded within a name: most pieces print an address."""
    pieces = [piece for piece in shown.replace(";", ",").split(",") if piece.strip(BLANK)]
    short = all(len(piece.split()) <= _WORDS for piece in pieces)
    return len(pieces) > 1 and short and 2 * sum("@" in piece for piece in pieces) > len(pieces)


def _label_follows(lines: Sequence[Line], position: int, seen: set[Field], lexicon: Lexicon) -> bool:
    """Whether the very next line is a label of the block, so that this one stands in the middle of it."""
    content = lines[position].content
    if position + 1 >= len(lines) or len(content) > _LONGEST_NAME or not any(c.isalnum() for c in content):
        return False
    following = lines[position + 1]
    if following.depth != lines[position].depth:
        return False
    label = label_at_start(following.content, lexicon)
    return label is not None and bool(certain(label) & (MAIN | {"cc"})) and not repeats(label, seen)


def certain(label: Label) -> frozenset[Field]:
    """Return the field that a label means in every language, nothing where languages differ."""
    fields = label.fields
    return fields if len(fields) == 1 else frozenset()


def repeats(label: Label, seen: set[Field]) -> bool:
    """Whether a label can only mean fields that were *seen* and that no header prints twice."""
    return label.fields <= seen & _ONCE
