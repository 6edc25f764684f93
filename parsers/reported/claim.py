"""A claim: who is said to have sent, answered or said something, and what rules out that it is an email."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .cues import Cue
from .mention import Mention
from .parsed import STOPS, VERBS, Parse

Strength = Literal["sent", "forwarded", "answered", "said", "continued"]

_BEHIND = 20
"""Code points behind the recipients in which a clause may still say that all this was public."""
_SEEN = 5
"""Code points, those of an article, between who has a message and the words that say so."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause or more of a sentence tell, ``start`` to ``end`` of that sentence.

    ``explicit`` says that it names a message. ``senders`` and ``recipients`` are mentions of the sentence; none
    where it leaves them to the context. ``carried`` is the part of the sentence that describes a forwarded email.
    """

    start: int
    end: int
    verb: Cue
    strength: Strength
    explicit: bool
    senders: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    copied: tuple[Mention, ...] = ()
    noun: Cue | None = None
    carried: tuple[int, int] | None = None
    introduces: bool = False
    ruled_out: bool = False
    returns: bool = False
    """Whether it is an answer of whoever got the message before it."""
    addressed: bool = False
    """Whether it says to whom the message went, and that is nobody named (*to the committee*)."""
    upon: bool = False
    """Whether it names the message that it answers, with a date that is not its own (*to Ada's letter Ben replied*)."""


def ruled_out(parse: Parse, claim: Claim) -> bool:
    """Return whether the clause speaks to the public, or of what did not happen."""
    if any("inverts" in cue.roles and not parse.text[: cue.start].strip() for cue in parse.cues):
        return True
    low, high = claim.verb.start, claim.verb.end
    if claim.noun is not None:
        low, high = min(low, claim.noun.start), max(high, claim.noun.end)
    if parse.between("void", low if parse.grammar.particles else claim.start, claim.end):
        return True
    last = high
    near = max([high, *(one.end for one in claim.recipients)]) + _BEHIND
    if parse.between("habit", claim.start, near):
        return True
    while low > claim.start and parse.text[low - 1] not in STOPS:
        low -= 1
    while high < len(parse.text) and parse.text[high] not in STOPS + "\x01":
        high += 1
    if not claim.explicit:
        low = min(low, claim.start)
    if claim.explicit and claim.recipients:
        high = max(last, min(high, max(one.end for one in claim.recipients) + _BEHIND))
    return any(
        _rules_out(parse, claim, cue)
        for cue in parse.cues
        if cue.start < high and cue.end > low and not _is_of_name(parse, cue)
    )


def _is_of_name(parse: Parse, cue: Cue) -> bool:
    """Whether *cue* is part of a name: where words are not kept apart, a letter of it may be one elsewhere."""
    if parse.grammar.spaced or "public" in cue.roles:
        return False
    return any(m.start <= cue.start and cue.end <= m.end and m.who == "name" for m in parse.mentions)


def is_unsigned(claim: Claim) -> bool:
    """Return whether it is told to whom a message went, and that nobody knows from whom (*someone wrote to Ada*)."""
    unknown = bool(claim.senders) and all(one.who == "someone" for one in claim.senders)
    return claim.explicit and unknown and any(one.who == "name" for one in claim.recipients)


def _rules_out(parse: Parse, claim: Claim, cue: Cue) -> bool:
    """Whether *cue*, which stands in the clause of *claim*, says that this is no email."""
    if claim.recipients and parse.grammar.spaced and parse.between("complement", claim.verb.end, cue.start):
        return False  # it is of what is said
    if "public" in cue.roles and (_has_seen(parse, cue) or (claim.explicit and _is_employer(parse, claim, cue))):
        return False
    named = not claim.verb.roles & VERBS and cue.start >= claim.verb.end  # a message, by no verb
    if "public" in cue.roles or ("forum" in cue.roles and (named or not claim.explicit)):
        return True
    if not is_unreal(parse, cue) or "lifts" in claim.verb.roles:
        return False
    if parse.grammar.particles and claim.noun is not None and claim.noun.end <= cue.start and _quoted(parse, cue):
        return False
    if parse.grammar.particles:
        return not parse.text.startswith(tuple(parse.grammar.forms["quoting"]) or ("\x00",), cue.end)
    if parse.grammar.verb_second and claim.explicit:
        return "\x01" not in parse.text[claim.verb.end : cue.start]
    return cue.start < claim.verb.end


def _quoted(parse: Parse, cue: Cue) -> bool:
    """Whether *cue* is part of what a message says: behind what frames it, before a verb of saying and its particle."""
    framed = any("in" in one.roles and "noun" not in one.roles and one.end <= cue.start for one in parse.cues)
    return framed and any(
        "quoting" in mark.roles
        and mark.start > cue.end + 1
        and any("say" in verb.roles and mark.end <= verb.start <= mark.end + 1 for verb in parse.cues)
        for mark in parse.cues
    )


def _has_seen(parse: Parse, public: Cue) -> bool:
    """Whether *public* is merely who has the message (*seen by Reuters*, *die dem Spiegel vorliegt*)."""
    return any(
        "seen" in cue.roles and (0 <= public.start - cue.end <= _SEEN or 0 <= cue.start - public.end <= _SEEN)
        for cue in parse.cues
    )


def _is_employer(parse: Parse, claim: Claim, public: Cue) -> bool:
    """Whether a newspaper is where someone works to whom something was written on a day (*to Ada Lang of the Echo*)."""
    if not parse.grammar.spaced or parse.grammar.particles or not any(one.isdigit() for one in parse.text):
        return False
    of = next((cue for cue in parse.cues if "of" in cue.roles and 0 < public.start - cue.end <= _SEEN), None)
    return of is not None and any(m.who == "name" and " " in m.name and m.end + 1 == of.start for m in claim.recipients)


def is_unreal(parse: Parse, cue: Cue) -> bool:
    """Return whether *cue* says that something was not; within a sentence a capital makes it a name or a month."""
    return "unreal" in cue.roles and not (cue.start and parse.text[cue.start].isupper())
