"""The language tables: one TOML a language in ``locales/``, loaded once into frozen records.

Every table maps a form as it is printed to an example of it in use; ``tests/parsers/test_locales.py`` runs
each example. ``und.toml`` holds what belongs to no language (RFC 5322 field names, zone letters).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args

import tomli

from .message import Field, MailweaveError

FOLDER = Path(__file__).parent / "locales"
FIELDS: tuple[Field, ...] = get_args(Field)
PREFIXES = ("reply", "forward", "renamed")
SEPARATORS = ("original", "forward")
BLOCKQUOTES = ("open", "close")
SECTIONS = {"fields": FIELDS, "prefixes": PREFIXES, "separators": SEPARATORS, "blockquotes": BLOCKQUOTES}
FLAT = ("attributions", "headings", "banners", "behalf", "furniture", "footers", "redactions", "texts")


class LocaleError(MailweaveError):
    """A language table is broken; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Locale:
    """One language: printed forms by what they are, each form with its example.

    ``fields``, ``prefixes``, ``separators`` and ``blockquotes`` are keyed by role first
    (``fields["from"]["Von"]``), the flat tables by form. ``dates`` and ``cldr`` are read by ``dates``, ``reported``
    by ``cues``.
    """

    language: str
    name: str
    fields: Mapping[str, Mapping[str, str]]
    prefixes: Mapping[str, Mapping[str, str]]
    separators: Mapping[str, Mapping[str, str]]
    blockquotes: Mapping[str, Mapping[str, str]]
    attributions: Mapping[str, str]
    headings: Mapping[str, str]
    banners: Mapping[str, str]
    behalf: Mapping[str, str]
    furniture: Mapping[str, str]
    footers: Mapping[str, str]
    redactions: Mapping[str, str]
    texts: Mapping[str, str]
    dates: Mapping[str, Any]
    cldr: Mapping[str, Any]
    reported: Mapping[str, Any] = field(default_factory=dict)


def load_locale(path: Path) -> Locale:
    """Return the language table at *path*; raise LocaleError naming the file and the key if it is broken."""
    try:
        table = tomli.loads(path.read_text("utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LocaleError(f"{path.name}: not a TOML table: {error}") from None
    known = {"language", "name", "sources", "reported", "dates", "cldr", *SECTIONS, *FLAT}
    for key in table:
        if key not in known:
            raise LocaleError(f"{path.name}: unknown key {key!r}; known are {', '.join(sorted(known))}")
    if table.get("language") != path.stem:
        raise LocaleError(f"{path.name}: language is {table.get('language')!r}, the file name says {path.stem!r}")
    for section, roles in SECTIONS.items():
        if not isinstance(table.get(section, {}), dict):
            raise LocaleError(f"{path.name}: {section} must be a table of {', '.join(roles)}")
        for role, forms in table.get(section, {}).items():
            if role not in roles:
                raise LocaleError(f"{path.name}: {section}.{role} is not one of {', '.join(roles)}")
            _check_forms(path, f"{section}.{role}", forms)
    for section in FLAT:
        _check_forms(path, section, table.get(section, {}))
    return Locale(
        language=table["language"],
        name=table.get("name", table["language"]),
        **{section: table.get(section, {}) for section in (*SECTIONS, *FLAT)},
        dates=table.get("dates", {}),
        cldr=table.get("cldr", {}),
        reported=table.get("reported", {}),
    )


def _check_forms(path: Path, where: str, forms: object) -> None:
    if not isinstance(forms, dict):
        raise LocaleError(f"{path.name}: {where} must map each form to an example")
    for form, example in forms.items():
        if not form.strip() or not isinstance(example, str) or not example.strip():
            raise LocaleError(f"{path.name}: {where}: the form {form!r} has no example")


@cache
def all_locales() -> tuple[Locale, ...]:
    """Return every language table, in order of the language tags."""
    return tuple(load_locale(path) for path in sorted(FOLDER.glob("*.toml")))


def locales_for(languages: tuple[str, ...]) -> tuple[Locale, ...]:
    """Return the tables of *languages* and of no language (``und``); all of them if *languages* is empty.

    A tag matches its own table and, failing that, every table of the same primary language (``zh``).
    """
    if not languages:
        return all_locales()
    return tuple(
        locale
        for locale in all_locales()
        if locale.language == "und" or any(_matches(locale.language, tag) for tag in languages)
    )


def _matches(language: str, tag: str) -> bool:
    have, want = language.lower(), tag.lower()
    return have == want or want.startswith(have + "-") or have.startswith(want + "-")
