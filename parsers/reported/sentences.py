"""Prose to paragraphs and sentences: offsets into the text, quotations kept together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..dates.scan import scan
from ..dates.words import lexicon
from .cues import Grammar
from .quotes import Quote, find_quotes

_ENDS = "。．.！？!?…؟।"
_END = re.compile(f"[{re.escape(_ENDS)}]")
_WIDE_ENDS = "。！？"
_OPENING = '“„«‹「『"¿¡'
"""Marks with which a sentence may begin."""
_WRAPPED = 50
"""A line that is shorter ends its paragraph: the writer broke it, not the width of a page."""
BULLETS = "•·*-–—▪◦●○■‣>#"
_UNSPACED = "\u2e80"
"""From here on scripts do without spaces, and programs do not wrap their lines."""
AGENCY = 80
"""Code points in which the place, the day and the agency stand with which a report begins."""
_AGENCY = re.compile(r"\w{3,}[^–—\n(]{0,30}(\([^–—\n()]{2,30}\) ?[–—])")
_LONGEST = 4000
"""Paragraphs are cut to pieces of that many code points; nobody writes such a sentence."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of prose, ``text[start:end]``, that begins on line ``number``."""

    start: int
    end: int
    number: int


class Sentence(NamedTuple):
    """``text[start:end]``, with the quotations in it and ``masked``: its text with all quoted words blotted out."""

    start: int
    end: int
    number: int
    paragraph: int
    quotes: tuple[Quote, ...]
    masked: str


def paragraphs(text: str, start: int, end: int, number: int) -> list[Paragraph]:
    """Return the paragraphs of ``text[start:end]``; lines that only the width of a page broke are one paragraph."""
    found: list[Paragraph] = []
    position, broken = start, True
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        first, final = _stripped(text, position, stop)
        while final - first > _LONGEST:
            found.append(Paragraph(first, first + _LONGEST, number))
            first, broken = first + _LONGEST, True
        if first == final:
            broken = True
        elif not broken and _runs_on(text, found[-1], first):
            found[-1] = replace(found[-1], end=final)
        else:
            found.append(Paragraph(first, final, number))
            broken = False
        position, number = stop + 1, number + 1
    return found


def _runs_on(text: str, paragraph: Paragraph, first: int) -> bool:
    """Whether the line that begins at *first* goes on with what the last line of *paragraph* left open."""
    line = paragraph.end - max(text.rfind("\n", paragraph.start, paragraph.end) + 1, paragraph.start)
    ended = text[paragraph.end - 1]
    return (
        line >= _WRAPPED
        and ended not in _ENDS + ":;：；"
        and ended < _UNSPACED
        and text[first] not in BULLETS
        and paragraph.end - paragraph.start < _LONGEST
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(
    text: str, paragraph: Paragraph, index: int, grammar: Grammar, marks: Mapping[str, str]
) -> list[Sentence]:
    """Return the sentences of *paragraph*; a quotation is never cut, and takes what follows it where that runs on."""
    quotes = find_quotes(text, paragraph.start, paragraph.end, marks)
    found: list[Sentence] = []
    start, position, following = paragraph.start, paragraph.start, 0
    while position < paragraph.end:
        if following < len(quotes) and position >= quotes[following].start:
            quote = quotes[following]
            following += 1
            position = max(position, quote.end)
            if quote.opened and _quote_ends(text, quote, grammar):
                start = position = _cut(text, paragraph, index, start, position, quotes, found)
            continue
        quoted = quotes[following].start if following < len(quotes) else paragraph.end
        mark = _END.search(text, position, quoted)
        position = mark.start() if mark else quoted
        if mark and _ends_here(text, position, paragraph.end, grammar):
            start = position = _cut(text, paragraph, index, start, position + 1, quotes, found)
        elif mark:
            position += 1
    if start < paragraph.end:
        _cut(text, paragraph, index, start, paragraph.end, quotes, found)
    return found


def _cut(
    text: str, paragraph: Paragraph, index: int, start: int, end: int, quotes: Sequence[Quote], found: list[Sentence]
) -> int:
    """Add the sentence that ends at *end*, closing brackets and footnote numbers included; return where it ends."""
    loose = {quote.start for quote in quotes if not quote.opened and quote.start >= start}
    while end < paragraph.end and (text[end] in _ENDS + ")）]】" or end in loose):
        end += 1
    end = _footnotes_end(text, end, paragraph.end)
    first, last = _stripped(text, start, end)
    if first < last:
        inside = tuple(quote for quote in quotes if first <= quote.start < last)
        number = paragraph.number + text.count("\n", paragraph.start, first)
        found.append(Sentence(first, last, number, index, inside, _masked(text, first, last, inside)))
    return end


def _masked(text: str, start: int, end: int, quotes: Sequence[Quote]) -> str:
    pieces, position = [], start
    for quote in quotes:
        if quote.opened:
            pieces += [text[position : quote.inner], "\x01" * (quote.last - quote.inner)]
            position = quote.last
    return "".join([*pieces, text[position:end]])


def without_agency(text: str, paragraph: Paragraph, sentence: Sentence) -> Sentence:
    """Return *sentence* without the agency that the first line of a report names (*BERLIN, 3 May (Agency) –*)."""
    match = _AGENCY.match(text, paragraph.start, min(paragraph.end, paragraph.start + AGENCY))
    if match is None or not match[0].split(",")[0].split()[0].isupper():
        return sentence
    first, last = (min(max(at - sentence.start, 0), len(sentence.masked)) for at in match.span(1))
    return sentence._replace(masked=sentence.masked[:first] + " " * (last - first) + sentence.masked[last:])


def _footnotes_end(text: str, end: int, limit: int) -> int:
    while end < limit and text[end] in "[ ":
        if text[end] == " ":
            if text[end + 1 : end + 2] != "[":
                break
            end += 1
        close = text.find("]", end, min(end + 6, limit))
        if close < 0 or not text[end + 1 : close].isdecimal():
            break
        end = close + 1
    return end


def _quote_ends(text: str, quote: Quote, grammar: Grammar) -> bool:
    """Whether a sentence ends with this quotation: it closes with a full stop and what follows begins anew."""
    closed = text[quote.last - 1 : quote.last]
    if not closed or closed not in _ENDS:
        return False
    rest = text[quote.end : quote.end + 24]
    shown = rest.lstrip()
    if not shown or shown[0] == "[":
        return True
    if grammar.particles or not grammar.spaced:
        return not any(shown.startswith(form) for form in grammar.forms["quoting"]) and shown[0] not in "、，,」』”"
    return shown is not rest and (shown[0].isupper() or not shown[0].isalnum()) and shown[0] not in ",;–—-"


def _ends_here(text: str, position: int, limit: int, grammar: Grammar) -> bool:
    character = text[position]
    if character in _WIDE_ENDS:
        return True
    following = text[position + 1 : position + 2]
    if position + 1 >= limit:
        return True
    if character == "…" and not (following.isspace() and text[position + 2 : position + 3].isupper()):
        return False
    if not following.isspace():
        return following == "[" and text[position + 2 : position + 3].isdecimal()
    if character != ".":
        return True
    word_start = position
    while word_start > 0 and (text[word_start - 1].isalpha() or text[word_start - 1] == "."):
        word_start -= 1
    word = text[word_start:position]
    if len(word) == 1 and word.isupper():
        return False
    if word.casefold() in grammar.abbreviations:
        return False
    if word.isdecimal() or (not word and text[position - 1 : position].isdigit()):
        behind = text[position + 1 : position + 12].lstrip()
        return behind[:1] in _OPENING or (behind[:1].isupper() and not _month_follows(behind))
    behind = text[position + 1 : position + 6].lstrip()
    return not behind or not behind[0].islower()


def _month_follows(behind: str) -> bool:
    """Whether a number with a full stop is the day of a date (``20. September``)."""
    words = scan(behind)
    return bool(words) and any(reading.kind == "month" for reading in lexicon().forms.get(words[0].text, ()))
