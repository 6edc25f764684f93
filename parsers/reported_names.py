"""The people that a sentence names, each with the part that word order or particles give it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from .date_scan import fold
from .date_words import lexicon
from .reported_cues import Cue, Grammar, Role

Part = Literal["topic", "subject", "to", "from", "owner", "bare", "oblique"]
Who = Literal["name", "one", "many", "we"]

_WORD = re.compile(r"[^\W\d_](?:[\w’'\-&]|\.(?=\w))*")
_INITIAL = re.compile(r"[^\W\d_]\.")
_PARTS: tuple[tuple[Role, Part], ...] = (
    ("topic", "topic"),
    ("subject", "subject"),
    ("to", "to"),
    ("from", "from"),
    ("possessive", "owner"),
)
_MARKING: tuple[Role, ...] = (*(role for role, _ in _PARTS), "and")
_LONGEST = 5
"""Words of a name."""
_WIDE_NAME = re.compile(
    r"[ァ-ヺヽヾ][ァ-ヺーヽヾ]*(?:[・＝=][ァ-ヺー]+)*"
    r"|[A-Z](?=[A-Za-z’'\-]*[a-z])[A-Za-z’'\-]*(?:[ \u3000](?:[A-Z][A-Za-z’'\-]+|[A-Z]\.))*"
)
_HAN = re.compile(r"[一-龥々]+")
_HANGUL = re.compile(r"[가-힣]+|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*")


class Known(NamedTuple):
    """What a document tells of its capitalised words, folded: ``things`` stand behind an article, and ``surnames``
    close a name of several words."""

    things: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at ``start`` to ``end`` of a sentence, or a pronoun (``who`` is not ``name``).

    ``group`` numbers those that are coordinated (*Ada and Ben*): they play one part together.
    """

    start: int
    end: int
    name: str
    part: Part
    who: Who = "name"
    group: int = 0


def find_mentions(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[Mention]:
    """Return the mentions in *text*, a sentence with its quotations blotted out, in order.

    *known* is what the document at large tells of its capitalised words.
    """
    spans = _pronouns(text, cues, grammar)
    if grammar.particles:
        spans += _hangul(text, cues, grammar) if _HANGUL_RANGE.search(text) else _kana(text, cues)
        spans = _without_overlap(spans)
        return _coordinated([_by_particle(span, text, cues, grammar) for span in spans], text, cues)
    spans += _han(text, cues, grammar) if not grammar.spaced else _capitalised(text, cues, grammar, known)
    spans = [_owner(span, text, grammar) for span in _without_overlap(spans)]
    return _coordinated([_by_preposition(span, text, cues, grammar) for span in spans], text, cues)


_HANGUL_WORD = re.compile(r"([가-힣]{1,4}) \Z")
_HANGUL_RANGE = re.compile("[가-힣]")


def _pronouns(text: str, cues: Sequence[Cue], grammar: Grammar) -> list[Mention]:
    kinds: tuple[tuple[Role, Who], ...] = (("plural", "many"), ("we", "we"), ("singular", "one"), ("object", "one"))
    found = []
    for cue in cues:
        who = next((who for role, who in kinds if role in cue.roles), None)
        if who is not None and not ("determiner" in cue.roles and _governs(text, cue, cues)):
            particle = max((len(f) for r in _MARKING for f in grammar.forms[r] if cue.form.endswith(f)), default=0)
            end = cue.end - particle if grammar.particles and particle < cue.end - cue.start else cue.end
            found.append(Mention(cue.start, end, cue.form, "oblique" if "object" in cue.roles else "bare", who))
    return found


def _governs(text: str, cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a word such as *her* stands before the noun that it belongs to, and is no pronoun."""
    following = text[cue.end : cue.end + 2]
    title_or_noun = {"title", "noun", "answer"}
    behind = next((other for other in cues if other.start == cue.end + 1), None)
    return following[:1] == " " and following[1:].isalpha() and (behind is None or bool(behind.roles & title_or_noun))


def _without_overlap(spans: list[Mention]) -> list[Mention]:
    spans.sort(key=lambda span: (span.start, -span.end))
    kept: list[Mention] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


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
    for match in _HAN.finditer(text):
        if match.end() in honorifics and match.end() - match.start() > 1:
            start = max(match.start(), match.end() - 4)
            found.append(Mention(start, match.end(), text[start : match.end()], "bare"))
    return found


def _hangul(text: str, cues: Sequence[Cue], grammar: Grammar) -> list[Mention]:
    """Hangul words less their particle, where a particle or an honorific says that they are people."""
    marking = sorted(
        (form for role in _MARKING for form in grammar.forms[role]),
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
        if given and (len(base) == 1 or len(given[1]) == 1) and given[1] not in grammar.common:
            start, base = given.start(1), text[given.start(1) : start + len(base)]
        if len(base) > 1:
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
        if cue.end - cue.start > 1 or cue.form not in grammar.letters or not cue.roles <= {"in", "preposition"}
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
            if stop - position > 1 and (stop in taken or stop >= len(text) or not _HAN.match(text[stop])):
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
    return position == 0 or position - 1 in taken or not _HAN.match(text[position - 1])


def _capitalised(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[Mention]:
    """Runs of capitalised words, less titles, words of the language and things."""
    no_name: set[Role] = {"noun", "title", "relative", "say", "public", "answer", "we", "send", "in", "singular"}
    blocked = [(cue.start, cue.end) for cue in cues if cue.roles & no_name or "determiner" in cue.roles]
    joiners = grammar.forms["joiner"]
    determined = {cue.end for cue in cues if "determiner" in cue.roles}
    found: list[Mention] = []
    run: list[tuple[int, int]] = []
    pending: list[tuple[int, int]] = []
    at = 0

    def close() -> None:
        if run:
            for part in _parted(text, run, known):
                found.extend(_person(text, part, grammar, known, determined))
        run.clear()
        pending.clear()

    words = [match.span() for match in _WORD.finditer(text)]
    for start, end in words:
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


def _parted(text: str, run: Sequence[tuple[int, int]], known: Known) -> list[Sequence[tuple[int, int]]]:
    """Return the names of a run such as *Hale Whitlock*: a family name that stands first ends a name."""
    if len(run) == 2 and text[slice(*run[0])].casefold() in known.surnames:
        return [run[:1], run[1:]]
    return [list(run)]


def _person(
    text: str, run: Sequence[tuple[int, int]], grammar: Grammar, known: Known, determined: set[int]
) -> list[Mention]:
    words = [text[start:end] for start, end in run]
    titles = tuple(form for form in grammar.forms["title"] if len(form) > 3) if grammar.verb_second else ()
    while len(words) > 1 and (("-" in words[0] and len(words) > 2) or words[0].casefold().endswith(titles or "\0")):
        run, words = run[1:], words[1:]
    if len(run) > _LONGEST or not any(any(letter.islower() for letter in word) for word in words):
        return []
    start, end = run[0][0], run[-1][1]
    owner = next((mark for mark in grammar.forms["possessive"] if text.endswith(mark, start, end)), "")
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


def _by_particle(mention: Mention, text: str, cues: Sequence[Cue], grammar: Grammar) -> Mention:
    """Give *mention* the part that the particle behind it names; titles, honorifics and brackets may come between."""
    at = _behind_titles(mention.end, text, cues)
    for role, part in _PARTS:
        forms = grammar.forms[role]
        longest = max((form for form in forms if text.startswith(form, at)), key=len, default="")
        if longest and not any(
            len(form) > len(longest) and text.startswith(form, at)
            for other, _ in _PARTS
            for form in grammar.forms[other]
        ):
            return replace(mention, part=part)
    return replace(mention, part="oblique" if mention.part == "oblique" else "bare")


def _behind_titles(at: int, text: str, cues: Sequence[Cue]) -> int:
    moved = True
    while moved:
        moved = False
        if text[at : at + 1] in ("(", "（"):
            close = min((c for c in (text.find(")", at), text.find("）", at)) if c >= 0), default=-1)
            if 0 <= close < at + 40:
                at, moved = close + 1, True
        for cue in cues:
            gap = text[at : cue.start] if cue.start >= at else None
            if cue.roles & {"title", "honorific"} and gap in ("", " "):
                at, moved = cue.end, True
    return at


def _by_preposition(mention: Mention, text: str, cues: Sequence[Cue], grammar: Grammar) -> Mention:
    """Give *mention* the part that the word before it names; titles and *his brother* may come between."""
    at, determined = mention.start, False
    while True:
        stripped = len(text[:at].rstrip(" \n(（:："))
        cue = next((cue for cue in reversed(cues) if cue.end == stripped), None)
        if cue is not None and cue.roles & {"title"}:
            at = cue.start
            continue
        if cue is not None and "determiner" in cue.roles and not cue.roles & {"to", "from"}:
            at, determined = cue.start, True
            continue
        break
    if _part_of(cue) is None and not determined and (ending := _ending(mention, grammar)):
        name = mention.name.removesuffix(ending)
        return replace(mention, part="to", name=name)
    if cue is None and not determined:
        return replace(mention, part=_behind_description(mention, text, cues) or mention.part)
    return replace(mention, part=_part_of(cue) or mention.part)


def _ending(mention: Mention, grammar: Grammar) -> str:
    """Return the case ending that makes a name a recipient (Russian), the empty text if it has none."""
    if mention.who != "name" or mention.part != "bare" or len(mention.name) < 4:
        return ""
    return next((ending for ending in grammar.endings if mention.name.endswith(ending)), "")


def _part_of(cue: Cue | None) -> Part | None:
    if cue is None:
        return None
    for role, part in (("to", "to"), ("from", "from"), ("preposition", "oblique"), ("in", "oblique")):
        if role in cue.roles:
            return part  # type: ignore[return-value]
    return None


def _owner(mention: Mention, text: str, grammar: Grammar) -> Mention:
    """Return *mention* as an owner where a language without spaces says so behind it."""
    owns = not grammar.spaced and text.startswith(tuple(grammar.forms["possessive"]) or ("\x00",), mention.end)
    return replace(mention, part="owner") if owns else mention


def _behind_description(mention: Mention, text: str, cues: Sequence[Cue]) -> Part | None:
    """The part that *to* gives in *to his old friend Ada*: a preposition, a determiner, and three words at most."""
    position, words = mention.start, 0
    while words < 4:
        stripped = text[:position].rstrip(" ")
        cue = next((cue for cue in reversed(cues) if cue.end == len(stripped)), None)
        if cue is not None:
            if "determiner" not in cue.roles:
                return None
            before = len(text[: cue.start].rstrip(" "))
            return _part_of(next((one for one in reversed(cues) if one.end == before), None))
        start = max(stripped.rfind(" ") + 1, 0)
        if start >= len(stripped) or not stripped[-1:].isalnum() or not words < 3:
            return None
        position, words = start, words + 1
    return None


def _coordinated(mentions: list[Mention], text: str, cues: Sequence[Cue]) -> list[Mention]:
    """Return *mentions* with a group each; those that *and* or a list joins play the part of the one that is marked."""
    joins = []
    for left, right in zip(mentions, mentions[1:], strict=False):
        joins.append(_joined(text, left, right, cues))
    grouped: list[Mention] = []
    start = 0
    for index in range(len(mentions)):
        if index < len(joins) and joins[index] and (joins[index] == "and" or "and" in joins[index : index + 4]):
            continue
        members = mentions[start : index + 1]
        part = next((m.part for m in (*reversed(members), *members) if m.part != "bare"), "bare")
        if len(members) > 1 and "," in joins[start:index] and "and" not in joins[start:index]:
            part = members[-1].part
        grouped += [replace(member, part=part, group=start) for member in members]
        start = index + 1
    return grouped


def _joined(text: str, left: Mention, right: Mention, cues: Sequence[Cue]) -> str:
    """Return ``and`` or ``,`` where nothing but that (and titles) stands between two mentions, else the empty text."""
    between = list(text[left.end : right.start])
    found, titled = "", False
    for cue in cues:
        if cue.start >= left.end and cue.end <= right.start:
            if "and" in cue.roles:
                found = "and"
            elif not cue.roles & {"title", "honorific", "determiner"} and not (found and "to" in cue.roles):
                return ""
            titled = titled or "title" in cue.roles
            between[cue.start - left.end : cue.end - left.end] = " " * (cue.end - cue.start)
    words = "".join(between).split()
    if found and titled and len(words) <= 2 and all(word.isalpha() and word.islower() for word in words):
        return found  # an adjective of the title
    rest = "".join(words)
    if rest in ("、", "，") and not found:
        return ","
    return found if not rest or (found and rest in (",", "、", "，")) else ""
