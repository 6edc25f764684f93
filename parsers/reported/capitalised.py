"""Names that capital letters tell, less titles, words of the language, dates and things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..dates.scan import fold
from ..dates.words import lexicon
from .cues import Cue, Grammar, Role
from .mention import Known, Mention

_WORD = re.compile(r"[^\W\d_](?:[\w’'\-&]|\.(?=\w))*")
_LONGEST = 5
"""Words of a name."""


def capitalised(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[Mention]:
    """Runs of capitalised words, less titles, words of the language and things."""
    no_name: set[Role] = {
        "noun",
        "title",
        "relative",
        "say",
        "public",
        "answer",
        "we",
        "send",
        "in",
        "singular",
        "copy",
    }
    blocked = [(cue.start, cue.end) for cue in cues if cue.roles & no_name or "determiner" in cue.roles]
    titles = {(cue.start, cue.end) for cue in cues if "title" in cue.roles and "determiner" not in cue.roles}
    joiners, articles = grammar.forms["joiner"], grammar.forms["determiner"]
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
        usual = _plain(word) in grammar.common or (
            fold(word) in _calendar(grammar.language) and not _is_given(text, end, fold(word), grammar)
        )
        covered = covered and not (run and not pending and blocked[at] in titles and not text.startswith(" ", end))
        if word[0].isupper() and not covered and not usual:
            run += [*pending, (start, end)]
            pending.clear()
        elif run and word in joiners and (pending or not grammar.verb_second or word not in articles):
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
    return end - start if text[start:end].lower().endswith(_long_titles(grammar)) else 0


@cache
def _long_titles(grammar: Grammar) -> tuple[str, ...]:
    return tuple(form for form in grammar.forms["title"] if len(form) > 3)


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
        if grammar.verb_second and _owns(first, grammar, known):
            return [run[:1]]  # whose thing it is (*in Adas Postfach*)
    if grammar.verb_second:
        for at, (start, end) in enumerate(run[1:-1], 2):
            if text[start:end].casefold() in known.surnames:
                return [run[:at], run[at:]]  # a noun follows (*verlangte von Ada Lang Geduld*)
    if len(run) > 2 and text[slice(*run[1])] in grammar.forms["joiner"]:
        behind = next((at for at in range(1, len(run)) if text[run[at][0]].isupper()), 0)
        if behind and text[slice(*run[0])].casefold() in known.surnames:
            return [run[:1], run[behind:]]  # the joiner is a preposition (*wollte Venn von Ada wissen*)
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
    if grammar.verb_second and run[0][0] - 1 in determined and len(words) > 1:
        last = words[-1].casefold() in known.surnames
        if len(words) > 2 or last:  # the first word is a noun: who that is (*der Bauleiter Uwe Kastner*)
            run, words = run[1:], words[1:]
    start, end = run[0][0], run[-1][1]
    owner = next((mark for mark in grammar.forms["possessive"] if text.endswith(mark, start, end)), "")
    if owner.isalpha() and end + 1 not in nouns and not (len(run) == 1 and _owns(words[0], grammar, known)):
        owner = ""
    end -= len(owner)
    name = " ".join(text[start:end].split())
    if (len(run) == 1 and name.casefold() in known.things) or start - 1 in determined:
        return []
    if len(run) == 1 and grammar.verb_second and _is_noun(text, start, determined):
        return []
    sure = len(run) > 1 or not grammar.verb_second or name.casefold() in known.surnames
    return [Mention(start, end, name, "owner" if owner else "bare", sure=sure)] if len(name) > 1 else []


def _owns(word: str, grammar: Grammar, known: Known) -> bool:
    """Whether *word* is a family name that the text gives elsewhere, with the ending of one whose something is."""
    small = word.casefold()
    marks = [mark for mark in grammar.forms["possessive"] if mark.isalpha() and small.endswith(mark)]
    return small not in known.surnames and any(small.removesuffix(mark) in known.surnames for mark in marks)


def _is_noun(text: str, start: int, determined: set[int]) -> bool:
    """Whether an adjective and an article before it make a capitalised word a noun (*des asiatischen Unternehmens*)."""
    begin = start - 1
    while begin > 0 and text[begin - 1].isalpha():
        begin -= 1
    return text[begin : begin + 1].islower() and begin - 1 in determined


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


def _is_given(text: str, end: int, word: str, grammar: Grammar) -> bool:
    """Whether what may be short for a month is a given name: one more capitalised word follows (*Jan Lind*)."""
    short = any(other != word and other.startswith(word) for other in _calendar(grammar.language))
    return short and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def is_dating(word: str, grammar: Grammar) -> bool:
    """Return whether *word* is a number, or the name of a month or a day of the week."""
    return word[0].isdigit() or fold(word) in _calendar(grammar.language)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
