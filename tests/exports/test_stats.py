"""Counts per person and per month: the text line by line, the records, and that nothing is too wide."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mailweave.exports.options import ExportOptions
from mailweave.exports.stats import bar, stat_lines, stat_records
from mailweave.parsers.message import Address, MailDate, Message
from mailweave.threads.thread import Thread

from .conftest import Builder


def dated(iso: str | None, precision: Any = "minute") -> MailDate | None:
    return MailDate(iso, iso, iso, precision) if iso else None


def conversation(message: Builder, *rows: tuple[str | None, str | None]) -> Thread:
    """Return one conversation, an email a row: who wrote, and when."""
    emails: list[Message] = []
    for number, (sender, iso) in enumerate(rows):
        precision = {4: "year", 7: "month"}.get(len(iso or ""), "minute")
        from_ = Address(sender) if sender else Address(redacted=True)
        emails.append(message(number, from_=from_, to=(), date=dated(iso, precision)))
    return Thread("t", None, tuple(emails))


@pytest.mark.parametrize(
    ("count", "most", "width", "blocks", "ascii_"),
    [
        (0, 9, 10, "", ""),
        (9, 9, 4, "████", "####"),
        (1, 2, 4, "██", "##"),
        (5, 16, 4, "█▎", "#"),
        (1, 1000, 4, "▏", "#"),  # of one email there is a trace
        (999, 1000, 4, "████", "####"),
        (10**12, 10**12, 40, "█" * 40, "#" * 40),
    ],
)
def test_bar(count: int, most: int, width: int, blocks: str, ascii_: str) -> None:
    assert bar(count, most, width) == blocks
    assert bar(count, most, width, ascii=True) == ascii_


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(4, 100), st.booleans())
def test_longer_bars_for_more(one: int, other: int, width: int, ascii_: bool) -> None:
    few, many = sorted((one, other))
    assert 1 <= len(bar(few, many, width, ascii=ascii_)) <= len(bar(many, many, width, ascii=ascii_)) == width


def test_text(message: Builder) -> None:
    thread = conversation(
        message,
        ("花子", "2016-05-03T09:00"), ("花子", "2016-05-31T23:59"), ("Bo", "2016-07"), ("Bo", "2017-01-01T00:00"),
        ("花子", "2016"), ("花子", None), (None, "2017-01-02T00:00"),
    )  # fmt: skip
    assert "".join(stat_lines([thread], ExportOptions(width=60, ascii=True))).splitlines() == [
        "7 emails - 1 conversation - 2 people",
        "",
        "sent  received",
        "   4            ######################  花子",
        "   2            ###########             Bo",
        "   1            ######                  sender not printed",
        "",
        "2016-05  2  ########################################",
        "2016-06",
        "2016-07  1  ####################",
        "  ...    5 months without",
        "2017-01  2  ########################################",
        "2016     1  ####################",
        "no date  1  ####################",
    ]


def test_records(message: Builder) -> None:
    ada, bo = Address("Ada", "ada@example.org"), Address("Bo")
    thread = Thread(
        "t",
        None,
        (
            message(1, from_=ada, to=(bo,), date=dated("2016-05-03T09:00")),
            message(2, from_=bo, to=(ada,), date=None),
            message(3, from_=ada, to=(bo,), date=dated("2016", "year"), kind="reported"),
            message(5, from_=ada, to=(bo,), date=dated("2016", "year"), kind="reported", same_as=message(1).id),
        ),
        placeholders=(message(4, kind="placeholder"),),
    )
    assert [*stat_records([thread])] == [
        {"of": "total", "emails": 3, "reported": 1, "threads": 1, "people": 2, "reports": 1},
        {"of": "person", "name": "Ada", "addresses": ["ada@example.org"], "sent": 2, "received": 1},
        {"of": "person", "name": "Bo", "addresses": [], "sent": 1, "received": 2},
        {"of": "month", "month": "2016", "emails": 1},
        {"of": "month", "month": "2016-05", "emails": 1},
        {"of": "month", "month": None, "emails": 1},
    ]


def test_nothing_comes_of_nothing() -> None:
    assert [*stat_lines([], ExportOptions())] == []
    assert [record["emails"] for record in stat_records([])] == [0]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("color", [True, False])
def test_no_line_is_too_wide_and_names_are_harmless(message: Builder, width: int, color: bool) -> None:
    names = ["木村花子" * 30, "\x1b[31mred\x07", "\u202eevil", "שרה לוי", "a" * 500, "e" + "\u0301" * 90]
    rows = [(name, f"{year}-0{month}") for name in names for year in (1984, 2016) for month in (1, 2, 4)]
    text = "".join(stat_lines([conversation(message, *rows)], ExportOptions(width=width, color=color)))
    assert ("\x1b[" in text) == color
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert all(cell_len(line) <= width for line in plain.splitlines())
    assert all(line.isprintable() for line in plain.splitlines())
    assert "\u202e" not in plain


def test_by_command(tmp_path: Any, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    import typer

    from mailweave.cli.stats import stats

    path = tmp_path / "letter.txt"
    path.write_text(
        "From: Ada Lang <ada@x.example>\nTo: Bo Ek <bo@x.example>\nDate: 3 May 2016 09:12\nSubject: Key\n\nHere.\n"
    )
    with pytest.raises(typer.Exit):
        stats(documents=[str(path)], as_json=True)
    records = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [record["of"] for record in records] == ["total", "person", "person", "month"]
    assert records[-1] == {"of": "month", "month": "2016-05", "emails": 1}
