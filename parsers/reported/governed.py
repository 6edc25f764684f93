"""Recipients that a verb tells by its own preposition, or by the order of a clause that it closes."""

from __future__ import annotations

from collections.abc import Sequence

from .cues import Cue
from .mention import Mention
from .parsed import STOPS, Parse, verbs_between

_PARTS = ("from", "oblique", "to", "bare")
"""The parts that a preposition of the verb's own overrules (*demanded of Ada*, *beschwerte sich bei Ada*)."""
_REACH = 90
"""Code points between a verb and the one whom its preposition names."""


def governed_by(parse: Parse, verb: Cue, subject: Sequence[Mention]) -> Mention | None:
    """Return the one whom the preposition that *verb* governs names (*wollte von Ada wissen*)."""
    governs = parse.grammar.governs
    forms = next((governs[form] for form in (verb.form, *verb.form.split()) if form in governs), None)
    if not forms:
        return None
    for mention in parse.mentions:
        if mention in subject or mention.part not in _PARTS or mention.who == "we":
            continue
        begin = mention.start if mention.described < 0 else mention.described
        marker = next((form for form in forms if _stands_before(parse.text, begin, form)), None)
        if marker is None:
            continue
        low, high = (mention.end, verb.start) if mention.end <= verb.start else (verb.end, begin)
        if 0 <= high - low <= _REACH and not _apart(parse, low, high):
            return mention
    return None


def object_before(parse: Parse, verb: Cue, before: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """Return who acts and on whom where both stand in the clause that *verb* ends (*hat Ada Ben gewarnt*)."""
    if not parse.grammar.verb_second:
        return None
    bare = [mention for mention in before if mention.part == "bare"]
    groups = sorted({mention.group for mention in bare})
    if len(groups) < 2:
        return None
    actor = next(mention for mention in bare if mention.group == groups[-2])
    other = next(mention for mention in bare if mention.group == groups[-1])
    return None if _apart(parse, actor.end, verb.start) else (actor, other)


def object_behind_who(parse: Parse, verb: Cue, subject: Sequence[Mention]) -> Mention | None:
    """Return on whom the subject, named before *who*, acts in the clause that *verb* ends (*der dann Ben warnte*)."""
    if not parse.grammar.verb_second or not subject:
        return None
    within = [m for m in parse.mentions if subject[-1].end < m.start and m.end <= verb.start and m.part == "bare"]
    if not within or within[0] in subject or _apart(parse, within[0].end, verb.start):
        return None
    who = [cue for cue in parse.cues if "who" in cue.roles and subject[-1].end < cue.start < within[0].start]
    return within[0] if who and not _apart(parse, who[-1].end, within[0].start) else None


def pronoun_of(parse: Parse, verb: Cue) -> Mention | None:
    """Return the pronoun in the case of an object that is part of *verb* or stands right before it (*le escribió*)."""
    for mention in parse.mentions:
        if mention.who == "name" or mention.name not in parse.grammar.forms["object"]:
            continue
        if any("preposition" in cue.roles and cue.end + 1 == mention.start for cue in parse.cues):
            continue
        if verb.start <= mention.start < verb.end or parse.text[mention.end : verb.start] == " ":
            return mention
        low, high = (mention.end, verb.start) if mention.end <= verb.start else (verb.end, mention.start)
        if parse.grammar.verb_second and low <= high and not _apart(parse, low, high):
            return mention
    return None


def _apart(parse: Parse, low: int, high: int) -> bool:
    """Whether a clause ends, or another verb of telling stands, in that part of the sentence."""
    return any(mark in parse.text[low:high] for mark in STOPS + "\x01") or verbs_between(parse, low, high)


def _stands_before(text: str, begin: int, form: str) -> bool:
    end = len(text[:begin].rstrip(" \n"))
    return text[:end].lower().endswith(form) and not text[end - len(form) - 1 : end - len(form)].isalnum()
