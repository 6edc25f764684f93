"""Tables for programs: the same columns in each, text in every script kept and found, nothing that acts."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pyarrow.parquet
import pytest

from mailweave.exports import ExportOptions, export
from mailweave.exports.summary import PERSON_COLUMNS, THREAD_COLUMNS
from mailweave.exports.table import COLUMNS, rows
from mailweave.parsers.message import Address, MailDate, Message
from mailweave.threads.thread import Thread

Builder = Callable[..., Message]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DANGEROUS = (
    "=1+1",
    "+1",
    "-2",
    "@SUM(A1)",
    "http://evil.example",
    "mailto:x@example.org",
    "internal:A1",
    "{=1}",
    "0001234",
    "1E5",
)


def bytes_of(threads: list[Thread], name: str) -> bytes:
    return b"".join(export(threads, name, ExportOptions(reported=True)))


# ---- one table, many formats


def test_columns_are_the_same_everywhere(threads: list[Thread]) -> None:
    names = [*COLUMNS]
    assert [*next(rows(threads))] == names
    assert next(csv.reader(io.StringIO(bytes_of(threads, "csv").decode("utf-8-sig")))) == names
    assert next(csv.reader(io.StringIO(bytes_of(threads, "tsv").decode("utf-8-sig")), delimiter="\t")) == names
    assert [*dat_rows(threads)[0]] == names
    assert pyarrow.parquet.read_schema(io.BytesIO(bytes_of(threads, "parquet"))).names == names
    assert sheets(threads)["emails"][0] == names
    with opened(threads) as database:
        found = [row[1] for row in database.execute("PRAGMA table_info(emails)")]
    assert [name for name in found if name not in ("number", "thread", "parent", "tells_of")] == names


def test_values_are_the_same_everywhere(threads: list[Thread]) -> None:
    expected = [
        (row["id"], row["subject"] or "", row["date_iso"] or "", row["body"].rstrip("\n")) for row in rows(threads)
    ]
    tsv = csv.DictReader(io.StringIO(bytes_of(threads, "tsv").decode("utf-8-sig"), newline=""), delimiter="\t")
    assert [(r["id"], r["subject"], r["date_iso"], r["body"].rstrip("\n").removeprefix("'")) for r in tsv] == expected
    assert [
        (r["id"], r["subject"], r["date_iso"], r["body"].replace("®", "\n").rstrip("\n")) for r in dat_rows(threads)
    ] == expected
    table = pd.read_parquet(io.BytesIO(bytes_of(threads, "parquet")))
    assert [
        *zip(
            table["id"],
            table["subject"].fillna(""),
            table["date_iso"].fillna(""),
            table["body"].str.rstrip("\n"),
            strict=True,
        )
    ] == expected
    head, *cells = sheets(threads)["emails"]
    found = [dict(zip(head, row, strict=True)) for row in cells]
    assert [(r["id"], r["subject"], r["date_iso"], r["body"].rstrip("\n")) for r in found] == expected
    with opened(threads) as database:
        query = "SELECT id, coalesce(subject, ''), coalesce(date_iso, ''), rtrim(body, char(10)) FROM emails ORDER BY number"
        assert database.execute(query).fetchall() == expected


# ---- Parquet


def test_parquet_keeps_types(threads: list[Thread]) -> None:
    schema = pyarrow.parquet.read_schema(io.BytesIO(bytes_of(threads, "parquet")))
    kinds = {
        "string": "string",
        "Int64": "int64",
        "Float64": "double",
        "boolean": "bool",
        "datetime64[us, UTC]": "timestamp[us, tz=UTC]",
    }
    assert {name: str(schema.field(name).type).replace("large_", "") for name in COLUMNS} == {
        n: kinds[k] for n, k in COLUMNS.items()
    }


# ---- SQLite


class opened:  # noqa: N801 - reads as a function
    """The database of *threads*, closed at the end."""

    def __init__(self, threads: list[Thread]) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.deserialize(bytes_of(threads, "sqlite"))

    def __enter__(self) -> sqlite3.Connection:
        return self.database

    def __exit__(self, *_: object) -> None:
        self.database.close()


def test_database_is_sound(threads: list[Thread]) -> None:
    with opened(threads) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = {
            name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        }
        assert {
            "threads",
            "people",
            "emails",
            "email_people",
            "places",
            "emails_fts",
            "links",
            "correspondence",
            "months",
        } <= tables
        [search] = database.execute("SELECT sql FROM sqlite_master WHERE name = 'emails_fts'").fetchone()
        assert 'content="emails"' in search  # which is how Datasette finds it
        keys = {row[2] for row in database.execute("PRAGMA foreign_key_list(emails)")}
        assert keys == {"threads", "emails"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [("よろしく", [1]), ("お願いし", [1]), ("港の予算", [1, 2, 3, 4]), ("lamp", [5]), ("LAMP", [5]), ("承知しま", [4]), ('"two."', [2]), ("nowhere", [])],
)  # fmt: skip
def test_full_text(threads: list[Thread], query: str, expected: list[int]) -> None:
    with opened(threads) as database:
        found = database.execute("SELECT rowid FROM emails_fts WHERE emails_fts MATCH ? ORDER BY rowid", [query])
        assert [number for (number,) in found] == expected


def test_short_words_are_found_by_like(threads: list[Thread]) -> None:
    with opened(threads) as database:
        assert database.execute("SELECT count(*) FROM emails WHERE body LIKE '%予算%'").fetchone() == (1,)


def test_links_and_people(threads: list[Thread]) -> None:
    with opened(threads) as database:
        links = database.execute("SELECT email, parent, reason FROM links ORDER BY email").fetchall()
        assert links == [(2, 1, "same base subject, people swapped"), (3, 2, "quotes it"), (4, 1, "same base subject"),
                         (6, 5, "prints it behind a forward separator")]  # fmt: skip
        assert database.execute("SELECT name, redacted, sent, received FROM people ORDER BY number").fetchall() == [
            ("木村 花子", 1, 2, 2), ("Ada Lang", 0, 1, 3), ("Bo Ek", 1, 2, 3),
        ]  # fmt: skip
        assert ("木村 花子", "Ada Lang", 2) in database.execute(
            'SELECT "from", "to", emails FROM correspondence'
        ).fetchall()
        assert database.execute("SELECT month, emails FROM months").fetchall() == [("2016-09", 1), ("2019-03", 4)]
        assert database.execute("SELECT number, tells_of FROM emails WHERE tells_of").fetchall() == [(7, 5)]
        written = database.execute("SELECT sum(emails) FROM correspondence WHERE \"from\" = 'Ada Lang'").fetchone()
        assert written == (2,)  # one email to two people; the report from her is no further one
        assert database.execute("SELECT count(*) FROM places WHERE document = 'notes/minutes.txt'").fetchone() == (7,)


def test_hostile_text_is_a_value(message: Builder) -> None:
    text = "'); DROP TABLE emails; --\0\ud800"
    with opened([Thread(text, text, (message(1, id=text, subject=text, from_=Address(text, text)),))]) as database:
        assert database.execute("SELECT subject FROM emails").fetchall() == [("'); DROP TABLE emails; --\ufffd",)]


# ---- XLSX


def sheets(threads: list[Thread]) -> dict[str, list[list[str]]]:
    """The cells of every sheet as text."""
    with zipfile.ZipFile(io.BytesIO(bytes_of(threads, "xlsx"))) as archive:
        names = re.findall(r'<sheet name="(\w+)"', archive.read("xl/workbook.xml").decode())
        shared = ["".join(t.text or "" for t in entry.iter(f"{SHEET}t"))
                  for entry in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))]  # fmt: skip
        return {
            name: [*_cells(archive.read(f"xl/worksheets/sheet{at}.xml"), shared)] for at, name in enumerate(names, 1)
        }


def _cells(xml: bytes, shared: list[str]) -> Iterator[list[str]]:
    width = 0
    for row in ElementTree.fromstring(xml).iter(f"{SHEET}row"):
        values: dict[int, str] = {}
        for cell in row.iter(f"{SHEET}c"):
            column = 0
            for letter in str(cell.get("r")).rstrip("0123456789"):
                column = column * 26 + ord(letter) - 64
            value = cell.findtext(f"{SHEET}v", "")
            values[column] = shared[int(value)] if cell.get("t") == "s" else value
        width = width or max(values)
        yield [values.get(column, "") for column in range(1, width + 1)]


def test_workbook_has_three_sheets(threads: list[Thread]) -> None:
    found = sheets(threads)
    assert [*found] == ["emails", "threads", "people"]
    assert [found["threads"][0], found["people"][0]] == [[*THREAD_COLUMNS], [*PERSON_COLUMNS]]
    assert found["threads"][1:] == [
        ["budget", "港の予算について", "4", "3", "2019-03-04", "2019-03-05", "1", "1"],
        ["lamp", "Lighthouse", "2", "1", "2016-09-01", "2019-03-04", "0", "1"],  # a report of one is no third
    ]
    assert [row[0] for row in found["people"][1:]] == ["木村 花子", "Ada Lang", "Bo Ek"]


def test_long_bodies_leave_the_other_rows_in_sight(message: Builder) -> None:
    long = Thread("t", None, (message(1, body="line\n" * 500), message(2)))
    with zipfile.ZipFile(io.BytesIO(bytes_of([long], "xlsx"))) as archive:
        rows = [*ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}row")]
    assert [row.get("ht") for row in rows] == [None, "60", "60"]


def test_no_cell_of_a_workbook_acts(message: Builder) -> None:
    hostile = [
        Thread(text, text, (message(1, subject=text, body=text, from_=Address(text, text), id=text),))
        for text in DANGEROUS
    ]
    with zipfile.ZipFile(io.BytesIO(bytes_of(hostile, "xlsx"))) as archive:
        for name in archive.namelist():
            assert not re.search(rb"<f[ >]|<hyperlink|TargetMode=.External", archive.read(name)), name
    cells = sheets(hostile)["emails"]
    at = cells[0].index("subject")
    assert [row[at] for row in cells[1:]] == [*DANGEROUS]


@pytest.mark.parametrize(("text", "kept"), [("港" * 40_000, 32_000), ("😀" * 20_000, 16_000)])
def test_a_text_longer_than_a_cell_says_so(message: Builder, text: str, kept: int) -> None:
    head, row = sheets([Thread("t", None, (message(1, body=text),))])["emails"]
    body = row[head.index("body")]
    assert body.startswith(text[:kept])
    assert body.endswith("[cut here: a cell holds no more]")
    assert len(body.encode("utf-16-le")) <= 2 * 32_767


def test_a_workbook_takes_any_text(message: Builder) -> None:
    text = "".join(map(chr, range(0x20))) + "\x7f\x85\ufffe\uffff\ud800_x0041_\u2028]]>&<"
    head, row = sheets([Thread("t", text, (message(1, body=text, subject=text),))])["emails"]
    # xlsxwriter writes what looks like an escape as one, which readers take back
    assert row[head.index("body")].replace("_x005F_", "_") == "\t\n\n\x7f\x85\ufffd_x0041_\u2028]]>&<"


# ---- Concordance


def dat_rows(threads: list[Thread]) -> list[dict[str, str]]:
    text = bytes_of(threads, "dat").decode("utf-8-sig")
    names, *records = csv.reader(io.StringIO(text, newline=""), delimiter="\x14", quotechar="þ", strict=True)
    return [dict(zip(names, record, strict=True)) for record in records]


def test_load_file_in_its_own_delimiters(message: Builder) -> None:
    text = bytes_of([Thread("t", None, (message(1, subject="Þór þarf \x14 a® b", body="x\r\ny\n"),))], "dat")
    assert text.startswith("\ufeffþthread_idþ\x14þthread_subjectþ\x14".encode())
    assert text.count(b"\r\n") == 2
    assert text.count(b"\n") == 2
    [row] = dat_rows([Thread("t", None, (message(1, subject="Þór þarf \x14 a® b", body="x\r\ny\n"),))])
    assert (row["subject"], row["body"], row["utc"]) == ("Þór þarf   a(R) b", "x®y®", "2019-03-04T08:12:30Z")


# ---- FollowTheMoney


def entities(threads: list[Thread]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in bytes_of(threads, "ftm.json").decode().splitlines()]


def test_entities(threads: list[Thread]) -> None:
    found = entities(threads)
    assert [entity["schema"] for entity in found] == ["LegalEntity"] * 3 + ["Email"] * 7
    ids = {entity["id"] for entity in found}
    assert len(ids) == 10
    emails = [entity["properties"] for entity in found if entity["schema"] == "Email"]
    for email in emails:
        for name in ("emitters", "recipients", "inReplyToEmail"):
            assert set(email.get(name, ())) <= ids
    assert emails[0]["from"] == ["木村 花子 (redacted)"]
    assert emails[1]["inReplyTo"] == ["<1@mailweave.invalid>"]
    [note] = emails[6]["notes"]
    assert (
        note
        == f"Reported: the document tells of an email that has an entity itself, its Message-ID is {threads[1].messages[0].id}"
    )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (
            MailDate("x", "2019-03-04T09:12:30+01:00", None, "second", "stated", "2019-03-04T08:12:30Z"),
            ["2019-03-04T08:12:30"],
        ),
        (MailDate("x", "2019-03-04T16:20", None, "minute"), ["2019-03-04"]),  # no zone: an hour would be taken for UTC
        (MailDate("x", "2016-09", None, "month"), ["2016-09"]),
        (MailDate("x", "2016", None, "year"), ["2016"]),
        (MailDate("not understood"), None),
        (None, None),
    ],
)
def test_an_entity_claims_no_hour_that_is_not_known(message: Builder, date: MailDate | None, expected: object) -> None:
    entity = entities([Thread("t", None, (message(1, date=date),))])[-1]
    assert entity["properties"].get("date") == expected
