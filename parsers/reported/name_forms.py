"""Names as scripts print them: katakana, hangul, transcribed Han, and capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .apposed import apposed_names, particles_of
from .capitalised import capitalised
from .cues import Cue, Grammar, Role
from .mention import PARTS, Known, Mention
from .parsed import VERBS

_WIDE_NAME = re.compile(
    r"[\u30a1-\u30fa\u30fd\u30fe][\u30a1-\u30fa\u30fc-\u30fe]*(?:[\u30fb＝=][\u30a1-\u30fa\u30fc]+)*"
    r"|[A-Z](?=[A-Za-z’'\-]*[a-z])[A-Za-z’'\-]*(?:[ \u3000](?:[A-Z][A-Za-z’'\-]+|[A-Z]\.))*"
)
_HAN = re.compile(r"[\u4e00-\u9fa5\u3005]+")
_HANGUL = re.compile(
    r"[\uac00-\ud7a3]+(?:[A-Z]+[\uac00-\ud7a3]*)?|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*|[A-Z](?![A-Za-z])"
)
_HANGUL_WORD = re.compile(r"(?<![\uac00-\ud7a3])([\uac00-\ud7a3]{1,5}) \Z")
_HANGUL_RANGE = re.compile(r"[\uac00-\ud7a3]")
MARKING: tuple[Role, ...] = (*(role for role, _ in PARTS), "and")
_NO_NAME: frozenset[Role] = frozenset(
    {"noun", "title", "relative", "public", "forum", "singular", "plural", "we", "answer", "counterpart"}
)
_DATE = 24
"""Code points of the date with which the item of a list may begin."""
_ADDRESS = ("%", "/", "=", "_", "&", "?", ".", "#", "@")
"""What stands before a word of an address on the web."""
_FULL = 3
"""Letters of most names in languages whose table lists surnames."""
_LONGEST = 4
"""Letters of the names that are known by their place."""


def printed_names(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[Mention]:
    """Return the names in *text* as its script and language print them; they may overlap."""
    if grammar.particles:
        return _hangul(text, cues, grammar, known) if _HANGUL_RANGE.search(text) else _kana(text, cues)
    return capitalised(text, cues, grammar, known) if grammar.spaced else _han(text, cues, grammar, known)


def _kana(text: str, cues: Sequence[Cue]) -> list[Mention]:
    """Katakana and Latin names, and Han ones that an honorific follows."""
    honorifics = {cue.start for cue in cues if "honorific" in cue.roles}
    taken = [(cue.start, cue.end) for cue in cues if cue.roles & {"noun", "title", "say", "send", "public", "answer"}]
    found = []
    for match in _WIDE_NAME.finditer(text):
        start, end = match.span()
        for first, last in taken:
            if first < end and last > start:
                start, end = (last, end) if first <= start else (start, first)
        name = text[start:end].strip(" ・\u3000")
        if len(name) > 1:
            start = text.index(name, start)
            found.append(Mention(start, start + len(name), name, "bare"))
    covered = {at for start, end in taken for at in range(start, end)}
    for end in sorted(honorifics):
        start = end
        while start > max(end - 4, 0) and start - 1 not in covered and _HAN.match(text[start - 1]):
            start -= 1
        if end - start > 1:
            found.append(Mention(start, end, text[start:end], "bare"))
    return found


def _hangul(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[Mention]:
    """Hangul words less their particle, where a particle or an honorific says that they are people."""
    marking, endings = _marking(grammar)
    followed = {cue.start for cue in cues if cue.roles & {"honorific", "title"}}
    verbs = [cue for cue in cues if cue.roles & _NO_NAME]
    verbs += [cue for cue in cues if "quoting" in cue.roles and len(cue.form) > 1]
    verbs = [cue for cue in verbs if cue.end - cue.start > 1 or not _HANGUL.match(text[max(cue.start - 1, 0)])]
    loose = tuple(f" {form}" for form in grammar.forms["loose"]) or ("\x00",)
    found = []
    for match in _HANGUL.finditer(text):
        start, end = match.span()
        if text[start - 1 : start].isdigit():
            continue  # the unit of a number
        particle = ""
        if text.endswith(endings, start, end):
            particle = next(
                (form for form in marking if text.endswith(form, start, end) and end - len(form) > start), ""
            )
        base = text[start : end - len(particle)]
        titled = end in followed or (end + 1 in followed and text[end : end + 1] == " ")
        titled = (
            titled or text.startswith(loose, end) or (text[end : end + 1] == "," and text[start:end] in known.surnames)
        )
        if (titled and not particle) or (not particle and text[end : end + 1] not in (" ", "", ",")):
            base = text[start:end]
        if (
            not (particle or titled or base.isascii() or heads(text, _behind_title(start, cues), end))
            or base in grammar.common
            or len(base) > 24
        ):
            continue
        if any(cue.start < end and cue.end > start for cue in verbs):
            continue
        if particle in grammar.forms["topic"] and any(base.endswith(stem) for stem in grammar.forms["bound"]):
            continue  # a verb
        given = _HANGUL_WORD.search(text, 0, start)
        if given and given[1] not in grammar.given and given[1].endswith(particles_of(grammar)):
            given = None
        if given and any(cue.start < given.end(1) and cue.end > given.start(1) for cue in verbs):
            given = None
        if given and any(c.start < given.end(1) and c.end > given.start(1) and c.roles & VERBS for c in cues):
            given = None
        short = given is not None and (
            (given[1], base) in known.pairs or len(base) == 1 or len(given[1]) == 1 or given[1] in grammar.given
        )
        if given and short and given[1] not in grammar.common:
            start, base = given.start(1), text[given.start(1) : start + len(base)]
        family = titled and (base in grammar.surnames or base in grammar.given or base.isascii())
        if len(base) > 1 or family or base in known.surnames:
            found.append(Mention(start, start + len(base), base, "bare"))
    apposed = apposed_names(text, cues, grammar, known)
    return [m for m in found if not any(start < m.end and m.start < end for _, start, end in apposed)] + [
        mention for mention, _, _ in apposed
    ]


@cache
def _marking(grammar: Grammar) -> tuple[list[str], tuple[str, ...]]:
    """Return the particles that give a name its part, the longest first."""
    forms = sorted({form for role in MARKING for form in grammar.forms[role]}, key=lambda form: (-len(form), form))
    return forms, tuple(forms)


def _behind_title(start: int, cues: Sequence[Cue]) -> int:
    """Return where the title begins that stands before *start*, else *start*."""
    title = next((cue for cue in cues if cue.end == start - 1 and "title" in cue.roles), None)
    return title.start if title else start


def heads(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` stands before a comma at the beginning, as whom an item is about."""
    if not text.startswith((", ", "，", "、"), end):
        return False
    date = max(text.rfind(mark, 0, start) for mark in ":：=")
    return not any(character.isalpha() for character in text[date + 1 : start]) and date <= _DATE


def _han(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[Mention]:
    """Runs of the letters that names are transcribed with, Latin names, and short words that a surname begins."""
    found = [
        Mention(match.start(), match.end(), match[0], "bare")
        for match in _WIDE_NAME.finditer(text)
        if not (
            text[match.start() - 1 : match.start()] in _ADDRESS or text[match.start() - 1 : match.start()].isdigit()
        )
        and not any(cue.start < match.end() and cue.end > match.start() for cue in cues)
    ]
    nouns = {cue.end for cue in cues if cue.roles & {"noun", "answer"}}
    taken = {
        at
        for cue in cues
        for at in range(cue.start, cue.end)
        if cue.end - cue.start > 1
        or text[cue.end : cue.end + 1].isdigit()
        or cue.form not in grammar.letters
        or cue.start in nouns
        or not cue.roles <= {"in", "preposition", "bound"}
    }
    words = {at for cue in cues if cue.end - cue.start > 1 for at in range(cue.start, cue.end)}
    position = 0
    while position < len(text):
        if (stop := _known_name(text, position, taken, words, grammar, known)) > position:
            found.append(Mention(position, stop, text[position:stop], "bare"))
            position = stop
            continue
        end = position
        while end < len(text) and end not in taken and (text[end] in grammar.letters or text[end] in "·・‧"):
            end += 1
            if text[end - 1] in "·・‧" and (end == len(text) or text[end] not in grammar.letters):
                while end < min(len(text), position + 12) and end not in taken and _HAN.match(text[end]):
                    end += 1
        end = max(end, _full_name(text, position, end, taken, grammar, known))
        name = text[position:end].strip("·・‧")
        if len(name) > 1 and name not in grammar.common:
            start = text.index(name, position)
            if _one_before(text, start, taken, grammar):
                start, name = start - 1, text[start - 1] + name
            found.append(Mention(start, start + len(name), name, "bare"))
        elif text[position] in grammar.surnames and position not in taken and _edge(text, position, taken):
            stop = position + 1
            while stop < min(position + 3, len(text)) and stop not in taken and _HAN.match(text[stop]):
                stop += 1
            titled = any("title" in cue.roles and cue.start == stop for cue in cues)
            if (
                stop == position + 1
                and stop in taken
                and any(name.startswith(text[position]) for name in known.surnames)
            ):
                titled = True  # a family name alone, of one who is known in full
            usual = text[position:stop] in grammar.common
            if (
                (stop - position > 1 or titled)
                and not usual
                and (stop in taken or stop >= len(text) or not _HAN.match(text[stop]))
            ):
                found.append(Mention(position, stop, text[position:stop], "bare"))
        position = max(end, position + 1)
    return found


def _known_name(text: str, start: int, taken: set[int], words: set[int], grammar: Grammar, known: Known) -> int:
    """Return where the longest name that the text is known to use ends, where a name may begin; else *start*.

    *words* are the places of longer cues: those of one letter may be part of a name that recurs.
    """
    if start in taken or not _edge(text, start, taken):
        return start
    for length in range(_LONGEST, 1, -1):
        name = text[start : start + length]
        blocked = words if length >= _FULL else taken
        if name in known.surnames and blocked.isdisjoint(range(start, start + length)):
            foreign = grammar.letters.issuperset(name) and text[start + length : start + length + 1] in grammar.letters
            return start if foreign else start + length
    return start


def _full_name(text: str, start: int, end: int, taken: set[int], grammar: Grammar, known: Known) -> int:
    """Return where a family name and its given name end that begin at *start* and fill the room to a boundary."""
    if text[start] not in grammar.surnames or not end - start < _FULL or not _edge(text, start, taken):
        return end
    if text[start : start + _FULL] in known.surnames - grammar.common:
        return start + _FULL
    stop = end
    while stop < min(start + _FULL, len(text)) and stop not in taken and _HAN.match(text[stop]):
        stop += 1
    return stop if end - start > 1 and (stop in taken or stop >= len(text) or not _HAN.match(text[stop])) else end


def _one_before(text: str, start: int, taken: set[int], grammar: Grammar) -> bool:
    """Whether a single other letter stands between a boundary and the name that begins at *start*: it belongs to it."""
    at = start - 1
    return (
        at >= 0
        and at not in taken
        and _HAN.match(text[at]) is not None
        and text[at] not in grammar.common
        and _edge(text, at, taken)
    )


def _edge(text: str, position: int, taken: set[int]) -> bool:
    """Whether a name may begin at *position*: no other letter of a word stands before it, and no number."""
    before = text[position - 1 : position]
    unit = text[position - 2 : position - 1].isdigit() and position > 1 and not before.isdigit()
    return not before or position - 1 in taken or unit or not (_HAN.match(before) or before.isdigit())
