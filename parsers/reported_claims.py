"""One sentence to its claims: who is said to have sent, answered or said something, to whom, and by which words.

A claim is what grammar alone tells. Whether it is an email that the text reports is for ``reported_story``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .reported_cues import Cue, Grammar, Role
from .reported_names import Mention

Strength = Literal["sent", "forwarded", "answered", "said", "continued"]

_VERBS: frozenset[Role] = frozenset({"send", "alone", "say", "reply", "forward", "receive", "continue"})
_LINKS: frozenset[Role] = frozenset({"to", "from", "and", "title", "determiner", "possessive"})
_SUBJECTS = ("topic", "subject")
_NEAR = 70
_FAR = 160
"""Code points between a verb and the noun that it governs; between a frame and its verb."""
_BEHIND = 20
"""Code points behind the recipients in which a clause may still say that all this was public."""
_STOPS = ",;、，；:：—"


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


def find_claims(parse: Parse) -> list[Claim]:
    """Return the claims of a sentence in order; a later verb of the same subject belongs to the claim before it."""
    claims: list[Claim] = []
    verbs = [cue for cue in parse.cues if cue.roles & _VERBS]
    start = 0
    for verb in verbs:
        claim = _claim(parse, verb, start, claims[-1] if claims else None)
        if claim is None:
            continue
        claim = replace(claim, ruled_out=_ruled_out(parse, claim))
        if claims and not _is_new(claims[-1], claim):
            if not claim.ruled_out and (claims[-1].ruled_out or (claim.explicit and not claims[-1].explicit)):
                claims[-1] = _merged(parse, claims[-1], claim)
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
    return [claim for claim in claims if not claim.ruled_out] if claims else _verbless(parse)


def _claim(parse: Parse, verb: Cue, start: int, before: Claim | None) -> Claim | None:
    first = before.verb.end if before else start
    noun, framed = _noun_of(parse, verb, first)
    subject = _subject(parse, verb, first, noun)
    recipients = _recipients(parse, verb, first, noun, subject)
    answers = "reply" in verb.roles or (noun is not None and framed and "answer" in noun.roles)
    explicit = noun is not None
    if "receive" in verb.roles:
        if noun is None:
            return None
        givers = tuple(mention for mention in parse.mentions if mention.part == "from")
        return Claim(first, len(parse.text), verb, "sent", True, givers, subject, noun=noun) if givers else None
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
    copied = _copied(parse, verb, first)
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
        _carried(parse, noun, subject) if strength == "forwarded" else None,
        bool(parse.between("introduce", first, len(parse.text))),
    )


def _noun_of(parse: Parse, verb: Cue, first: int) -> tuple[Cue | None, bool]:
    """Return the message noun that *verb* governs and whether it is a frame (*in an email*); None if there is none."""
    text = parse.text
    nouns = [cue for cue in parse.cues if cue.roles & {"noun", "answer"} and cue.start >= first]
    nouns.sort(key=lambda noun: abs(noun.start - verb.start))
    if "send" in verb.roles or "forward" in verb.roles or "receive" in verb.roles or "alone" in verb.roles:
        for noun in nouns:
            if "noun" not in noun.roles:
                continue
            low, high = (noun.end, verb.start) if noun.end <= verb.start else (verb.end, noun.start)
            if noun.start < verb.end and noun.end > verb.start:
                return noun, False
            if (
                high - low <= _NEAR
                and not _verbs_between(parse, low, high)
                and (noun.end <= verb.start or not parse.grammar.particles)
            ):
                return noun, False
    if "reply" in verb.roles and not parse.grammar.particles:
        for noun in nouns:
            if 0 <= noun.start - verb.end <= 20 and "noun" in noun.roles and not _verbs_between(parse, verb.end, noun.start):
                return noun, False
    if verb.roles & {"say", "reply", "alone", "continue"}:
        for noun in nouns:
            distance = verb.start - noun.end if noun.end <= verb.start else noun.start - verb.end
            if (
                distance <= _FAR
                and _is_frame(parse, noun)
                and not (
                    noun.start > verb.end and (parse.grammar.particles or _content_between(text, verb.end, noun.start))
                )
            ):
                return noun, True
        for noun in nouns:
            if _adjoins(parse, noun, verb):
                return noun, True
    return None, False


def _verbs_between(parse: Parse, low: int, high: int) -> bool:
    return any(cue.roles & _VERBS and cue.start >= low and cue.end <= high for cue in parse.cues)


def _content_between(text: str, low: int, high: int) -> bool:
    return "\x01" not in text[low:high] and any(mark in text[low:high] for mark in ".;:；：")


def _is_frame(parse: Parse, noun: Cue) -> bool:
    """Whether *noun* stands in a phrase such as *in an email*: the marker behind it, or a few words before it."""
    behind = noun.end
    while behind < len(parse.text) and parse.text[behind] in " \u3000":
        behind += 1
    if any("in" in cue.roles and cue.start in (noun.end, behind) for cue in parse.cues) and (
        parse.grammar.particles or not parse.grammar.spaced
    ):
        return True
    if parse.grammar.particles:
        return False
    reach = 48 if parse.grammar.spaced else 24
    for cue in reversed(parse.cues):
        if cue.end <= noun.start and noun.start - cue.end <= reach:
            if "in" in cue.roles:
                between = parse.text[cue.end : noun.start]
                return not any(stop in between for stop in ";:；：\x01") and between.count(",") < 2
            if cue.roles & _VERBS or cue.roles & {"noun", "to"}:
                return False
    return False


def _adjoins(parse: Parse, noun: Cue, verb: Cue) -> bool:
    """Whether the message itself says it: *the email from Ada to Ben said*, 邮件称."""
    if "noun" not in noun.roles or not 0 <= verb.start - noun.end <= _NEAR or parse.grammar.particles:
        return False
    between = parse.text[noun.end : verb.start]
    for one in (*parse.mentions, *(cue for cue in parse.cues if cue.roles & _LINKS)):
        if noun.end <= one.start and one.end <= verb.start:
            between = _blanked(between, one.start - noun.end, one.end - noun.end)
    if between.strip():
        return False
    sided = any(mention.part in ("owner", "from", "to") for mention in parse.mentions if mention.end <= verb.start)
    return sided or not parse.grammar.spaced


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _subject(parse: Parse, verb: Cue, first: int, noun: Cue | None) -> tuple[Mention, ...]:
    """Return who does what *verb* says, as far as this sentence tells."""
    mentions = [mention for mention in parse.mentions if mention.start >= first]
    if parse.grammar.particles:
        marked = [mention for mention in mentions if mention.part in _SUBJECTS and mention.end <= verb.start]
        topics = [m for m in marked if m.part == "topic"]
        chosen = topics or marked
        pick = (chosen[0] if "say" in verb.roles and not noun else chosen[-1]) if chosen else None
        if pick is None:
            behind = [m for m in mentions if m.part in _SUBJECTS and m.start >= verb.end]
            pick = next((m for m in mentions if m.part in ("from", "owner") and noun and m.end <= noun.start), None)
            pick = pick or (behind[0] if behind and noun and noun.start < verb.end and first == 0 else None)
        return _group(parse, pick)
    before = [m for m in mentions if m.part in ("bare", *_SUBJECTS) and m.end <= verb.start and not _object(m, parse)]
    after = _next_to(parse, verb)
    inverted = after is not None and (
        not before
        or "\x01" in parse.text[before[-1].end : verb.start]
        or (parse.grammar.verb_second and bool(parse.text[before[-1].end : verb.start].strip()))
    )
    if inverted and after is not None and not _object(after, parse):
        return _group(parse, after)
    if before:
        return _group(parse, _likeliest(parse, before, verb))
    if noun is not None and _is_frame(parse, noun):
        behind = [m for m in mentions if m.part == "bare" and m.start >= noun.end and not _object(m, parse)]
        if behind:
            return _group(parse, behind[0])
    owners = [m for m in mentions if m.part in ("from", "owner") and noun and abs(m.start - noun.start) < _NEAR]
    return _group(parse, owners[0]) if owners else ()


def _likeliest(parse: Parse, before: Sequence[Mention], verb: Cue) -> Mention:
    """Return the nearest of the mentions *before* a verb that begins a clause or stands beside the verb."""
    for mention in reversed(before):
        between = parse.text[mention.end : verb.start]
        joined = any("and" in cue.roles and mention.end <= cue.start < verb.start for cue in parse.cues)
        if len(between.split()) <= 2 and not joined and not any(stop in between for stop in _STOPS):
            return mention
        start = mention.start
        while start > 0 and parse.text[start - 1] not in _STOPS + ".!?\x01":
            start -= 1
        joins = [cue.end for cue in parse.cues if "and" in cue.roles and start < cue.end <= mention.start]
        if len(parse.text[max([start, *joins]) : mention.start].split()) <= 2:
            return mention
    return before[-1]


def _object(mention: Mention, parse: Parse) -> bool:
    return mention.who != "name" and mention.name in parse.grammar.forms["object"]


def _next_to(parse: Parse, verb: Cue) -> Mention | None:
    """Return the mention right behind *verb*, only titles and articles between."""
    for mention in parse.mentions:
        if mention.start >= verb.end and (mention.part == "bare" or _object(mention, parse)):
            between = parse.text[verb.end : mention.start]
            for cue in parse.cues:
                if cue.start >= verb.end and cue.end <= mention.start and cue.roles & {"title", "determiner"}:
                    between = _blanked(between, cue.start - verb.end, cue.end - verb.end)
            return mention if not between.strip() else None
    return None


def _group(parse: Parse, mention: Mention | None) -> tuple[Mention, ...]:
    if mention is None:
        return ()
    return tuple(other for other in parse.mentions if other.group == mention.group)


def _recipients(
    parse: Parse, verb: Cue, first: int, noun: Cue | None, subject: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Return to whom it went: those marked so nearest to the noun or the verb, or named right behind the verb."""
    if not parse.grammar.particles:
        after = _next_to(parse, verb)
        if after is not None and after not in subject and subject and subject[0].start < verb.start:
            return _group(parse, after)
    marked = [m for m in parse.mentions if m.part == "to" and m.start >= first and m not in subject]
    if parse.grammar.particles:
        marked = [m for m in marked if m.end <= verb.start]
    else:
        ends = [verb.end] if noun is None else [verb.end, noun.end]
        marked = [
            m
            for m in marked
            if not any(end <= m.start for end in ends)
            or not _verbs_between(parse, max(end for end in ends if end <= m.start), m.start)
        ]
    if not marked:
        return ()
    places = [verb.start] if noun is None else [verb.start, noun.start, noun.end]
    nearest = min(marked, key=lambda m: min(abs(m.start - place) for place in places))
    return _group(parse, nearest)


def _copied(parse: Parse, verb: Cue, first: int) -> tuple[Mention, ...]:
    """Return those who got a copy: named right behind or, with particles, right before a verb of copying."""
    for cue in parse.between("copy", first, len(parse.text)):
        if parse.grammar.particles:
            near = [m for m in parse.mentions if m.end <= cue.start and cue.start - m.end < 12]
            return _group(parse, near[-1] if near else None)
        near = [m for m in parse.mentions if m.start >= cue.end and m.start - cue.end < 24]
        if near:
            return _group(parse, near[0])
    del verb
    return ()


def _carried(parse: Parse, noun: Cue | None, subject: Sequence[Mention]) -> tuple[int, int] | None:
    """Return where the clause stands that tells what the forwarded email says, if there is one with a quotation."""
    if noun is None:
        return None
    if parse.grammar.particles:
        start = max((m.end for m in subject if m.end <= noun.start), default=0)
        cue = next((c for c in parse.cues if c.start >= start and "subject" in c.roles and c.start - start < 3), None)
        start = cue.end if cue else start
        return (start, noun.end) if "\x01" in parse.text[start : noun.start] else None
    end = next((at for at in range(noun.end, len(parse.text)) if parse.text[at] in ",;:，；："), len(parse.text))
    quoted = parse.text.find("\x01", noun.end)
    if not 0 <= quoted <= max(end, noun.end + _NEAR):
        return None
    while quoted < len(parse.text) and parse.text[quoted] == "\x01":
        quoted += 1
    return noun.start, min(quoted + 1, len(parse.text))


def _ruled_out(parse: Parse, claim: Claim) -> bool:
    """Whether the clause speaks to the public, or of what did not happen."""
    low, high = claim.verb.start, claim.verb.end
    if claim.noun is not None:
        low, high = min(low, claim.noun.start), max(high, claim.noun.end)
    last = high
    while low > claim.start and parse.text[low - 1] not in _STOPS:
        low -= 1
    while high < len(parse.text) and parse.text[high] not in _STOPS + "\x01":
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
    if "unreal" not in cue.roles:
        return False
    if parse.grammar.particles:
        return not parse.text.startswith(tuple(parse.grammar.forms["quoting"]) or ("\x00",), cue.end)
    if parse.grammar.verb_second and claim.explicit:
        return "\x01" not in parse.text[claim.verb.end : cue.start]
    return cue.start < claim.verb.end


def _is_new(before: Claim, claim: Claim) -> bool:
    """Whether *claim* tells of another message than *before*, in the same sentence: it has a subject of its own."""
    if not claim.senders or claim.senders[0].start < before.verb.start or claim.strength == "continued":
        return False
    if claim.senders[0].who == "name" and claim.senders[0].name in {m.name for m in before.senders}:
        return False
    return claim.explicit or claim.strength == "answered" or not before.explicit


def _merged(parse: Parse, before: Claim, claim: Claim) -> Claim:
    """Return the explicit *claim* with what only the weaker one *before* it knows."""
    return replace(
        claim,
        start=before.start,
        senders=claim.senders or before.senders,
        carried=claim.carried and _carried(parse, claim.noun, claim.senders or before.senders),
        recipients=claim.recipients or before.recipients,
        introduces=claim.introduces or before.introduces,
    )


def _border(parse: Parse, before: Claim, claim: Claim) -> int:
    """Return where one claim of a sentence ends and the next begins: at the last stop before its subject."""
    at = claim.senders[0].start
    while at > before.verb.end and parse.text[at - 1] not in _STOPS + ".。":
        at -= 1
    return at if at > before.verb.end else claim.senders[0].start


def _verbless(parse: Parse) -> list[Claim]:
    """Return the claim of a sentence that names a message, who it is from and to, and what is quoted of it."""
    for noun in parse.between("noun", 0, len(parse.text)):
        to = [m for m in parse.mentions if m.part == "to" and abs(m.start - noun.start) <= _NEAR]
        by = [m for m in parse.mentions if m.part in ("from", "owner") and abs(m.start - noun.start) <= _NEAR]
        framed = _is_frame(parse, noun)
        if framed and not by:
            by = [m for m in parse.mentions if m.part in ("bare", *_SUBJECTS) and m.start > noun.end]
        if not by or not (to or framed) or not ("\x01" in parse.text or (to and framed)):
            continue
        claim = Claim(0, len(parse.text), noun, "sent", True, _group(parse, by[0]), _group(parse, to[0] if to else None),
                      noun=noun)  # fmt: skip
        if not _ruled_out(parse, claim):
            return [claim]
    return []
