"""Bytes on standard output: UTF-8 under any locale, a closed pipe ends quietly, a pager where a person reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import LETTER, Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and terminals as POSIX has them")


@pytest.mark.parametrize("command", ["show", "parse", "explain"])
@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_output_is_utf8_under_any_locale(run: Run, letter: Path, command: str, locale: dict[str, str]) -> None:
    done = run(command, letter, COLUMNS="200", **locale)
    assert done.returncode == 0, done.stderr
    assert "café" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["show", "parse", "explain"])
def test_output_without_terminal_has_no_escape(run: Run, letter: Path, command: str) -> None:
    assert b"\x1b" not in run(command, letter, TERM="xterm-256color").stdout


def test_same_output_whatever_the_hash_seed(run: Run, letter: Path) -> None:
    assert run("parse", letter, PYTHONHASHSEED="1").stdout == run("parse", letter, PYTHONHASHSEED="2").stdout


@pytest.mark.parametrize("command", ["show", "parse", "explain --text"])
def test_closed_pipe_ends_quietly(tmp_path: Path, command: str) -> None:
    (tmp_path / "long.txt").write_text(LETTER * 400, "utf-8")
    line = f"{sys.executable} -m mailweave {command} --quiet long.txt | head -c 10"
    done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, check=True, timeout=60)
    assert len(done.stdout) == 10
    assert done.stderr == b""


def test_full_disk_is_one_line(letter: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mailweave", "parse", str(letter)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_standard_input_is_a_document(run: Run) -> None:
    done = run("parse", "-", stdin=LETTER.encode())
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2


def test_output_is_a_document_again(run: Run, letter: Path, tmp_path: Path) -> None:
    first = run("parse", letter).stdout
    (tmp_path / "letter.jsonl").write_bytes(first)
    assert run("parse", "letter.jsonl").stdout == first


def on_a_terminal(tmp_path: Path, arguments: list[str], lines: int, **environment: str) -> str:
    """Return what ``mailweave`` shows on a terminal of 80 columns and *lines* lines."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES", "PAGER"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "mailweave", *arguments],
        stdout=theirs,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**known, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        shown += part
    process.communicate(timeout=60)
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize(
    ("lines", "environment", "paged"),
    [
        (10, {}, True),  # longer than the screen
        (500, {}, False),  # fits
        (10, {"PAGER": ""}, False),  # the user wants none
        (10, {"PAGER": "cat"}, False),
        (10, {"PAGER": "no-such-pager"}, False),
        (10, {"PAGER": "unclosed 'quote"}, False),
    ],
)
def test_long_text_goes_through_the_pager(
    tmp_path: Path, letter: Path, lines: int, environment: dict[str, str], paged: bool
) -> None:
    pager = tmp_path / "my pager"
    pager.write_text('#!/bin/sh\necho "PAGED $1"\ncat\n')
    pager.chmod(0o755)
    shown = on_a_terminal(
        tmp_path, ["show", str(letter)], lines, **{"PAGER": f"'{pager}' '$(touch broken)'", **environment}
    )
    assert ("PAGED $(touch broken)" in shown) is paged
    assert "café" in shown
    assert not (tmp_path / "broken").exists()


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ([], {}, True),
        (["--no-color"], {}, False),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
    ],
)
def test_color_is_for_terminals_that_want_it(
    tmp_path: Path, letter: Path, arguments: list[str], environment: dict[str, str], colored: bool
) -> None:
    for command in ("show", "explain"):
        shown = on_a_terminal(tmp_path, [command, str(letter), *arguments], 500, **environment)
        assert ("\x1b[" in shown) is colored


def test_progress_is_shown_on_a_terminal_only(run: Run, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(LETTER, "utf-8")
    done = run("parse", ".")
    assert done.stderr == b""


def test_show_does_not_pay_for_tables(letter: Path) -> None:
    code = (
        "import sys; from mailweave.cli import main\n"
        f"sys.argv = ['mailweave', 'show', {str(letter)!r}]\n"
        "try: main()\n"
        "finally: print([name for name in ('pandas', 'mailparser') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
