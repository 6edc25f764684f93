"""The grammar of telling: what each language table says of sentences that report an email.

A cue is a form with one or more roles (``noun``, ``send``, ``reply``, ``to`` ...). One pattern a language finds all of
them; it is an alternation of literals, so it is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, cast

from ..locale import Locale, LocaleError, locales_for

Role = Literal[
    "noun", "mask", "send", "receive", "alone", "say", "reply", "answer", "forward", "copy", "continue", "introduce",
    "public", "forum", "unreal", "to", "from", "in", "and", "topic", "subject", "object", "possessive", "quoting",
    "preposition", "determiner", "singular", "plural", "we", "title", "honorific", "joiner", "relative", "clause",
]  # fmt: skip
ROLES: tuple[Role, ...] = (
    "noun", "mask", "send", "receive", "alone", "say", "reply", "answer", "forward", "copy", "continue", "introduce",
    "public", "forum", "unreal", "to", "from", "in", "and", "topic", "subject", "object", "possessive", "quoting",
    "preposition", "determiner", "singular", "plural", "we", "title", "honorific", "joiner", "relative", "clause",
)  # fmt: skip
"""What a form may be. ``alone`` sends without a noun (*emailed*), ``answer`` is the noun of a reply, ``mask`` holds a
noun and is no message (*email address*), ``public`` and ``unreal`` rule a clause out, ``forum`` only one that names no
message, ``introduce`` says that the words follow, ``quoting`` binds a quotation to the verb behind it and ``clause``
unbinds it again."""

_KEYS = {"order", "spaced", "cues", "relative", "common", "letters", "surnames", "abbreviations", "endings", "frames",
         "told", "untold", "quotes", "scales", "verb_second",
    "drops_subject"}  # fmt: skip
_WORD = re.compile(r"\w+")
_UNITS = ("day", "week", "month", "year")


class Shift(NamedTuple):
    """What a relative date says: *number* of *unit* behind the running date."""

    number: int
    unit: str


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """One language: its forms by role, one pattern over all of them, and what its names look like.

    ``particles`` says that roles are marked behind the name (postpositions), else before it. ``spaced`` says
    that words are kept apart, ``verb_second`` that the subject follows the verb where something else comes first.
    ``letters`` and ``surnames`` tell names where no capital letter does; ``endings`` are those of names in the case
    of a recipient.
    """

    language: str
    particles: bool
    spaced: bool
    verb_second: bool
    drops_subject: bool
    forms: Mapping[Role, frozenset[str]]
    roles: Mapping[str, frozenset[Role]]
    shifts: Mapping[str, Shift]
    common: frozenset[str]
    letters: frozenset[str]
    surnames: frozenset[str]
    abbreviations: frozenset[str]
    endings: tuple[str, ...]


class Cue(NamedTuple):
    """A form that the table knows, at ``start`` to ``end`` of the text that was searched."""

    start: int
    end: int
    form: str
    roles: frozenset[Role]


@cache
def grammars_for(languages: tuple[str, ...] = ()) -> tuple[Grammar, ...]:
    """Return the grammars of *languages* (all that have one if empty), in order of their tags."""
    return tuple(grammar_of(locale) for locale in locales_for(languages) if "cues" in locale.reported)


def grammar_of(locale: Locale) -> Grammar:
    """Return the grammar in the table of *locale*; raise LocaleError where a key or a role is unknown."""
    table = locale.reported
    for key in table:
        if key not in _KEYS:
            raise LocaleError(f"{locale.language}.toml: reported.{key} is not one of {', '.join(sorted(_KEYS))}")
    forms: dict[Role, frozenset[str]] = dict.fromkeys(ROLES, frozenset())
    for role, listed in table["cues"].items():
        if role not in ROLES or role == "relative":
            raise LocaleError(f"{locale.language}.toml: reported.cues.{role} is not a role")
        forms[cast("Role", role)] = frozenset(form.casefold() for form in _strings(locale, role, listed))
    shifts = {form.casefold(): _shift(locale, form, value) for form, value in table.get("relative", {}).items()}
    forms["relative"] = frozenset(shifts)
    roles: dict[str, set[Role]] = {}
    for role in ROLES:
        for form in forms[role]:
            roles.setdefault(form, set()).add(role)
    spaced = bool(table.get("spaced", True))
    if not spaced:
        _inherit(roles)
    return Grammar(
        language=locale.language,
        particles=table.get("order") == "particles",
        spaced=spaced,
        verb_second=bool(table.get("verb_second", False)),
        drops_subject=bool(table.get("drops_subject", False)),
        forms=forms,
        roles={form: frozenset(found) for form, found in roles.items()},
        shifts=shifts,
        common=frozenset(word.casefold() for word in table.get("common", ())),
        letters=frozenset(table.get("letters", "")),
        surnames=frozenset(table.get("surnames", "")),
        abbreviations=frozenset(word.casefold() for word in table.get("abbreviations", ())),
        endings=tuple(table.get("endings", ())),
    )


def find_cues(text: str, grammar: Grammar) -> list[Cue]:
    """Return the cues in *text* in order, the longest form at each place; what a ``mask`` covers is no cue."""
    found = []
    for match in _matches(text, grammar):
        form = match[0].casefold()
        roles = grammar.roles.get(form) or grammar.roles.get(" ".join(form.split()))
        if roles and "mask" not in roles:
            found.append(Cue(match.start(), match.end(), form, roles))
    return found


def _matches(text: str, grammar: Grammar) -> Iterator[re.Match[str]]:
    """Yield where a form stands; where words are set apart, only those that begin one are looked at."""
    heads = _heads(grammar)
    if heads is None:
        yield from _pattern(grammar).finditer(text)
        return
    behind = 0
    for word in _WORD.finditer(text):
        head = word[0].casefold()
        if word.start() >= behind and head in heads and (match := _pattern(grammar, head).match(text, word.start())):
            yield match
            behind = match.end()


@cache
def _heads(grammar: Grammar) -> Mapping[str, list[str]] | None:
    """Return the forms of *grammar* by the words with which they begin; None where one may begin elsewhere."""
    heads: dict[str, list[str]] = {}
    for form in grammar.roles if grammar.spaced else ():
        head = _WORD.match(form)
        if head is None:
            return None
        heads.setdefault(head[0], []).append(form)
    return heads or None


@cache
def stems(languages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what a text that tells of messages must hold, in small letters, less what holds another of the list.

    That is a noun for them, or a verb that means sending one and nothing else (*emailed*).
    """
    words = {
        form
        for grammar in grammars_for(languages)
        for form in grammar.forms["noun"] | (grammar.forms["alone"] - grammar.forms["say"])
    }
    return tuple(sorted(word for word in words if not any(other in word for other in words if other != word)))


@cache
def scales() -> Mapping[str, int]:
    """Return the words for large numbers of all languages, in small letters: ``million`` is 1,000,000."""
    return {
        form.casefold(): int(value)
        for locale in locales_for(())
        for form, value in locale.reported.get("scales", {}).items()
    }


@cache
def quote_marks() -> Mapping[str, str]:
    """Return the closing marks of each opening quotation mark."""
    return {
        opening: closing for locale in locales_for(()) for opening, closing in locale.reported.get("quotes", {}).items()
    }


def _inherit(roles: dict[str, set[Role]]) -> None:
    """Give each form the verbal roles of the forms that it begins with: where words are glued, it hides them."""
    verbal: set[Role] = {"send", "say", "reply", "forward", "continue", "alone"}
    for form, found in roles.items():
        for length in range(1, len(form)):
            found |= roles.get(form[:length], set()) & verbal if found & verbal else set()


@cache
def _pattern(grammar: Grammar, head: str | None = None) -> re.Pattern[str]:
    """Compiled when first needed: most documents are in one language, and many tell of no email."""
    heads = _heads(grammar) if head is not None else None
    forms = sorted(grammar.roles if heads is None or head is None else heads[head], key=lambda form: (-len(form), form))
    body = "|".join(re.escape(form).replace(r"\ ", r"\s") for form in forms)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if grammar.spaced else f"(?:{body})", re.IGNORECASE)


def _strings(locale: Locale, role: str, listed: object) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(form, str) and form.strip() for form in listed):
        raise LocaleError(f"{locale.language}.toml: reported.cues.{role} must be a list of forms")
    return listed


def _shift(locale: Locale, form: str, value: object) -> Shift:
    count, _, unit = str(value).partition(" ")
    if unit not in _UNITS or not count.lstrip("+-").isdecimal():
        raise LocaleError(f"{locale.language}.toml: reported.relative.{form}: {value!r} is not such as '+1 month'")
    return Shift(int(count), unit)
