"""One sentence to its claims: who is said to have sent, answered or said something, to whom, and by which words.

A claim is what grammar alone tells. Whether it is an email that the text reports is for ``story``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from .cues import Cue
from .mention import Mention
from .message_nouns import is_frame, noun_of, shows
from .parsed import NEAR, STOPS, SUBJECTS, VERBS, Parse
from .roles import carried_by, copied_by, group_of, is_addressed, owners_of, recipients_of, subject_of

Strength = Literal["sent", "forwarded", "answered", "said", "continued"]

_BESIDE = 12
"""Code points between an answer and whose it is."""
_BEHIND = 20
"""Code points behind the recipients in which a clause may still say that all this was public."""


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
    addressed: bool = False
    """Whether it says to whom the message went, and that is nobody named (*to the committee*)."""


def find_claims(parse: Parse) -> list[Claim]:
    """Return the claims of a sentence in order; a later verb of the same subject belongs to the claim before it."""
    claims: list[Claim] = []
    verbs = [cue for cue in parse.cues if cue.roles & VERBS]
    start = 0
    for verb in verbs:
        claim = _claim(parse, verb, start, claims[-1] if claims else None)
        if claim is None:
            continue
        claim = replace(claim, ruled_out=_ruled_out(parse, claim))
        if claims and not _is_new(claims[-1], claim):
            if not claim.ruled_out and (claims[-1].ruled_out or (claim.explicit and not claims[-1].explicit)):
                claims[-1] = _merged(parse, claims[-1], claim)
            elif not claim.ruled_out and _says_to_whom(parse, claims[-1], claim):
                claims[-1] = replace(claims[-1], recipients=claim.recipients)
            continue
        if claims:
            border = _border(parse, claims[-1], claim)
            claims[-1] = replace(claims[-1], end=border)
            claim = replace(
                claim,
                start=border,
                recipients=tuple(one for one in claim.recipients if one.start >= border),
                copied=tuple(one for one in claim.copied if one.start >= border),
            )
        claims.append(claim)
        start = verb.end if parse.grammar.particles else claim.start
    if any(claim.explicit for claim in claims):
        return [claim for claim in claims if not claim.ruled_out]
    return _verbless(parse) or [claim for claim in claims if not claim.ruled_out] or _answer_alone(parse)


def _claim(parse: Parse, verb: Cue, start: int, before: Claim | None) -> Claim | None:
    first = before.verb.end if before else start
    noun, framed = noun_of(parse, verb, first)
    subject = subject_of(parse, verb, first, noun)
    recipients = recipients_of(parse, verb, first, noun, subject)
    addressed = noun is not None and is_addressed(parse, noun)
    addressed = addressed and not any(mention.part == "to" for mention in recipients)
    if addressed:
        recipients = ()
    if noun is not None and not recipients and framed and shows(parse, noun):
        noun = None
    answers = "reply" in verb.roles or (noun is not None and framed and "answer" in noun.roles)
    explicit = noun is not None
    if "receive" in verb.roles:
        if noun is None:
            return None
        acting = any(mention.part in ("bare", *SUBJECTS) for mention in subject)
        given = [m for m in parse.mentions if m.part == "bare" and verb.end <= m.start < noun.start]
        given = [mention for mention in given if mention not in subject]
        givers = group_of(parse, next(iter([*owners_of(parse, noun), *given]), None))
        if acting or not recipients:
            taker = subject if acting else ()
            return Claim(first, len(parse.text), verb, "sent", True, givers, taker, noun=noun) if givers else None
    if not explicit and "alone" in verb.roles and recipients:
        explicit = True
    if not explicit and verb.roles <= {"send", "forward", "relative"}:
        return None
    strength: Strength = "said"
    if explicit and "forward" in verb.roles:
        strength = "forwarded"
    elif answers:
        strength = "answered"
    elif explicit:
        strength = "sent"
    elif "continue" in verb.roles:
        strength = "continued"
    copied = copied_by(parse, verb, first)
    recipients = tuple(one for one in recipients if one not in copied)
    return Claim(
        first,
        len(parse.text),
        verb,
        strength,
        explicit,
        subject,
        recipients or copied,
        copied if recipients else (),
        noun,
        carried_by(parse, noun, subject) if strength == "forwarded" else None,
        bool(parse.between("introduce", first, len(parse.text))),
        addressed=addressed,
    )


def _ruled_out(parse: Parse, claim: Claim) -> bool:
    """Whether the clause speaks to the public, or of what did not happen."""
    low, high = claim.verb.start, claim.verb.end
    if claim.noun is not None:
        low, high = min(low, claim.noun.start), max(high, claim.noun.end)
    last = high
    while low > claim.start and parse.text[low - 1] not in STOPS:
        low -= 1
    while high < len(parse.text) and parse.text[high] not in STOPS + "\x01":
        high += 1
    if not claim.explicit:
        low = min(low, claim.start)
    if claim.explicit and claim.recipients:
        high = max(last, min(high, max(one.end for one in claim.recipients) + _BEHIND))
    return any(_rules_out(parse, claim, cue) for cue in parse.cues if cue.start < high and cue.end > low)


def _rules_out(parse: Parse, claim: Claim, cue: Cue) -> bool:
    """Whether *cue*, which stands in the clause of *claim*, says that this is no email."""
    if "public" in cue.roles or ("forum" in cue.roles and not claim.explicit):
        return True
    if not _is_unreal(parse, cue):
        return False
    if parse.grammar.particles:
        return not parse.text.startswith(tuple(parse.grammar.forms["quoting"]) or ("\x00",), cue.end)
    if parse.grammar.verb_second and claim.explicit:
        return "\x01" not in parse.text[claim.verb.end : cue.start]
    return cue.start < claim.verb.end


def _is_unreal(parse: Parse, cue: Cue) -> bool:
    """Whether *cue* says that something did not or might not be; a month or a name has a capital within a sentence."""
    return "unreal" in cue.roles and not (cue.start and parse.text[cue.start].isupper())


def _is_new(before: Claim, claim: Claim) -> bool:
    """Whether *claim* tells of another message than *before*, in the same sentence: it has a subject of its own."""
    if not claim.senders or claim.senders[0].start < before.verb.start or claim.strength == "continued":
        return False
    if before.strength == "forwarded" and claim.senders[0].part in ("from", "owner"):
        return False  # whose the forwarded message is
    if claim.senders[0].who == "name" and claim.senders[0].name in {m.name for m in before.senders}:
        return False
    return claim.explicit or claim.strength == "answered" or not before.explicit


def _says_to_whom(parse: Parse, before: Claim, claim: Claim) -> bool:
    """Whether a later verb of the same sender tells to whom the message went (*in one email she ... and asked Ben*)."""
    framed = before.noun is not None and is_frame(parse, before.noun)
    framed = framed or not parse.text[before.verb.end : claim.verb.start].strip()
    same = {mention.name for mention in claim.senders} <= {mention.name for mention in before.senders}
    return framed and same and before.explicit and not before.recipients and not before.addressed


def _merged(parse: Parse, before: Claim, claim: Claim) -> Claim:
    """Return the explicit *claim* with what only the weaker one *before* it knows."""
    if "receive" in claim.verb.roles:
        return replace(claim, start=before.start, recipients=claim.recipients or before.senders)
    return replace(
        claim,
        start=before.start,
        senders=claim.senders or before.senders,
        carried=claim.carried and carried_by(parse, claim.noun, claim.senders or before.senders),
        recipients=claim.recipients or before.recipients,
        introduces=claim.introduces or before.introduces,
    )


def _border(parse: Parse, before: Claim, claim: Claim) -> int:
    """Return where one claim of a sentence ends and the next begins: at the last stop before its subject."""
    at = claim.senders[0].start
    while at > before.verb.end and parse.text[at - 1] not in STOPS + ".。":
        at -= 1
    return at if at > before.verb.end else claim.senders[0].start


def _verbless(parse: Parse) -> list[Claim]:
    """Return the claim of a sentence that names a message, who it is from and to, and what is quoted of it."""
    for noun in parse.between("noun", 0, len(parse.text)):
        to = [m for m in parse.mentions if m.part == "to" and abs(m.start - noun.start) <= NEAR]
        by = owners_of(parse, noun)
        framed = is_frame(parse, noun)
        if framed and not by:
            by = [m for m in parse.mentions if m.part in ("bare", *SUBJECTS) and m.start > noun.end]
        if not by or not (to or framed) or not ("\x01" in parse.text or (to and framed)):
            continue
        senders, recipients = group_of(parse, by[0]), group_of(parse, to[0] if to else None)
        claim = Claim(0, len(parse.text), noun, "sent", True, senders, recipients, noun=noun)
        if not _ruled_out(parse, claim):
            return [claim]
    return []


def _answer_alone(parse: Parse) -> list[Claim]:
    """Return the claim of a sentence that names an answer and whose it is, by no verb that we know (*it came late*)."""
    for noun in parse.between("answer", 0, len(parse.text)):
        by = [m for m in owners_of(parse, noun) if m.who == "name"]
        beside = [m for m in by if max(noun.start - m.end, m.start - noun.end) <= _BESIDE]
        if beside and not any(_is_unreal(parse, cue) for cue in parse.cues):
            claim = Claim(0, len(parse.text), noun, "answered", False, group_of(parse, beside[0]), (), noun=noun)
            return [] if _ruled_out(parse, claim) else [claim]
    return []
