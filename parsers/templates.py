"""Printed forms with slots (``On {date}, {from} wrote:``) and how a text is laid under them.

Both sides are evened first: width, colons, quotation marks and white space do not matter. What fills a
slot is judged by the caller, so a cut that reads badly is tried again further on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .folding import BLANK, EMPHASIS, INVISIBLE

SLOTS = frozenset({"date", "from", "to", "cc", "id", "count", "total", "name", "sender"})
_KEY = 4
"""Characters by which templates are looked up."""
_NUMBER = re.compile(r"\d+")
_TRIES = 12
"""Places at which one literal is tried; a printed form repeats its own words rarely."""

Accept = Callable[[str, str], bool]
"""Whether a text (second argument) may fill a slot (first argument)."""


@dataclass(frozen=True, slots=True)
class Template:
    """A form cut at its slots: ``("on ", "date", ", ", "from", " wrote:")``, evened literals at even places.

    ``slots`` are its slots in printed order. ``weight`` is how much of its own a text must say to fit it: ten
    for each letter, one for each other mark. ``words`` are its literals without the white space around
    them, the longest first: a text in which one of them does not stand can not fit.
    """

    language: str
    form: str
    parts: tuple[str, ...]
    slots: tuple[str, ...]
    weight: int
    words: tuple[str, ...] = ()

    @property
    def opening(self) -> str:
        """The literal before the first slot; empty where a slot comes first."""
        return self.parts[0]

    @property
    def closing(self) -> str:
        """The literal behind the last slot."""
        return self.parts[-1]

    @property
    def embraces(self) -> bool:
        """Whether the same marks open and close it (``>>> {from} {date} >>>``): these prove it as words would."""
        marks = self.opening.strip()
        return len(marks) > 2 and marks == self.closing.strip() and not any(map(str.isalnum, marks))


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Templates by the first (or last) few characters of what opens (or closes) them."""

    forms: Mapping[str, tuple[Template, ...]]
    at_end: bool

    def candidates(self, flat: str) -> Iterator[Template]:
        """Yield the templates that the evened text *flat* may fit; those with a slot there come last."""
        for length in range(_KEY, -1, -1):
            key = flat[-length:] if self.at_end and length else flat[:length]
            if len(key) == length:
                yield from self.forms.get(key, ())


def index(forms: Iterable[Template], *, at_end: bool = False) -> Index:
    """Return *forms* indexed by their opening, or by their closing if *at_end*."""
    found: dict[str, list[Template]] = {}
    for form in forms:
        words = (form.closing if at_end else form.opening).strip()
        found.setdefault(words[-_KEY:] if at_end else words[:_KEY], []).append(form)
    return Index({key: tuple(group) for key, group in found.items()}, at_end)


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills one slot: ``text[start:end]``, trimmed."""

    slot: str
    start: int
    end: int


def even(text: str) -> str:
    """Return *text* for comparison with a template: width, colons, commas, quotes, case and spaces made even.

    The result has one character for each of *text*, so that places found in it are places in *text*.
    """
    flat = text.translate(_EVEN)
    lower = flat.lower()
    return lower if len(lower) == len(text) else flat


_EVEN: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\t\r\n\u00a0\u2002\u2003\u2009\u202f\u3000"), " "),
    **dict.fromkeys(map(ord, INVISIBLE), " "),
    **dict.fromkeys(map(ord, "،、"), ","),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    ord("İ"): "i",
    **dict.fromkeys(map(ord, "’‘ʼ`"), "'"),
    **dict.fromkeys(map(ord, "“”„«»"), '"'),
}


def literals_of(flat: str) -> tuple[str, ...]:
    """Return what stands before, between and behind the numbers of the evened text *flat*, no blanks around it.

    ``"page 3 of 10"`` gives ``("page", "of", "")``, as the literals of ``page {count} of {total}`` do.
    """
    return tuple(map(str.strip, _NUMBER.split(flat)))


def template(form: str, language: str = "und") -> Template:
    """Return *form* cut at its slots."""
    parts: list[str] = []
    literal = position = 0
    while (opening := form.find("{", position)) >= 0:
        closing = form.find("}", opening)
        if closing < 0:
            break
        if form[opening + 1 : closing] in SLOTS:
            parts += [even(form[literal:opening]), form[opening + 1 : closing]]
            literal = closing + 1
        position = closing + 1
    parts.append(even(form[literal:]))
    marks = "".join(parts[::2]).replace(" ", "")
    weight = sum(10 if character.isalpha() else 1 for character in marks)
    words = sorted(filter(None, map(str.strip, parts[::2])), key=len, reverse=True)
    return Template(language, form, tuple(parts), tuple(parts[1::2]), weight, tuple(words))


def fit(form: Template, text: str, flat: str, accept: Accept) -> tuple[Filled, ...] | None:
    """Return what fills the slots of *form* in *text* (*flat* is ``even(text)``), or None where it does not fit.

    The whole text must be used up. Of several ways to cut it, the one with the longest date wins.
    """
    start = _match(form.opening, flat, 0)
    end = len(flat.rstrip())
    closing = form.closing.strip()
    if start < 0 or not flat.endswith(closing, start, end) or not _stands_free(form.closing, flat, end - len(closing)):
        return None
    return _fill(form, 0, text, flat, start, end - len(closing), accept)


def _match(literal: str, flat: str, position: int) -> int:
    """Return where *literal* ends if it stands at *position* (white space aside), or -1."""
    word = literal.strip()
    while position < len(flat) and flat[position] == " ":
        position += 1
    end = position + len(word)
    if not flat.startswith(word, position):
        return -1
    apart = literal[-1:] == " " and word[-1:].isalpha() and end < len(flat) and flat[end].isalpha()
    return -1 if apart else end


def _stands_free(literal: str, flat: str, at: int) -> bool:
    """Whether a literal that a blank sets apart from the word before it is so set apart at *at*."""
    return not (literal[:1] == " " and literal[1:2].isalpha() and at > 0 and flat[at - 1].isalpha())


def _fill(
    form: Template, slot: int, text: str, flat: str, start: int, end: int, accept: Accept
) -> tuple[Filled, ...] | None:
    name = form.slots[slot]
    if slot == len(form.slots) - 1:
        filled = _trim(name, text, start, end)
        return (filled,) if filled is not None and accept(name, text[filled.start : filled.end]) else None
    best: tuple[Filled, ...] | None = None
    for cut, behind in _cuts(form.parts[2 * slot + 2], flat, start, end):
        filled = _trim(name, text, start, cut)
        if filled is None or not accept(name, text[filled.start : filled.end]):
            continue
        rest = _fill(form, slot + 1, text, flat, behind, end, accept)
        if rest is not None and (best is None or _date_length((filled, *rest)) > _date_length(best)):
            best = (filled, *rest)
    return best


def _cuts(literal: str, flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places at which a literal stands, as (its start, its end); at most a dozen."""
    word = literal.strip()
    if not word:
        edges = (i for i in range(start + 1, end) if flat[i] == " " or flat[i - 1] == ">" or _edge(flat, i))
        return [(i, i) for i, _ in zip(edges, range(2 * _TRIES), strict=False)] if not literal else [
            (i, i + 1) for i, _ in zip((i for i in range(start, end) if flat[i] == " "), range(_TRIES), strict=False)
        ]  # fmt: skip
    found: list[tuple[int, int]] = []
    at = flat.find(word, start, end)
    while at >= 0 and len(found) < _TRIES:
        if _stands_free(literal, flat, at) and (behind := _match(literal, flat, at)) >= 0:
            found.append((at, behind))
        at = flat.find(word, at + 1, end)
    return found


def _edge(flat: str, position: int) -> bool:
    return flat[position].isdigit() != flat[position - 1].isdigit()


def _trim(slot: str, text: str, start: int, end: int) -> Filled | None:
    edge = BLANK + EMPHASIS + ",،，" + (";" if slot == "date" else "")
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return Filled(slot, start, end) if start < end else None


def _date_length(filled: tuple[Filled, ...]) -> int:
    return sum(slot.end - slot.start for slot in filled if slot.slot == "date")
