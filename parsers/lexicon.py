"""All language tables in one index, so that a line is looked up once and not once a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from .folding import fold, shape, visible, with_lost_letters
from .locale import Locale, locales_for
from .message import Field
from .templates import Index, Template, index, template

Separator = Literal["original", "forward"]
WORDY = 30
"""Weight of an attribution from which on its words prove it (three letters), so that any words may name the sender."""
_PROVEN = 30
"""Weight from which on the fixed words of a line of furniture prove it."""
_BEHALF = 20
"""Weight that a form of "on behalf of" must have; one letter between two names is too little."""
_SCANNED: frozenset[Field] = frozenset({"from", "to", "cc", "date", "subject"})


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What the tables say, by folded form.

    ``labels`` maps a label to its readings (language, field), ``shapes`` the shape of one (see ``damage``);
    ``longest`` is the longest label in code points; ``separators`` maps the words of a separator line to what follows
    them; ``blockquotes`` maps a line that opens (1) or closes (-1) a quote without marks, as printed; ``dated`` are
    the attributions with a date that words or marks close, ``proving`` those whose own words prove them, ``closers``
    the last characters of all; ``headings`` and ``behalf`` are keyed by the words between their first two slots;
    ``furniture_begun`` and ``separators_begun`` are lines of which only the beginning is fixed; ``texts`` head the
    column of a table that holds the text of emails.
    """

    languages: tuple[str, ...]
    labels: Mapping[str, tuple[tuple[str, Field], ...]]
    shapes: Mapping[str, tuple[tuple[str, Field], ...]]
    longest: int
    separators: Mapping[str, Separator]
    separators_begun: tuple[tuple[Template, Separator], ...]
    blockquotes: Mapping[str, int]
    attributions: Index
    dated: Index
    proving: Index
    closers: frozenset[str]
    headings: Mapping[str, tuple[Template, ...]]
    banners: Index
    behalf: Mapping[str, tuple[Template, ...]]
    furniture: frozenset[str]
    furniture_begun: Index
    footers: Index
    page_numbers: frozenset[tuple[str, ...]]
    redactions: frozenset[str]
    texts: frozenset[str]


def _proves_itself(form: Template) -> bool:
    """Whether the words or marks of an attribution and its date prove it where no quoted text follows."""
    proven = form.weight >= WORDY and bool(form.closing.strip())
    return "date" in form.slots and (proven or form.embraces)


def _as_printed(forms: Iterable[str]) -> Iterator[str]:
    """Yield *forms*, and what archives in ASCII make of them."""
    for form in forms:
        yield form
        if (lost := with_lost_letters(form)) is not None:
            yield lost


def _key(between: str) -> str:
    """Return what must stand in a text for the words *between* two slots to be in it, blanks around whole words too."""
    word = between.strip()
    return between if word.isalpha() and between == f" {word} " else word


@cache
def lexicon_for(languages: tuple[str, ...] = ()) -> Lexicon:
    """Return the index of the tables of *languages* (all of them if empty)."""
    return build_lexicon(locales_for(languages))


def build_lexicon(locales: tuple[Locale, ...]) -> Lexicon:
    """Return the index of *locales*; a form that several of them use keeps all its readings."""
    labels: dict[str, list[tuple[str, Field]]] = {}
    separators: dict[str, Separator] = {}
    announced: list[tuple[Template, Separator]] = []
    blockquotes: dict[str, int] = {}
    attributions: list[Template] = []
    banners: list[Template] = []
    behalf: dict[str, list[Template]] = {}
    page_numbers: set[tuple[str, ...]] = set()
    headings: dict[str, list[Template]] = {}
    begun: list[Template] = []
    furniture: set[str] = set()
    footers: list[Template] = []
    redactions: set[str] = set()
    for locale in locales:
        language = locale.language
        for field, forms in locale.fields.items():
            for form in _as_printed(forms):
                labels.setdefault(fold(form), []).append((language, cast("Field", field)))
        for kind, forms in locale.separators.items():
            for form in _as_printed(forms):
                if "{" in form:
                    announced.append((template(form, language), cast("Separator", kind)))
                else:
                    separators.setdefault(fold(form), cast("Separator", kind))
        for side, forms in locale.blockquotes.items():
            blockquotes |= dict.fromkeys(forms, 1 if side == "open" else -1)
        for form in _as_printed(locale.attributions):
            cut = template(form.lstrip("* "), language)
            if cut.slots:
                attributions.append(cut)
        for form in locale.headings:
            cut = template(form, language)
            headings.setdefault(_key(cut.parts[2]) if len(cut.slots) > 1 else cut.opening.strip(), []).append(cut)
        banners += [template(form, language) for form in locale.banners]
        for form in locale.behalf:
            cut = template(form, language)
            if (words := cut.parts[2].strip()) and cut.weight >= _BEHALF:
                behalf.setdefault(words, []).append(cut)
        for form in locale.furniture:
            cut = template(form, language)
            if set(cut.slots) and set(cut.slots) <= {"count", "total"}:
                page_numbers.add(tuple(map(str.strip, cut.parts[::2])))
            elif cut.slots and cut.weight > _PROVEN:
                begun.append(cut)
            elif not cut.slots:
                furniture.add(fold(form))
        footers += [template(form, language) for form in locale.footers]
        redactions |= {visible(form).casefold() for form in locale.redactions}
    labels.pop("", None)
    return Lexicon(
        languages=tuple(locale.language for locale in locales),
        labels={form: tuple(dict.fromkeys(readings)) for form, readings in labels.items()},
        shapes={
            shape(form): tuple(dict.fromkeys(readings))
            for form, readings in labels.items()
            if form.isascii() and len(form) > 3 and any(field in _SCANNED for _, field in readings)
        },
        longest=max(map(len, labels), default=0),
        separators=separators,
        separators_begun=tuple(announced),
        blockquotes=blockquotes,
        attributions=index(attributions, at_end=True),
        dated=index((form for form in attributions if "date" in form.slots and form.closing), at_end=True),
        proving=index(filter(_proves_itself, attributions), at_end=True),
        closers=frozenset(form.closing.strip()[-1] for form in attributions if form.closing.strip()),
        headings={words: tuple(forms) for words, forms in headings.items()},
        banners=index(banners, at_end=True),
        behalf={words: tuple(forms) for words, forms in behalf.items()},
        furniture=frozenset(furniture),
        footers=index(footers),
        furniture_begun=index(begun),
        page_numbers=frozenset(page_numbers),
        redactions=frozenset(redactions),
        texts=frozenset(fold(form) for locale in locales for form in locale.texts),
    )
