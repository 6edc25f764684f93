"""Claims of what comes to somebody: a message that arrives, a word that comes back, an answer to a message named."""

from __future__ import annotations

from .claim import Claim
from .cues import Cue
from .governed import governed_by
from .mention import Mention
from .parsed import NEAR, STOPS, Parse, verbs_between
from .roles import group_of, owners_of

NOBODY = Mention(0, 0, "", "from", "someone", -1)
"""The sender of a message without a name."""
_UNSIGNED = 24
"""Code points between a message and the word that says so."""
_FEW = 4
"""Words between *to* and the message that is answered (*to Ada's long letter*)."""


def arrival(parse: Parse, verb: Cue, first: int) -> Claim | None:
    """Return the claim that a message came to somebody (*a letter from Ada reached Ben*)."""
    nouns = [cue for cue in parse.between("noun", first, len(parse.text)) if _beside(parse, cue, verb)]
    if not nouns:
        return None
    noun = min(nouns, key=lambda cue: abs(cue.start - verb.start))
    by = [one for one in owners_of(parse, noun, first) if _is_nearer(one, noun, verb)]
    if not by:
        return None
    senders = group_of(parse, by[0])
    others = [m for m in parse.mentions if m.start >= first and m not in senders and _is_near(m, verb)]
    marked = governed_by(parse, verb, senders) or next((m for m in others if m.part == "to"), None)
    taker = marked or next((m for m in others if m.part in ("bare", "owner") and m.who == "name"), None)
    return Claim(first, len(parse.text), verb, "sent", True, senders, group_of(parse, taker), noun=noun)


def _beside(parse: Parse, noun: Cue, verb: Cue) -> bool:
    low, high = (noun.end, verb.start) if noun.end <= verb.start else (verb.end, noun.start)
    return 0 <= high - low <= NEAR and not verbs_between(parse, low, high)


def _is_near(mention: Mention, verb: Cue) -> bool:
    return min(abs(mention.start - verb.end), abs(verb.start - mention.end)) <= NEAR


def _is_nearer(mention: Mention, noun: Cue, verb: Cue) -> bool:
    """Whether the one whose something is stands nearer to the message than to where it came (*in Ada's inbox*)."""
    between = min(noun.start, verb.start) <= mention.start < max(noun.end, verb.end)
    return between or mention.part == "from" or abs(mention.start - noun.start) < abs(mention.start - verb.start)


def returned(parse: Parse, verb: Cue, first: int) -> Claim | None:
    """Return the claim that a word came back from whoever got the message before (*and got one word back: “No.”*)."""
    if parse.grammar.particles:
        return None
    told = next((at for at in range(verb.end, len(parse.text)) if parse.text[at] == "\x01"), -1)
    if told < 0:
        return None
    back = [*parse.between("back", verb.end, told), *parse.between("answer", verb.end, told)]
    clause = max(parse.text.rfind(stop, first, verb.start) for stop in STOPS)
    clause = max([clause, *(cue.end for cue in parse.between("and", first, verb.start))])
    if not back or verbs_between(parse, verb.end, told) or parse.between("unreal", max(clause, first), told):
        return None
    named = any(verb.end <= m.start < told and m.part in ("from", "owner") for m in parse.mentions)
    if named or parse.between("noun", verb.end, told):
        return None
    return Claim(max(clause, first), len(parse.text), verb, "answered", False, (), (), returns=True)


def is_unsigned_noun(parse: Parse, noun: Cue) -> bool:
    """Return whether it is said of a message that nobody knows from whom it is (*an anonymous letter*)."""
    return any("unsigned" in cue.roles and abs(cue.start - noun.start) <= _UNSIGNED for cue in parse.cues)


def upon(parse: Parse, verb: Cue, first: int) -> Cue | None:
    """Return the message, named before *verb*, that it is said to answer (*to Ada's letter Ben replied*)."""
    for cue in parse.cues:
        if "upon" not in cue.roles or cue.start < first or cue.end > verb.start:
            continue
        before = parse.text[: cue.start].rstrip()
        if before and before[-1] not in STOPS:
            continue
        if not ("reply" in verb.roles or (" " in cue.form and verb.roles & {"say", "send"})):
            continue
        noun = next((one for one in parse.cues if one.start >= cue.end and "noun" in one.roles), None)
        if noun is None or noun.end > verb.start or verbs_between(parse, cue.end, verb.start):
            continue
        if len(parse.text[cue.end : noun.start].split()) <= _FEW and owners_of(parse, noun, cue.end):
            return noun
    return None
