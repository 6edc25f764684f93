"""The generated parts of the language tables are what the generator makes of CLDR today."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailweave.parsers.locale import FOLDER, load_locale
from mailweave.parsers.locales import from_cldr

TABLES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_committed_part_is_the_generated_one(path: Path) -> None:
    table = path.read_text("utf-8")
    assert from_cldr.with_cldr(table, path.stem) == table


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_language_of_cldr_has_its_names(path: Path) -> None:
    cldr = load_locale(path).cldr
    if cldr:
        assert (len(cldr["months"]), len(cldr["weekdays"])) == (12, 7)
        assert all(cldr["weekdays"])
        assert set(cldr["order"].split()) <= {"dmy", "mdy", "ymd"}


def test_generating_twice_changes_nothing() -> None:
    once = from_cldr.with_cldr('language = "de"\nname = "Deutsch"\n', "de")
    assert from_cldr.with_cldr(once, "de") == once


def test_a_language_outside_of_cldr_gets_no_part() -> None:
    assert from_cldr.with_cldr('language = "und"\n', "und") == 'language = "und"\n'


def test_names_of_zones_that_changed_their_offset_are_not_taken() -> None:
    with pytest.raises(ValueError, match="Europe/Moscow"):
        from_cldr._offsets("Europe/Moscow")
