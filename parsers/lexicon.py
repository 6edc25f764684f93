"""All language tables in one index, so that a line is looked up once and not once a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from .folding import INVISIBLE, fold, visible
from .locale import Locale, locales_for
from .message import Field

Separator = Literal["original", "forward"]
Slot = Literal["date", "from", "to", "id", "count", "total", "name", "sender"]
_SLOTS = ("date", "from", "to", "id", "count", "total", "name", "sender")


@dataclass(frozen=True, slots=True)
class Template:
    """A printed form with slots: ``("On ", "date", ", ", "from", " wrote:")``, literals at even places."""

    language: str
    form: str
    parts: tuple[str, ...]

    @property
    def weight(self) -> int:
        """The number of letters in its literals: how much of its own a text must say to fit it."""
        return sum(character.isalpha() for literal in self.parts[::2] for character in literal)

    @property
    def opening(self) -> str:
        """The literal before the first slot, folded for comparison; empty where a slot comes first."""
        return self.parts[0]

    @property
    def closing(self) -> str:
        """The literal behind the last slot."""
        return self.parts[-1]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in printed order."""
        return cast("tuple[Slot, ...]", self.parts[1::2])


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What the tables say, by folded form.

    ``labels`` maps a label to its readings (language, field); ``longest`` is the longest label in code
    points; ``separators`` maps the words of a separator line to what follows them; ``attributions`` are
    keyed by the last character that they close with.
    """

    languages: tuple[str, ...]
    labels: Mapping[str, tuple[tuple[str, Field], ...]]
    longest: int
    separators: Mapping[str, Separator]
    attributions: Mapping[str, tuple[Template, ...]]
    banners: tuple[Template, ...]
    behalf: tuple[Template, ...]
    furniture: frozenset[str]
    page_numbers: tuple[Template, ...]
    redactions: frozenset[str]


def even(text: str) -> str:
    """Return *text* for comparison with a template: width, colons, commas, quotes and spaces made even.

    The result has one character for each of *text*, so that places found in it are places in *text*.
    """
    flat = text.translate(_EVEN)
    lower = flat.lower()
    return lower if len(lower) == len(text) else flat


_EVEN: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\t\r\n\u00a0\u2002\u2003\u2009\u202f\u3000"), " "),
    **dict.fromkeys(map(ord, INVISIBLE), " "),
    **dict.fromkeys(map(ord, "،"), ","),
    **dict.fromkeys(map(ord, "’‘ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„«»"), '"'),
}


def template(form: str, language: str = "und") -> Template:
    """Return *form* (``On {date}, {from} wrote:``) cut at its slots; literals are evened."""
    parts: list[str] = []
    literal = position = 0
    while (opening := form.find("{", position)) >= 0:
        closing = form.find("}", opening)
        if closing < 0:
            break
        slot = form[opening + 1 : closing]
        if slot in _SLOTS:
            parts += [" ".join(even(form[literal:opening]).split(" ")), slot]
            literal = closing + 1
        position = closing + 1
    parts.append(even(form[literal:]))
    return Template(language, form, tuple(parts))


@cache
def lexicon_for(languages: tuple[str, ...] = ()) -> Lexicon:
    """Return the index of the tables of *languages* (all of them if empty)."""
    return build_lexicon(locales_for(languages))


def build_lexicon(locales: tuple[Locale, ...]) -> Lexicon:
    """Return the index of *locales*; a form that several of them use keeps all its readings."""
    labels: dict[str, list[tuple[str, Field]]] = {}
    separators: dict[str, Separator] = {}
    attributions: dict[str, list[Template]] = {}
    banners, behalf, page_numbers = [], [], []
    furniture: set[str] = set()
    redactions: set[str] = set()
    for locale in locales:
        language = locale.language
        for field, forms in locale.fields.items():
            for form in forms:
                labels.setdefault(fold(form), []).append((language, cast("Field", field)))
        for kind, forms in locale.separators.items():
            for form in forms:
                separators.setdefault(fold(form), cast("Separator", kind))
        for form in locale.attributions:
            cut = template(form, language)
            attributions.setdefault(cut.closing.rstrip()[-1:], []).append(cut)
        banners += [template(form, language) for form in locale.banners]
        behalf += [template(form, language) for form in locale.behalf]
        for form in locale.furniture:
            cut = template(form, language)
            if cut.slots:
                page_numbers.append(cut)
            else:
                furniture.add(fold(form))
        redactions |= {visible(form).casefold() for form in locale.redactions}
    labels.pop("", None)
    return Lexicon(
        languages=tuple(locale.language for locale in locales),
        labels={form: tuple(dict.fromkeys(readings)) for form, readings in labels.items()},
        longest=max(map(len, labels), default=0),
        separators=separators,
        attributions={last: tuple(forms) for last, forms in attributions.items() if last},
        banners=tuple(banners),
        behalf=tuple(behalf),
        furniture=frozenset(furniture),
        page_numbers=tuple(page_numbers),
        redactions=frozenset(redactions),
    )
