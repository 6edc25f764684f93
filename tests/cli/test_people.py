"""The people file: TOML or JSON, and one clear line where it is neither."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from mailweave.cli.people import load_people

from .conftest import Run

EXPECTED = {"Maud Ferris": ("M. Ferris", "maud@harbour.example"), "Tomas Hale": ()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people.toml", '"Maud Ferris" = ["M. Ferris", "maud@harbour.example"]\n"Tomas Hale" = []\n'),
        ("people.json", json.dumps(EXPECTED)),
        ("people.JSON", "\ufeff" + json.dumps(EXPECTED)),  # as Windows editors save it
    ],
)
def test_people_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert load_people(tmp_path / name) == EXPECTED


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.toml", None, "No such file"),
        ("bad.toml", b"Maud = [", "bad.toml"),
        ("bad.json", b"{", "bad.json"),
        ("deep.json", b"[" * 100_000, "deep.json"),
        ("latin.toml", b'"Maud" = ["\xe9"]', "latin.toml"),
        ("list.json", b'["Maud"]', "must map"),
        ("text.toml", b'"Maud" = "M."', "must be a list"),
        ("number.toml", b'"Maud" = [1]', "must be a list"),
    ],
)
def test_broken_people_file_is_wrong_usage(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(typer.BadParameter) as raised:
        load_people(tmp_path / name)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_people_are_named(run: Run, letter: Path, tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text('"M. A. Ferris" = ["Maud Ferris"]\n', "utf-8")
    done = run("parse", letter, "--people", "people.toml")
    assert [json.loads(line)["from"]["person"] for line in done.stdout.splitlines()] == ["M. A. Ferris", None]
