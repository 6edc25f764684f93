"""The noun phrase that says who a named person is: *her boss, Raj Malhotra*, *the botanist Joseph Hooker*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .apposed import particles_of
from .capitalised import is_dating
from .cues import Cue, Grammar, Role
from .mention import Mention
from .parsed import VERBS

_WORD = re.compile(r"[^\W\d_]+")
_PLACE = 40
"""Code points of what somebody is the head of."""
_FEW, _MANY = 3, 7
"""Words of a description right before a name; of one that a comma parts from it."""
_LETTERS, _AFTER = 8, 3
"""Letters before a title that belong to it where words are not kept apart; words between a name and what it is."""
_BEHIND = ',:.;()—–\x01"“„«»'
"""What may follow a name that explains the words before it."""
_ATTRIBUTE = 24
"""Code points of the titles that a possessive joins to a name."""
_PLACE = 6
"""Code points of a place that one joins."""
_CLAUSE = ",;:，；：。\x01"
_MODIFIERS = 2
"""Words without a particle before a title that tell whose or of which kind."""
_NOT_SO: frozenset[Role] = frozenset({"noun", "answer", "public", "unreal"})
_TOLD = VERBS | _NOT_SO
_OWNED: frozenset[Role] = frozenset({"possessive"})
_PLAIN: frozenset[Role] = frozenset({"title", "joiner", "bound", "group"})


def description_start(
    text: str, start: int, end: int, cues: Sequence[Cue], grammar: Grammar, named: Sequence[Mention]
) -> int:
    """Return where the words begin that describe whom ``text[start:end]`` names, their article included.

    That is *start* where nothing describes it. Of the others *named* only where somebody works may stand in it.
    """
    position, words = start, 0
    while (title := _cue_before(text, position, cues)) is not None and "title" in title.roles:
        position, words = title.start, 1
    before = text[:position].rstrip(" \n")
    apposed = before.endswith(",") and (text[end:].lstrip(" \n")[:1] or ".") in _BEHIND
    if apposed:
        position, words = len(before) - 1, 0
    best = start
    while words <= (_MANY if apposed else _FEW):
        stripped = text[:position].rstrip(" \n")
        cue = _cue_before(text, position, cues)
        other = next((one for one in named if one.who == "name" and one.start < len(stripped) <= one.end), None)
        if apposed and other is not None:
            place = _cue_before(text, other.start, cues)
            if place is None or "to" in place.roles or not place.roles & {"preposition", "from", "in"}:
                return best
            position, words = place.start, words + 1
            continue
        if cue is not None and (cue.roles & {"determiner", "to"} or not cue.roles & _PLAIN):
            if cue.roles & {"determiner", "to"} and words:
                best = position if "to" in cue.roles else cue.start
                if not (apposed and grammar.verb_second and _stands_behind_noun(text, cue.start, cues)):
                    return best
                position = cue.start
                continue
            joins = apposed and words and cue.roles & {"preposition", "from"} and not cue.roles & _TOLD
            if not joins:
                return best
        begin = cue.start if cue is not None else _word_start(stripped)
        word = stripped[begin:]
        if not word:
            return best
        owner = word[0].isupper() and word.endswith(tuple(grammar.forms["possessive"])) and not word.isalpha()
        if owner:
            whose = _cue_before(text, begin, cues)
            begin = whose.start if whose is not None and "determiner" in whose.roles else begin
            return begin if words else start
        if (cue is None or "title" not in cue.roles) and not _describes(word, grammar, apposed=apposed):
            return best
        position, words = begin, words + 1
    return best


def _stands_behind_noun(text: str, start: int, cues: Sequence[Cue]) -> bool:
    """Whether the article at *start* is a genitive: a title stands before it (*die Leiterin des Amts, Ada Lang*)."""
    cue = _cue_before(text, start, cues)
    return cue is not None and "title" in cue.roles


def described_people(text: str, cues: Sequence[Cue], grammar: Grammar, named: Sequence[Mention]) -> list[Mention]:
    """Return those in *text* whom a title or a group tells and no name: *the finance director*, *the staff*."""
    attributes = [] if grammar.spaced else [(attribute_start(text, m.start, cues), m.start) for m in named]
    found: list[Mention] = []
    for cue in cues:
        if not cue.roles & {"title", "group"}:
            continue
        start, end = cue.start, cue.end
        if grammar.spaced:
            start = _phrase_start(text, start, cues)
        elif not grammar.particles:
            start = _letters_start(text, start, cues)
        else:
            start = _word_start(text[:start]) if text[start - 1 : start].isalpha() else start
            start = _modified_start(text, start, grammar)
            end = _counted_end(text, _titles_end(text, end, cues), cues)
            if found and found[-1].end >= end:
                continue
        end = _end_with_place(text, end, cues, named, grammar) if grammar.spaced and not grammar.particles else end
        if any(end <= m.start and m.who == "name" and not text[end : m.start].strip(" ,") for m in named):
            continue  # the title of a name
        if any(first <= start < last for first, last in attributes):
            continue
        if _explains(text, start, cues, named, grammar) or any(m.start < cue.end and m.end > start for m in named):
            continue
        found.append(Mention(start, end, " ".join(text[start:end].split()), "bare"))
    return found


def _end_with_place(text: str, end: int, cues: Sequence[Cue], named: Sequence[Mention], grammar: Grammar) -> int:
    """Return where the words end that say of what somebody is the head (*the bishop of Durham*)."""
    of = next((cue for cue in cues if cue.start == end + 1 and "of" in cue.roles and text[end] == " "), None)
    if of is None:
        return end
    at = of.end
    article = next((cue for cue in cues if cue.start == at + 1 and "determiner" in cue.roles), None)
    at = article.end if article is not None else at
    name = next((m for m in named if m.who == "name" and m.start == at + 1), None)
    if name is not None:
        return name.start + len(name.name.split()[0]) if grammar.verb_second else name.end
    taken = {cue.start for cue in cues if not cue.roles & {"group", "title"}}
    place = end
    for match in _WORD.finditer(text, at, min(at + _PLACE, len(text))):
        word = match[0]
        if match.start() != at + 1 or match.start() in taken or word.casefold() in grammar.common:
            break
        if is_dating(word, grammar) or match.end() >= at + _PLACE:
            break
        place = at = match.end()
    return place


def owned_people(text: str, cues: Sequence[Cue], named: Sequence[Mention], grammar: Grammar) -> list[Mention]:
    """Return those whom a title or a group tells, and whose they are (*Ada's lawyers*), where no name follows."""
    marks = tuple(grammar.forms["possessive"]) or ("\x00",)
    owners = ("name",) if grammar.spaced else ("name", "one")
    found: list[Mention] = []
    for cue in cues:
        if not cue.roles & {"title", "group"}:
            continue
        end = _titles_end(text, cue.end, cues)
        if any(end <= m.start and m.who == "name" and not text[end : m.start].strip(" ,") for m in named):
            continue
        whose = next((m for m in named if m.who in owners and text[m.end : cue.start].strip(" ") in marks), None)
        if whose is not None and whose.end < cue.start and text[whose.end] != " ":
            found.append(Mention(whose.start, end, " ".join(text[whose.start : end].split()), "bare"))
    return found


def _modified_start(text: str, start: int, grammar: Grammar) -> int:
    """Return where up to two words begin that stand before a title or a group without a particle (*Echo's staff*)."""
    for _ in range(_MODIFIERS):
        if text[start - 1 : start] != " ":
            break
        begin = text.rfind(" ", 0, start - 1) + 1
        word = text[begin : start - 1]
        usual = word.casefold() in grammar.common or not grammar.roles.get(word, _PLAIN) & {"title", "group", "bound"}
        if not word.isalpha() or usual or (len(word) > 1 and word.endswith(particles_of(grammar))):
            break
        start = begin
    return start


def attribute_start(text: str, start: int, cues: Sequence[Cue]) -> int:
    """Return where the words begin that a possessive joins to the name at *start*, behind what marks a recipient.

    They are titles (*to the then head of Echo, Ada*) or a place (*to Ada in Hull*); else that is *start*.
    """
    mark = next((cue for cue in cues if cue.end == start and "possessive" in cue.roles), None)
    if mark is None:
        return start
    titled = any(cue.end == mark.start and "title" in cue.roles for cue in cues)
    reach = _ATTRIBUTE if titled else _PLACE
    behind = [cue for cue in cues if cue.end < mark.start and mark.start - cue.end <= reach and "to" in cue.roles]
    if not behind or any(stop in text[behind[-1].end : mark.start] for stop in _CLAUSE):
        return start
    if not titled and any(cue.roles & _TOLD and behind[-1].end <= cue.start < mark.start for cue in cues):
        return start
    return behind[-1].end


def _titles_end(text: str, end: int, cues: Sequence[Cue]) -> int:
    """Return where the titles and groups end that follow one another from *end*."""
    while True:
        cue = next((one for one in cues if one.start == end + 1 and one.roles & {"title", "group"}), None)
        if cue is None or text[end] != " ":
            return end
        end = cue.end


def _counted_end(text: str, end: int, cues: Sequence[Cue]) -> int:
    """Return where the number ends that says behind *end* how many they are."""
    number = len(text[end:]) - len(text[end:].lstrip(" ").lstrip("0123456789"))
    counter = next((one for one in cues if one.start == end + number and "counter" in one.roles), None)
    return counter.end if counter is not None and (number > 1 or len(counter.form) > 1) else end


def _phrase_start(text: str, start: int, cues: Sequence[Cue]) -> int:
    """Return where the article of a title or group stands, if no more than a few words are between; else *start*."""
    position, words = start, 0
    while words <= _FEW:
        cue = _cue_before(text, position, cues)
        if cue is not None and "determiner" in cue.roles and not cue.roles & {"to", "from", "in"}:
            return cue.start
        if cue is not None and "title" not in cue.roles:
            return start
        stripped = text[:position].rstrip(" \n")
        begin = cue.start if cue is not None else _word_start(stripped.rstrip("0123456789"))
        begin = len(stripped.rstrip("0123456789.")) if stripped[-1:].isdigit() else begin
        word = stripped[begin:]
        if not word:
            return start
        position, words = begin, words + 1
    return start


def _letters_start(text: str, start: int, cues: Sequence[Cue]) -> int:
    """Return where the letters before a title begin that are no cue and no number of a date."""
    ends = {cue.end for cue in cues}
    begin = start
    while begin > max(start - _LETTERS, 0) and text[begin - 1].isalpha() and begin not in ends:
        begin -= 1
    return begin


def _explains(text: str, start: int, cues: Sequence[Cue], named: Sequence[Mention], grammar: Grammar) -> bool:
    """Whether the phrase at *start* says who the one named right before it is (*Ada Lang, then the head of sales*)."""
    if grammar.particles:
        return any(m.end <= start and not text[m.end : start].strip(" ") for m in named)
    return any(
        m.end <= start
        and text[m.end : start].lstrip()[:1] == ","
        and len(text[m.end : start].split()) <= _AFTER
        and not any(cue.roles & {*VERBS, "to"} and m.end <= cue.start < start for cue in cues)
        for m in named
    )


def _cue_before(text: str, position: int, cues: Sequence[Cue]) -> Cue | None:
    end = len(text[:position].rstrip(" \n"))
    return next((cue for cue in reversed(cues) if cue.end == end and cue.roles != _OWNED), None)


def _word_start(text: str) -> int:
    at = len(text)
    while at and (text[at - 1].isalpha() or text[at - 1] in "-'’"):
        at -= 1
    return at


def _describes(word: str, grammar: Grammar, *, apposed: bool) -> bool:
    """Whether *word* may be part of a description: it is no word of grammar and, right before a name, no name."""
    return apposed or (word.casefold() not in grammar.common and (grammar.verb_second or not word[0].isupper()))
