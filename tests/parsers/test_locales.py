"""The language tables: each form stands in its example, and what means two things is known.

After a change of a table run ``pytest tests/parsers/test_locales.py --regenerate`` and review the difference
of ``collisions.txt``: a new line there is a form that now means two things.
"""

from __future__ import annotations

import re
import runpy
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from mailweave.parsers.locale import FLAT, FOLDER, SECTIONS, Locale, LocaleError, all_locales, load_locale, locales_for

COLLISIONS = Path(__file__).with_name("collisions.txt")
SLOT = re.compile(r"\{([a-z_]+)\}")
UNSEEN = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
SLOTS = {
    "attributions": {"date", "from", "id", "to"},
    "headings": {"date", "from", "to", "cc", "name"},
    "banners": {"count"},
    "behalf": {"sender", "from"},
    "separators.original": {"from"},
    "separators.forward": {"from"},
    "furniture": {"count", "total", "name"},
}
REQUIRED = [
    "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hu", "id", "it", "ja", "ko",
    "nb", "nl", "nn", "pl", "pt", "ru", "sk", "sv", "th", "tr", "uk", "vi", "zh-Hans", "zh-Hant",
]  # fmt: skip
LOCALES = {locale.language: locale for locale in all_locales()}


def fold(text: str) -> str:
    """Return *text* as tables compare it: no case, no width, no white space, nothing unseen."""
    folded = unicodedata.normalize("NFKC", text.translate(UNSEEN)).casefold()
    return "".join(character for character in folded if not character.isspace())


def fits(form: str, example: str, *, whole: bool) -> bool:
    """Return whether *form* stands in *example*, every slot filled; with *whole*, from end to end."""
    literals = [fold(part) for part in SLOT.split(form)[::2]]
    text = fold(example)
    if whole and not (text.startswith(literals[0]) and text.endswith(literals[-1])):
        return False
    at = 0
    for number, literal in enumerate(literals):
        last = number == len(literals) - 1
        found = len(text) - len(literal) if whole and last else text.find(literal, at + (1 if number else 0))
        if found < at + (1 if number else 0):
            return False
        at = found + len(literal)
    return True


def forms(locale: Locale) -> Iterator[tuple[str, str, str]]:
    """Yield (section or section.role, form, example) of every form of a table."""
    for section in SECTIONS:
        for role, table in getattr(locale, section).items():
            for form, example in table.items():
                yield f"{section}.{role}", form, example
    for section in FLAT:
        for form, example in getattr(locale, section).items():
            yield section, form, example


@pytest.mark.parametrize(
    ("form", "example", "whole", "expected"),
    [
        ("AW", "Aw: Haushalt", False, True),
        ("主题", "主 题：预算", False, True),
        ("On {date}, {from} wrote:", "On 3 May,\u00a0Ada Lang wrote :", True, True),
        ("On {date}, {from} wrote:", "On , Ada wrote:", True, False),  # a slot is never empty
        ("On {date}, {from} wrote:", "Then on 3 May, Ada wrote:", True, False),
        ("{count} messages", "Budget 2014 3 messages", False, True),
        ("{count} messages", "messages", False, False),
        ("{from} schrieb:", "Ada schrieb: ja", True, False),
    ],
)
def test_fits(form: str, example: str, whole: bool, expected: bool) -> None:
    assert fits(form, example, whole=whole) is expected


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_every_form_stands_in_its_example(language: str) -> None:
    wrong = [
        (where, form, example)
        for where, form, example in forms(LOCALES[language])
        if not fits(form, example, whole=where in ("attributions", "headings", "behalf", "furniture"))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_every_example_of_a_label_or_prefix_begins_with_it_and_a_colon(language: str) -> None:
    """Labels are listed bare: the colon, or the mark that a script uses for one, is not a part of them."""
    wrong = [
        (where, form, example)
        for where, form, example in forms(LOCALES[language])
        if where.startswith(("fields.", "prefixes."))
        and (not example.startswith(form) or example[len(form) :].lstrip()[0] not in ":：՝៖፦" or form[-1] in ":：՝`៖፦")
    ]
    assert wrong == []


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_slots_are_known_and_forms_are_not_bare_slots(language: str) -> None:
    wrong = [
        (where, form)
        for where, form, _ in forms(LOCALES[language])
        if set(SLOT.findall(form)) - SLOTS.get(where, set())
        or "{" in SLOT.sub("", form)
        or not SLOT.sub("", form).strip()
    ]
    assert wrong == []


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_each_form_is_listed_once(language: str) -> None:
    """Two spellings that fold to one are one entry, and a label or a prefix means one thing in its language."""
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for where, form, _ in forms(LOCALES[language]):
        key = (where.partition(".")[0], fold(form))
        if key in seen:
            twice.append((seen[key], where, form))
        seen[key] = where
    assert twice == []


@pytest.mark.parametrize("language", REQUIRED)
def test_required_languages_are_complete(language: str) -> None:
    locale = LOCALES[language]
    assert all(locale.fields.get(role) for role in ("from", "to", "cc", "date", "subject"))
    assert locale.prefixes.get("reply")
    assert locale.prefixes.get("forward")
    assert locale.separators.get("original")
    assert locale.separators.get("forward")
    assert any("{date}" in form and "{from}" in form for form in locale.attributions)
    assert locale.banners
    assert locale.behalf


@pytest.mark.parametrize("language", sorted(set(LOCALES) - {"und"}))
def test_every_language_has_the_four_labels_an_attribution_and_a_separator(language: str) -> None:
    locale = LOCALES[language]
    assert all(locale.fields.get(role) for role in ("from", "to", "date", "subject"))
    assert any("{date}" in form and "{from}" in form for form in locale.attributions)
    assert locale.separators.get("forward") or locale.separators.get("original")


def test_there_are_many_languages() -> None:
    assert len(LOCALES) >= 80
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(LOCALES)


def meanings() -> dict[str, dict[str, set[str]]]:
    """Return, by folded label, prefix or separator, what it means (section.role) and in which languages."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for language, locale in LOCALES.items():
        for where, form, _ in forms(locale):
            if "." in where:
                found[fold(form)][where].add(language)
    return found


def collisions(found: Mapping[str, Mapping[str, set[str]]]) -> str:
    """Return one line for each form of several meanings: the form, then each meaning and its languages."""
    lines = [
        f"{form}\t" + "; ".join(f"{where}: {' '.join(sorted(places[where]))}" for where in sorted(places))
        for form, places in sorted(found.items())
        if len(places) > 1
    ]
    return "".join(line + "\n" for line in lines)


def test_collisions_are_the_known_ones(request: pytest.FixtureRequest) -> None:
    now = collisions(meanings())
    if request.config.getoption("--regenerate", default=False):
        COLLISIONS.write_text(now, "utf-8", newline="\n")
    assert now == COLLISIONS.read_text("utf-8")


@pytest.mark.parametrize(
    ("form", "meaning", "language"),
    [
        ("VS", "prefixes.reply", "fi"),
        ("VS", "prefixes.forward", "da"),
        ("转发", "prefixes.forward", "zh-Hans"),
        ("回复", "prefixes.reply", "zh-Hans"),
        ("轉寄", "prefixes.forward", "zh-Hant"),
        ("回覆", "prefixes.reply", "zh-Hant"),
        ("Da", "fields.from", "it"),
        ("Da", "fields.to", "br"),
        ("から", "fields.from", "ja"),
        ("に", "fields.to", "ja"),
    ],
)
def test_what_rivals_got_wrong(form: str, meaning: str, language: str) -> None:
    assert language in meanings()[fold(form)][meaning]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('language = "xx"\n[fields.frm]\n"A" = "A: b"\n', "xx.toml: fields.frm is not one of"),
        ('language = "xx"\n[fields.from]\n"A" = ""\n', "xx.toml: fields.from: the form 'A' has no example"),
        ('language = "xx"\n[fields]\nfrom = ["A"]\n', "xx.toml: fields.from must map each form to an example"),
        ('language = "yy"\n', "xx.toml: language is 'yy', the file name says 'xx'"),
        ('language = "xx"\n[oops]\n', "xx.toml: unknown key 'oops'"),
        ("language = \n", "xx.toml: not a TOML table"),
    ],
)
def test_a_broken_table_is_named(table: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(table, "utf-8")
    with pytest.raises(LocaleError) as error:
        load_locale(path)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("de",), {"de", "und"}),
        (("pt-BR",), {"pt", "und"}),
        (("zh",), {"zh-Hans", "zh-Hant", "und"}),
        (("zh-Hant-TW", "JA"), {"zh-Hant", "ja", "und"}),
        (("xx",), {"und"}),
        ((), set(LOCALES)),
    ],
)
def test_locales_for(asked: tuple[str, ...], expected: set[str]) -> None:
    assert {locale.language for locale in locales_for(asked)} == expected


def test_the_page_of_languages_is_current(request: pytest.FixtureRequest) -> None:
    """``docs/languages.md`` is what ``docs/make_languages.py`` writes."""
    script = FOLDER.parent.parent / "docs" / "make_languages.py"
    made = runpy.run_path(str(script))
    page = made["page"](all_locales())
    if request.config.getoption("--regenerate", default=False):
        made["TARGET"].write_text(page, "utf-8", newline="\n")
    assert made["TARGET"].read_text("utf-8") == page
