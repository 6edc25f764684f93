"""Settings of a folder: what a file sets, what the command line beats, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mailweave.cli.config import settings
from mailweave.parsers.message import MailweaveError

from .conftest import Run

DATED = "From: Ada <ada@x.example>\nTo: Bo <bo@x.example>\nDate: 3/4/2019 09:12\nSubject: Key\n\nHere.\n"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("mailweave.toml", "", {}),
        ("mailweave.toml", 'language = "de"', {"language": ["de"]}),
        ("mailweave.toml", 'language = ["de", "fr"]\nzone = "+02:00"', {"language": ["de", "fr"], "zone": "+02:00"}),
        ("mailweave.toml", "[tool.mailweave]\nstrict = false", {"strict": False}),
        ("mailweave.toml", "day-first = true\n", {"day_first": True}),
        ("pyproject.toml", '[project]\nname = "x"', {}),
        ("pyproject.toml", "day-first = true", {}),  # somebody else's
        ("pyproject.toml", "[tool.mailweave]\nday-first = false", {"day_first": False}),
        ("pyproject.toml", "[tool.other]\nstrict = 7", {}),
    ],
)
def test_settings(tmp_path: Path, name: str, text: str, expected: dict[str, Any]) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert settings(tmp_path) == expected


def test_there_need_be_no_file(tmp_path: Path) -> None:
    assert settings(tmp_path) == {}


def test_a_path_is_relative_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "mailweave.toml").write_text('people = "who.toml"')
    assert settings(tmp_path) == {"people": str(tmp_path / "who.toml")}


def test_the_own_file_counts_alone(tmp_path: Path) -> None:
    (tmp_path / "mailweave.toml").write_text("strict = true")
    (tmp_path / "pyproject.toml").write_text("[tool.mailweave]\nday-first = true")
    assert settings(tmp_path) == {"strict": True}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langage = "de"', "'langage' is no setting; there are language, people, zone, day-first, strict"),
        ("day_first = true", "'day_first' is no setting"),
        ("[tool]\nmailweave = 3", "tool.mailweave must be a table"),
        ("strict = 1", "strict must be true or false"),
        ('day-first = "yes"', "day-first must be true or false"),
        ("language = [1]", "language must be a tag or a list of tags"),
        ("zone = 2", "zone must be a zone"),
        ("people = []", "people must be the path of a file"),
        ("strict = ", "Invalid value"),
        ("\x80", "decode"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "mailweave.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(MailweaveError, match=r"^mailweave\.toml: ") as refused:
        settings(tmp_path)
    assert said in str(refused.value)


def test_the_command_line_beats_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(DATED)
    (tmp_path / "mailweave.toml").write_text('zone = "+02:00"\nday-first = true\nlanguage = "en"')

    def date(*arguments: str) -> str:
        iso: str = json.loads(run("parse", "page.txt", *arguments).stdout)["date"]["utc"]
        return iso

    assert date() == "2019-04-03T07:12Z"
    assert date("--month-first") == "2019-03-04T07:12Z"
    assert date("--zone", "+00:00") == "2019-04-03T09:12Z"
    (tmp_path / "mailweave.toml").unlink()
    (tmp_path / "pyproject.toml").write_text('[tool.mailweave]\nzone = "+03:00"\nday-first = false')
    assert date() == "2019-03-04T06:12Z"


@pytest.mark.parametrize("command", ["show", "parse", "explain", "stats", "people"])
def test_a_misspelt_key_is_one_clear_line(run: Run, letter: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "mailweave.toml").write_text('zoen = "+02:00"')
    done = run(command, letter)
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode()
    assert told.startswith("mailweave: mailweave.toml: 'zoen' is no setting")
    assert told.count("\n") == 1


@pytest.mark.parametrize("command", ["show", "parse", "explain", "stats", "people"])
def test_every_command_takes_the_settings(run: Run, letter: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "who.toml").write_text('"Maud F." = ["Maud Ferris"]')
    (tmp_path / "mailweave.toml").write_text(
        'people = "who.toml"\nzone = "+02:00"\nday-first = true\nlanguage = ["en"]\nstrict = false'
    )
    done = run(command, letter)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout
