"""``mailweave export`` writes every format, the place in the document included."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mailweave.exports import formats

LETTER = """\
Exhibit 7

From: Rosa Lind <rosa@theatre.example>
Sent: Monday, 8 October 2012 17:05
To: Ivo Brandl
Subject: Programme notes

Can you send the notes by Thursday?
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, "utf-8")
    return path


def mailweave(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mailweave", *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_every_format_in_one_run(letter: Path, tmp_path: Path) -> None:
    wanted = [name for name in formats() if name != "maildir" or sys.platform != "win32"]
    outs = [tmp_path / "out" / f"x.{name}" for name in wanted]
    (tmp_path / "out").mkdir()
    done = mailweave("export", letter, *(word for out in outs for word in ("-o", out)))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(out.name for out in outs)
    page = (tmp_path / "out/x.html").read_text("utf-8")
    assert "Exhibit 7\n\n<mark>From: Rosa Lind &lt;rosa@theatre.example&gt;" in page
    assert [path.suffix for path in (tmp_path / "out/x.eml").iterdir()] == [".eml"]
    database = sqlite3.connect(tmp_path / "out/x.sqlite")
    assert database.execute("SELECT subject FROM emails").fetchall() == [("Programme notes",)]
    database.close()


def test_a_folder_does_not_go_to_standard_output(letter: Path) -> None:
    done = mailweave("export", letter, "-o", "-", "--format", "eml")
    assert done.returncode == 2
    assert "folder" in done.stderr


def test_what_an_earlier_run_wrote_into_a_folder_is_not_read(letter: Path) -> None:
    for _ in range(2):
        done = mailweave("export", letter.parent, "-o", letter.parent / "found.eml/")
        assert done.returncode == 0, done.stderr
        assert "1 email in 1 conversation" in done.stderr


def test_a_folder_with_other_files_is_a_problem_of_that_output(letter: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.eml").mkdir()
    (tmp_path / "mine.eml/letter.eml").write_text("mine")
    done = mailweave("export", letter, "-o", tmp_path / "mine.eml", "-o", tmp_path / "x.csv")
    assert done.returncode == 1
    assert "would not be written again" in done.stderr
    assert (tmp_path / "mine.eml/letter.eml").read_text() == "mine"
    assert (tmp_path / "x.csv").exists()
