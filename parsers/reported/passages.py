"""What else belongs to an email told of: the rest of a list item, a footnote, the email that a forward carries."""

from __future__ import annotations

from collections.abc import Sequence

from .claim import Claim
from .dates import Dated
from .quotes import Quote
from .scan import Scanned
from .telling import Person, Telling, carried_telling, person_of, share

_REMEMBERED = 100
"""Emails told of before that one more mention may mean."""


def carry(scanned: Scanned, claim: Claim, telling: Telling, words: Sequence[Quote], index: int) -> Telling | None:
    """Return the email that a forward carries, where a clause says what it reads."""
    if claim.carried is None:
        return None
    start = scanned.sentence.start
    first, last = start + claim.carried[0], start + claim.carried[1]
    inner = [(q.inner, q.last) for q in words if first <= q.start < last]
    telling.quotes = [quote for quote in telling.quotes if quote not in inner]
    telling.carries = carried_telling((first, last), inner, telling, index)
    return telling.carries


def rest_of_item(tellings: Sequence[Telling], scanned: Scanned, index: int, parties: Sequence[Person]) -> None:
    """Let what else the item of a list says, and does not say of those who take part, be what was told."""
    telling = tellings[-1] if tellings else None
    if telling is None or not telling.item or telling.quotes or telling.last != index - 1:
        return
    sentence, mentions = scanned.sentence, scanned.parse.mentions
    if sentence.quotes or sentence.paragraph > telling.spans[0][0]:
        return
    people = [person_of(mention, scanned) for mention in mentions]
    if all(mention.who == "name" for mention in mentions) and not share(people, parties):
        telling.extend(sentence.start, sentence.end, index)


def note_only(tellings: Sequence[Telling], notes: Sequence[int], index: int) -> None:
    """Let a footnote behind the rest of a quotation count for the telling that it belongs to."""
    if notes and tellings and tellings[-1].last == index and not tellings[-1].footnotes:
        tellings[-1].footnotes = list(notes)
        if tellings[-1].carries is not None:
            tellings[-1].carries.footnotes = list(notes)


def is_told(tellings: Sequence[Telling], senders: Sequence[Person], dates: Sequence[Dated]) -> bool:
    """Return whether an email of that day by one of *senders* was told of before."""
    days = {dated.date.edtf for dated in dates}
    return any(
        telling.date is not None and telling.date.edtf in days and share(senders, telling.senders)
        for telling in tellings[-_REMEMBERED:]
    )
