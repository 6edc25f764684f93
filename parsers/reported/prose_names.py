"""Every name that a document prints, in its prose and in its emails, with the places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..message import Message
from .cues import find_cues, grammars_for, quote_marks
from .known import known_in
from .languages import language_of
from .names import name_spans
from .sentences import paragraphs, sentences
from .sound import sound

_LONGEST = 1500
"""Code points of a sentence that are searched for names."""


class Printed(NamedTuple):
    """A form of a name, the language of the text around it and the lines on which it stands, in order."""

    name: str
    language: str
    lines: tuple[int, ...]


def names_in(text: str, messages: Sequence[Message] = (), languages: tuple[str, ...] = ()) -> list[Printed]:
    """Return the names in *text*, those of *messages* among them, most frequent first.

    A name of one word counts where a longer name of the document holds it or sounds like it, where a title or an
    honorific marks it, or where it stands in a header; other words with a capital are no sure names.
    """
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    sure: set[str] = set()
    for message in messages:
        if message.kind != "reported":
            for box in (message.from_, *message.to, *message.cc):
                if box is not None and box.name:
                    places[box.name, "und"].append(message.found.line)
                    sure.add(box.name)
    for name, language, line, marked in _mentions(text, languages):
        places[name, language].append(line)
        if marked:
            sure.add(name)
    sounds = {key for name in sure for key in sound(name)}
    kept = [
        Printed(name, language, tuple(sorted(set(lines))))
        for (name, language), lines in places.items()
        if name in sure or not sounds.isdisjoint(sound(name))
    ]
    return sorted(kept, key=lambda one: (-len(places[one.name, one.language]), one.name, one.language))


def _mentions(text: str, languages: tuple[str, ...]) -> Iterable[tuple[str, str, int, bool]]:
    grammars = grammars_for(languages)
    usual = language_of(text, 0, len(text), grammars, None)
    if usual is None:
        return
    known = known_in(text, 0, len(text), usual)
    for paragraph in paragraphs(text, 0, len(text), 1):
        grammar = language_of(text, paragraph.start, paragraph.end, grammars, usual)
        if grammar is None:
            continue
        for sentence in sentences(text, paragraph, paragraph.start, grammar, quote_marks()):
            if len(sentence.masked) > _LONGEST:
                continue
            cues = find_cues(sentence.masked, grammar)
            marks = {cue.start for cue in cues if cue.roles & {"honorific", "title"}}
            marks |= {cue.end for cue in cues if "title" in cue.roles}
            for mention in name_spans(sentence.masked, cues, grammar, known):
                if mention.who == "name":
                    several = any(mark in mention.name for mark in " ・·")
                    beside = not marks.isdisjoint((mention.end, mention.end + 1, mention.start, mention.start - 1))
                    yield mention.name, grammar.language, sentence.number, several or beside
