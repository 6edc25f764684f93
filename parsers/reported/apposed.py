"""Offices and titles around names, where particles follow all of them (*Ada Lang, then of Echo, the head*)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .cues import Cue, Grammar, Role
from .mention import Known, Mention

_OFFICE = 3
"""Words between a name and the title behind it: where, and since when."""
_SYLLABLES = 3
"""Syllables of most names that begin with a listed surname, in an alphabet of syllables."""
_NO_OFFICE: frozenset[Role] = frozenset({"title", "honorific", "group", "noun", "relative"})


def apposed_names(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[tuple[Mention, int, int]]:
    """Return the names before words of an office and a title, each with where the two of them stand."""
    found: list[tuple[Mention, int, int]] = []
    for cue in cues:
        if not cue.roles & {"title", "honorific"} or text[cue.start - 1 : cue.start] != " ":
            continue
        for words in range(1, _OFFICE + 1):
            start = _office_start(text, cue.start, words, grammar)
            if start < 0:
                break
            mention = _name_before(text, start, cues, grammar, known)
            if mention is not None:
                found.append((mention, mention.start, cue.start))
                break
    return found


def behind_office(mention: Mention, text: str, cues: Sequence[Cue], grammar: Grammar) -> int:
    """Return where the title begins behind the words of an office that follow a name; else where the name ends."""
    if mention.who != "name" or text[mention.end : mention.end + 1] != " ":
        return mention.end
    for cue in cues:
        if cue.start > mention.end + 1 and cue.roles & {"title", "honorific"}:
            words = text[mention.end + 1 : cue.start].count(" ")
            return (
                cue.start
                if 0 < words <= _OFFICE and _office_start(text, cue.start, words, grammar) == (mention.end + 1)
                else mention.end
            )
    return mention.end


def titles_start(at: int, text: str, cues: Sequence[Cue]) -> int:
    """Return where the titles begin that stand right before *at*."""
    titles = {cue.end: cue.start for cue in cues if cue.roles & {"title", "group"}}
    while (end := len(text[:at].rstrip())) in titles:
        at = titles[end]
    return at


def behind_titles(at: int, text: str, cues: Sequence[Cue]) -> int:
    """Return where the titles, honorifics and brackets end that stand right behind *at*."""
    moved = True
    while moved:
        moved = False
        if text[at : at + 1] in ("(", "（"):
            close = min((c for c in (text.find(")", at), text.find("）", at)) if c >= 0), default=-1)
            if 0 <= close < at + 40:
                at, moved = close + 1, True
        for cue in cues:
            gap = text[at : cue.start] if cue.start >= at else None
            if cue.roles & {"title", "honorific"} and gap in ("", " "):
                at, moved = cue.end, True
    return at


def _office_start(text: str, end: int, words: int, grammar: Grammar) -> int:
    """Return where the *words* before the title at *end* begin; -1 where one of them has a particle, or is none."""
    at = end
    for _ in range(words):
        if text[at - 1 : at] != " ":
            return -1
        begin = text.rfind(" ", 0, at - 1) + 1
        word = text[begin : at - 1]
        if not word.isalpha() or (len(word) > 1 and word.endswith(particles_of(grammar))):
            return -1
        if not grammar.roles.get(word, frozenset()).isdisjoint(_NO_OFFICE):
            return -1
        at = begin
    return at


def _name_before(text: str, end: int, cues: Sequence[Cue], grammar: Grammar, known: Known) -> Mention | None:
    """Return the full name that ends before *end*: a family and a given name, in either order."""
    if end < 1 or text[end - 1] != " ":
        return None
    stop = end - 1
    start = text.rfind(" ", 0, stop) + 1
    word = text[start:stop]
    if not word.isalpha() or word in grammar.common or word in grammar.roles:
        return None
    if any(cue.end == stop and cue.roles & {"title", "honorific", "group"} for cue in cues):
        return None
    before = text[text.rfind(" ", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    paired = (before, word) in known.pairs or (len(word) == 1 and _may_be_given(before, grammar))
    if before and (paired or (before in grammar.given and not word.endswith(particles_of(grammar)))):
        first = start - 1 - len(before)
        return Mention(first, stop, text[first:stop], "bare")
    full_name = len(word) == _SYLLABLES and word[0] in grammar.surnames and not word.isascii()
    if not full_name or any(cue.start < stop and start < cue.end and len(cue.form) > 1 for cue in cues):
        return None
    return Mention(start, stop, word, "bare")


def _may_be_given(word: str, grammar: Grammar) -> bool:
    """Whether *word* may be the given name before a family name of one syllable."""
    known = word in grammar.common or word in grammar.roles
    return len(word) > 1 and word.isalpha() and not known and not word.endswith(particles_of(grammar))


@cache
def particles_of(grammar: Grammar) -> tuple[str, ...]:
    """Return the particles that may end a word."""
    roles: tuple[Role, ...] = ("topic", "particle", "subject", "possessive", "to", "in", "and", "adnominal")
    return tuple(form for role in roles for form in grammar.forms[role])
