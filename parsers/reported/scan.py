"""Prose to parsed sentences: the language of each paragraph, its sentences, cues, people and claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .claim import Claim
from .claims import find_claims
from .cues import Cue, Grammar, Role, find_cues, grammars_for, lowered, quote_marks, stem_words, stems
from .known import known_in
from .languages import language_of
from .mention import Known, Mention
from .message_nouns import settled
from .names import find_mentions, name_spans
from .parsed import VERBS, Parse
from .recast import OTHERS, recast
from .sentences import AGENCY, Paragraph, Sentence, paragraphs, sentences, without_agency

_BEFORE, _BEHIND = 4000, 8000
"""Code points around a message noun that are read: what runs along before it, what goes on behind it."""

_LONGEST, _MOST = 1500, 120
"""Code points outside quotations, and cues, that a sentence may have: beyond, it is a list or an attack."""

_NOUNS: frozenset[Role] = frozenset({"noun", "answer"})
_DESCRIBES: frozenset[Role] = frozenset({"noun", "answer", "reply", "alone", "epithet"})
_TOLD_BY = VERBS | _NOUNS | {"signed", "addressee"}


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
    spoken = OTHERS
    for sentence in sentences(text, paragraph, paragraph.start, grammar, quote_marks()):
        if sentence.start < paragraph.start + AGENCY:
            sentence = without_agency(text, paragraph, sentence)
        length = len(sentence.masked) - sentence.masked.count("\x01")
        cues = find_cues(sentence.masked, grammar) if length <= _LONGEST else []
        if len(cues) > _MOST:
            cues = []
        cues, spoken = recast(cues, spoken)
        telling = any(not cue.roles.isdisjoint(_TOLD_BY) for cue in cues)
        telling = telling or ((grammar.turns or not grammar.particles) and "\x01" in sentence.masked)
        if length > _LONGEST:
            yield Scanned(sentence, grammar, Parse(sentence.masked, [], [], grammar), [])
            continue
        spans = name_spans(sentence.masked, cues, grammar, known)
        unnamed = not any(mention.who == "name" for mention in spans)
        mentions = find_mentions(sentence.masked, cues, grammar, spans, described=unnamed)
        parse = _parse(sentence.masked, cues, mentions, grammar)
        claims = find_claims(parse) if telling else []
        if not unnamed and any(not cue.roles.isdisjoint(_DESCRIBES) for cue in cues) and _is_open(claims):
            described = find_mentions(sentence.masked, cues, grammar, spans, described=True)
            if described != parse.mentions:
                fuller = _parse(sentence.masked, cues, described, grammar)
                found = find_claims(fuller)
                if _says_more(found, claims) or _titles(found, claims, fuller) or _names_pronoun(found, claims, fuller):
                    parse, claims = fuller, found
        yield Scanned(sentence, grammar, parse, claims)


def _parse(text: str, cues: Sequence[Cue], mentions: Sequence[Mention], grammar: Grammar) -> Parse:
    return Parse(text, settled(text, cues, mentions, grammar), mentions, grammar)


def _is_open(claims: Sequence[Claim]) -> bool:
    """Whether names alone leave open who wrote, or to whom: it may be someone whom the text only describes."""
    return not claims or any(not claim.senders or not claim.recipients or not claim.explicit for claim in claims)


def _says_more(found: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    """Whether *found* names more senders or recipients of messages than *claims*, and drops none."""
    before, now = _people(claims, surely=True), _people(found)
    return now > before


def _names_pronoun(found: Sequence[Claim], claims: Sequence[Claim], fuller: Parse) -> bool:
    """Whether the same claims are *found*, and a pronoun has now someone described before it (*a clerk ... he*)."""
    if len(found) != len(claims) or _people(found) != _people(claims):
        return False
    pronouns = [m for claim in claims if claim.explicit for m in claim.senders if m.who in ("one", "many")]
    return any(
        m.who == "name" and m.part == "bare" and m.end <= pronoun.start for pronoun in pronouns for m in fuller.mentions
    )


def _titles(found: Sequence[Claim], claims: Sequence[Claim], fuller: Parse) -> bool:
    """Whether the same claims are *found*, and one has now somebody whom a title stands for (*warned the investor*)."""
    if len(found) != len(claims):
        return False
    known = {m.start for claim in claims for m in (*claim.senders, *claim.recipients) if m.who == "name"}
    now = {m.start: m for claim in found for m in (*claim.senders, *claim.recipients) if m.who == "name"}
    covered = {start for start in known if any(m.start < start < m.end for m in now.values())}
    return known - covered <= set(now) and any(
        "epithet" in cue.roles and m.start <= cue.start < m.end
        for start, m in now.items()
        if start not in known
        for cue in fuller.cues
    )


def _people(claims: Sequence[Claim], *, surely: bool = False) -> set[tuple[str, int]]:
    told = [claim for claim in claims if claim.explicit or claim.strength == "answered"]
    parts = [
        ("from", m.start) for claim in told for m in claim.senders if m.who != "someone" and (m.sure or not surely)
    ]
    return {*parts, *(("to", m.start) for claim in told for m in claim.recipients if m.who != "someone")}


def _windows(text: str, start: int, end: int, languages: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the stretches of whole lines around message nouns, merged where they touch."""
    small = lowered(text[start:end])
    words = " ".join(set(small.split()))  # a text has far fewer different words than words
    if stem_words(languages).search(words) is None:
        return []
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
