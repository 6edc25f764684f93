"""A message as a mail: what is not printed is not asserted, and clients get the tree."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from mailweave.exports.rfc5322 import message_id, to_mail
from mailweave.exports.tree import tree_of
from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads.thread import Link, Thread

Builder = Callable[..., Message]


def mail_of(message: Message, *others: Message, links: tuple[Link, ...] = ()) -> EmailMessage:
    return to_mail(message, tree_of(Thread("t", None, (message, *others), links)))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (MailDate("x", "2019-03-04T09:12:30+01:00", None, "second", "stated"),
         {"Date": "Mon, 04 Mar 2019 09:12:30 +0100"}),
        (MailDate("x", "2019-03-04T08:12:30Z", None, "second", "stated"), {"Date": "Mon, 04 Mar 2019 08:12:30 +0000"}),
        (MailDate("x", "2019-03-04T16:20", None, "minute", "inferred", "2019-03-05T00:20:00Z", "an answer is later"),
         {"Date": "Mon, 04 Mar 2019 16:20:00 -0800", "X-Mailweave-Date-Precision": "minute",
          "X-Mailweave-Date-Inferred": "an answer is later"}),
        (MailDate("x", "2019-03-04T16:20", None, "minute"),
         {"Date": "Mon, 04 Mar 2019 16:20:00 -0000", "X-Mailweave-Zone": "unknown",
          "X-Mailweave-Date-Precision": "minute"}),
        (MailDate("Sept. 2016", "2016-09", "2016-09", "month"),
         {"Date": "Thu, 01 Sep 2016 00:00:00 -0000", "X-Mailweave-Zone": "unknown",
          "X-Mailweave-Date-Precision": "month", "X-Mailweave-Date-Text": "Sept. 2016"}),
        (MailDate("someday"), {"X-Mailweave-Date": "unknown", "X-Mailweave-Date-Text": "someday"}),
        (MailDate("in 1812", "1812", "1812", "year"),
         {"X-Mailweave-Date": "unknown", "X-Mailweave-Date-Text": "in 1812"}),  # mail begins in 1900
        (None, {"X-Mailweave-Date": "unknown"}),
    ],
)  # fmt: skip
def test_dates(message: Builder, date: MailDate | None, expected: dict[str, str]) -> None:
    mail = mail_of(message(1, date=date))
    found = {name: value for name, value in mail.items() if "Date" in name or "Zone" in name}
    assert found == {"X-Mailweave-Date-Text": "x"} | expected if date else found == expected


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        ({}, "From", "Ada Lang <ada@example.org>"),
        ({"from_": Address("木村 花子", redacted=True)}, "X-Mailweave-From-As-Printed", "木村 花子 (redacted)"),
        ({"from_": None}, "From", "(unknown) <unknown@unknown.invalid>"),
        ({"to": (Address("Bo"), Address(None, "c@example.org"))}, "X-Mailweave-To-As-Printed", "Bo; c@example.org"),
        ({"to": (Address(None, "c@example.org"),)}, "X-Mailweave-To-As-Printed", None),
        ({"sender": Address("Cy", "cy@example.org")}, "Sender", "Cy <cy@example.org>"),
        ({"bcc": (Address("Cy", "cy@example.org"),)}, "Bcc", "Cy <cy@example.org>"),
        ({}, "To", None),
        ({"subject": None}, "Subject", None),
        ({"subject": "Re: 予算\r\nBcc: x"}, "Subject", "Re: 予算  Bcc: x"),
        ({"kind": "reported", "subject": "Budget"}, "Subject", "[reported] Budget"),
        ({"kind": "reported", "subject": None}, "Subject", "[reported]"),
        ({}, "X-Mailweave-Source", "notes/minutes.txt:9; characters 100-160"),
        ({"found": Provenance("a.pdf", 1, 2, 3, "attribution", 2, "r", 0.5, 7, "AB-1")}, "X-Mailweave-Source",
         "a.pdf:3; characters 1-2; page 7; Bates AB-1"),
        ({"found": Provenance("a.pdf", 1, 2, 3, "attribution", 2, "r", 0.5)}, "X-Mailweave-Method",
         "attribution; depth 2"),
        ({"also_at": (Provenance("b.txt", 5, 9, 2, "rfc822"),)}, "X-Mailweave-Also-At", "b.txt:2; characters 5-9"),
        ({"same_as": "<x@y>"}, "X-Mailweave-Same-As", "<x@y>"),
        ({"id": "no brackets"}, "X-Mailweave-ID", "no brackets"),
    ],
)  # fmt: skip
def test_fields(message: Builder, fields: dict[str, object], name: str, expected: str | None) -> None:
    assert mail_of(message(1, **fields))[name] == expected


@pytest.mark.parametrize(
    "printed", ["", "no brackets", "<a>b>", "<" + "i" * 9000 + ">", "<a@b>\r\nX: <c@d>", "<a b@c>", "<é@x>"]
)
def test_an_id_that_no_client_takes_is_replaced(printed: str) -> None:
    made = message_id(printed)
    assert made.startswith("<")
    assert made.endswith("@mailweave.invalid>")
    assert message_id(made) == made != message_id(printed + "x")


def test_an_id_that_clients_take_is_kept() -> None:
    assert message_id("<a.b+c=1@mail.example.org>") == "<a.b+c=1@mail.example.org>"


def test_references_name_the_whole_line_of_ancestors(message: Builder) -> None:
    line = [message(number) for number in range(4)]
    links = tuple(Link(line[at].id, line[at - 1].id, "quotes it", 0.9) for at in range(1, 4))
    mail = mail_of(line[3], *line[:3], links=links)
    assert mail["References"] == " ".join(each.id for each in line[:3])
    assert mail["In-Reply-To"] == line[2].id
    assert mail["X-Mailweave-Link"] == f"answers {line[2].id}; quotes it; confidence 0.90"


def test_references_of_a_long_line_keep_the_root_and_the_last(message: Builder) -> None:
    line = [message(number) for number in range(60)]
    links = tuple(Link(line[at].id, line[at - 1].id, "quotes it", 0.9) for at in range(1, 60))
    mail = mail_of(line[-1], *line[:-1], links=links)
    assert mail["References"].split() == [line[0].id, *(each.id for each in line[39:59])]


def test_printed_references_stay_where_the_answered_email_is_not_at_hand(message: Builder) -> None:
    mail = mail_of(message(1, in_reply_to=("<b@x>",), references=("<a@x>", "<b@x>")))
    assert (mail["In-Reply-To"], mail["References"]) == ("<b@x>", "<a@x> <b@x>")


def test_a_forward_says_that_it_hangs_under_what_it_carries(message: Builder) -> None:
    outer, inner = message(1, kind="forward"), message(2)
    mail = mail_of(outer, inner, links=(Link(outer.id, inner.id, "forward separator", 0.99),))
    assert mail["In-Reply-To"] == inner.id
    assert mail["X-Mailweave-Link"] == f"forwards {inner.id}; forward separator; confidence 0.99"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        ("Hello.\n", "7bit"),
        ("", "7bit"),
        ("予算\n", "8bit"),
        ("From here\n", "base64"),
        ("a\n>>From b", "base64"),
        ("a From b\nFrom: c\n From d\n", "7bit"),
        ("x" * 998, "7bit"),
        ("x" * 999, "base64"),
        ("予" * 333, "base64"),
        ("a\0b\x0c", "base64"),
    ],
)
def test_bodies_arrive_as_they_are(message: Builder, body: str, encoding: str) -> None:
    mail = mail_of(message(1, body=body))
    assert mail["Content-Transfer-Encoding"] == encoding
    assert mail.get_content().removesuffix("\n") == body.removesuffix("\n")
    assert max(map(len, mail.as_bytes().split(b"\n"))) <= 998
