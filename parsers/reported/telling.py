"""An email as it is told so far, and the people of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..message import MailDate
from .claim import Claim
from .cues import Grammar, Role
from .mention import Mention
from .quotes import Quote
from .scan import Scanned
from .sentences import BULLETS
from .sound import same_person

FOOTNOTE = re.compile(r"\[(\d{1,3})\]")
_LETTER = re.compile(r"[^\W_]")
_FEW = 9
"""Words of a sentence that only says what a message says."""
_TOLD = 2
"""Emails that an article tells of in full, at least, where its lead speaks of them without a day or a recipient."""
_HEADING = 24
"""Code points of a date that stands alone."""
_SHORT = 60
"""Code points of what such a sentence says before the words."""
_NOT_IT: frozenset[Role] = frozenset({"public", "forum", "unreal", "reply", "answer", "send", "alone", "receive"})
_BESIDE = 40
"""Code points between a verb of saying and a single word that it quotes."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as named at ``start`` to ``end`` of the document, on line ``line``."""

    name: str
    start: int
    end: int
    line: int


@dataclass(slots=True, eq=False)
class Telling:
    """An email as told so far; ``context`` names the fields that other sentences gave, with the line."""

    spans: list[tuple[int, int]]
    line: int
    last: int
    rule: str
    confidence: float
    senders: list[Person]
    recipients: list[Person]
    copied: list[Person] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    date: MailDate | None = None
    date_span: tuple[int, int] | None = None
    context: list[str] = field(default_factory=list)
    answers: Telling | None = None
    carries: Telling | None = None
    footnotes: list[int] = field(default_factory=list)
    we: bool = False
    explicit: bool = True
    item: bool = False
    """Whether the item of a list begins with it: all of the item is then about it."""

    def extend(self, start: int, end: int, index: int) -> None:
        """Add ``text[start:end]`` to what tells of it; sentences in a row are one span."""
        first, last = self.spans[-1]
        if start <= last or index - self.last <= 1:
            self.spans[-1] = (first, max(last, end))
        else:
            self.spans.append((start, end))
        self.last = index


def new_telling(
    scanned: Scanned, claim: Claim, rule: str, index: int, senders: list[Person], recipients: list[Person],
    context: list[str],
) -> Telling:  # fmt: skip
    """Return the telling that *claim* begins in sentence *index*, by *rule*."""
    start, end = scanned.sentence.start, scanned.sentence.end
    text, first = scanned.parse.text, claim.start
    while first < end - start and not text[first].isalnum() and "\x01" not in text[first : first + 2]:
        first += 1
    span = (start + first, min(start + claim.end, end))
    sure = 0.9 if claim.explicit and claim.senders and claim.recipients else 0.75 if claim.explicit else 0.6
    medium = f" ({claim.noun.form})" if claim.noun else ""
    return Telling(
        [span], scanned.sentence.number, index, f"reported: {rule}{medium}", sure, senders, recipients,
        context=context, explicit=claim.explicit,
        item=scanned.sentence.start == scanned.sentence.paragraph and text[:1] in BULLETS,
    )  # fmt: skip


def person_of(mention: Mention, scanned: Scanned) -> Person:
    """Return whom *mention* names, with the place in the document."""
    start = scanned.sentence.start
    return Person(mention.name, start + mention.start, start + mention.end, scanned.sentence.number)


def share(left: Sequence[Person], right: Sequence[Person]) -> bool:
    """Return whether someone of *left* may be someone of *right*."""
    return any(same_person(one.name, other.name) for one in left for other in right)


def is_group(people: Sequence[Person], grammar: Grammar) -> bool:
    """Return whether *people* are one group without names (*the staff*, 全体员工)."""
    if len(people) != 1:
        return False
    name = people[0].name.casefold()
    last = name.split()[-1] if name else ""
    counted = tuple(grammar.forms["counter"] | grammar.forms["group"]) or ("\x00",)
    return last in grammar.forms["group"] or (not grammar.spaced and name.endswith(counted))


def is_bound(scanned: Scanned, claim: Claim, quote: Quote) -> bool:
    """Whether a quotation is what someone says, and not a word that the writer merely sets apart."""
    start = scanned.sentence.start
    behind = scanned.parse.text[quote.end - start :].lstrip(" ,、，")
    before = scanned.parse.text[: quote.start - start].rstrip()
    if before.endswith((":", "：", ",", "，", "、")):
        return True
    if scanned.grammar.particles:
        return behind.startswith(tuple(scanned.grammar.forms["quoting"])) and not behind.startswith(
            tuple(scanned.grammar.forms["clause"] or {"\x00"})
        )
    return quote.last - quote.inner > 12 or not before or 0 <= quote.start - start - claim.verb.end <= _BESIDE


def is_statement(
    scanned: Scanned, claim: Claim, senders: Sequence[Person], dates: Sequence[object], parties: Sequence[Person]
) -> bool:
    """Return whether someone who took no part says something by email, at no time and to nobody: to the press."""
    if claim.verb.form not in scanned.grammar.forms["state"]:
        return False
    known = claim.recipients or claim.addressed or claim.introduces or dates
    return not known and not any(same_person(one.name, person.name) for one in senders for person in parties)


def may_follow(last: Telling | None, index: int, senders: Sequence[Person], claim: Claim) -> bool:
    """Return whether the words of a quotation that stands by itself may be an answer to the *last* email."""
    return (
        last is not None
        and claim.strength == "said"
        and index - last.last <= 1
        and not share(senders, last.senders)
        and share(senders, last.recipients)
    )


def is_heading(scanned: Scanned) -> bool:
    """Return whether a line has a number and nothing that a sentence says: the date of an item of a chronology."""
    text = scanned.parse.text
    bare = not (scanned.parse.mentions or scanned.sentence.quotes or scanned.claims)
    return bare and len(text) <= _HEADING and any(character.isdigit() for character in text)


def held_quotes(sentences: Sequence[Scanned]) -> set[int]:
    """Return the places of sentences, quotations alone that begin a paragraph, whose message the next one names."""
    return {
        index
        for index, (scanned, following) in enumerate(pairwise(sentences))
        if scanned.sentence.start == scanned.sentence.paragraph == following.sentence.paragraph
        and scanned.sentence.quotes
        and not following.sentence.quotes
        and not says(scanned)
        and any(claim.explicit and claim.senders for claim in following.claims)
    }


def is_title(scanned: Scanned, claim: Claim, quote: Quote) -> bool:
    """Whether a quotation before the sender is the name of something: an article stands before it (*the “Echo”*)."""
    place = quote.start - scanned.sentence.start
    before = len(scanned.parse.text[:place].rstrip())
    named = any("determiner" in cue.roles and cue.end == before for cue in scanned.parse.cues)
    return named and bool(claim.senders) and place < claim.senders[0].start


def words_of(scanned: Scanned, claim: Claim, quotes: Sequence[Quote]) -> list[Quote]:
    """Return those of *quotes* that are words of the message: not the name of something, nor its title alone."""
    words = [q for q in quotes if q.opened and claim.start <= q.start - scanned.sentence.start < claim.end]
    words = [quote for quote in words if not is_title(scanned, claim, quote)]
    return [quote for quote in words if not is_subject(scanned, quote)] or words


def is_described(scanned: Scanned, claim: Claim) -> bool:
    """Whether a message is only spoken of, by who sent it (*threw away the letter that Ada had sent*)."""
    if not scanned.grammar.turns or scanned.grammar.particles or claim.noun is None:
        return False
    behind = any("possessive" in cue.roles and cue.start == claim.verb.end for cue in scanned.parse.cues)
    return behind and claim.noun.start >= claim.verb.end


def is_elsewhere(scanned: Scanned | None) -> bool:
    """Return whether a sentence moves the story to another place, where people speak and do not write."""
    return scanned is not None and any(cue.roles & {"forum", "public"} for cue in scanned.parse.cues)


def is_it(claim: Claim) -> bool:
    """Return whether the message of *claim* is the one spoken of just before (*he sent it to Ben*)."""
    return claim.noun is not None and "it" in claim.noun.roles


def is_subject(scanned: Scanned, quote: Quote) -> bool:
    """Whether a quotation is said to be the title of the message (*under the title “Echo”*)."""
    start, end = quote.start - scanned.sentence.start, quote.end - scanned.sentence.start
    before = len(scanned.parse.text[:start].rstrip())
    return any("named" in cue.roles and (cue.end == before or cue.start == end) for cue in scanned.parse.cues)


def stands_beside(scanned: Scanned, claim: Claim) -> bool:
    """Whether the subject stands close to its verb, and neither is far into the sentence."""
    if not claim.senders or scanned.grammar.particles:
        return bool(claim.senders)
    subject = claim.senders[0]
    between = scanned.parse.text[min(subject.end, claim.verb.end) : max(subject.start, claim.verb.start)]
    return len(between.split()) <= 3 and len(between) <= 30


def trails(scanned: Scanned, claim: Claim) -> bool:
    """Whether who says it and the verb end the sentence, behind a comma: what stands before lost its marks."""
    if not scanned.grammar.turns or scanned.grammar.particles or not claim.senders:
        return False
    text, subject = scanned.parse.text.rstrip(" .。"), claim.senders[0]
    ends = claim.verb.end == len(text) and subject.end == claim.verb.start
    return ends and text[: subject.start].rstrip().endswith((",", "，"))


def carried_telling(span: tuple[int, int], quotes: list[tuple[int, int]], telling: Telling, index: int) -> Telling:
    """Return the telling of the email that *telling* forwards, whose words stand in *span*."""
    return Telling(
        [span],
        telling.line,
        index,
        "reported: forwarded by another",
        0.6,
        senders=[],
        recipients=list(telling.senders),
        quotes=quotes,
        footnotes=list(telling.footnotes),
        context=[f"to: line {telling.line}"],
    )


def speaks_itself(scanned: Scanned) -> bool:
    """Return whether a sentence says no more than that the message says what it quotes (*“...,” her letter said*)."""
    parse = scanned.parse
    noun, verb = parse.between("noun", 0, len(parse.text)), parse.between("say", 0, len(parse.text))
    few = len(parse.text.replace("\x01", " ").split()) <= _FEW and scanned.grammar.spaced
    return few and bool(noun and verb) and not parse.mentions


def sums_up(lead: Telling, others: Sequence[Telling]) -> bool:
    """Return whether *lead* tells, with no words and no day, of what the same sender wrote by the *others*."""
    exact = lead.date is not None and lead.date.precision not in ("year", "month")
    if lead.quotes or exact or lead.answers is not None:
        return False
    if not lead.recipients and lead.date is None:
        return len(others) >= _TOLD
    since = (lead.date.edtf if lead.date else "") or ""
    return any(
        share(lead.senders, other.senders)
        and (not lead.recipients or share(lead.recipients, other.recipients))
        and ((other.date.edtf if other.date else "") or "").startswith(since)
        for other in others
    )


def tells_of_it(scanned: Scanned) -> bool:
    """Return whether a short sentence that names nobody ends in a colon and words (*It was brief: “No.”*)."""
    text = scanned.parse.text
    before, colon, words = text.partition(":") if ":" in text else text.partition("：")
    if not colon or any(cue.roles & _NOT_IT for cue in scanned.parse.cues):
        return False
    few = len(before.split()) <= _FEW and len(before) <= _SHORT and "\x01" not in before
    return few and words.lstrip()[1:2] == "\x01" and not any(m.who == "name" and m.sure for m in scanned.parse.mentions)


def tells_reply(scanned: Scanned, claim: Claim) -> bool:
    """Return whether what a reply says follows a colon (*There was a reply: yes.*), or when it came."""
    later = any("relative" in cue.roles for cue in scanned.parse.cues)
    return claim.returns and (":" in scanned.parse.text[claim.verb.end :] or (later and scanned.grammar.spaced))


def says(scanned: Scanned) -> bool:
    """Return whether a sentence has words beside its quotations and footnotes."""
    return _LETTER.search(FOOTNOTE.sub("", scanned.parse.text)) is not None
