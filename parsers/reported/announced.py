"""Sentences that only announce an email, of which the next one tells: a date and which one it is, a heading."""

from __future__ import annotations

from collections.abc import Sequence

from .claim import Claim
from .cues import Role
from .dates import Dated
from .quotes import Quote
from .scan import Scanned
from .sound import same_person
from .telling import Person, is_bound

_NOT_ONE: frozenset[Role] = frozenset({"public", "forum", "void", "habit", "mask"})
_LINE = 70
"""Code points of a heading."""
_REACH = 2
"""Sentences behind an announcement within which it is told what the email says."""
_ENDS = ".。:"


class Announcements:
    """Keeps which sentence last announced an email."""

    def __init__(self) -> None:
        """Begin with none."""
        self._at = -_REACH - 1
        self._section = False

    def read(self, scanned: Scanned, dates: Sequence[Dated], index: int) -> None:
        """Take in sentence *index* with its *dates*."""
        text, cues = scanned.parse.text, scanned.parse.cues
        exact = [dated for dated in dates if not dated.vague]
        alone = scanned.sentence.start == scanned.sentence.paragraph
        named = any("noun" in cue.roles for cue in cues)
        if alone and len(text) <= _LINE and text[-1:] not in _ENDS and not exact:
            self._section = named and not any(cue.roles & _NOT_ONE for cue in cues)
        if scanned.claims or scanned.sentence.quotes or any(cue.roles & _NOT_ONE for cue in cues):
            return
        one = any("ordinal" in cue.roles for cue in cues)
        item = self._section and alone and exact and not scanned.parse.mentions and exact[0].start <= 1
        if (exact and (one or named)) or (one and named) or item:
            self._at = index

    def about(
        self, scanned: Scanned, claim: Claim, senders: Sequence[Person], recipients: Sequence[Person],
        words: Sequence[Quote], index: int, last: int,
    ) -> bool:  # fmt: skip
        """Return whether *claim* says what the email announced just before is, of which none told since then.

        *last* is the sentence of the last email told of.
        """
        if not 0 < index - self._at <= _REACH or last >= self._at or not senders or claim.explicit:
            return False
        others = [one for one in recipients if not any(same_person(one.name, by.name) for by in senders)]
        return bool(others) or any(is_bound(scanned, claim, quote) for quote in words)
