"""Which conversations a person asked for: a row for each thing that can be asked, then laws."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads.selecting import Selection, SelectionError, chosen, select
from mailweave.threads.thread import Link, Thread


def email(number: int, sender: Address | None, date: MailDate | None, subject: str | None, **fields: Any) -> Message:
    place = Provenance("b.txt" if number < 3 else "a.txt", number * 10, number * 10 + 5, number, "header-block")
    return Message(f"<{number}@x.example>", sender, date, subject, fields.pop("body", ""), place, **fields)


def clock(iso: str, utc: str | None = None, precision: Any = "minute") -> MailDate:
    return MailDate(iso, iso, iso, precision, "stated" if utc else "unknown", utc)


MAUD = Address("Maud Ferris", "maud@harbour.example")
ODA = Address("ＯＤＡ Straße", None, person="Oda from the quay")
HANA = Address("山田 花", "hana@lamp.example")
CRANE = Thread(
    "t-crane",
    "Crane",
    (
        email(1, MAUD, clock("2016-05-03T23:30-08:00", "2016-05-04T07:30Z"), "Crane", to=(ODA,), body="Bring the  key\nof it."),
        email(2, ODA, clock("2016-06-01T10:00"), "Re: Crane", to=(MAUD,), body="It is café time."),
    ),
    (Link("<2@x.example>", "<1@x.example>", "said so", 1.0),),
)  # fmt: skip
LAMP = Thread(
    "t-lamp",
    "灯台",
    (email(3, HANA, clock("2015", precision="year"), "灯台の件", cc=(MAUD,), body="油が四十\nリットル残っています。"),),
)
BARE = Thread(
    "t-bare",
    None,
    (
        email(4, None, None, None, body="no header"),
        email(5, None, clock("2014-01-01", precision="day"), None),
        email(6, None, None, None),
    ),
)
ALL = [CRANE, LAMP, BARE]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Selection(), ["t-crane", "t-lamp", "t-bare"]),
        (Selection(threads=("t-lamp",)), ["t-lamp"]),
        (Selection(threads=("3", "1")), ["t-crane", "t-bare"]),  # in the order of the list, not of the asking
        (Selection(threads=("1", "t-crane")), ["t-crane"]),
        (Selection(from_="ferris"), ["t-crane"]),
        (Selection(from_="maud@"), ["t-crane"]),
        (Selection(from_="Maud Ferris <maud@harbour.example>"), ["t-crane"]),
        (Selection(from_="oda STRASSE"), ["t-crane"]),  # full width, and the folded sharp s
        (Selection(from_="quay"), ["t-crane"]),  # the name that a people file gives
        (Selection(from_="花"), ["t-lamp"]),
        (Selection(to="maud"), ["t-crane", "t-lamp"]),  # Cc counts
        (Selection(to="hana"), []),
        (Selection(from_="maud", to="maud"), []),  # one email must have both
        (Selection(grep="KEY OF"), ["t-crane"]),  # over a line break
        (Selection(grep="CAFÉ"), ["t-crane"]),
        (Selection(grep="cafe\u0301"), ["t-crane"]),  # composed as printed
        (Selection(grep="件"), ["t-lamp"]),
        (Selection(grep="四十リットル"), ["t-lamp"]),  # over a line break, where the script has no blanks
        (Selection(from_="山田花"), ["t-lamp"]),
        (Selection(grep=".*"), []),  # no regular expression
        (Selection(grep="key café"), []),
        (Selection(since="2016"), ["t-crane"]),
        (Selection(since="2016-05-04", until="2016-05-04"), ["t-crane"]),  # the day in UTC
        (Selection(since="2016-05-03", until="2016-05-03"), []),
        (Selection(since="2016-05-04T07:30", until="2016-05-04T07:30"), ["t-crane"]),
        (Selection(since="2016-05-03 23:30-08:00", until="2016-05-03T23:30-08:00"), ["t-crane"]),
        (Selection(since="2016-05-04T07:31", until="2016-05-31"), []),
        (Selection(since="2016-06-01T10", until="2016-06-01T10"), ["t-crane"]),  # a printed clock without a zone
        (Selection(since="2015-07", until="2015-08-09"), ["t-lamp"]),  # only the year is known: it may be
        (Selection(until="2014-01"), ["t-bare"]),
        (Selection(until="2013-12-31T23:59:59"), []),
        (Selection(since="2016-06", from_="maud"), []),
        (Selection(order="time"), ["t-bare", "t-lamp", "t-crane"]),
        (Selection(order="document"), ["t-lamp", "t-bare", "t-crane"]),
        (Selection(order="size"), ["t-bare", "t-crane", "t-lamp"]),
        (Selection(order="size", from_="a", threads=("1",)), ["t-crane"]),  # numbered among what the rest leaves
    ],
)
def test_select(wanted: Selection, expected: list[str]) -> None:
    assert [thread.id for thread in select(ALL, wanted)] == expected


def test_conversations_stay_whole_and_the_emails_are_told_apart() -> None:
    wanted = Selection(grep="café")
    assert select(ALL, wanted) == [CRANE]
    assert chosen(ALL, wanted) == {"<2@x.example>"}
    assert chosen(ALL, Selection(threads=("1",), order="time")) == {m.id for thread in ALL for m in thread.messages}


@pytest.mark.parametrize("threads", [("4",), ("0",), ("-1",), ("t-nothing",), ("",), ("1", "9")])
def test_a_conversation_that_is_not_there(threads: tuple[str, ...]) -> None:
    with pytest.raises(SelectionError, match=r"no conversation has the number or id '.*'; there are 3 to choose from"):
        select(ALL, Selection(threads=threads))


@pytest.mark.parametrize(
    "text",
    ["", "today", "16", "2016-5", "2016-13", "2016-02-30", "2016-", "20160503", "20160503T0912", "2016-05-03T25:00",
     "2016-05-03T09:12:30.5", "２０１６", "2016-05-03T09:12+99:00", "2016-05-03x"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["since", "until"])
def test_a_bound_that_is_no_date(text: str, name: str) -> None:
    with pytest.raises(SelectionError, match=f"^{name}: "):
        select(ALL, replace(Selection(), **{name: text}))  # type: ignore[arg-type]


def test_a_bound_may_be_a_week_date() -> None:
    assert chosen(ALL, Selection(since="2016-W22-3", until="2016-W22-3")) == {"<2@x.example>"}


def test_long_runs_of_combining_marks_are_compared_in_linear_time() -> None:
    body = "a" + "\u0301\u0323" * 200_000 + " key"
    thread = Thread("t", None, (email(1, None, None, None, body=body),))
    assert select([thread], Selection(grep="key")) == [thread]


def test_a_report_of_a_printed_email_counts_as_no_further_one() -> None:
    [print_] = LAMP.messages
    reports = [
        email(n, HANA, clock("2011", precision="year"), None, kind="reported", same_as=print_.id) for n in (7, 8)
    ]
    told = replace(LAMP, messages=(print_, *reports))
    assert select([told, CRANE], Selection(order="size")) == [CRANE, told]
    assert select([BARE, told], Selection(order="time")) == [BARE, told]  # 2015, not 2011


@given(st.text(), st.text(max_size=9))
def test_what_is_in_a_text_is_found_in_it(before: str, part: str) -> None:
    thread = Thread("t", None, (email(1, None, None, None, body=f"{before} {part} after"),))
    assert select([thread], Selection(grep=part)) == [thread]


@given(st.sampled_from(["2014", "2015-06", "2016-05-04", "2016-05-04T07", "2016-05-04T07:30:00"]))
def test_every_date_is_since_a_bound_or_until_it(bound: str) -> None:
    dated = {message.id for thread in ALL for message in thread.messages if message.date}
    assert chosen(ALL, Selection(since=bound)) | chosen(ALL, Selection(until=bound)) == dated


def test_what_tells_of_a_printed_email_does_not_date_its_conversation() -> None:
    told = email(7, HANA, clock("2013", precision="year"), None, kind="reported", same_as="<1@x.example>")
    crane = replace(CRANE, messages=(told, *CRANE.messages))
    assert [thread.id for thread in select([crane, LAMP], Selection(order="time"))] == ["t-lamp", "t-crane"]
