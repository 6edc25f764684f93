"""0 clean, 1 some document had problems, 2 usage; one bad document never stops the run."""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

import pytest

from .conftest import LETTER, Run


def emails(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.decode().splitlines()]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", random.Random(7).randbytes(9000), "not text"),
        ("no_mbox.pdf", b"%PDF-1.7\n", "passed over"),
    ],
)
def test_bad_document_gets_one_line_and_the_rest_goes_on(
    run: Run, letter: Path, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("parse", name, letter)
    assert done.returncode == 1
    assert len(emails(done.stdout)) == 2
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"{name}: ")
    assert said in lines[0]


def test_unreadable_document_gets_one_line(run: Run, letter: Path, tmp_path: Path) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        locked = tmp_path / "folder.txt"
        locked.mkdir()
        (locked / "loop.txt").symlink_to("loop.txt")  # root may read everything but this
    else:
        locked = tmp_path / "locked.txt"
        locked.write_text(LETTER)
        locked.chmod(0)
    done = run("parse", locked, letter)
    assert done.returncode == 1
    assert len(emails(done.stdout)) == 2
    assert len(done.stderr.splitlines()) == 1


def test_enormous_document_is_refused_unread(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(1 << 40)
    done = run("parse", "big.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"big.txt: enormous")


def test_document_without_email_is_no_problem_and_is_told_in_one_line(run: Run, none: Path) -> None:
    done = run("parse", none.name)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "none.txt: no email is printed here\n"


@pytest.mark.parametrize(
    ("name", "count"),
    [("table.md", "1 place"), ("two tables.md", "2 places")],
)
def test_where_something_was_passed_over_the_line_says_how_to_look_on(
    run: Run, tmp_path: Path, name: str, count: str
) -> None:
    table = "A timetable:\n\n| From: | To: | Date: |\n|-------|-----|-------|\n| Quay | Lamp | every day |\n\nIt was kept.\n\n"
    (tmp_path / name).write_text(table * int(count[0]), "utf-8")
    done = run("parse", name)
    shown = f"'{name}'" if " " in name else name
    said = f"{name}: no email is printed here; {count} looked like headers, see mailweave explain {shown}\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (0, b"", said)
    explained = run("explain", name, "--json")
    assert explained.stdout.count(b'"reason"') == int(count[0])
    assert explained.stderr.decode() == f"{name}: no email is printed here\n"  # who explains is not sent to explain


def test_quiet_says_nothing_and_the_status_still_tells(run: Run, none: Path) -> None:
    done = run("parse", "--quiet", none, "missing.txt")
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["parse"], "Missing argument"),
        (["parse", "letter.txt", "--zone", "Mars/Olympus"], "Mars/Olympus"),
        (["parse", "letter.txt", "--language", "tlh"], "tlh"),
        (["parse", "letter.txt", "--people", "nobody.toml"], "nobody.toml"),
        (["parse", "letter.txt", "--colour"], "No such option"),
        (["parse", "letter.txt", "--\x1b[31mred"], "no such option"),
        (["weave", "letter.txt"], "No such command"),
        (["export", "letter.txt"], "--out"),
        (["export", "letter.txt", "-o", "letter.doc"], "letter.doc"),
        (["export", "letter.txt", "-o", ""], "no name"),
        (["show", ""], "a name is empty"),
        (["export", "letter.txt", "-o", "letter.txt"], "overwritten"),
        (["export", "letter.txt", "-o", "-"], "--format"),
        (["export", "letter.txt", "-o", "a.csv", "-o", "a.csv"], "twice"),
        (["export", "letter.txt", "-o", "a.csv", "--format", "doc"], "doc"),
    ],
)
def test_wrong_usage_is_one_clear_line(run: Run, letter: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b""), told
    assert said in told
    assert "Traceback" not in told
    assert "\x1b" not in told
    assert letter.read_text("utf-8") == LETTER


@pytest.mark.parametrize("name", ["\x1b[31mred\x07.txt", "a\nb.txt", "\u202etxt.exe.txt", "-dash.txt"])
def test_hostile_names_do_not_reach_the_terminal(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x7fELF" + bytes(200))
    done = run("parse", ".")
    told = done.stderr.decode()
    assert done.returncode == 1
    assert told.count("\n") == 1
    assert told.removesuffix("\n").isprintable()


def test_a_fault_of_ours_is_a_problem_of_one_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], letter: Path, none: Path
) -> None:
    from mailweave import cli
    from mailweave.parsers import parse as parsing

    def fall_over(*_: object) -> None:
        raise RecursionError("deep")

    real = parsing.parse_document
    monkeypatch.setattr(
        parsing,
        "parse_document",
        lambda document, options: fall_over() if document.name == str(none) else real(document, options),
    )
    monkeypatch.setattr(sys, "argv", ["mailweave", "parse", str(none), str(letter)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    told = capsys.readouterr()
    assert stopped.value.code == 1
    assert len(told.out.splitlines()) == 2
    assert "RecursionError: deep" in told.err
