"""The table: stable columns, documented types, and a CSV that loses and runs nothing."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest

from mailweave.exports import ExportOptions, export
from mailweave.exports.table import COLUMNS, to_dataframe
from mailweave.parsers.message import Address, Message, Provenance
from mailweave.threads.thread import Thread

Builder = Callable[..., Message]
DOCS = Path(__file__).parents[2] / "docs" / "exports.md"


def rows_of(threads: Sequence[Thread], options: ExportOptions | None = None) -> list[dict[str, str]]:
    text = b"".join(export(threads, "csv", options or ExportOptions(reported=True))).decode("utf-8-sig")
    return [*csv.DictReader(io.StringIO(text, newline=""), strict=True)]


def test_dtypes_do_not_depend_on_the_data(threads: list[Thread]) -> None:
    for table in (to_dataframe([]), to_dataframe(threads)):
        assert {name: str(dtype) for name, dtype in table.dtypes.items()} == COLUMNS


def test_every_column_is_documented() -> None:
    rows = [line.split("|") for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| `")]
    documented = {row[1].strip(" `"): row[2].strip(" `") for row in rows}
    assert {name: documented.get(name) for name in COLUMNS} == COLUMNS


def test_rows(threads: list[Thread]) -> None:
    table = to_dataframe(threads)
    assert table["position"].tolist() == [1, 2, 3, 4, 1, 2, 3]
    assert table["depth"].tolist() == [0, 1, 2, 1, 0, 1, 0]
    assert table["utc"].notna().tolist() == [False, True, False, False, False, True, False]
    second = table.iloc[1]
    assert second["utc"] == pd.Timestamp("2019-03-04T07:20:00Z")
    assert second["to"] == "木村 花子 (redacted); Bo Ek (redacted)"
    assert (second["parent_id"], second["link_confidence"]) == ("<1@mailweave.invalid>", 0.9)
    assert (second["thread_subject"], second["subject_base"]) == ("港の予算について", "港の予算について")
    assert (second["from_email"], second["from_redacted"], second["zone"]) == ("ada@example.org", False, "inferred")
    assert table.iloc[2]["date_text"] is pd.NA


def test_csv_shape(threads: list[Thread]) -> None:
    data = b"".join(export(threads, "csv", ExportOptions(reported=True)))
    assert data.startswith(b'\xef\xbb\xbf"thread_id",')
    assert data.count(b"\r\n") == 8
    rows = rows_of(threads)
    assert [*rows[0]] == [*COLUMNS]
    assert [row["body"] for row in rows][:2] == [threads[0].messages[0].body, "'=1+1 is two.\nAda\n"]
    assert rows[1]["utc"] == "2019-03-04T07:20:00Z"
    assert (rows[0]["link_confidence"], rows[0]["parent_id"], rows[0]["position"]) == ("", "", "1")


@pytest.mark.parametrize("text", ["=1+1", "@x", "\t=1+1", "＝1+1", "  +1", "\n=1"])
def test_no_cell_acts_in_any_column(message: Builder, text: str) -> None:
    who = Address(text, text, person=text)
    hostile = message(
        1, id=text, from_=who, sender=who, to=(who,), cc=(who,), bcc=(who,), reply_to=(who,), subject=text, body=text,
        found=Provenance(text, 1, 2, 3, "reported", rule=text, bates=text), same_as=text, printed_in=text,
        attachments=(text,), also_at=(Provenance(text, 1, 2, 3, "rfc822"),),
    )  # fmt: skip
    thread = Thread(text, text, (hostile,))
    [row] = rows_of([thread])
    assert [name for name, cell in row.items() if cell.startswith(text[0])] == []
    [raw] = rows_of([thread], ExportOptions(raw=True))
    assert (raw["id"], raw["document"], raw["body"]) == (text, text, text)


def test_what_no_cell_holds_is_dropped(message: Builder) -> None:
    [row] = rows_of([Thread("t", None, (message(1, subject="a\0b\ud800", body="a\r\nb\rc\u2028d\n"),))])
    assert (row["subject"], row["body"]) == ("ab\ufffd", "a\nb\nc\u2028d\n")


def test_a_table_longer_than_one_piece(message: Builder) -> None:
    thread = Thread("t", None, tuple(message(number) for number in range(2001)))
    assert [row["position"] for row in rows_of([thread])] == [str(number) for number in range(1, 2002)]


def test_what_is_only_told_of_is_a_row_on_request(threads: Sequence[Thread]) -> None:
    kinds = {row["kind"] for row in rows_of(threads, ExportOptions())}
    assert "reported" not in kinds
    assert {row["kind"] for row in rows_of(threads)} == {*kinds, "reported"}
