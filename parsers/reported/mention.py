"""People as a sentence mentions them, and what a document at large tells of its capitalised words."""

from __future__ import annotations

from typing import Literal, NamedTuple

from .cues import Role

Part = Literal["topic", "subject", "to", "from", "owner", "bare", "oblique"]
"""The part that a mention plays: marked behind it or before it, or ``bare`` where only word order tells."""

Who = Literal["name", "one", "many", "we", "someone", "other"]

PARTS: tuple[tuple[Role, Part], ...] = (
    ("topic", "topic"),
    ("subject", "subject"),
    ("to", "to"),
    ("from", "from"),
    ("possessive", "owner"),
)
"""The part that each marker gives to the name it belongs to."""


class Known(NamedTuple):
    """What a document tells of its capitalised words, folded: ``things`` stand behind an article, and ``surnames``
    close a name of several words; where words are glued, they are whole names that recur. ``pairs`` are given and
    family names that always stand together."""

    things: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()


class Mention(NamedTuple):
    """A person named at ``start`` to ``end`` of a sentence, or a pronoun (``who`` is not ``name``).

    ``someone`` is a pronoun that means nobody whom the text knows, ``other`` one that means the other one of two.
    ``group`` numbers those that are coordinated
    (*Ada and Ben*): they play one part together. ``described`` is
    where the words begin that say who that is (*her boss, Ada*), -1 where none do. Not ``sure`` is a word that may be a
    thing as well, where all nouns have capitals.
    """

    start: int
    end: int
    name: str
    part: Part
    who: Who = "name"
    group: int = 0
    described: int = -1
    sure: bool = True
