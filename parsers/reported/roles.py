"""Who does what in a sentence: the subject and the recipients that belong to a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .capitalised import is_dating, relates
from .cues import Cue, Role
from .governed import governed_by, object_before, object_behind_who, pronoun_of
from .mention import Mention
from .message_nouns import adjoins, completes, is_frame
from .parsed import NEAR, STOPS, SUBJECTS, Parse, blanked, verbs_between

_BETWEEN: frozenset[Role] = frozenset({"title", "determiner", "noun", "in", "reflexive"})
"""What may stand between a verb and its object (*informed by email the chairman, Ada Lang*)."""
_OWNING = 12
"""Code points between *his* and the message."""
_ASIDE = 4
"""Words between *who* and its verb (*who in turn wrote*)."""
_BESIDE = 6
"""Code points, those of a preposition, between someone and where that one works."""
BY: frozenset[Role] = frozenset({"preposition", "in", "relative"})
"""What a date between a verb and its people is made of, beside its own words (*wrote on 3 May to Ada*)."""
_WORDS = re.compile(r"[^\W_]+")


def subject_of(parse: Parse, verb: Cue, first: int, noun: Cue | None) -> tuple[Mention, ...]:
    """Return who does what *verb* says, as far as this sentence tells."""
    mentions = [mention for mention in parse.mentions if mention.start >= first]
    named = noun or (verb if "answer" in verb.roles else None)
    if parse.grammar.particles:
        marked = [mention for mention in mentions if mention.part in SUBJECTS and mention.end <= verb.start]
        topics = [m for m in marked if m.part == "topic"]
        chosen = topics or marked
        pick = (chosen[0] if "say" in verb.roles and not noun else chosen[-1]) if chosen else None
        if pick is None:
            behind = [m for m in mentions if m.part in SUBJECTS and m.start >= verb.end]
            pick = next((m for m in mentions if m.part in ("from", "owner") and named and m.end <= named.start), None)
            pick = pick or (behind[0] if behind and noun and noun.start < verb.end and first == 0 else None)
        return group_of(parse, pick)
    if (going_on := _named_before_who(parse, verb)) is not None:
        return group_of(parse, going_on)
    before = [m for m in mentions if m.part in ("bare", *SUBJECTS) and m.end <= verb.start and not _object(m, parse)]
    after = _next_to(parse, verb)
    inverted = (
        after is not None
        and (parse.grammar.spaced or "\x01" in parse.text[: verb.start])
        and (
            not before
            or "\x01" in parse.text[before[-1].end : verb.start]
            or (parse.grammar.verb_second and bool(parse.text[before[-1].end : verb.start].strip()))
        )
    )
    if not before and noun is not None and adjoins(parse, noun, verb) and (by := owners_of(parse, noun, first)):
        return group_of(parse, by[0])
    if inverted and after is not None and not _object(after, parse):
        return group_of(parse, after)
    if (both := object_before(parse, verb, before)) is not None:
        return group_of(parse, both[0])
    if before:
        return group_of(parse, _likeliest(parse, before, verb))
    if noun is not None and is_frame(parse, noun):
        behind = [m for m in mentions if m.part == "bare" and m.start >= noun.end and not _object(m, parse)]
        behind = [m for m in behind if not completes(parse, noun.end, m.start)]
        if behind:
            return group_of(parse, behind[0])
    if not before and noun is None and not parse.text[: verb.start].strip():
        comma = parse.text.find(",", verb.end)
        behind = [m for m in mentions if comma >= 0 and m.part == "bare" and 0 < m.start - comma <= 2]
        return group_of(parse, behind[0]) if behind else ()
    if "reply" in verb.roles and (giver := next((m for m in mentions if m.part == "from"), None)) is not None:
        return group_of(parse, giver if not parse.text[giver.end : verb.start].strip() else None)
    owners = owners_of(parse, named, first) if named is not None else []
    his = whose(parse) if named is not None and not owners else _signer(parse, verb) if not owners else None
    return group_of(parse, owners[0]) if owners else (his,) if his is not None else ()


def _signer(parse: Parse, verb: Cue) -> Mention | None:
    """Return who is said before *verb* to have signed (*signed by the chairman, Ada Lang, it told the board*)."""
    signed = next((cue for cue in parse.cues if "comes" in cue.roles and cue.end <= verb.start), None)
    by = [m for m in parse.mentions if m.part == "from" and signed and signed.end <= m.start < verb.start]
    return by[-1] if by and parse.grammar.spaced else None


def whose(parse: Parse) -> Mention | None:
    """Return the one spoken of before, whose message a sentence begins with (*His letter to Ben was short: “No.”*)."""
    cue = next((one for one in parse.cues if "whose" in one.roles), None)
    told = "\x01" in parse.text or any(mention.part == "to" for mention in parse.mentions)
    if cue is None or not told or parse.text[: cue.start].strip():
        return None
    noun = any("noun" in one.roles and 0 < one.start - cue.end <= _OWNING for one in parse.cues)
    return Mention(cue.start, cue.end, cue.form, "owner", "one", -1) if noun else None


def _named_before_who(parse: Parse, verb: Cue) -> Mention | None:
    """Return the one whom a relative clause goes on about (*to Ada Lang, who answered*)."""
    who = next((cue for cue in reversed(parse.cues) if _begins_relative(parse, cue) and cue.end <= verb.start), None)
    if who is None or verbs_between(parse, who.end, verb.start):
        return None
    between = parse.text[who.end : verb.start]
    if any(stop in between for stop in STOPS + "\x01"):
        return None
    if not parse.grammar.verb_second and len(between.split()) > _ASIDE:
        return None
    before = [m for m in parse.mentions if m.end <= who.start]
    if not before or not _is_nothing(parse, before[-1].end, who.start):
        return None
    if len(before) > 1 and before[-1].part == "oblique" and before[-1].start - before[-2].end <= _BESIDE:
        return before[-2]  # *the manager at Walls, who*
    return before[-1] if before else None


def _is_nothing(parse: Parse, low: int, high: int) -> bool:
    """Whether nothing stands there but a comma, or the end of a verb that is parted (*leitete an Ada weiter, die*)."""
    rest = parse.text[low:high].strip(" ,")
    return not rest or (parse.grammar.verb_second and rest.isalpha() and rest.islower())


def _begins_relative(parse: Parse, cue: Cue) -> bool:
    """Whether *cue* goes on with the one named before it; an article does so only behind a comma."""
    if "who" not in cue.roles:
        return False
    return "determiner" not in cue.roles or relates(parse.text, cue.start, parse.grammar)


def owners_of(parse: Parse, noun: Cue, first: int = 0) -> list[Mention]:
    """Return those whom *noun* is from, or whose it is: marked so near it, and no other noun stands between."""
    found = []
    for mention in parse.mentions:
        if mention.part in ("from", "owner") and mention.start >= first and abs(mention.start - noun.start) <= NEAR:
            low, high = (mention.end, noun.start) if mention.end <= noun.start else (noun.end, mention.start)
            if parse.between("noun", low, high) or parse.between("answer", low, high):
                continue
            if not _is_of_office(parse, mention):
                found.append(mention)
    return found


def _is_of_office(parse: Parse, mention: Mention) -> bool:
    """Whether *mention* says of what a recipient without a name is the head (*to the president of the club*)."""
    if not parse.grammar.spaced:
        return False
    of = next((cue for cue in parse.cues if "from" in cue.roles and cue.end + 1 == mention.start), None)
    title = next((cue for cue in parse.cues if of and "title" in cue.roles and cue.end + 1 == of.start), None)
    return title is not None and any(
        "to" in cue.roles and cue.end <= title.start and len(parse.text[cue.end : title.start].split()) <= 1
        for cue in parse.cues
    )


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
            between = parse.text[begin : max(mention.described, begin) if mention.described >= 0 else mention.start]
            for cue in parse.cues:
                if cue.start >= begin and cue.end <= mention.start and cue.roles & _BETWEEN:
                    between = blanked(between, cue.start - begin, cue.end - begin)
            return mention if not between.strip() or _only_dates(parse, between, begin) else None
    return None


def _only_dates(parse: Parse, between: str, begin: int) -> bool:
    """Whether *between*, which begins at *begin*, is a date (*asked in May 2011 the chairman, Ada*)."""
    if not parse.grammar.spaced or any(stop in between for stop in STOPS + "\x01"):
        return False
    for cue in parse.cues:
        if begin <= cue.start and cue.end <= begin + len(between) and cue.roles & {*BY, "from"}:
            between = blanked(between, cue.start - begin, cue.end - begin)
    words = _WORDS.findall(between)
    return any(word[0].isdigit() for word in words) and all(is_dating(word, parse.grammar) for word in words)


def goes_back(parse: Parse, verb: Cue) -> bool:
    """Return whether a word behind *verb* makes it one of answering (*wrote at once back*)."""
    if not ("say" in verb.roles and verb.roles & {"send", "alone"}):
        return False
    back = next((cue for cue in parse.cues if "back" in cue.roles and cue.start >= verb.end), None)
    if back is None or verbs_between(parse, verb.end, back.start):
        return False
    return not any(mark in STOPS + "\x01" for mark in parse.text[verb.end : back.start])


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
        governed = governed_by(parse, verb, subject) or (governed_by(parse, noun, subject) if noun else None)
        if governed is not None:
            return group_of(parse, governed)
        if noun is not None and (beside := _beside_noun(parse, noun)) is not None and beside not in subject:
            return group_of(parse, beside)
        if verb.form.rpartition(" ")[2] in parse.grammar.forms["to"] and parse.grammar.spaced:
            near = [m for m in parse.mentions if m.part == "to" and m.start >= verb.end]
            begin = (
                max(near[0].described, verb.end) if near and near[0].described >= 0 else near[0].start if near else 0
            )
            return group_of(parse, near[0]) if near and not parse.text[verb.end : begin].strip() else ()
        after = _next_to(parse, verb)
        told = after is not None and after not in subject and bool(subject) and subject[0].start < verb.start
        if told and "about" not in verb.roles:
            return group_of(parse, after)
        if after is not None and after in subject and parse.grammar.verb_second:
            behind = _next_to(parse, verb, subject[-1].end)
            if behind is not None and behind not in subject:
                return group_of(parse, behind)
        if subject and "about" not in verb.roles:
            acting = [m for m in parse.mentions if first <= m.start and m.end <= verb.start]
            both = object_before(parse, verb, acting)
            if both is not None and both[0] in subject:
                return group_of(parse, both[1])
            if (behind := object_behind_who(parse, verb, subject)) is not None:
                return group_of(parse, behind)
    marked = [m for m in parse.mentions if m.part == "to" and m.start >= first and m not in subject]
    if parse.grammar.spaced and noun is None:
        marked = [m for m in marked if not completes(parse, verb.end, m.start)]
    if parse.grammar.particles:
        marked = [m for m in marked if m.end <= verb.start]
    else:
        ends = [verb.end] if noun is None else [verb.end, noun.end]
        marked = [
            m
            for m in marked
            if not any(end <= m.start for end in ends)
            or not verbs_between(parse, max(end for end in ends if end <= m.start), m.start)
        ]
    if not marked:
        return group_of(parse, None if parse.grammar.particles else pronoun_of(parse, verb))
    places = [verb.start] if noun is None else [verb.start, noun.start, noun.end]
    if noun is None and subject and verb.end <= subject[0].start < verb.end + NEAR:
        places.append(subject[-1].end)
    nearest = min(marked, key=lambda m: min(abs(m.start - place) for place in places))
    far = parse.grammar.spaced and nearest.start - max(places) > NEAR
    return () if far else group_of(parse, nearest)


def _beside_noun(parse: Parse, noun: Cue) -> Mention | None:
    """Return the one whom *to* names right behind *noun* (*an email to Ada*)."""
    to = next((cue for cue in parse.cues if 0 <= cue.start - noun.end <= 1 and "to" in cue.roles), None)
    if to is None or not parse.grammar.spaced:
        return None
    for mention in parse.mentions:
        if mention.part == "to" and mention.start >= to.end:
            begin = mention.described if mention.described >= to.end else mention.start
            return mention if not parse.text[to.end : begin].strip() else None
    return None
