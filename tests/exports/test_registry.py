"""Formats are found by name or suffix and imported when they are used."""

import subprocess
import sys
from pathlib import Path

import pytest

from mailweave.exports import EXPORTERS, FOLDERS, UnknownFormat, export, format_of, formats, load
from mailweave.threads.thread import Thread


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.mbox", "mbox"),
        ("x/y.b.CSV", "csv"),
        ("t.jsonl", "jsonl"),
        ("t.txt", "txt"),
        ("a.ftm.json", "ftm.json"),
        ("a.b.XLSX", "xlsx"),
        ("out/page.html", "html"),
    ],
)
def test_format_of(path: str, expected: str) -> None:
    assert format_of(path) == expected


@pytest.mark.parametrize("path", ["threads", "threads.doc", ".mbox", "x\x1b[2J.y"])
def test_unknown_suffix_names_the_known_ones(path: str) -> None:
    with pytest.raises(UnknownFormat, match=r"\.csv, \.dat, \.eml/, ") as error:
        format_of(path)
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("threads.xls", "did you mean .xlsx?"),
        ("threads.htm", "did you mean .html?"),
        ("threads.json", "did you mean .jsonl?"),
        ("threads.sqlite3", "did you mean .sqlite?"),
        ("threads.mdir", "did you mean .maildir/?"),
        ("threads.docx.bak", "no exporter for this suffix; there"),
        ("threads", "no suffix says the format; there"),
        ("", "no name: no suffix says"),
    ],
)
def test_a_suffix_that_is_nearly_one_is_asked_back(path: str, said: str) -> None:
    with pytest.raises(UnknownFormat) as error:
        format_of(path)
    assert said in str(error.value)


@pytest.mark.parametrize("name", formats())
def test_every_format_is_documented(name: str) -> None:
    told = (Path(__file__).parents[2] / "docs/exports.md").read_text("utf-8")
    assert f"`.{name}{'/' if name in FOLDERS else ''}`" in told


def test_unknown_name() -> None:
    with pytest.raises(UnknownFormat, match="csv, dat, eml, "):
        load("docx")


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_every_format_takes_nothing_and_something(name: str, threads: list[Thread]) -> None:
    empty, full = b"".join(export([], name)), b"".join(export(threads, name))
    assert "花子".encode() not in empty
    assert full != empty
    assert b"".join(export(threads, name)) == full


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import mailweave.exports", "pandas rich email.message sqlite3 xlsxwriter pyarrow resvg_py"),
        (
            "from mailweave.exports import load; x = *map(load, ('jsonl', 'mbox', 'txt', 'html', 'svg', 'png', 'sqlite', 'dat', 'ftm.json', 'xlsx', 'parquet', 'csv', 'tsv')),",
            "pandas xlsxwriter pyarrow resvg_py",
        ),
        ("from mailweave.exports.table import COLUMNS", "pandas"),
    ],
)
def test_imports_only_what_is_used(code: str, absent: str) -> None:
    check = f"import sys; {code}; print(*sorted(set({absent.split()}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
