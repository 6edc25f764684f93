"""What a document at large tells of its names: which words are people, where no capital letter says so."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from .capitalised import relates
from .cues import Grammar, Role, find_cues, literals
from .mention import Known

_LONG = 3
"""Letters from which on a particle is more than one."""
_WORDS = re.compile(r"[^\W\d_]+")
_FULL = re.compile(r"([\u4e00-\u9fff])(?=([\u4e00-\u9fff]{2}))")
"""Every three letters that may be a Chinese name."""
_MOST_NAMES = 64
"""Words in the place of a recipient that are looked for elsewhere in the text."""
_OFTEN = 3
"""Times that a word stands in a text which is a name by its place and not by its letters."""
_BEHIND_NAMES: tuple[Role, ...] = ("send", "say", "reply", "alone", "forward", "possessive", "and")
_OTHER: frozenset[Role] = frozenset({"title", "group", "noun", "public", "forum", "singular", "plural", "counterpart"})


def known_in(text: str, start: int, end: int, grammar: Grammar) -> Known:
    """Return what ``text[start:end]`` tells of its capitalised words."""
    if grammar.particles:
        return _hangul_names(text, start, end, grammar)
    if not grammar.spaced:
        return Known(surnames=_han_names(text, start, end, grammar))
    determiners = grammar.forms["determiner"] - grammar.forms["preposition"]
    things, surnames = set(), set()
    run, last = 0, start
    word = before = ""
    for match in _WORDS.finditer(text, start, end):
        if run > 1 and not (match[0][0].isupper() and text[last : match.start()] == " "):
            surnames.add(word)
        before, word = word, match[0].casefold()
        if match[0][0].isupper() and word not in grammar.common:
            run = run + 1 if run and text[last : match.start()] == " " else 1
            if before in determiners and not relates(text, match.start() - len(before) - 1, grammar):
                things.add(word)
        else:
            run = 0
        last = match.end()
    return Known(frozenset(things), frozenset(surnames))


def _han_names(text: str, start: int, end: int, grammar: Grammar) -> frozenset[str]:
    """Return the names that recur: a surname and two letters, and what stands where a recipient does."""
    counted = Counter(
        name[0] + name[1]
        for name in _FULL.findall(text, start, end)
        if name[0] in grammar.surnames and grammar.common.isdisjoint(name[1])
    )
    addressed = Counter(match[1] for match in _addressed(grammar).finditer(text, start, end))
    for name, _ in addressed.most_common(_MOST_NAMES):
        least = _OFTEN - (name[0] in grammar.surnames and len(name) < _OFTEN)
        if name not in grammar.common and not _is_word(name, grammar) and text.count(name, start, end) >= least:
            counted[name] += least
    return frozenset(name for name, count in counted.items() if count > 1)


def _is_word(name: str, grammar: Grammar) -> bool:
    """Whether *name* holds or begins with a word that the table knows as something else."""
    cues = find_cues(name, grammar)
    return any(len(cue.form) > 1 or cue.start == 0 or cue.roles & _OTHER for cue in cues)


@cache
def _addressed(grammar: Grammar) -> re.Pattern[str]:
    """Return what finds a word between a marker of recipients and a verb of telling (*给…发*)."""
    behind = literals({form for role in _BEHIND_NAMES for form in grammar.forms[role]}, whole=False).pattern
    before = literals(grammar.forms["to"], whole=False).pattern
    return re.compile(rf"{before}([\u4e00-\u9fff]{{2,4}}?)(?={behind}|[，。：、,.:])")


def _hangul_names(text: str, start: int, end: int, grammar: Grammar) -> Known:
    """Return the foreign names whose family name is one syllable, or stands alone elsewhere with a particle."""
    pair, single = _with_particle(grammar)
    pairs = Counter((match[1], match[2]) for match in pair.finditer(text, start, end))
    alone = Counter(match[1] for match in single.finditer(text, start, end))
    before = Counter(given for given, _ in pairs.elements())
    marks: tuple[Role, ...] = ("in", "topic", "possessive", "and", "quoting", "particle")
    endings = tuple(form for role in marks for form in grammar.forms[role] if len(form) == 1)
    found = {
        (given, family)
        for (given, family), count in pairs.items()
        if given not in grammar.common
        and not given.endswith(endings)
        and family not in grammar.common
        and given not in grammar.roles
        and family not in grammar.roles
        and before[given] == count
        and (alone[family] > count or len(family) == 1)
    }
    surnames = {family for _, family in found} | _addressed_syllables(text, start, end, alone, grammar)
    return Known(surnames=frozenset(surnames), pairs=frozenset(found))


def _addressed_syllables(text: str, start: int, end: int, alone: Counter[str], grammar: Grammar) -> set[str]:
    """Return the names of one syllable that a marker of recipients follows, and that recur."""
    found = set(_addressed_syllable(grammar).findall(text, start, end))
    return {name for name in found if not (name in grammar.common or name in grammar.roles) and alone[name] > 1}


@cache
def _addressed_syllable(grammar: Grammar) -> re.Pattern[str]:
    forms = sorted(form for form in grammar.forms["to"] | grammar.forms["from"] if form.isalpha() and len(form) > 1)
    return re.compile(rf"(?<!\w)([\uac00-\ud7a3])(?:{'|'.join(forms)})(?![\uac00-\ud7a3])")


@cache
def _with_particle(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a given and a family name, and a family name alone, where a particle stands behind."""
    marks: tuple[Role, ...] = ("topic", "subject", "to", "possessive", "and")
    forms = sorted({form for role in marks for form in grammar.forms[role] if form.isalpha() and len(form) < _LONG})
    hangul, end = r"[\uac00-\ud7a3]", rf"(?:{'|'.join(forms)})(?![\uac00-\ud7a3])"
    return (
        re.compile(rf"(?<!{hangul})({hangul}{{2,5}}) ({hangul}{{1,4}}?){end}"),
        re.compile(rf"(?<!{hangul})({hangul}{{1,4}}?){end}"),
    )
