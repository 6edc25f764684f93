"""Who does what in a sentence: the noun, the subject and the recipients that belong to a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .cues import Cue, Grammar, Role
from .mention import Mention

VERBS: frozenset[Role] = frozenset({"send", "alone", "say", "reply", "forward", "receive", "continue"})
_LINKS: frozenset[Role] = frozenset({"to", "from", "and", "title", "determiner", "possessive"})
SUBJECTS = ("topic", "subject")
NEAR = 70
_SHOWN = 48
_FAR = 160
"""Code points between a verb and the noun that it governs; between a frame and its verb."""
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


def settled(text: str, cues: Sequence[Cue], mentions: Sequence[Mention], grammar: Grammar) -> list[Cue]:
    """Return *cues* with each that may be a noun or a verb (*emails*) as one: a verb stands between two people."""
    if not grammar.spaced or grammar.particles:
        return list(cues)
    found = []
    for cue in cues:
        if {"noun", "alone"} <= cue.roles:
            before = any(mention.part == "bare" and not text[mention.end : cue.start].strip() for mention in mentions)
            titled = next(
                (other.end for other in cues if other.start == cue.end + 1 and "title" in other.roles), cue.end
            )
            behind = any(m.start > cue.start and not text[titled : m.start].strip() for m in mentions)
            cue = cue._replace(roles=cue.roles - ({"noun"} if before and behind else VERBS))
        found.append(cue)
    return found


def noun_of(parse: Parse, verb: Cue, first: int) -> tuple[Cue | None, bool]:
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
                high - low <= NEAR
                and not _verbs_between(parse, low, high)
                and (noun.end <= verb.start or not parse.grammar.particles)
            ):
                return noun, False
    if "reply" in verb.roles and not parse.grammar.particles:
        for noun in nouns:
            near = 0 <= noun.start - verb.end <= 20 and "noun" in noun.roles
            if near and not any(stop in text[verb.end : noun.start] for stop in STOPS):
                return noun, False
    if verb.roles & {"say", "reply", "alone", "continue"}:
        for noun in nouns:
            distance = verb.start - noun.end if noun.end <= verb.start else noun.start - verb.end
            if (
                distance <= _FAR
                and is_frame(parse, noun)
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
    return any(cue.roles & VERBS and cue.start >= low and cue.end <= high for cue in parse.cues)


def _content_between(text: str, low: int, high: int) -> bool:
    return "\x01" not in text[low:high] and any(mark in text[low:high] for mark in ".;:；：")


def is_frame(parse: Parse, noun: Cue) -> bool:
    """Whether *noun* stands in a phrase such as *in an email*: the marker behind it, or a few words before it."""
    if "other" in noun.roles or shows(parse, noun):
        return True
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
                if _begins_anew(parse, cue.end, noun.start):
                    return False
                return not any(stop in between for stop in ";:；：\x01") and between.count(",") < 2
            if cue.roles & VERBS or cue.roles & {"noun", "to"}:
                return False
    return False


def shows(parse: Parse, noun: Cue) -> bool:
    """Whether messages are said to show what follows (*emails seen by us show that Ada told Ben*)."""
    for cue in parse.cues:
        if noun.end <= cue.start <= noun.end + _SHOWN:
            if "show" in cue.roles:
                return not any(stop in parse.text[noun.end : cue.start] for stop in ".;:")
            if cue.roles & VERBS:
                return False
    return False


def _begins_anew(parse: Parse, start: int, end: int) -> bool:
    """Whether another noun phrase begins in between: *in* may be that of a date (*in May 2011 a letter*)."""
    prepositions = {cue.end + 1 for cue in parse.cues if "preposition" in cue.roles}
    return any(
        "determiner" in cue.roles and start + 1 < cue.start < end and cue.start not in prepositions
        for cue in parse.cues
    )


def _adjoins(parse: Parse, noun: Cue, verb: Cue) -> bool:
    """Whether the message itself says it: *the email from Ada to Ben said*, 邮件称."""
    if "noun" not in noun.roles or not 0 <= verb.start - noun.end <= NEAR or parse.grammar.particles:
        return False
    between = parse.text[noun.end : verb.start]
    links = [(mention.start, mention.end) for mention in parse.mentions]
    links += [(cue.start, cue.end) for cue in parse.cues if cue.roles & _LINKS]
    for start, end in links:
        if noun.end <= start and end <= verb.start:
            between = _blanked(between, start - noun.end, end - noun.end)
    if between.strip():
        return False
    sided = any(mention.part in ("owner", "from", "to") for mention in parse.mentions if mention.end <= verb.start)
    return sided or not parse.grammar.spaced


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def subject_of(parse: Parse, verb: Cue, first: int, noun: Cue | None) -> tuple[Mention, ...]:
    """Return who does what *verb* says, as far as this sentence tells."""
    mentions = [mention for mention in parse.mentions if mention.start >= first]
    if parse.grammar.particles:
        marked = [mention for mention in mentions if mention.part in SUBJECTS and mention.end <= verb.start]
        topics = [m for m in marked if m.part == "topic"]
        chosen = topics or marked
        pick = (chosen[0] if "say" in verb.roles and not noun else chosen[-1]) if chosen else None
        if pick is None:
            behind = [m for m in mentions if m.part in SUBJECTS and m.start >= verb.end]
            named = noun or (verb if "answer" in verb.roles else None)
            pick = next((m for m in mentions if m.part in ("from", "owner") and named and m.end <= named.start), None)
            pick = pick or (behind[0] if behind and noun and noun.start < verb.end and first == 0 else None)
        return group_of(parse, pick)
    before = [m for m in mentions if m.part in ("bare", *SUBJECTS) and m.end <= verb.start and not _object(m, parse)]
    after = _next_to(parse, verb)
    inverted = after is not None and (
        not before
        or "\x01" in parse.text[before[-1].end : verb.start]
        or (parse.grammar.verb_second and bool(parse.text[before[-1].end : verb.start].strip()))
    )
    if inverted and after is not None and not _object(after, parse):
        return group_of(parse, after)
    if before:
        return group_of(parse, _likeliest(parse, before, verb))
    if noun is not None and is_frame(parse, noun):
        behind = [m for m in mentions if m.part == "bare" and m.start >= noun.end and not _object(m, parse)]
        if behind:
            return group_of(parse, behind[0])
    if not before and noun is None and not parse.text[: verb.start].strip():
        comma = parse.text.find(",", verb.end)
        behind = [m for m in mentions if comma >= 0 and m.part == "bare" and 0 < m.start - comma <= 2]
        return group_of(parse, behind[0]) if behind else ()
    owners = owners_of(parse, noun, first) if noun is not None else []
    return group_of(parse, owners[0]) if owners else ()


def owners_of(parse: Parse, noun: Cue, first: int = 0) -> list[Mention]:
    """Return those whom *noun* is from, or whose it is: marked so near it, and no other noun stands between."""
    found = []
    for mention in parse.mentions:
        if mention.part in ("from", "owner") and mention.start >= first and abs(mention.start - noun.start) <= NEAR:
            low, high = (mention.end, noun.start) if mention.end <= noun.start else (noun.end, mention.start)
            if not parse.between("noun", low, high) and not parse.between("answer", low, high):
                found.append(mention)
    return found


def _likeliest(parse: Parse, before: Sequence[Mention], verb: Cue) -> Mention:
    """Return the nearest of the mentions *before* a verb that begins a clause or stands beside the verb."""
    for mention in reversed(before):
        between = parse.text[mention.end : verb.start]
        joined = any("and" in cue.roles and mention.end <= cue.start < verb.start for cue in parse.cues)
        if len(between.split()) <= 2 and not joined and not any(stop in between for stop in STOPS):
            return mention
        start = mention.start
        while start > 0 and parse.text[start - 1] not in STOPS + ".!?\x01":
            start -= 1
        joins = [cue.end for cue in parse.cues if "and" in cue.roles and start < cue.end <= mention.start]
        if len(parse.text[max([start, *joins]) : mention.start].split()) <= 2:
            return mention
    return before[-1]


def _object(mention: Mention, parse: Parse) -> bool:
    return mention.who != "name" and mention.name in parse.grammar.forms["object"]


def _next_to(parse: Parse, verb: Cue, first: int = 0) -> Mention | None:
    """Return the mention right behind *verb* (or behind *first*), only titles and articles between."""
    begin = max(verb.end, first)
    for mention in parse.mentions:
        if mention.start >= begin and (mention.part == "bare" or _object(mention, parse)):
            between = parse.text[begin : mention.start]
            for cue in parse.cues:
                if cue.start >= begin and cue.end <= mention.start and cue.roles & {"title", "determiner"}:
                    between = _blanked(between, cue.start - begin, cue.end - begin)
            return mention if not between.strip() else None
    return None


def group_of(parse: Parse, mention: Mention | None) -> tuple[Mention, ...]:
    """Return those who play the part of *mention* together with it."""
    if mention is None:
        return ()
    return tuple(other for other in parse.mentions if other.group == mention.group)


def recipients_of(
    parse: Parse, verb: Cue, first: int, noun: Cue | None, subject: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Return to whom it went: those marked so nearest to the noun or the verb, or named right behind the verb."""
    if not parse.grammar.particles:
        after = _next_to(parse, verb)
        if after is not None and after not in subject and subject and subject[0].start < verb.start:
            return group_of(parse, after)
        if after is not None and after in subject and parse.grammar.verb_second:
            behind = _next_to(parse, verb, subject[-1].end)
            if behind is not None and behind not in subject:
                return group_of(parse, behind)
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
    return group_of(parse, nearest)


def is_addressed(parse: Parse, noun: Cue) -> bool:
    """Whether *to* and somebody without a name stand right behind *noun* (*a letter to the committee*)."""
    if parse.grammar.particles or not parse.grammar.spaced:
        return False
    to = next((cue for cue in parse.cues if cue.start == noun.end + 1 and "to" in cue.roles), None)
    if to is None:
        return False
    named = any(mention.part == "to" and 0 <= mention.start - to.end <= NEAR for mention in parse.mentions)
    return not named and parse.text[to.end : to.end + 1] == " "


def copied_by(parse: Parse, verb: Cue, first: int) -> tuple[Mention, ...]:
    """Return those who got a copy: named right behind or, with particles, right before a verb of copying."""
    for cue in parse.between("copy", first, len(parse.text)):
        if parse.grammar.particles:
            near = [m for m in parse.mentions if m.end <= cue.start and cue.start - m.end < 12]
            return group_of(parse, near[-1] if near else None)
        near = [m for m in parse.mentions if m.start >= cue.end and m.start - cue.end < 24]
        if near:
            return group_of(parse, near[0])
    del verb
    return ()


def carried_by(parse: Parse, noun: Cue | None, subject: Sequence[Mention]) -> tuple[int, int] | None:
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
    told = any("say" in cue.roles and noun.end <= cue.start < quoted for cue in parse.cues)
    if not told or not 0 <= quoted < end:
        return None
    while quoted < len(parse.text) and parse.text[quoted] == "\x01":
        quoted += 1
    return noun.start, min(quoted + 1, len(parse.text))
