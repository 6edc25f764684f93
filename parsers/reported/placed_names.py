"""Names by the place where they stand, that of a recipient, where neither capitals nor letters tell them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from .cues import Grammar, Role, find_cues
from .literals import literals

_FULL = re.compile(r"([\u4e00-\u9fff])(?=([\u4e00-\u9fff]{2}))")
"""Every three letters that may be a name, where a name is written in so many."""
_MOST_NAMES = 64
"""Words in the place of a recipient that are looked for elsewhere in the text."""
_OFTEN = 3
"""Times that a word stands in a text which is a name by its place and not by its letters."""
_BEHIND_NAMES: tuple[Role, ...] = ("send", "say", "reply", "alone", "forward", "possessive", "and")
_OTHER: frozenset[Role] = frozenset({"title", "group", "noun", "public", "forum", "singular", "plural", "counterpart"})


def han_names(text: str, start: int, end: int, grammar: Grammar) -> frozenset[str]:
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
    """Return what finds a word between a marker of recipients and a verb of telling (*to … sent*)."""
    behind = literals({form for role in _BEHIND_NAMES for form in grammar.forms[role]}, whole=False).pattern
    before = literals(grammar.forms["to"], whole=False).pattern
    return re.compile(rf"{before}([\u4e00-\u9fff]{{2,4}}?)(?={behind}|[，。：、,.:])")


def addressed_syllables(text: str, start: int, end: int, alone: Counter[str], grammar: Grammar) -> set[str]:
    """Return the names that a marker of recipients follows, those of one syllable if they recur."""
    longer, one = _addressed_words(grammar)
    found = set(one.findall(text, start, end))
    names = {name for name in longer.findall(text, start, end) if name not in grammar.common | grammar.roles.keys()}
    return names | {name for name in found if not (name in grammar.common or name in grammar.roles) and alone[name] > 1}


@cache
def _addressed_words(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a word, and a word of one syllable, that a marker of recipients follows."""
    forms = sorted(form for form in grammar.forms["to"] | grammar.forms["from"] if form.isalpha() and len(form) > 1)
    marker = rf"(?:{'|'.join(forms)})(?![\uac00-\ud7a3])"
    return re.compile(rf"(?<!\w)([\uac00-\ud7a3]{{2,5}}?){marker}"), re.compile(rf"(?<!\w)([\uac00-\ud7a3]){marker}")
