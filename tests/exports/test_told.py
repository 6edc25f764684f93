"""Reports under the email that they tell of, as the terminal and the page show them, and how they count."""

from collections.abc import Callable

import pytest

from mailweave.exports import render
from mailweave.parsers.message import Address, MailDate, Message
from mailweave.threads.thread import Link, Thread

Builder = Callable[..., Message]


@pytest.fixture
def told(message: Builder) -> Thread:
    """A print, two reports of it (the second by way of the first), and a report that answers the second."""
    ada, bo = Address("Ada Lang"), Address("Bo Ek")
    day = MailDate("4 March 2019", "2019-03-04", "2019-03-04", "day")
    printed = message(1, from_=ada, to=(bo,), date=day, subject="Harbour", body="The crane is sold.")
    first = message(2, kind="reported", from_=Address("エイダ", person="Ada Lang"), to=(bo,), date=day, subject=None,
                  body="クレーンは売れた。", same_as=printed.id)  # fmt: skip
    second = message(3, kind="reported", from_=ada, to=(bo,), date=day, subject=None, paraphrase=True,
                   body="Ada wrote that the crane was sold. " * 9, same_as=first.id)  # fmt: skip
    answer = message(
        4, kind="reported", from_=Address("Ek", person="Bo Ek"), to=(ada,), date=day, subject=None, body="Good."
    )
    links = (Link(answer.id, second.id, "is told of as the answer to it", 0.9),)
    return Thread("t-told", "Harbour", (printed, first, second, answer), links)


def test_what_is_shown_at_eighty_columns(told: Thread) -> None:
    lines = [line.rstrip() for line in render([told], width=80).split("\n")]
    assert "2 emails · 2 senders · 2019-03-04" in lines
    assert "  1  Ada Lang  2019-03-04" in lines
    assert "  2  └─ Bo Ek  2019-03-04  only reported" in lines
    at = next(number for number, line in enumerate(lines) if line.startswith("Told of"))
    assert lines[at].startswith("Told of   エイダ, ")
    assert lines[at + 1] == "            “クレーンは売れた。”"
    assert lines[at + 2].startswith("Told of   Ada Lang, ")
    assert lines[at + 5].endswith("…")
    assert "From      Ek = Bo Ek" in lines
    assert "Answers   email 1: is told of as the answer to it (confidence 0.90)" in lines


def test_a_conversation_of_reports_only_says_so(told: Thread) -> None:
    assert "\n(only reported)\n" in render([Thread("t", None, told.messages[1:2])])
