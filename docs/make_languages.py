"""Write ``docs/languages.md``: what the language tables know, one row a language.

Run ``python docs/make_languages.py`` after a change of ``parsers/locales``; a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mailweave.parsers.locale import Locale, all_locales

TARGET = Path(__file__).with_name("languages.md")
_SHOWN = ("from", "to", "date", "subject")
_HEAD = """\
# Languages

Written by `docs/make_languages.py` from the tables in `parsers/locales`, where each form stands beside an example.
The first forms of each language are shown. A regional tag uses the table of its language (`pt-BR` that of `pt`);
`zh-CN` is `zh-Hans`, `zh-TW` and `zh-HK` are `zh-Hant`.

"""


def page(locales: tuple[Locale, ...]) -> str:
    """Return the page: their number, then a table with one row for each of *locales* that is a language."""
    rows = [_row(locale) for locale in locales if locale.language != "und"]
    lines = [
        f"{len(rows)} languages.",
        "",
        "| tag | language | from | to | date | subject | reply, forward | attribution |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _row(locale: Locale) -> str:
    labels = [_first(locale.fields.get(role, {})) for role in _SHOWN]
    prefixes = ", ".join(filter(None, (_first(locale.prefixes.get(role, {})) for role in ("reply", "forward"))))
    attribution = f"`{_first(locale.attributions)}`"
    cells = [f"`{locale.language}`", locale.name, *labels, prefixes, attribution]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _first(forms: Mapping[str, str]) -> str:
    return next(iter(forms), "")


if __name__ == "__main__":
    TARGET.write_text(page(all_locales()), "utf-8", newline="\n")
