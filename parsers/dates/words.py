"""The words of written dates in every language: one index, each reading with the set of languages it holds in.

A set of languages is an integer, one bit a language table, so that "which languages explain all words of this
date" is a few ``&``. Forms come from the ``[dates]`` (by hand) and ``[cldr]`` (generated) parts of the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from ..folding import with_lost_letters
from ..locale import Locale, LocaleError, all_locales
from .scan import fold

WordKind = Literal["month", "weekday", "period", "unit", "glue", "tail", "zone", "era", "number", "calendar-month"]

ANY = "und"
PERIODS = ("am", "pm", "noon", "night")
UNITS = ("year", "month", "day", "hour", "minute", "second")
ORDERS = ("dmy", "mdy", "ymd")

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
_JOINERS = str.maketrans(dict.fromkeys(".-'()[],;:/", " "))
_DIGIT_EDGE = re.compile(r"(?<=[0-9])(?=[^0-9 |~])|(?<=[^0-9 |~])(?=[0-9])")


_Index = dict[str, dict[tuple[WordKind, int | str | None], int]]


class Reading(NamedTuple):
    """What a form means in *languages*: a month 1 to 12, a weekday 0 (Monday) to 6, an offset in minutes, ..."""

    kind: WordKind
    value: int | str | None
    languages: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The index: folded form to readings, the longest of several words by first word, and what each language prefers.

    ``names`` holds the month and weekday names of RFC 5322, which may stand in a date of any language.
    ``orders`` maps an order of numbers (``dmy``; ``late`` where the year comes last) to the languages that use it.
    """

    forms: Mapping[str, tuple[Reading, ...]]
    names: Mapping[str, tuple[Reading, ...]]
    longest: Mapping[str, int]
    longest_piece: int
    everyone: int
    bits: Mapping[str, int]
    orders: Mapping[str, int]
    late: Mapping[str, int]
    regions: Mapping[str, tuple[str, str]]
    calendars: Mapping[str, int]
    digits: tuple[tuple[str, int], ...]


@cache
def lexicon() -> Lexicon:
    """Return the index over all language tables, built once."""
    return build(all_locales())


def build(locales: Sequence[Locale]) -> Lexicon:
    """Return the index over *locales*; raise LocaleError where a form has no meaning that dates know."""
    bits = {locale.language: 1 << i for i, locale in enumerate(one for one in locales if one.language != ANY)}
    everyone = (1 << len(bits)) - 1
    forms: _Index = {}
    names: _Index = {}
    for locale in locales:
        _index(locale, bits.get(locale.language, everyone), forms, names)
    longest: dict[str, int] = {}
    for form in (*forms, *names):
        if " " in form:
            words = form.split(" ")
            longest[words[0]] = max(longest.get(words[0], 1), len(words))
    settings = [_settings(locale) for locale in locales]
    return Lexicon(
        forms={form: _readings(found) for form, found in forms.items()},
        names={form: _readings(found) for form, found in names.items()},
        longest=longest,
        longest_piece=max(map(len, forms), default=0),
        everyone=everyone,
        bits=bits,
        orders=_masks((s.order, bits.get(s.language, 0)) for s in settings),
        late=_masks((s.late, bits.get(s.language, 0)) for s in settings),
        regions={tag: orders for s in settings for tag, orders in s.regions.items()},
        calendars=_masks((s.calendar, bits.get(s.language, 0)) for s in settings),
        digits=tuple((s.digits, bits[s.language]) for s in settings if s.digits),
    )


def _index(locale: Locale, mask: int, forms: _Index, names: _Index) -> None:
    """Add the forms of one table; they are folded in one go, which is what makes the index quick to build."""
    entries: list[tuple[WordKind, int | str | None, str]] = [
        (kind, value, _and_lost(kind, printed)) for kind, value, printed in _printed(locale)
    ]
    folded = _spelled("~".join(printed for _, _, printed in entries)).split("~")
    for (kind, value, _), spelled in zip(entries, folded, strict=True):
        into = names if locale.language == ANY and kind in ("month", "weekday") else forms
        for form in spelled.split("|"):
            form = " ".join(form.split())
            if form:
                found = into.setdefault(form, {})
                found[kind, value] = found.get((kind, value), 0) | mask


def _and_lost(kind: WordKind, printed: str) -> str:
    """Return the ``|`` separated names of months and days with what archives in ASCII make of them."""
    if kind not in ("month", "weekday"):
        return printed
    return "|".join([printed, *filter(None, map(with_lost_letters, printed.split("|")))])


def forms_of(text: str) -> list[str]:
    """Return the forms of a ``|`` separated list as the index spells them: folded words, single spaces."""
    return [" ".join(form.split()) for form in _spelled(text).split("|")]


def _spelled(text: str) -> str:
    """Return *text* folded, with a space for each mark that may stand in a form and between letters and digits."""
    return _DIGIT_EDGE.sub(" ", text.translate(_SPELLING))


class _Spelling(dict[int, str]):
    """The folded form of each code point, a space for the marks that may stand within a form."""

    def __missing__(self, code: int) -> str:
        spelled = self[code] = fold(chr(code)).translate(_JOINERS)
        return spelled


_SPELLING = _Spelling()


def _readings(found: Mapping[tuple[WordKind, int | str | None], int]) -> tuple[Reading, ...]:
    """Return the readings of one form; a zone that one language pins down is not left open in that language."""
    if ("zone", None) in found:
        pinned = 0
        for (kind, value), mask in found.items():
            if kind == "zone" and value is not None:
                pinned |= mask
        found = {**found, ("zone", None): found["zone", None] & ~pinned}
    return tuple([Reading(kind, value, mask) for (kind, value), mask in found.items() if mask])


def _masks(pairs: Iterator[tuple[str, int]]) -> dict[str, int]:
    masks: dict[str, int] = {}
    for key, mask in pairs:
        masks[key] = masks.get(key, 0) | mask
    return masks


class _Settings(NamedTuple):
    """What a language prefers; ``digits`` are those that it alone prints."""

    language: str
    order: str
    late: str
    regions: dict[str, tuple[str, str]]
    calendar: str
    digits: str


def _settings(locale: Locale) -> _Settings:
    order, late = _orders(locale, locale.dates.get("order", locale.cldr.get("order", "")))
    regions = {}
    for printed, codes in locale.cldr.get("regions", {}).items():
        for code in codes.split():
            regions[f"{locale.language}-{code}".lower()] = _orders(locale, printed)
    calendar = locale.dates.get("calendar", "")
    return _Settings(locale.language, order, late, regions, calendar, locale.dates.get("digits", ""))


def _orders(locale: Locale, printed: str) -> tuple[str, str]:
    """Return the order in general and the order where the year stands last, from ``dmy`` or ``ymd mdy``."""
    words = printed.split()
    if any(word not in ORDERS for word in words):
        raise LocaleError(f"{locale.language}.toml: order {printed!r} is not of {', '.join(ORDERS)}")
    return (words[0], words[-1] if words[-1] != "ymd" else "") if words else ("", "")


def _printed(locale: Locale) -> Iterator[tuple[WordKind, int | str | None, str]]:
    """Yield kind, value and ``|`` separated forms of a table, generated and hand-written."""
    cldr, dates = locale.cldr, locale.dates
    for number, printed in enumerate(cldr.get("months", ()), 1):
        yield "month", number, printed
    for number, printed in enumerate(cldr.get("weekdays", ())):
        yield "weekday", number, printed
    yield "glue", None, cldr.get("glue", "")
    for name, printed in cldr.get("periods", {}).items():
        yield "period", _one_of(locale, "cldr.periods", name, PERIODS), printed
    for offset, printed in cldr.get("zones", {}).items():
        yield "zone", _minutes(locale, offset), printed
    for section, kind in _SECTIONS.items():
        for key, forms in dates.get(section, {}).items():
            value = _VALUES[section](locale, f"dates.{section}", key)
            yield kind, value, "|".join(forms)
    yield "glue", None, "|".join(dates.get("glue", ()))
    yield "tail", None, "|".join((*dates.get("tails", ()), cldr.get("tails", "")))


def _number(locale: Locale, where: str, key: str) -> int:
    if not key.isdecimal():
        raise LocaleError(f"{locale.language}.toml: {where}.{key}: not a number")
    return int(key)


def _zone(locale: Locale, where: str, key: str) -> int | None:  # noqa: ARG001  (one shape for all sections)
    return None if key == "unknown" else _minutes(locale, key)


def _minutes(locale: Locale, key: str) -> int:
    match = _OFFSET.fullmatch(key)
    if match is None:
        raise LocaleError(f"{locale.language}.toml: zone {key!r} is not an offset such as +02:00")
    minutes = int(match[2]) * 60 + int(match[3])
    return -minutes if match[1] == "-" else minutes


def _one_of(locale: Locale, where: str, key: str, known: Sequence[str]) -> str:
    if key not in known:
        raise LocaleError(f"{locale.language}.toml: {where}.{key} is not one of {', '.join(known)}")
    return key


_SECTIONS: dict[str, WordKind] = {
    "months": "month",
    "weekdays": "weekday",
    "periods": "period",
    "units": "unit",
    "zones": "zone",
    "eras": "era",
    "numbers": "number",
    "calendar_months": "calendar-month",
}
_VALUES: Mapping[str, Any] = {
    "months": _number,
    "weekdays": lambda locale, where, key: _number(locale, where, key) - 1,
    "periods": lambda locale, where, key: _one_of(locale, where, key, PERIODS),
    "units": lambda locale, where, key: _one_of(locale, where, key, UNITS),
    "zones": _zone,
    "eras": lambda locale, where, key: _number(locale, where, key.lstrip("-")) * (-1 if key[0] == "-" else 1),
    "numbers": _number,
    "calendar_months": _number,
}
