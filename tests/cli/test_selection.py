"""``--thread`` to ``--order``: what is shown, written and said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import LETTER, Run

OTHER = """\
From: Ines Roth <ines@lamp.example>
Sent: Monday, 1 February 2016 08:00 +0000
To: Maud Ferris <maud@harbour.example>
Subject: Lamp oil

Forty litres are left.
"""


@pytest.fixture
def letters(letter: Path, tmp_path: Path) -> Path:
    """A folder of two documents: a conversation of two emails, and an older one of one."""
    (tmp_path / "other.txt").write_text(OTHER, "utf-8")
    return letter.parent


@pytest.mark.parametrize(
    ("arguments", "shown", "hidden"),
    [
        (["--grep", "opens at SEVEN"], ["1  Maud", "Tomas Hale", "I can."], ["due on Friday", "Ines"]),
        (["--from", "tomas@"], ["1  Maud", "I can."], ["due on Friday"]),
        (["--since", "2016-05-03T08:00"], ["1  Maud", "I can."], ["due on Friday", "Ines"]),
        (["--until", "2016-04"], ["Forty litres"], ["Maud Ferris  2016", "Tomas"]),
        (["--thread", "2"], ["due on Friday", "I can."], ["Ines"]),  # the earlier conversation comes first
        (["--thread", "1", "--order", "size"], ["due on Friday", "I can."], ["Ines"]),
        (["--thread", "1", "--from", "tomas"], ["I can."], ["due on Friday"]),
        (["--order", "document", "--thread", "2"], ["Forty litres"], ["Tomas"]),
    ],
)
def test_show_prints_whole_trees_and_the_emails_that_fit(
    run: Run, letters: Path, arguments: list[str], shown: list[str], hidden: list[str]
) -> None:
    done = run("show", letters, *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode()
    assert [text for text in shown if text not in told] == []
    assert [text for text in hidden if text in told] == []


def test_an_email_keeps_its_number(run: Run, letters: Path) -> None:
    told = run("show", letters, "--from", "tomas").stdout.decode()
    assert "  2  └─ Tomas Hale" in told
    assert "── 2 ──" in told
    assert "── 1 ──" not in told


@pytest.mark.parametrize("command", [["parse"], ["show", "--json"], ["export", "-o", "-", "--format", "jsonl"]])
def test_data_is_of_whole_conversations(run: Run, letters: Path, command: list[str]) -> None:
    done = run(*command, letters, "--grep", "seven")
    assert [json.loads(line)["from"]["name"] for line in done.stdout.splitlines()] == ["Maud Ferris", "Tomas Hale"]


def test_nothing_that_fits_is_said_in_one_line(run: Run, letters: Path) -> None:
    done = run("show", letters, "--grep", "dredger")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "no email is what was asked for; 2 conversations in all\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--thread", "3"], "no conversation has the number or id '3'; there are 2"),
        (["--since", "yesterday"], "--since: 'yesterday' is no date"),
        (["--until", "2016-02-30"], "--until: '2016-02-30' is no date"),
        (["--grep", " "], "--grep: is empty"),
        (["--order", "colour"], "--order"),
    ],
)
def test_wrong_usage_writes_nothing(run: Run, letters: Path, arguments: list[str], said: str) -> None:
    done = run("export", letters, "-o", "out.mbox", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert not (letters / "out.mbox").exists()


def test_lines_are_ascii_on_a_dumb_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(LETTER.replace("café", "cafe"), "utf-8")
    assert run("show", "plain.txt", TERM="dumb").stdout.isascii()
    assert not run("show", "plain.txt", TERM="xterm").stdout.isascii()
