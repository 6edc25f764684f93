"""The picture of who wrote when: what is where, whatever the dates say."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailweave.exports import export, load
from mailweave.exports.axis import stretch, ticks
from mailweave.exports.chart import chart
from mailweave.exports.extras import MissingExtra, needed
from mailweave.exports.scale import scale
from mailweave.parsers.message import Address, MailDate, Message, Precision
from mailweave.threads.thread import Link, Thread

Builder = Callable[..., Message]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("iso", "precision", "first", "last"),
    [
        ("2019-03-04T09:12", "minute", "2019-03-04 09:12", "2019-03-04 09:12"),
        ("2019-03-04T09", "hour", "2019-03-04 09:00", "2019-03-04 09:59"),
        ("2019-03-04", "day", "2019-03-04 00:00", "2019-03-04 23:59"),
        ("2016-02", "month", "2016-02-01 00:00", "2016-02-29 23:59"),
        ("2016-12", "month", "2016-12-01 00:00", "2016-12-31 23:59"),
        ("9999-12", "month", "9999-12-01 00:00", "9999-12-31 23:58"),
        ("2016", "year", "2016-01-01 00:00", "2016-12-31 23:59"),
    ],
)
def test_stretch(iso: str, precision: Precision, first: str, last: str) -> None:
    found = stretch(MailDate("x", iso, None, precision))
    assert found is not None
    assert tuple(f"{at:%Y-%m-%d %H:%M}" for at in found) == (first, last)


@pytest.mark.parametrize("date", [None, MailDate("tomorrow"), MailDate("x", "2016-13", None, "month")])
def test_no_stretch(date: MailDate | None) -> None:
    assert stretch(date) is None


@pytest.mark.parametrize(
    ("first", "span", "expected"),
    [
        (datetime(2019, 3, 4, 9, 12), timedelta(hours=4), ["2019-03-04 10:00", "11:00", "12:00", "13:00"]),
        (
            datetime(2019, 3, 4, 20),
            timedelta(hours=20),
            ["21:00", "2019-03-05", "03:00", "06:00", "09:00", "12:00", "15:00"],
        ),
        (datetime(2019, 3, 4, 9), timedelta(days=9), [f"2019-03-{day:02}" for day in (6, 8, 10, 12)]),
        (datetime(2019, 11, 15), timedelta(days=300), ["2019-12", "2020-01"]),
        (datetime(1999, 5, 1), timedelta(days=365 * 12), ["2000", "2002", "2004", "2006", "2008", "2010"]),
        (datetime(1, 1, 2), timedelta(days=365 * 9997), ["1000", "2000", "3000"]),
    ],
)
def test_ticks(first: datetime, span: timedelta, expected: list[str]) -> None:
    found = ticks(first, first + span)
    labels = [label for _, label in found]
    assert labels[: len(expected)] == expected or set(expected) <= set(labels)
    assert 1 <= len(found) <= 11
    assert all(first <= at <= first + span for at, _ in found)


def _at(*days: str) -> list[tuple[datetime, datetime]]:
    return [(datetime.fromisoformat(day), datetime.fromisoformat(day)) for day in days]


@pytest.mark.parametrize(
    ("days", "silences"),
    [
        ([], ()),
        (["2013-06-05"], ()),
        (["2013-06-05", "2016-06-05"], ()),  # nothing tells what is usual
        (["2013-06-05", "2013-06-06", "2016-06-07", "2016-06-08"], ("3 years",)),
        (["2013-06-05T09:00", "2013-06-05T10:00", "2013-06-05T11:00", "2013-06-05T23:00"], ("12 h",)),
        ([f"{year}-01-01" for year in range(1990, 2020)], ()),  # as long as ever
        ([f"{year}-01-0{day}" for year in range(1990, 2010, 6) for day in (1, 2)], ("5 years",) * 3),
        (["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"], ("9998 years",)),
    ],
)
def test_unusually_long_silences_are_passed_over(days: list[str], silences: tuple[str, ...]) -> None:
    axis = scale(_at(*days))
    assert axis.silences == silences
    assert len(axis.pieces) == len(silences) + 1


def test_a_date_without_its_day_is_no_silence() -> None:
    year = (datetime(2017, 1, 1), datetime(2017, 12, 31))
    assert len(scale([*_at("2016-12-30", "2016-12-31", "2018-01-02", "2018-01-03"), year]).pieces) == 1


@given(st.lists(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)), max_size=40))
def test_later_is_further_right(moments: list[datetime]) -> None:
    axis = scale([(at, at) for at in moments])
    parts = [axis.part(at) for at in sorted(moments)]
    assert parts == sorted(parts)
    assert all(-1e-9 <= part <= 1 + 1e-9 for part in parts)
    assert all(-1e-9 <= part <= 1 + 1e-9 for part, _ in axis.ticks)
    assert len(axis.silences) == len(axis.pieces) - 1


def test_the_picture_says_how_long_nothing_was_written(message: Builder) -> None:
    messages = tuple(
        message(number, date=MailDate("x", day, None, "day"))
        for number, day in enumerate(("2013-06-05", "2013-06-06", "2016-06-09", "2016-06-10"))
    )
    text = b"".join(export([Thread("t", None, messages)], "svg")).decode()
    assert ">3 years</text>" in text
    assert text.count(">2013-06-05</text>") == text.count(">2016-06-09</text>") == 1


def test_a_long_name_is_cut_within_its_room(message: Builder) -> None:
    long = [
        message(1, from_=Address("W" * 40)),
        message(2, from_=Address("ユ" * 40)),
        message(3, from_=Address("i" * 19)),
    ]
    text = b"".join(export([Thread("t", None, tuple(long))], "svg")).decode()
    assert f">{'W' * 14}…<" in text
    assert f">{'ユ' * 10}…<" in text
    assert f">{'i' * 19}<" in text


def test_chart_of_the_shared_conversations(threads: list[Thread]) -> None:
    drawn = chart(threads)
    assert [(row.name, row.emails) for row in drawn.rows] == [
        ("木村 花子", 2), ("Ada Lang", 1), ("Bo Ek", 2), ("(not printed)", 1),
    ]  # fmt: skip
    assert [mark.row for mark in drawn.marks] == [0, 1, 0, 2, 3, 2]  # the report of the fifth is no mark of its own
    assert [mark.left is None for mark in drawn.marks] == [False, False, True, False, False, False]
    assert drawn.undated
    assert drawn.arcs == ((0, 1), (0, 3), (4, 5))  # the link to the undated email has no place on the axis
    month = drawn.marks[4]
    assert month.left is not None
    assert month.right is not None
    assert month.right - month.left > 0.01


def test_marks_do_not_cover_each_other_where_there_is_room(message: Builder) -> None:
    drawn = chart([Thread("t", None, tuple(message(number) for number in range(3)))])
    assert sorted(mark.stack for mark in drawn.marks) == [-1, 0, 1]


def test_very_many_people_share_a_row(message: Builder) -> None:
    messages = [message(number, from_=Address(f"Person {number % 60}")) for number in range(200)]
    drawn = chart([Thread("t", None, tuple(messages))])
    assert len(drawn.rows) == 25
    assert drawn.rows[-1].name == "36 others"
    assert sum(row.emails for row in drawn.rows) == 200
    assert drawn.radius < 5


@pytest.mark.parametrize("count", [0, 1, 8, 800])
def test_picture_holds_every_email(message: Builder, count: int) -> None:
    messages = [
        message(number, from_=Address(f"Person {number % 9}"),
                date=MailDate("x", f"{2010 + number % 7}-0{1 + number % 9}-11", None, "day"))
        for number in range(count)
    ]  # fmt: skip
    links = [Link(messages[at].id, messages[at // 2].id, "r", 1.0) for at in range(1, count)]
    text = b"".join(export([Thread("t", None, tuple(messages), tuple(links))], "svg")).decode()
    root = ElementTree.fromstring(text)
    assert len([*root.iter(f"{SVG}circle")]) == count
    assert len(re.findall(r'class="arc ', text)) == max(count - 1, 0)
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx", "-1")) < width
        assert 0 < float(circle.get("cy", "-1")) < height
    assert not re.search(r"script|href|http(?!://www.w3.org/2000/svg)", text)


def test_png(threads: list[Thread]) -> None:
    png = b"".join(export(threads, "png"))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20], "big") == 2400


def test_a_missing_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingExtra, match=r"pip install 'mailweave\[x\]'"):
        needed("no_such_module_here", "x")
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(MissingExtra, match=r"mailweave\[png\]"):
        b"".join(load("png")([], __import__("mailweave").ExportOptions()))
