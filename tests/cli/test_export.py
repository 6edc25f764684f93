"""``mailweave export``: several files in one run, each whole or not at all, never over a document."""

from __future__ import annotations

import csv
import io
import json
import mailbox
from pathlib import Path

import pytest

from .conftest import LETTER, Run


def test_several_formats_in_one_run(run: Run, letter: Path, tmp_path: Path) -> None:
    done = run("export", letter, "-o", "out.mbox", "-o", "out.csv", "-o", "out.jsonl", "-o", "out.txt")
    assert (done.returncode, done.stdout) == (0, b"")
    assert len(mailbox.mbox(tmp_path / "out.mbox", create=False)) == 2
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert len(rows) == 3
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 2
    assert "café" in (tmp_path / "out.txt").read_text("utf-8")
    assert done.stderr.decode().splitlines() == [
        f"out.{suffix}: 2 emails in 1 conversation" for suffix in ("mbox", "csv", "jsonl", "txt")
    ]


def test_standard_output_takes_a_named_format(run: Run, letter: Path) -> None:
    done = run("export", letter, "-o", "-", "--format", "csv")
    assert done.stdout.startswith(b'\xef\xbb\xbf"')
    assert b"\r\n" in done.stdout


def test_format_overrides_the_suffix(run: Run, letter: Path, tmp_path: Path) -> None:
    run("export", letter, "-o", "letters", "-o", "letters.old", "--format", "mbox")
    for name in ("letters", "letters.old"):
        assert (tmp_path / name).read_bytes().startswith(b"From ")


def test_json_tells_what_was_written(run: Run, letter: Path) -> None:
    done = run("export", letter, "-o", "out.mbox", "--json")
    assert json.loads(done.stdout) == {"file": "out.mbox", "format": "mbox", "emails": 2, "threads": 1, "reports": 0}
    assert done.stderr == b""


def test_one_file_that_cannot_be_written_does_not_stop_the_others(run: Run, letter: Path, tmp_path: Path) -> None:
    done = run("export", letter, "-o", "no/such/folder/out.mbox", "-o", "out.csv")
    assert done.returncode == 1
    assert (tmp_path / "out.csv").exists()
    assert done.stderr.startswith(b"no/such/folder/out.mbox: not written")


def test_what_an_earlier_run_wrote_is_not_read_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    first = run("export", ".", "-o", "out.mbox")
    written = (tmp_path / "out.mbox").read_bytes()
    assert run("export", ".", "-o", "out.mbox").stderr == first.stderr
    assert (tmp_path / "out.mbox").read_bytes() == written


def test_nothing_found_still_writes_a_valid_file(run: Run, none: Path, tmp_path: Path) -> None:
    done = run("export", none, "-o", "out.csv", "-o", "out.mbox")
    assert done.returncode == 0
    assert (tmp_path / "out.mbox").read_bytes() == b""
    assert len((tmp_path / "out.csv").read_bytes().splitlines()) == 1


def test_formula_cells_are_disarmed_unless_raw(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sum.txt").write_text(LETTER.replace("Subject: Crane", "Subject: =1+1 Crane"), "utf-8")
    run("export", "sum.txt", "-o", "safe.csv")
    run("export", "sum.txt", "-o", "raw.csv", "--raw")
    assert '"=1+1' not in (tmp_path / "safe.csv").read_text("utf-8-sig")
    assert '"=1+1' in (tmp_path / "raw.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("names", "without", "all_"),
    [
        (["blog_ja.txt"], "8 emails in 4 conversations; 2 reports of them left out, see --reported",
         "8 emails in 4 conversations, 2 reports of them"),
        (["blog_ja.txt", "reported.txt"],
         "9 emails in 5 conversations; 4 only told of and 3 reports of them left out, see --reported",
         "13 emails in 7 conversations, 3 reports of them"),
        (["court_exhibit.txt"], "3 emails in 1 conversation", "3 emails in 1 conversation"),
    ],
)  # fmt: skip
def test_what_documents_only_tell_of_is_left_out_aloud(run: Run, names: list[str], without: str, all_: str) -> None:
    samples = [Path(__file__).parents[2] / "samples" / name for name in names]
    done = run("export", *samples, "-o", "out.csv", "-o", "out.jsonl")
    assert done.stderr.decode().splitlines() == [f"out.csv: {without}", f"out.jsonl: {all_}"]
    done = run("export", *samples, "-o", "out.csv", "--reported")
    assert done.stderr.decode().splitlines() == [f"out.csv: {all_}"]
