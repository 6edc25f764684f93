"""Claims of sentences without a verb of telling: a message and its people, an answer and whose it is."""

from __future__ import annotations

import re
from dataclasses import replace

from .capitalised import is_dating
from .claim import Claim, is_unreal, ruled_out
from .cues import Cue
from .mention import Mention
from .message_nouns import is_frame, shows
from .parsed import NEAR, STOPS, SUBJECTS, VERBS, Parse, blanked, verbs_between
from .roles import group_of, owners_of, whose

_BESIDE = 12
"""Code points between an answer and whose it is."""
_BEFORE = 20
"""Code points before a message in which its day stands."""
_OWNING = 3
"""Code points of what joins a message to whose it is."""
_ASKED = 3
"""Words between what a message says and its noun: the mark of the quotation, particle and verb."""
_UNKNOWN = 2
"""Words of a verb that we do not know."""
_SAYS = 3
"""Words between what is quoted and the answer that it is (*“No,” came at once the answer*)."""
_MARKS = ' ,.“”„«»"‘’'
_FIRST = 2
"""Words before the answer that a sentence is about."""
_WORDS = re.compile(r"[^\W\d_]+")
_DATE = re.compile(r"\w+ ?\d+|\d+ ?\w+")


def verbless(parse: Parse) -> list[Claim]:
    """Return the claim of a sentence that names a message, who it is from and to, and what is quoted of it."""
    for noun in parse.between("noun", 0, len(parse.text)):
        to = [m for m in parse.mentions if m.part == "to" and abs(m.start - noun.start) <= NEAR]
        by = owners_of(parse, noun)
        framed = is_frame(parse, noun)
        if framed and not by:
            by = [m for m in parse.mentions if m.part in ("bare", *SUBJECTS) and m.start > noun.end]
            by = (_acting(parse, noun) if to else []) or by
        quoted = parse.grammar.turns and "\x01" in parse.text
        if framed and not by and (to or quoted) and not parse.grammar.particles:
            by = [m for m in parse.mentions if m.part == "bare" and m.end < noun.start][:1]
        if framed and not by and quoted and parse.grammar.particles:
            by = [m for m in parse.mentions if m.part in SUBJECTS and m.end < noun.start][:1]
        if not by and (to or "\x01" in parse.text) and (his := whose(parse)) is not None:
            by, framed = [his], True
        if not by and to and (sends := _sends(parse, to[0]) or _words_of(parse, to[0], noun)):
            senders = group_of(parse, sends)
            return [Claim(0, len(parse.text), noun, "sent", True, senders, group_of(parse, to[0]), noun=noun)]
        listed = bool(to) and len(_WORDS.findall(_DATE.sub("", parse.text[: noun.start]))) <= 1
        listed = listed or (bool(by) and parse.grammar.turns and _is_dated(parse, noun))
        listed = listed or (bool(to) and (_is_dated(parse, noun) or shows(parse, noun) or _has_day(parse, noun)))
        comes = by and parse.between("comes", noun.end, max(m.start for m in (*by[:1], *to[:1])))
        if comes and not any(is_unreal(parse, cue) for cue in parse.cues):
            senders = group_of(parse, by[0]) or (by[0],)
            claim = Claim(
                0, len(parse.text), noun, "sent", True, senders, group_of(parse, to[0] if to else None), noun=noun
            )
            return [] if ruled_out(parse, claim) else [claim]
        if by and not (to or framed) and _announces(parse, by[0], noun):
            to, framed = [], True
        framed = framed or (listed and parse.grammar.turns)
        acting = _acting(parse, noun) if framed and not to else []
        if acting and (medium := _by_medium(parse, acting[0], noun)) is not None:
            return [medium]
        if not by or not (to or framed) or not ("\x01" in parse.text or (to and framed) or listed):
            continue
        senders, recipients = (group_of(parse, by[0]) or (by[0],)), group_of(parse, to[0] if to else None)
        claim = Claim(0, len(parse.text), noun, "sent", True, senders, recipients, noun=noun)
        if not ruled_out(parse, claim):
            return [claim]
    return []


def _acting(parse: Parse, noun: Cue) -> list[Mention]:
    """Return who does something, with a verb that we do not know, in a message (*Ada cursed Ben in an email*)."""
    if parse.grammar.particles or not parse.grammar.spaced:
        return []
    begin = max(parse.text.rfind(mark, 0, noun.start) for mark in ";:")
    before = [m for m in parse.mentions if m.part == "bare" and begin < m.start and m.end < noun.start]
    before = [m for m in before if m.who in ("name", "one")]
    return before[:1]


def _by_medium(parse: Parse, actor: Mention, noun: Cue) -> Claim | None:
    """Return the claim that somebody does by a message, on a day, what a verb says that we do not know."""
    marker = next(
        (cue for cue in parse.cues if "in" in cue.roles and noun.start - _OWNING <= cue.end <= noun.end), None
    )
    if marker is None or actor.end > marker.start or not parse.grammar.spaced or parse.grammar.particles:
        return None
    between = parse.text[actor.end : marker.start]
    timed = any("relative" in cue.roles or cue.form in parse.grammar.shifts for cue in parse.cues)
    timed = timed or any(character.isdigit() for character in parse.text)
    if not timed or not 1 <= len(between.split()) <= _UNKNOWN or not between.islower():
        return None
    if any(stop in between for stop in STOPS) or parse.between("passive", actor.end, marker.start):
        return None
    end = parse.text.find(";", noun.end)
    claim = Claim(0, end if end > 0 else len(parse.text), noun, "sent", True, group_of(parse, actor), (), noun=noun)
    return None if ruled_out(parse, claim) else claim


def _announces(parse: Parse, owner: Mention, noun: Cue) -> bool:
    """Whether a message and whose it is stand before the colon of its words (*Ada's memo of Monday: “No.”*)."""
    colon = parse.text.replace("：", ":").find(":", noun.end, noun.end + _BESIDE + 1)
    beside = owner.end <= noun.start <= owner.end + _OWNING
    return beside and colon >= 0 and parse.text[colon + 1 :].lstrip(" ")[1:2] == "\x01"


def _has_day(parse: Parse, noun: Cue) -> bool:
    """Whether a month or a year stands right before the message (*a May 2011 email from Ada to Ben*)."""
    before = parse.text[max(noun.start - _BEFORE, 0) : noun.start].split()[-2:]
    return any(is_dating(word.strip(",."), parse.grammar) for word in before if word.strip(",."))


def _is_dated(parse: Parse, noun: Cue) -> bool:
    """Whether it is said of when the message is (*is a letter from Ada to Ben, dated 3 May*)."""
    dated = next((cue for cue in parse.cues if "dated" in cue.roles and cue.start >= noun.end), None)
    if dated is None or dated.start - noun.end > NEAR or verbs_between(parse, noun.end, dated.start):
        return False
    return not parse.between("noun", noun.end, dated.start)


def _sends(parse: Parse, to: Mention) -> Mention | None:
    """Return who sent it where what marks the recipient is a particle with a verb of sending (*에게 보낸*)."""
    marker = next((cue for cue in parse.cues if cue.start >= to.end and "to" in cue.roles), None)
    if not parse.grammar.particles or marker is None or " " not in marker.form:
        return None
    return next((m for m in reversed(parse.mentions) if m.part in SUBJECTS and m.end <= to.start), None)


def _words_of(parse: Parse, to: Mention, noun: Cue) -> Mention | None:
    """Return who wrote *noun* to somebody where its words and a verb, whichever, stand before it."""
    between = parse.text[to.end : noun.start]
    if not parse.grammar.turns or not parse.grammar.particles or "\x01" not in between:
        return None
    if len(between.rpartition("\x01")[2].split()) > _ASKED or parse.between("unreal", to.end, noun.start):
        return None
    return next((m for m in reversed(parse.mentions) if m.part in SUBJECTS and m.end <= to.start), None)


def answer_alone(parse: Parse) -> list[Claim]:
    """Return the claim of a sentence that names an answer and whose it is, by no verb that we know (*it came late*)."""
    for noun in parse.between("answer", 0, len(parse.text)):
        by = [m for m in owners_of(parse, noun) if m.who == "name"]
        beside = [m for m in by if max(noun.start - m.end, m.start - noun.end) <= _BESIDE]
        returns = not by and _begins_with(parse, noun)
        told = next((at for at in range(noun.end, len(parse.text)) if parse.text[at] in ":\x01"), len(parse.text))
        denied = any(is_unreal(parse, cue) for cue in parse.cues if cue.start < told)
        senders = group_of(parse, beside[0]) if beside else ()
        if beside and denied and told == len(parse.text) and not parse.grammar.particles and parse.grammar.spaced:
            claim = Claim(
                0, told, noun, "said", False, senders, (), introduces=True
            )  # *Ada's reply did not spare Ben.*
            return [] if ruled_out(parse, replace(claim, verb=noun._replace(end=noun.start))) else [claim]
        if (beside or returns) and not denied:
            claim = Claim(0, len(parse.text), noun, "answered", False, senders, (), noun=noun, returns=returns)
            return [] if ruled_out(parse, claim) else [claim]
    return []


def _begins_with(parse: Parse, noun: Cue) -> bool:
    """Whether the sentence is about an answer that it begins with, whosever that is (*His reply: ...*)."""
    before = parse.text[: noun.start]
    if before.lstrip(_MARKS)[:1] == "\x01":
        between = before.rpartition("\x01")[2].strip(_MARKS)
        return len(between.split()) <= _SAYS and not any(stop in between for stop in STOPS)
    if parse.text[noun.end :].lstrip(" ")[:1] == ":":
        return True
    for cue in parse.cues:
        if "relative" in cue.roles and cue.end <= noun.start:
            before = blanked(before, cue.start, cue.end)
    few = len(before.split()) <= _FIRST if parse.grammar.spaced or parse.grammar.particles else len(before) <= _BESIDE
    return few and "\x01" not in before and not any(cue.roles & VERBS and cue.end <= noun.start for cue in parse.cues)
