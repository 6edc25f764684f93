"""The noun of a message: which one a verb governs, and whether it frames what is said (*in an email*)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .capitalised import is_dating
from .cues import Cue, Grammar, Role
from .mention import Mention
from .parsed import NEAR, STOPS, VERBS, Parse, blanked, verbs_between

_LINKS: frozenset[Role] = frozenset({"to", "from", "and", "title", "determiner", "possessive"})
_CASES: frozenset[Role] = frozenset({"to", "from", "in", "dative", "preposition"})
_LEADING: tuple[Role, ...] = ("from", "preposition")
_GOT = 8
"""Code points between a verb of getting and what was sent, where words are not kept apart."""
_RELATIVE = 16
"""Code points between the verb of a relative clause and its noun, where the clause stands first."""
_WORD = re.compile(r"\w+")
_CONTENT = re.compile(r"[;:；：]|(?<!\d)\.(?! [a-z])")
"""What ends a clause; the full stop of an ordinal number or of an abbreviation does not (*am 3. Mai*)."""
_SHOWN, _FAR = 48, 160
"""Code points between messages and what they are said to show; between a frame and its verb."""


def settled(text: str, cues: Sequence[Cue], mentions: Sequence[Mention], grammar: Grammar) -> list[Cue]:
    """Return *cues* with each that may be a noun or a verb (*emails*) as one: a verb stands between two people."""
    if grammar.particles:
        return list(cues)
    if not grammar.spaced:
        got = [cue.end for cue in cues if "receive" in cue.roles]
        return [
            cue._replace(roles=cue.roles - VERBS)
            if {"noun", "send"} <= cue.roles and any(0 <= cue.start - end <= _GOT for end in got)
            else cue
            for cue in cues
        ]
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
    if "send" in verb.roles or "forward" in verb.roles or "receive" in verb.roles or verb.roles & {"alone", "arrive"}:
        for noun in nouns:
            if "noun" not in noun.roles and "forward" not in verb.roles:
                continue
            low, high = (noun.end, verb.start) if noun.end <= verb.start else (verb.end, noun.start)
            if noun.start < verb.end and noun.end > verb.start:
                return noun, False
            if (
                high - low <= NEAR
                and ("receive" in verb.roles or not verbs_between(parse, low, high))
                and (noun.end <= verb.start or not parse.grammar.particles or _described_so(parse, verb, noun))
                and not (verb.end <= noun.start and _is_apart(parse, verb, noun))
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
                and not (parse.grammar.spaced and ";" in text[noun.end : verb.start])
                and is_frame(parse, noun)
                and not (
                    noun.start > verb.end
                    and (
                        parse.grammar.particles
                        or _content_between(text, verb.end, noun.start)
                        or _other_clause(parse, verb.end, noun.start)
                    )
                )
            ):
                return noun, True
        for noun in nouns:
            if adjoins(parse, noun, verb):
                return noun, True
    return None, False


def _is_apart(parse: Parse, verb: Cue, noun: Cue) -> bool:
    """Whether *that* or another object comes first, so that *noun* is not what was sent (*wrote that a letter*)."""
    if completes(parse, verb.end, noun.start):
        return True
    if "receive" not in verb.roles or not parse.grammar.spaced:
        return False
    objects = [cue for cue in parse.between("determiner", verb.end, noun.start) if not cue.roles & _CASES]
    objects = [cue for cue in objects if not parse.text[cue.end + 1 : cue.end + 2].isdigit()]
    return any(
        parse.between(role, cue.end, noun.start) and parse.between("determiner", cue.end, noun.start)
        for cue in objects[:1]
        for role in _LEADING
    )


def completes(parse: Parse, low: int, high: int) -> bool:
    """Return whether what somebody said begins in that part of the sentence (*that the letter*, not *that Monday*)."""
    for cue in parse.between("complement", low, high):
        word = _WORD.match(parse.text, cue.end + 1)
        if word is None or not is_dating(word[0], parse.grammar):
            return True
    return False


def is_carried(parse: Parse, cue: Cue) -> bool:
    """Return whether *cue*, which may mean to answer, is the answer that the verb behind it forwards."""
    if parse.grammar.spaced or "answer" not in cue.roles:
        return False
    if not parse.grammar.particles:
        owned = any("possessive" in one.roles and one.end == cue.start for one in parse.cues)
        behind = next((one for one in parse.cues if one.start >= cue.end and one.roles & VERBS), None)
        return owned and behind is not None and "forward" in behind.roles
    marked = any(one.start == cue.end and "particle" in one.roles for one in parse.cues)
    verb = next((one for one in parse.cues if one.start >= cue.end and one.roles & VERBS), None)
    return marked and verb is not None and "forward" in verb.roles


def _described_so(parse: Parse, verb: Cue, noun: Cue) -> bool:
    """Whether a relative clause ends with *verb* and *noun* follows, of which nothing more is said (*was the mail*)."""
    behind = [cue for cue in parse.cues if cue.start >= noun.end and cue.roles & VERBS]
    return noun.start - verb.end <= _RELATIVE and not behind and "\x01" not in parse.text[noun.end :]


def _content_between(text: str, low: int, high: int) -> bool:
    between = text[low:high]
    return "\x01" not in between and _CONTENT.search(between) is not None


def _other_clause(parse: Parse, low: int, high: int) -> bool:
    """Whether somebody else begins a clause in between (*he said, Ada told Ben in an email*)."""
    if parse.grammar.verb_second and verbs_between(parse, low, high):
        return True
    return any(
        low < mention.start < high
        and mention.part == "bare"
        and parse.text[: mention.described if mention.described >= low else mention.start].rstrip()[-1:] in STOPS
        for mention in parse.mentions
    )


def is_frame(parse: Parse, noun: Cue) -> bool:
    """Whether *noun* stands in a phrase such as *in an email*: the marker behind it, or a few words before it."""
    if noun.roles & {"other", "in"} or shows(parse, noun) or holds(parse, noun) or _trails(parse, noun):
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


def holds(parse: Parse, noun: Cue) -> bool:
    """Return whether a relative clause tells what stands in it (*an email to Ben in which Ada asked*)."""
    within = next((cue for cue in parse.cues if "within" in cue.roles and cue.start >= noun.end), None)
    if within is None or within.start - noun.end > NEAR or verbs_between(parse, noun.end, within.start):
        return False
    return not parse.between("noun", noun.end, within.start)


def _trails(parse: Parse, noun: Cue) -> bool:
    """Whether the word that makes *noun* a frame stands behind it (*einem Brief von Ada zufolge*)."""
    end = next((cue for cue in parse.cues if "trailing" in cue.roles and cue.start >= noun.end), None)
    return end is not None and end.start - noun.end <= NEAR and not verbs_between(parse, noun.end, end.start)


def shows(parse: Parse, noun: Cue) -> bool:
    """Whether messages are said to show what follows (*emails seen by us show that Ada told Ben*)."""
    for cue in parse.cues:
        if noun.end <= cue.start <= noun.end + _SHOWN:
            if "show" in cue.roles:
                return _CONTENT.search(parse.text[noun.end : cue.start]) is None
            if cue.roles & VERBS:
                return False
    return False


def _begins_anew(parse: Parse, start: int, end: int) -> bool:
    """Whether another noun phrase begins in between: *in* may be that of a date (*in May 2011 a letter*)."""
    prepositions = {cue.end + 1 for cue in parse.cues if cue.roles & {"preposition", "from"}}
    return any(
        "determiner" in cue.roles and start + 1 < cue.start < end and cue.start not in prepositions
        for cue in parse.cues
    )


def adjoins(parse: Parse, noun: Cue, verb: Cue) -> bool:
    """Return whether the message itself says it: *the email from Ada to Ben said*, 邮件称."""
    if "noun" not in noun.roles or not 0 <= verb.start - noun.end <= NEAR or parse.grammar.particles:
        return False
    between = parse.text[noun.end : verb.start]
    links = [(mention.start, mention.end) for mention in parse.mentions]
    links += [(cue.start, cue.end) for cue in parse.cues if cue.roles & _LINKS]
    for start, end in links:
        if noun.end <= start and end <= verb.start:
            between = blanked(between, start - noun.end, end - noun.end)
    if between.strip():
        return False
    sided = any(mention.part in ("owner", "from", "to") for mention in parse.mentions if mention.end <= verb.start)
    return sided or not parse.grammar.spaced
