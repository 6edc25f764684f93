"""What else belongs to an email told of: the rest of an item, a footnote, an addressee, what a forward carries."""

from __future__ import annotations

from collections.abc import Sequence

from .claim import Claim
from .dates import Dated
from .labelled import labelled
from .quotes import Quote
from .scan import Scanned
from .telling import Person, Telling, carried_telling, is_it, person_of, share, speaks_itself, sums_up, tells_of_it
from .turns import acts_alone

_MARKED = ("to", "from", "owner")
_TURN = 2
"""Sentences between an email and the words of an answer of which only who gave it is told in between."""

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


def forwarder(last: Telling | None, claim: Claim, recipients: Sequence[Person], gap: int) -> list[Person]:
    """Return who got the *last* email where it is said that he sent it to somebody else (*She sent it to Cleo.*)."""
    if last is None or gap > 1 or not is_it(claim) or not claim.senders or claim.senders[0].who != "one":
        return []
    return list(last.recipients) if len(last.recipients) == 1 and not share(recipients, last.recipients) else []


def known_recipients(claim: Claim, recipients: Sequence[Person], heard: Sequence[Person]) -> list[Person]:
    """Return those of *recipients* to whom *claim* says that a message went, or who take part anyway."""
    direct = [m for m in claim.recipients if m.part in _MARKED or m.start >= claim.verb.end]
    marked = {m.name for m in direct if claim.explicit}
    return [one for one in recipients if one.name in marked or share([one], heard)]


def without_lead(tellings: list[Telling], lead: int) -> list[Telling]:
    """Return *tellings* without the first where it sums up, up to sentence *lead*, what is told below."""
    below = [telling for telling in tellings if telling.last > lead]
    summary = bool(tellings) and tellings[0] not in below and sums_up(tellings[0], below)
    return tellings[1:] if summary else tellings


def more_of(
    tellings: Sequence[Telling], scanned: Scanned, notes: Sequence[int], index: int, parties: Sequence[Person]
) -> None:
    """Give the last email what a sentence without a message of its own says of it."""
    _take_addressee(tellings, scanned, index)
    _note_only(tellings, notes, index)
    _rest_of_item(tellings, scanned, index, parties)


def _rest_of_item(tellings: Sequence[Telling], scanned: Scanned, index: int, parties: Sequence[Person]) -> None:
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


def _note_only(tellings: Sequence[Telling], notes: Sequence[int], index: int) -> None:
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


def _take_addressee(tellings: Sequence[Telling], scanned: Scanned, index: int) -> None:
    """Let the last email be to whom the next sentence says that it went (*The addressee was Ben.*)."""
    telling = tellings[-1] if tellings else None
    _, addressee = labelled(scanned.parse)
    if telling is None or addressee is None or telling.last != index - 1:
        return
    telling.recipients = [person_of(addressee, scanned)]
    telling.context.append(f"to: line {scanned.sentence.number}")
    telling.extend(scanned.sentence.start, scanned.sentence.end, index)


def answerer_before(telling: Telling, before: Scanned | None, index: int) -> Person | None:
    """Return the one who got *telling* where the sentence *before* is about him alone (*Ben gave in.*)."""
    if before is None or before.claims or index - telling.last != _TURN:
        return None
    actor = acts_alone(before.parse)
    person = person_of(actor, before) if actor is not None else None
    return person if person is not None and share([person], telling.recipients) else None


def follow(telling: Telling, answered: Telling) -> None:
    """Give an answer whose words have come what it takes from the email that it answers."""
    telling.recipients = telling.recipients or list(answered.senders)
    telling.context.append(f"to: line {answered.line}")
    if answered.date is not None:
        telling.date = answered.date
        telling.context.append(f"date: line {answered.line}")


def message_speaks(telling: Telling, scanned: Scanned, gap: int) -> bool:
    """Return whether a sentence, *gap* behind the last one of *telling*, lets the message say what it quotes."""
    parse = scanned.parse
    itself = bool(parse.between("itself", 0, len(parse.text))) or speaks_itself(scanned)
    more = not telling.quotes or any("and" in cue.roles and not parse.text[: cue.start].strip() for cue in parse.cues)
    people = [person_of(mention, scanned) for mention in parse.mentions if mention.who == "name"]
    more = more and not share(people, [*telling.senders, *telling.recipients])
    itself = itself or (more and gap <= 1 and tells_of_it(scanned))
    return itself and not any(claim.explicit and claim.senders for claim in scanned.claims)


def same_paragraph(telling: Telling, previous: Scanned | None, start: int) -> bool:
    """Return whether *start* is in the paragraph of *telling* and of the sentence before."""
    return (
        previous is not None
        and previous.sentence.paragraph <= telling.spans[-1][0]
        and (start >= telling.spans[-1][1] and previous.sentence.end <= start)
    )
