"""One sentence to its claims: who is said to have sent, answered or said something, to whom, and by which words.

A claim is what grammar alone tells. Whether it is an email that the text reports is for ``story``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .addressing import carried_by, copied_by, is_addressed, writes_to
from .claim import Claim, Strength, ruled_out
from .cues import Cue
from .labelled import labelled
from .mention import Mention
from .message_nouns import completes, holds, is_carried, is_frame, noun_of, shows
from .parsed import STOPS, SUBJECTS, VERBS, Parse
from .returning import NOBODY, arrival, is_unsigned_noun, returned, upon
from .roles import goes_back, group_of, owners_of, recipients_of, subject_of
from .turns import turn
from .verbless import answer_alone, verbless

_TURNS = 16
"""Code points between what makes a verb passive and the verb."""


def find_claims(parse: Parse) -> list[Claim]:
    """Return the claims of a sentence in order; a later verb of the same subject belongs to the claim before it."""
    claims: list[Claim] = []
    verbs = [
        cue
        for cue in parse.cues
        if cue.roles & VERBS and not is_carried(parse, cue) and not _is_thing(parse, cue) and not _in_name(parse, cue)
    ]
    start = 0
    for verb in verbs:
        claim = _claim(parse, verb, start, claims[-1] if claims else None)
        if claim is None:
            continue
        if claims and _passes_on(claims[-1], claim):
            claim = replace(claim, senders=claims[-1].recipients)
        if ruled_out(parse, claim):
            claim = replace(claim, ruled_out=True)
        if claims and not _is_new(parse, claims[-1], claim):
            if not claim.ruled_out and (claims[-1].ruled_out or (claim.explicit and not claims[-1].explicit)):
                claims[-1] = _merged(parse, claims[-1], claim)
            elif not claim.ruled_out and _says_to_whom(parse, claims[-1], claim):
                claims[-1] = replace(claims[-1], recipients=claim.recipients)
            continue
        if claims and not claims[-1].explicit and not claims[-1].senders and claim.explicit and not claim.upon:
            claim = replace(claim, start=claims.pop().start)  # what it reads stands first (*“No,” reads a letter from*)
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
        return [*_spoken_of(parse, claims[0]), *(claim for claim in claims if not claim.ruled_out)]
    sender, addressee = labelled(parse)
    if sender is not None:
        verb = Cue(sender.start, sender.start, "", frozenset({"send"}))
        claim = Claim(0, len(parse.text), verb, "sent", True, (sender,), (addressee,) if addressee else ())
        return [] if ruled_out(parse, claim) else [claim]
    said = [claim for claim in claims if not claim.ruled_out]
    named = [claim for claim in said if claim.senders]
    itself = [] if any(one.who == "name" for claim in named for one in claim.senders) else answer_alone(parse)
    found = verbless(parse)
    found = [*found, *(one for one in named if one.verb.start >= found[-1].end)] if found else itself or named
    found = found or answer_alone(parse)
    if not found and not claims and (taken := turn(parse)) is not None:
        return [taken]
    return found or said


def _spoken_of(parse: Parse, claim: Claim) -> list[Claim]:
    """Return the claims of the message beside which *claim* tells of another (*a memo from Ada; in another, ...*)."""
    if claim.noun is None or "other" not in claim.noun.roles or not parse.grammar.spaced:
        return []
    found = [one for one in verbless(parse) if one.noun is not None and one.noun.end <= claim.start]
    return [replace(one, end=min(one.end, claim.start)) for one in found]


def _is_thing(parse: Parse, cue: Cue) -> bool:
    """Whether what may be a verb or a message is one: it is somebody's, or counted, where words are not kept apart."""
    if not parse.grammar.turns or "noun" not in cue.roles:
        return False
    return any(one.end == cue.start and one.roles & {"possessive", "counter"} for one in parse.cues)


def _passes_on(before: Claim, claim: Claim) -> bool:
    """Whether who got the message *before* passes it on (*Ben got a letter from Ada and forwarded it to Cleo*)."""
    unnamed = not claim.senders or claim.senders[0].part in ("from", "owner")
    return claim.strength == "forwarded" and "receive" in before.verb.roles and unnamed and bool(before.recipients)


def _in_name(parse: Parse, cue: Cue) -> bool:
    """Whether *cue* is part of a name, where words are not kept apart."""
    if parse.grammar.spaced:
        return False
    return any(m.who == "name" and m.start < cue.start and cue.end <= m.end for m in parse.mentions)


def _claim(parse: Parse, verb: Cue, start: int, before: Claim | None) -> Claim | None:
    first = before.verb.end if before else start
    if "arrive" in verb.roles:
        came = arrival(parse, verb, first)
        if came is not None or "send" not in verb.roles:
            return came
    if "receive" in verb.roles and (back := returned(parse, verb, first)) is not None:
        return back
    answered = upon(parse, verb, first)
    noun, framed = (answered, False) if answered is not None else noun_of(parse, verb, first)
    subject = subject_of(parse, verb, first, noun)
    if noun is not None and framed and holds(parse, noun) and (by := owners_of(parse, noun, first)):
        subject = group_of(parse, by[0])
    if noun is not None and not framed and _was_sent(parse, noun, verb):
        subject = (NOBODY,) if is_unsigned_noun(parse, noun) else tuple(m for m in subject if m.part != "bare")
    recipients = recipients_of(parse, verb, first, noun, subject)
    if answered is not None:
        by = [one for one in owners_of(parse, answered, first) if one not in subject]
        recipients = group_of(parse, by[0] if by else None)
    givers: tuple[Mention, ...] = ()
    if (verb.roles & {"say", "send"} and subject) or "reply" in verb.roles:
        givers = _turned(parse, verb, noun, first, subject)
        subject, recipients = (
            (givers, subject if "reply" not in verb.roles else ()) if givers else (subject, recipients)
        )
    if noun is not None and not framed and not recipients and _is_of_another(parse, verb, noun, subject):
        return None
    if noun is not None and framed and not subject and set(verb.form.split()) & parse.grammar.forms["passive"]:
        by = owners_of(parse, noun, first)
        subject = group_of(parse, by[0] if by else None)
    addressed = noun is not None and is_addressed(parse, noun) and (framed or not _given(verb, noun, recipients))
    if addressed:
        recipients = ()
    if noun is not None and not recipients and framed and shows(parse, noun):
        noun = None
    answers = answered is not None or "reply" in verb.roles or goes_back(parse, verb)
    answers = answers or (noun is not None and framed and "answer" in noun.roles)
    explicit = noun is not None
    if "receive" in verb.roles:
        if noun is None:
            return None
        acting = any(mention.part in ("bare", *SUBJECTS) for mention in subject)
        given = [m for m in parse.mentions if m.part == "bare" and verb.end <= m.start < noun.start]
        given = [mention for mention in given if mention not in subject]
        givers = group_of(parse, next(iter([*owners_of(parse, noun), *given]), None))
        if acting or not recipients:
            named = [m for m in parse.mentions if m.part in SUBJECTS and m not in subject and m not in givers]
            taker = subject if acting else group_of(parse, named[0] if named else None)
            if not givers and taker and is_unsigned_noun(parse, noun):
                return Claim(first, len(parse.text), verb, "sent", True, (NOBODY,), taker, noun=noun)
            return Claim(first, len(parse.text), verb, "sent", True, givers, taker, noun=noun) if givers else None
    if not explicit and recipients and ("alone" in verb.roles or writes_to(parse, verb, recipients)):
        explicit = recipients[0].sure or recipients[0].part != "bare"
        explicit = explicit and not completes(parse, verb.end, recipients[0].start)
    if not explicit and recipients and parse.grammar.turns and {"say", "send"} <= verb.roles:
        explicit = recipients[0].part == "to" and "\x01" in parse.text[recipients[-1].end :]
    copied = copied_by(parse, verb, first)
    explicit = explicit or bool(givers and copied and recipients)
    explicit = explicit or bool(parse.grammar.turns and "send" in verb.roles and copied and recipients)
    if explicit and noun is not None and not recipients and "reply" in verb.roles:
        owners = [owner for owner in owners_of(parse, noun, first) if owner not in subject]
        recipients = group_of(parse, owners[0]) if owners else ()
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
    recipients = tuple(one for one in recipients if one not in copied)
    return Claim(
        first,
        len(parse.text),
        verb,
        strength,
        explicit,
        subject,
        recipients,
        copied,
        noun,
        carried_by(parse, noun, subject) if strength == "forwarded" else None,
        bool(parse.between("introduce", first, len(parse.text))),
        addressed=addressed,
        upon=answered is not None,
        returns="echo" in verb.roles and not subject,
    )


def _was_sent(parse: Parse, noun: Cue, verb: Cue) -> bool:
    """Whether it is only said that *noun* was sent, which nobody named before it does (*a letter was sent to Ben*)."""
    if not parse.grammar.spaced or parse.grammar.particles or parse.grammar.verb_second or noun.end > verb.start:
        return False
    return any(cue.end + 1 == verb.start for cue in parse.between("passive", noun.end, verb.start))


def _is_of_another(parse: Parse, verb: Cue, noun: Cue, subject: Sequence[Mention]) -> bool:
    """Whether somebody does something with the message of another, and sends it to nobody (*typed Ada's letters*)."""
    if not parse.grammar.spaced or not subject or not verb.roles <= {"send", "alone", "say"}:
        return False
    names = {mention.name for mention in subject}
    return any(
        m.part == "owner" and m.who == "name" and m.name not in names and verb.end <= m.start <= m.end <= noun.start
        for m in parse.mentions
    )


def _given(verb: Cue, noun: Cue, recipients: Sequence[Mention]) -> bool:
    """Whether someone stands between *verb* and *noun* (*sent Ben an email*)."""
    return any(one.part != "to" and verb.end <= one.start and one.end <= noun.start for one in recipients)


def _turned(parse: Parse, verb: Cue, noun: Cue | None, first: int, subject: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return who wrote where the verb is passive and says so (*Ben was asked in an email from Ada*); else nobody."""
    begin = min(subject[0].start, verb.start) if subject else verb.start
    passive = parse.between("passive", max(first, begin - _TURNS), verb.start)
    passive = passive or [cue for cue in parse.between("passive", verb.end, verb.end + _TURNS) if "reply" in verb.roles]
    if noun is None and "reply" not in verb.roles and not parse.between("copy", first, len(parse.text)):
        return ()
    if not passive or (not parse.grammar.verb_second and verb.start - passive[-1].end > _TURNS):
        return ()
    if any(stop in parse.text[passive[-1].end : verb.start] for stop in STOPS):  # empty where it stands behind
        return ()
    by = [m for m in parse.mentions if m.part == "from" and m not in subject and m.start >= first]
    return group_of(parse, by[0]) if by else ()


def _is_new(parse: Parse, before: Claim, claim: Claim) -> bool:
    """Whether *claim* tells of another message than *before*, in the same sentence: it has a subject of its own."""
    if claim.returns and before.explicit:
        return True
    if claim.explicit and claim.senders and claim.senders[0] in before.recipients:
        return True  # who got it goes on (*to Ada, who wrote to Ben*)
    if not claim.senders or claim.senders[0].start < before.verb.start or claim.strength == "continued":
        return False
    if claim.strength == "forwarded" and before.strength != "forwarded":
        return claim.explicit  # the noun before it is what is passed on
    if before.strength == "forwarded" and claim.senders[0].part in ("from", "owner"):
        return False  # whose the forwarded message is
    if claim.senders[0].who == "name" and claim.senders[0].name in {m.name for m in before.senders}:
        return False
    if claim.noun is not None and claim.noun == before.noun:
        return False
    if claim.senders[0].who == "one" and not claim.explicit and _is_same(parse, before, claim):
        return False
    return claim.explicit or claim.strength == "answered" or not before.explicit


def _is_same(parse: Parse, before: Claim, claim: Claim) -> bool:
    """Whether a pronoun means who spoke in the clause before, as it does where verbs tell no person."""
    if not parse.grammar.turns or not before.senders or before.senders[0].who != "name":
        return False
    low, high = before.senders[-1].end, claim.senders[0].start
    return not any(m.who == "name" and m.part == "bare" and low <= m.start < high for m in parse.mentions)


def _says_to_whom(parse: Parse, before: Claim, claim: Claim) -> bool:
    """Whether a later verb of the same sender tells to whom the message went (*in one email she ... and asked Ben*)."""
    framed = before.noun is not None and is_frame(parse, before.noun)
    framed = framed or not parse.text[before.verb.end : claim.verb.start].strip()
    framed = framed or (claim.noun is not None and claim.noun == before.noun)
    framed = framed or (parse.grammar.turns and bool(claim.recipients) and claim.recipients[0].part == "to")
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
    if not claim.senders or claim.senders[0].start < before.verb.start:
        return claim.verb.start
    at = claim.senders[0].start if claim.senders[0].described < 0 else claim.senders[0].described
    while at > before.verb.end and parse.text[at - 1] not in STOPS + ".。":
        at -= 1
    return at if at > before.verb.end else claim.senders[0].start
