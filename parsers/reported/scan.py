"""Prose to parsed sentences: the language of each paragraph, its sentences, cues, people and claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .capitalised import relates
from .claim import Claim
from .claims import find_claims
from .cues import Cue, Grammar, Role, find_cues, grammars_for, lowered, quote_marks, stems
from .mention import Known, Mention
from .message_nouns import settled
from .names import find_mentions, name_spans
from .parsed import VERBS, Parse
from .sentences import Paragraph, Sentence, paragraphs, sentences

_BEFORE, _BEHIND = 4000, 8000
"""Code points around a message noun that are read: what runs along before it, what goes on behind it."""

_SHARE = 0.06
"""Of the words of a text in a known language, at least so many are its commonest ones."""

_TELLING = 60
"""A shorter paragraph is in the language of the text around it: it tells too little of its own."""
_LETTERS = 6
"""So few letters, those of a date in digits, tell nothing of the script either."""
_LONG = 3
"""Letters from which on a particle is more than one."""
_LINE = 70
_DATELINE = re.compile(r"[^\W\d_a-z]{3,}[^–—\n]*?[ )][–—] ")
"""A place in capitals, and what else stands before the dash of a report's first line."""
_MOSTLY = 3
"""Of so many times that a thing is named, an article stands before it once at least."""
_OTHERS = 2
"""Sentences behind one that speaks of messages within which *in another* means one of them."""
_LONGEST, _MOST = 1500, 120
"""Code points outside quotations, and cues, that a sentence may have: beyond, it is a list or an attack."""

_NOUNS: frozenset[Role] = frozenset({"noun", "answer"})
_SPOKEN: frozenset[Role] = frozenset({"noun", "answer", "reply", "alone"})
_TOLD_BY = VERBS | _NOUNS

_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FULL = re.compile(r"([\u4e00-\u9fff])(?=([\u4e00-\u9fff]{2}))")
"""Every three letters that may be a Chinese name."""
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
    line = _dateline_end(text, paragraph)
    for sentence in sentences(text, paragraph, paragraph.start, grammar, quote_marks()):
        if sentence.start < line:
            sentence = _without(sentence, line)
        length = len(sentence.masked) - sentence.masked.count("\x01")
        cues = find_cues(sentence.masked, grammar) if length <= _LONGEST else []
        if len(cues) > _MOST:
            cues = []
        cues, spoken = _others(cues, spoken)
        telling = any(not cue.roles.isdisjoint(_TOLD_BY) for cue in cues)
        if length > _LONGEST:
            yield Scanned(sentence, grammar, Parse(sentence.masked, [], [], grammar), [])
            continue
        spans = name_spans(sentence.masked, cues, grammar, known)
        unnamed = not any(mention.who == "name" for mention in spans)
        mentions = find_mentions(sentence.masked, cues, grammar, spans, described=unnamed)
        parse = _parse(sentence.masked, cues, mentions, grammar)
        claims = find_claims(parse) if telling else []
        if not unnamed and any(not cue.roles.isdisjoint(_SPOKEN) for cue in cues) and _is_open(claims):
            described = find_mentions(sentence.masked, cues, grammar, spans, described=True)
            if described != parse.mentions:
                fuller = _parse(sentence.masked, cues, described, grammar)
                found = find_claims(fuller)
                if _says_more(found, claims) or _names_pronoun(found, claims, fuller):
                    parse, claims = fuller, found
        yield Scanned(sentence, grammar, parse, claims)


def _dateline_end(text: str, paragraph: Paragraph) -> int:
    """Return where the place and the agency end with which a report begins (*BERLIN, 3 May (Agency) —*), else its start."""
    match = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + _LINE))
    return match.end() if match else paragraph.start


def _without(sentence: Sentence, end: int) -> Sentence:
    """Return *sentence* with spaces up to *end* of the text."""
    count = min(end - sentence.start, len(sentence.masked))
    return sentence._replace(masked=" " * count + sentence.masked[count:])


def _parse(text: str, cues: Sequence[Cue], mentions: Sequence[Mention], grammar: Grammar) -> Parse:
    return Parse(text, settled(text, cues, mentions, grammar), mentions, grammar)


def _is_open(claims: Sequence[Claim]) -> bool:
    """Whether names alone leave open who wrote, or to whom: it may be someone whom the text only describes."""
    return not claims or any(not claim.senders or not claim.recipients or not claim.explicit for claim in claims)


def _says_more(found: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    """Whether *found* names more senders or recipients of messages than *claims*, and drops none."""
    before, now = _people(claims), _people(found)
    return now > before and len(now) > len(before)


def _names_pronoun(found: Sequence[Claim], claims: Sequence[Claim], fuller: Parse) -> bool:
    """Whether the same claims are *found*, and a pronoun has now someone before it, only described (*a clerk ... he*)."""
    if len(found) != len(claims) or _people(found) != _people(claims):
        return False
    pronouns = [m for claim in claims if claim.explicit for m in claim.senders if m.who in ("one", "many")]
    return any(
        m.who == "name" and m.part == "bare" and m.end <= pronoun.start for pronoun in pronouns for m in fuller.mentions
    )


def _people(claims: Sequence[Claim]) -> set[tuple[str, int]]:
    told = [claim for claim in claims if claim.explicit or claim.strength == "answered"]
    parts = [("from", m.start) for claim in told for m in claim.senders if m.who != "someone"]
    return {*parts, *(("to", m.start) for claim in told for m in claim.recipients if m.who != "someone")}


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
    if usual is not None and len(piece) < _TELLING and sum(map(len, _WORDS.findall(piece))) <= _LETTERS:
        return usual
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
    return Known(surnames=frozenset(family for _, family in found), pairs=frozenset(found))


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


def known_in(text: str, start: int, end: int, grammar: Grammar) -> Known:
    """Return what ``text[start:end]`` tells of its capitalised words."""
    if grammar.particles:
        return _hangul_names(text, start, end, grammar)
    if not grammar.spaced:
        counted = Counter(
            name[0] + name[1]
            for name in _FULL.findall(text, start, end)
            if name[0] in grammar.surnames and grammar.common.isdisjoint(name[1])
        )
        return Known(surnames=frozenset(name for name, count in counted.items() if count > 1))
    determiners = grammar.forms["determiner"] - grammar.forms["preposition"]
    counted: Counter[str] = Counter()
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
            counted[word] += 1
            if before in determiners and not relates(text, match.start() - len(before) - 1, grammar):
                things[word] += 1
        else:
            run = 0
        last = match.end()
    mostly = frozenset(word for word, count in things.items() if count * _MOSTLY >= counted[word])
    return Known(mostly, frozenset(surnames))
