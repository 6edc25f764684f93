"""What speaks against an email where grammar finds one: nobody, no day and no words, a message only spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from .claim import Claim
from .dates import Dated
from .quotes import Quote
from .scan import Scanned
from .telling import Person, is_described

ONGOING = 12
"""Sentences within which an exchange is not forgotten."""


def is_no_email(
    scanned: Scanned, claim: Claim, recipients: Sequence[Person], words: Sequence[Quote],
    dates: Sequence[Dated], notes: Sequence[int], *, gap: int, same: bool, runs: bool,
) -> bool:  # fmt: skip
    """Return whether *claim*, *gap* sentences behind the last email, tells too little to be one.

    *same* says that its sender is that of the last email, *runs* that the text has given a date.
    """
    told = bool(words or dates)
    if claim.verb.form in scanned.grammar.forms["present"] and not (told or notes or runs):
        return True
    if claim.recipients and not words and all(one.who == "someone" for one in claim.recipients):
        return True
    alone = gap > ONGOING
    unnamed = not claim.senders or claim.senders[0].who != "name"
    apart = not claim.senders or (unnamed and alone and not told)
    if claim.explicit and not claim.recipients and not same and apart:
        return True
    if alone and not dates and claim.explicit and claim.noun is None and claim.recipients and not recipients:
        return True  # to somebody of whom nothing was said
    timed = told or any("relative" in cue.roles for cue in scanned.parse.cues)
    if alone and not (timed or notes or claim.recipients or claim.addressed or claim.introduces):
        return True  # that somebody sends letters, at no time and to nobody
    return is_described(scanned, claim) and not (told or claim.recipients)
