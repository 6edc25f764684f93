"""LibreOffice opens CSV, TSV and XLSX: every row and line break, wide characters, no live formula, no eaten zero."""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mailweave.exports import ExportOptions, export
from mailweave.exports.table import COLUMNS
from mailweave.exports.write import write_file
from mailweave.parsers.message import Address, Message
from mailweave.threads.thread import Thread

EVERYTHING = ExportOptions(reported=True)

Builder = Callable[..., Message]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
AS_IT_COMES = "CSV:44,34,76,1"
QUOTED_IS_TEXT = "CSV:44,34,76,1,,0,true,false"
TABS = "CSV:9,34,76,1,,0,true,false"
DANGEROUS = ("=1+1", "+1+1", "-2+3", "@SUM(1;1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", " =1+1", '=HYPERLINK("http://x.example")',
             'a","=1+1","b', "a;=1+1;b\t=1+1", "=cmd|' /C calc'!A0")  # fmt: skip


def opened(source: Path, how: str | None, suffix: str) -> Path:
    """Return what LibreOffice makes of *source* (text is read as *how*), in *suffix*."""
    assert shutil.which("soffice"), "LibreOffice is needed by this test: apt-get install libreoffice-calc"
    out = source.parent / f"opened-{suffix}"
    profile = source.parent / "profile"
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        *([f"--infilter={how}"] if how else []),
    ]
    target = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false"}.get(suffix, suffix)
    done = subprocess.run([*command, "--convert-to", target, "--outdir", str(out), str(source)],
                          capture_output=True, timeout=120, check=False)  # fmt: skip
    result = out / f"{source.stem}.{suffix}"
    assert result.exists(), (done.stdout + done.stderr).decode(errors="replace")
    return result


def sheet(path: Path) -> tuple[list[dict[str, str]], int]:
    """Return the rows of the first sheet of an XLSX file under the names in its first, and the number of formulas."""
    with zipfile.ZipFile(path) as archive:
        strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        cells = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    shared = ["".join(text.text or "" for text in entry.iter(f"{SHEET}t")) for entry in strings]
    rows = []
    for row in cells.iter(f"{SHEET}row"):
        values = {str(cell.get("r")).rstrip("0123456789"): cell for cell in row.iter(f"{SHEET}c")}
        texts = {column: (cell.get("t"), cell.findtext(f"{SHEET}v", "")) for column, cell in values.items()}
        rows.append(
            {column: shared[int(text)] if kind == "s" else text for column, (kind, text) in texts.items() if text}
        )
    named = [{name: row.get(column, "") for column, name in rows[0].items()} for row in rows[1:]]
    formulas = [formula.text for formula in cells.iter(f"{SHEET}f")]
    return named, len(formulas) - formulas.count("TRUE()") - formulas.count("FALSE()")  # so LibreOffice writes booleans


@pytest.fixture
def odd(threads: list[Thread], message: Builder) -> list[Thread]:
    hostile = tuple(
        message(10 + number, subject=text, body=f"{text}\nsecond line\n", from_=Address(text, text), id=text)
        for number, text in enumerate(DANGEROUS)
    )
    zeros = message(99, subject="0001234", from_=Address("1E5", "2016-05"), body="TRUE")
    return [*threads, Thread("007", "-1", (*hostile, zeros))]


@pytest.fixture
def table(odd: list[Thread], tmp_path: Path) -> Path:
    path = tmp_path / "threads.csv"
    write_file(path, export(odd, "csv", EVERYTHING))
    return path


@pytest.mark.parametrize("how", [AS_IT_COMES, QUOTED_IS_TEXT])
def test_rows_and_no_live_formula(table: Path, threads: list[Thread], how: str) -> None:
    rows, formulas = sheet(opened(table, how, "xlsx"))
    assert formulas == 0
    assert [*rows[0]] == [*COLUMNS]
    assert len(rows) == 7 + len(DANGEROUS) + 1
    assert (rows[0]["from_name"], rows[0]["subject"]) == ("木村 花子", "港の予算について")
    assert rows[0]["body"] == threads[0].messages[0].body
    assert [row["body"].split("\n")[-2] for row in rows[7:-1]] == ["second line"] * len(DANGEROUS)


def test_no_zero_is_eaten_where_quoted_is_text(table: Path) -> None:
    written = table.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    read = opened(table, QUOTED_IS_TEXT, "csv").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    before, after = ([*csv.reader(io.StringIO(text, newline=""))] for text in (written, read))
    assert after == before
    assert after[-1][before[0].index("subject")] == "0001234"


def test_tsv(odd: list[Thread], tmp_path: Path) -> None:
    path = tmp_path / "threads.tsv"
    write_file(path, export(odd, "tsv", EVERYTHING))
    found, formulas = sheet(opened(path, TABS, "xlsx"))
    assert formulas == 0
    assert [*found[0]] == [*COLUMNS]
    assert len(found) == 7 + len(DANGEROUS) + 1
    assert found[0]["body"] == odd[0].messages[0].body
    assert found[-1]["subject"] == "0001234"


def test_workbook(odd: list[Thread], tmp_path: Path) -> None:
    path = tmp_path / "threads.xlsx"
    write_file(path, export(odd, "xlsx", EVERYTHING))
    found, formulas = sheet(opened(path, None, "xlsx"))
    assert formulas == 0
    assert [*found[0]] == [*COLUMNS]
    assert [row["subject"].strip() for row in found[7:-1]] == [text.strip() for text in DANGEROUS]
    assert (found[-1]["subject"], found[-1]["from_name"], found[-1]["body"]) == ("0001234", "1E5", "TRUE")
    assert found[0]["body"] == odd[0].messages[0].body
