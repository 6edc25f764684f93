"""What is said of conversations: what counts as an email, and which time they span."""

from collections.abc import Callable

import pytest

from mailweave.exports.facts import counted, facts_of
from mailweave.parsers.message import Address, MailDate, Message
from mailweave.threads.thread import Thread

Builder = Callable[..., Message]


def dated(iso: str | None) -> MailDate | None:
    precision = {4: "year", 7: "month", 10: "day"}.get(len(iso or ""), "minute")
    return MailDate(iso, iso, iso, precision) if iso else None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ([], ""),
        ([None], ""),
        (["2017"], "2017"),
        (["2017-11-08T12:03"], "2017-11-08"),
        (["2017-11-08T12:03", "2017-11-08T14:00"], "2017-11-08"),
        (["2017-11-09", None, "2017-11-08"], "2017-11-08 to 2017-11-09"),
        (["2017", "2017-11-08"], "2017"),  # the first may have been written after the second
        (["2017-01-01", "2017"], "2017"),
        (["2016-05", "2017", "2017-03-01"], "2016-05 to 2017"),
        (["2016-12-31T23:59", "2017-11"], "2016-12-31 to 2017-11"),
    ],
)
def test_the_span_is_as_exact_as_the_dates(message: Builder, dates: list[str | None], days: str) -> None:
    emails = tuple(message(number, date=dated(iso)) for number, iso in enumerate(dates))
    facts = facts_of([Thread("t", None, emails)])
    assert facts.days == days
    assert (facts.emails, facts.undated) == (len(dates), dates.count(None))
    assert facts_of([Thread("t", None, emails[::-1])]) == facts


def test_what_a_report_tells_of_again_counts_and_spans_once(message: Builder) -> None:
    printed = message(1, date=dated("2017-11-08T12:03"), from_=Address("Ada Lang"))
    again = message(2, date=dated("2017"), from_=Address("Lang"), kind="reported", same_as=printed.id)
    only = message(3, date=dated("2018-01-05"), from_=Address("Bo Ek"), kind="reported")
    elsewhere = message(4, date=dated("2019"), kind="reported", same_as="<not-at-hand@x.example>", from_=None)
    threads = [Thread("t", None, (again, printed, only)), Thread("u", None, (elsewhere,))]
    facts = facts_of(threads)
    assert (facts.emails, facts.reported, facts.reports, facts.senders) == (3, 2, 1, 2)
    assert facts.days == "2017-11-08 to 2019"
    assert facts_of(threads[:1]).days == "2017-11-08 to 2018-01-05"


def test_placeholders_do_not_count(message: Builder) -> None:
    unknown = message(2, kind="placeholder")
    assert facts_of([Thread("t", None, (message(1),), placeholders=(unknown,))]).emails == 1


@pytest.mark.parametrize(
    ("number", "noun", "many", "words"),
    [(0, "email", "", "0 emails"), (1, "email", "", "1 email"), (2000, "email", "", "2,000 emails"), (2, "person", "people", "2 people")],
)  # fmt: skip
def test_counted(number: int, noun: str, many: str, words: str) -> None:
    assert counted(number, noun, many) == words
