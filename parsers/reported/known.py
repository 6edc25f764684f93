"""What a text at large tells of its capitalised words and of its names."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from .capitalised import relates
from .cues import Grammar, Role
from .mention import Known
from .placed_names import addressed_syllables, han_names

_LONG = 3
"""Letters from which on a particle is more than one."""
_MOSTLY = 3
"""Of so many times that a thing is named, an article stands before it once at least."""
_WORDS = re.compile(r"[^\W\d_]+")


def known_in(text: str, start: int, end: int, grammar: Grammar) -> Known:
    """Return what ``text[start:end]`` tells of its capitalised words."""
    if grammar.particles:
        return _hangul_names(text, start, end, grammar)
    if not grammar.spaced:
        return Known(surnames=han_names(text, start, end, grammar))
    determiners = grammar.forms["determiner"] - grammar.forms["preposition"]
    named: Counter[str] = Counter()
    things: Counter[str] = Counter()
    surnames = set()
    run, last = 0, start
    word = before = ""
    for match in _WORDS.finditer(text, start, end):
        if run > 1 and not (match[0][0].isupper() and text[last : match.start()] == " "):
            surnames.add(word)
        before, word = word, match[0].casefold()
        if match[0][0].isupper() and word not in grammar.common:
            run = run + 1 if run and text[last : match.start()] == " " else 1
            named[word] += 1
            if before in determiners and not relates(text, match.start() - len(before) - 1, grammar):
                things[word] += 1
        else:
            run = 0
        last = match.end()
    mostly = frozenset(word for word, count in things.items() if count * _MOSTLY >= named[word])
    return Known(mostly, frozenset(surnames))


def _hangul_names(text: str, start: int, end: int, grammar: Grammar) -> Known:
    """Return the foreign names whose family name is one syllable, or stands alone elsewhere with a particle."""
    pair, single = _with_particle(grammar)
    pairs = Counter((match[1], match[2]) for match in pair.finditer(text, start, end))
    alone = Counter(match[1] for match in single.finditer(text, start, end))
    before = Counter(given for given, _ in pairs.elements())
    marks: tuple[Role, ...] = ("in", "topic", "possessive", "and", "quoting", "particle", "adnominal")
    endings = tuple(form for role in marks for form in grammar.forms[role] if len(form) == 1)
    found = {
        (given, family)
        for (given, family), count in pairs.items()
        if given not in grammar.common
        and (given in grammar.given or not given.endswith(endings))
        and family not in grammar.common
        and given not in grammar.roles
        and family not in grammar.roles
        and before[given] == count
        and (alone[family] > count or len(family) == 1)
    }
    surnames = {family for _, family in found} | addressed_syllables(text, start, end, alone, grammar)
    return Known(surnames=frozenset(surnames), pairs=frozenset(found))


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
