"""Prose to parsed sentences: the language of each paragraph, its sentences, cues, people and claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .claims import Claim, find_claims
from .cues import Cue, Grammar, Role, find_cues, grammars_for, lowered, quote_marks, stems
from .mention import Known
from .message_nouns import settled
from .name_forms import relates
from .names import find_mentions
from .parsed import VERBS, Parse
from .sentences import Paragraph, Sentence, paragraphs, sentences

_BEFORE, _BEHIND = 4000, 8000
"""Code points around a message noun that are read: what runs along before it, what goes on behind it."""

_SHARE = 0.06
"""Of the words of a text in a known language, at least so many are its commonest ones."""

_TELLING = 60
"""A shorter paragraph is in the language of the text around it: it tells too little of its own."""
_OTHERS = 2
"""Sentences behind one that speaks of messages within which *in another* means one of them."""
_LONGEST, _MOST = 1500, 120
"""Code points outside quotations, and cues, that a sentence may have: beyond, it is a list or an attack."""

_NOUNS: frozenset[Role] = frozenset({"noun", "answer"})
_TOLD_BY = VERBS | _NOUNS

_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A sentence with all that its own words tell; offsets of ``parse`` and ``claims`` count from its start."""

    sentence: Sentence
    grammar: Grammar
    parse: Parse
    claims: Sequence[Claim]


def scan_prose(text: str, start: int, end: int, number: int, languages: tuple[str, ...]) -> Iterator[Scanned]:
    """Yield the sentences of ``text[start:end]`` near a message noun, in order; none where no such noun stands.

    *number* is the line on which the stretch begins. Works through a text without message nouns at the speed
    of a plain search.
    """
    grammars = grammars_for(languages)
    for first, last in _windows(text, start, end, languages):
        found = paragraphs(text, first, last, number + text.count("\n", start, first))
        usual = language_of(text, first, last, grammars, None)
        if usual is None:
            continue
        known = known_in(text, first, last, usual)
        for paragraph in found:
            grammar = language_of(text, paragraph.start, paragraph.end, grammars, usual)
            if grammar is not None:
                yield from _sentences(text, paragraph, grammar, known)


def _sentences(text: str, paragraph: Paragraph, grammar: Grammar, known: Known) -> Iterator[Scanned]:
    spoken = _OTHERS
    for sentence in sentences(text, paragraph, paragraph.start, grammar, quote_marks()):
        length = len(sentence.masked) - sentence.masked.count("\x01")
        cues = find_cues(sentence.masked, grammar) if length <= _LONGEST else []
        if len(cues) > _MOST:
            cues = []
        cues, spoken = _others(cues, spoken)
        telling = any(not cue.roles.isdisjoint(_TOLD_BY) for cue in cues)
        mentions = find_mentions(sentence.masked, cues, grammar, known) if length <= _LONGEST else []
        parse = Parse(sentence.masked, settled(sentence.masked, cues, mentions, grammar), mentions, grammar)
        yield Scanned(sentence, grammar, parse, find_claims(parse) if telling else [])


def _others(cues: list[Cue], spoken: int) -> tuple[list[Cue], int]:
    """Return *cues* with *in another* as a message where one was spoken of just before, and how long ago that was."""
    kept = [
        cue._replace(roles=cue.roles | {"noun"}) if spoken < _OTHERS and "other" in cue.roles else cue for cue in cues
    ]
    return kept, 0 if any("noun" in cue.roles for cue in kept) else spoken + 1


def _windows(text: str, start: int, end: int, languages: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the stretches of whole lines around message nouns, merged where they touch."""
    small = lowered(text[start:end])
    words = " ".join(set(small.split()))  # a text has far fewer different words than words
    spans = []
    for beginning, group in stems(languages).items():
        at = small.find(beginning) if any(max(form.split(), key=len) in words for form in group) else -1
        while at >= 0:
            known = small.startswith(group, at)
            if known:
                spans.append((at - _BEFORE, at + _BEHIND))
            at = small.find(beginning, at + (_BEFORE if known else 1))
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        first = max(text.rfind("\n", start, start + max(first, 0)) + 1, start) if first > 0 else start
        last = text.find("\n", min(start + last, end), end)
        last = end if last < 0 else last
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def language_of(text: str, start: int, end: int, grammars: Sequence[Grammar], usual: Grammar | None) -> Grammar | None:
    """Return the grammar of the language of ``text[start:end]`` by its script and its commonest words."""
    piece = text[start : min(end, start + 6000)]
    script = _script(piece)
    fitting = [grammar for grammar in grammars if _writes(grammar) == script]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    least = -1.0
    if usual in fitting and len(piece) < _TELLING:
        return usual
    words = list(piece) if script == "han" else [word.casefold() for word in _WORDS.findall(piece)]
    if usual in fitting and 2 * sum(map(_vocabulary(usual).__contains__, words)) >= len(words):
        return usual
    scores = [sum(map(_vocabulary(grammar).__contains__, words)) for grammar in fitting]
    if script != "han":
        least = _SHARE * len(words)
    best = max(scores)
    if usual in fitting and scores[fitting.index(usual)] * 2 >= best:
        return usual
    return fitting[scores.index(best)] if best > least else usual if usual in fitting else None


@cache
def _vocabulary(grammar: Grammar) -> frozenset[str]:
    return grammar.common | grammar.roles.keys()


def _script(piece: str) -> str:
    if len(_KANA.findall(piece)) > 3:
        return "kana"
    if len(_HANGUL.findall(piece)) > 3:
        return "hangul"
    han, cyrillic = len(_HAN.findall(piece)), len(_CYRILLIC.findall(piece))
    if han > 3 and han * 3 > cyrillic:
        return "han"
    return "cyrillic" if cyrillic > 3 else "latin"


@cache
def _writes(grammar: Grammar) -> str:
    """Return the script of a grammar, by its message nouns."""
    nouns = "".join(sorted(grammar.forms["noun"]))
    return _script(nouns * 4)


def known_in(text: str, start: int, end: int, grammar: Grammar) -> Known:
    """Return what ``text[start:end]`` tells of its capitalised words."""
    if not grammar.spaced or grammar.particles:
        return Known()
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
