"""Problems and progress on standard error."""

from __future__ import annotations

import io
import sys

import pytest

from mailweave.cli.report import Report
from mailweave.parsers.message import Problem


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that the report sees, in seconds."""
    now = [1000.0]
    monkeypatch.setattr("mailweave.cli.report.time.monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("a.txt", "no such file"), "a.txt: no such file\n"),
        (Problem("a.txt", "date not understood", 7, "Tue 32.13."), "a.txt:7: date not understood\n    Tue 32.13.\n"),
        (Problem("a\x1b[2J.txt", "x\x07y", 1, "\u202eb\nc"), "a\u241b[2J.txt:1: x\u2407y\n    b\n    c\n"),
        (Problem("a.txt", "long", 1, "z" * 5000), "a.txt:1: long\n    " + "z" * 200 + "\n"),
        (Problem("f/" + "z" * 5000 + ".txt", "x", 3), "f/" + "z" * 118 + "…" + "z" * 56 + ".txt:3: x\n"),
    ],
)
def test_problem_says_where_and_what(capsys: pytest.CaptureFixture[str], problem: Problem, said: str) -> None:
    Report().problem(problem)
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(("severities", "code"), [([], 0), (["note"], 0), (["error"], 1), (["error", "note"], 1)])
@pytest.mark.parametrize("quiet", [False, True])
def test_only_errors_count(capsys: pytest.CaptureFixture[str], severities: list[str], code: int, quiet: bool) -> None:
    report = Report(quiet=quiet)
    for severity in severities:
        report.problem(Problem("a.txt", "what", severity=severity))  # type: ignore[arg-type]
    assert report.exit_code == code
    assert len(capsys.readouterr().err.splitlines()) == (0 if quiet else len(severities))


@pytest.mark.parametrize(
    ("total", "seconds", "terminal", "quiet", "shown"),
    [
        (3, 1.0, True, False, False),  # little to do
        (3, 3.0, True, False, True),  # it takes long
        (30, 1.0, True, False, True),  # there is much
        (30, 0.01, True, False, False),  # told a moment ago
        (30, 3.0, False, False, False),  # nobody watches
        (30, 3.0, True, True, False),
    ],
)
def test_progress_where_there_is_much_to_do(
    monkeypatch: pytest.MonkeyPatch,
    clock: list[float],
    total: int,
    seconds: float,
    terminal: bool,
    quiet: bool,
    shown: bool,
) -> None:
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    report = Report(quiet=quiet)
    report.start(total)
    clock[0] += seconds
    report.progress(2, 5)
    assert ("2 of" in stream.getvalue()) is shown
    report.clear()
    report.clear()
    assert stream.getvalue() == (f"\r2 of {total} documents, 5 emails\x1b[K\r\x1b[K" if shown else "")
