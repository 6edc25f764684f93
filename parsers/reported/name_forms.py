"""Names as scripts print them: katakana, hangul, transcribed Han, and capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..dates.scan import fold
from ..dates.words import lexicon
from .cues import Cue, Grammar, Role
from .mention import PARTS, Known, Mention

_WORD = re.compile(r"[^\W\d_](?:[\w’'\-&]|\.(?=\w))*")
_WIDE_NAME = re.compile(
    r"[\u30a1-\u30fa\u30fd\u30fe][\u30a1-\u30fa\u30fc-\u30fe]*(?:[\u30fb＝=][\u30a1-\u30fa\u30fc]+)*"
    r"|[A-Z](?=[A-Za-z’'\-]*[a-z])[A-Za-z’'\-]*(?:[ \u3000](?:[A-Z][A-Za-z’'\-]+|[A-Z]\.))*"
)
_HAN = re.compile(r"[\u4e00-\u9fa5\u3005]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*|[A-Z](?![A-Za-z])")
_HANGUL_WORD = re.compile(r"(?<![\uac00-\ud7a3])([\uac00-\ud7a3]{1,5}) \Z")
_HANGUL_RANGE = re.compile(r"[\uac00-\ud7a3]")
MARKING: tuple[Role, ...] = (*(role for role, _ in PARTS), "and")
_LONGEST = 5
"""Words of a name."""


def printed_names(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[Mention]:
    """Return the names in *text* as its script and language print them; they may overlap."""
    if grammar.particles:
        return _hangul(text, cues, grammar) if _HANGUL_RANGE.search(text) else _kana(text, cues)
    return _capitalised(text, cues, grammar, known) if grammar.spaced else _han(text, cues, grammar)


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


def _hangul(text: str, cues: Sequence[Cue], grammar: Grammar) -> list[Mention]:
    """Hangul words less their particle, where a particle or an honorific says that they are people."""
    marking = sorted(
        (form for role in MARKING for form in grammar.forms[role]),
        key=len,
        reverse=True,
    )
    followed = {cue.start for cue in cues if cue.roles & {"honorific", "title"}}
    verbs = [cue for cue in cues if cue.roles & {"noun", "title", "relative", "public", "singular", "plural", "we"}]
    found = []
    for match in _HANGUL.finditer(text):
        start, end = match.span()
        particle = next((form for form in marking if text.endswith(form, start, end) and end - len(form) > start), "")
        base = text[start : end - len(particle)]
        titled = end in followed or (end + 1 in followed and text[end : end + 1] == " ")
        if (titled and not particle) or (not particle and text[end : end + 1] not in (" ", "")):
            base = text[start:end]
        if not (particle or titled or base.isascii()) or base in grammar.common or len(base) > 24:
            continue
        if any(cue.start < end and cue.end > start for cue in verbs):
            continue
        given = _HANGUL_WORD.search(text, 0, start)
        if given and any(cue.start < given.end(1) and cue.end > given.start(1) for cue in verbs):
            given = None
        short = given is not None and (len(base) == 1 or len(given[1]) == 1 or given[1] in grammar.given)
        if given and short and given[1] not in grammar.common:
            start, base = given.start(1), text[given.start(1) : start + len(base)]
        if len(base) > 1 or titled:
            found.append(Mention(start, start + len(base), base, "bare"))
    return found


def _han(text: str, cues: Sequence[Cue], grammar: Grammar) -> list[Mention]:
    """Runs of the letters that names are transcribed with, Latin names, and short words that a surname begins."""
    found = [
        Mention(match.start(), match.end(), match[0], "bare")
        for match in _WIDE_NAME.finditer(text)
        if not any(cue.start < match.end() and cue.end > match.start() for cue in cues)
    ]
    taken = {
        at
        for cue in cues
        for at in range(cue.start, cue.end)
        if cue.end - cue.start > 1
        or text[cue.end : cue.end + 1].isdigit()
        or cue.form not in grammar.letters
        or not cue.roles <= {"in", "preposition", "bound"}
    }
    position = 0
    while position < len(text):
        end = position
        while end < len(text) and end not in taken and (text[end] in grammar.letters or text[end] in "·・‧"):
            end += 1
            if text[end - 1] in "·・‧" and (end == len(text) or text[end] not in grammar.letters):
                while end < min(len(text), position + 12) and end not in taken and _HAN.match(text[end]):
                    end += 1
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
            if (stop - position > 1 or titled) and (stop in taken or stop >= len(text) or not _HAN.match(text[stop])):
                found.append(Mention(position, stop, text[position:stop], "bare"))
        position = max(end, position + 1)
    return found


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
    return not before or position - 1 in taken or not (_HAN.match(before) or before.isdigit())


def _capitalised(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[Mention]:
    """Runs of capitalised words, less titles, words of the language and things."""
    no_name: set[Role] = {"noun", "title", "relative", "say", "public", "answer", "we", "send", "in", "singular"}
    blocked = [(cue.start, cue.end) for cue in cues if cue.roles & no_name or "determiner" in cue.roles]
    joiners = grammar.forms["joiner"]
    determined = {cue.end for cue in cues if "determiner" in cue.roles and not relates(text, cue.start, grammar)}
    nouns = {cue.start for cue in cues if cue.roles & {"noun", "answer"}}
    found: list[Mention] = []
    run: list[tuple[int, int]] = []
    pending: list[tuple[int, int]] = []
    at = 0

    def close() -> None:
        if run:
            for part in _parted(text, run, grammar, known):
                found.extend(_person(text, part, grammar, known, determined, nouns))
        run.clear()
        pending.clear()

    for match in _WORD.finditer(text):
        start, end = match.span()
        if not run and not text[start].isupper():
            continue
        while at < len(blocked) and blocked[at][1] <= start:
            at += 1
        word = text[start:end]
        if run and text[(pending or run)[-1][1] : start] not in (" ", ". ", "\n"):
            close()
        covered = at < len(blocked) and blocked[at][0] <= start
        usual = _plain(word) in grammar.common or fold(word) in _calendar(grammar.language)
        if word[0].isupper() and not covered and not usual:
            run += [*pending, (start, end)]
            pending.clear()
        elif run and word in joiners:
            pending.append((start, end))
        else:
            close()
    close()
    return found


def glued_title(text: str, end: int, grammar: Grammar) -> int:
    """Return the length of the word that ends at *end* where it is a title glued to others, else 0."""
    if not grammar.verb_second:
        return 0
    start = end
    while start and (text[start - 1].isalpha() or text[start - 1] == "-"):
        start -= 1
    titles = tuple(form for form in grammar.forms["title"] if len(form) > 3)
    return end - start if text[start:end].lower().endswith(titles) else 0


def relates(text: str, start: int, grammar: Grammar) -> bool:
    """Whether the article that begins at *start* is none but begins a relative clause: it stands behind a comma."""
    return grammar.verb_second and start >= 2 and text.startswith(", ", start - 2)


def _parted(
    text: str, run: Sequence[tuple[int, int]], grammar: Grammar, known: Known
) -> list[Sequence[tuple[int, int]]]:
    """Return the names of a run such as *Hale Whitlock*: a family name that stands first, or a case, ends a name."""
    if len(run) == 2:
        first, second = (text[start:end] for start, end in run)
        cased = first.endswith(grammar.endings) and not second.endswith(grammar.endings) if grammar.endings else False
        if cased or first.casefold() in known.surnames:
            return [run[:1], run[1:]]
    if len(run) > 2 and grammar.endings:
        cases = [text[start:end].endswith(grammar.endings) for start, end in run]
        changes = [at for at in range(1, len(run)) if cases[at] != cases[at - 1]]
        if len(changes) == 1:
            return [run[: changes[0]], run[changes[0] :]]
    return [list(run)]


def _person(
    text: str, run: Sequence[tuple[int, int]], grammar: Grammar, known: Known, determined: set[int], nouns: set[int]
) -> list[Mention]:
    words = [text[start:end] for start, end in run]
    while len(words) > 1 and (("-" in words[0] and len(words) > 2) or glued_title(text, run[0][1], grammar)):
        run, words = run[1:], words[1:]
    if len(run) > _LONGEST or not any(any(letter.islower() for letter in word) for word in words):
        return []
    start, end = run[0][0], run[-1][1]
    owner = next((mark for mark in grammar.forms["possessive"] if text.endswith(mark, start, end)), "")
    if owner.isalpha() and end + 1 not in nouns:
        owner = ""
    end -= len(owner)
    name = " ".join(text[start:end].split())
    if (len(run) == 1 and name.casefold() in known.things) or start - 1 in determined:
        return []
    return [Mention(start, end, name, "owner" if owner else "bare")] if len(name) > 1 else []


@cache
def _calendar(language: str) -> frozenset[str]:
    """The names of months and days of the week, as written with a small letter."""
    table = lexicon()
    bit = table.bits.get(language, 0)
    return frozenset(
        form
        for form, readings in table.forms.items()
        if any(reading.kind in ("month", "weekday") and reading.languages & bit for reading in readings)
    )


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
