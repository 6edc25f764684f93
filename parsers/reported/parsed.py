"""A parsed sentence: its text, the cues and the people in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .cues import Cue, Grammar, Role
from .mention import Mention

VERBS: frozenset[Role] = frozenset({"send", "alone", "say", "reply", "forward", "receive", "continue", "arrive"})
SUBJECTS = ("topic", "subject")
NEAR = 70
"""Code points between a verb and the noun that it governs."""
STOPS = ",;、，；:：—"


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence with its cues and mentions, as the functions below look at it."""

    text: str
    cues: Sequence[Cue]
    mentions: Sequence[Mention]
    grammar: Grammar

    def between(self, role: Role, start: int, end: int) -> list[Cue]:
        """Return the cues of *role* that lie wholly in ``text[start:end]``."""
        return [cue for cue in self.cues if role in cue.roles and cue.start >= start and cue.end <= end]


def verbs_between(parse: Parse, low: int, high: int) -> bool:
    """Return whether a verb of telling lies wholly in that part of the sentence."""
    return any(cue.roles & VERBS and cue.start >= low and cue.end <= high for cue in parse.cues)


def blanked(text: str, start: int, end: int) -> str:
    """Return *text* with spaces from *start* to *end*."""
    return text[:start] + " " * (end - start) + text[end:]
