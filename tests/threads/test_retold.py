"""Reports under the email that they tell of: which do, what answers them, and that each email counts once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailweave.parsers.message import Message, Provenance
from mailweave.threads.retold import each_once, put_under
from mailweave.threads.thread import Link, Thread

PRINTED, FIRST, SECOND, ANSWER = (f"<{name}@x.example>" for name in ("print", "first", "second", "answer"))


def email(id_: str, tells_of: str | None = None, *, reported: bool = True) -> Message:
    found = Provenance("notes.txt", 0, 9, 1, "reported" if reported else "header-block")
    return Message(
        id_, None, None, None, "", kind="reported" if reported else "original", found=found, same_as=tells_of
    )


@pytest.fixture
def told() -> Thread:
    """A print, two reports of it (the second by way of the first), and a report that answers the second."""
    messages = (email(PRINTED, reported=False), email(FIRST, PRINTED), email(SECOND, FIRST), email(ANSWER))
    links = (Link(ANSWER, SECOND, "is told of as the answer to it", 0.9), Link(FIRST, PRINTED, "r", 0.5))
    return Thread("t", "Harbour", messages, links, notes=((SECOND, "undecided"), (ANSWER, "also")))


def test_reports_stand_under_the_print_and_answers_follow(told: Thread) -> None:
    printed, first, second, answer = told.messages
    thread, reports = put_under(told)
    assert thread.messages == (printed, answer)
    assert reports == {PRINTED: [first, second]}
    assert [(link.child, link.parent) for link in thread.links] == [(ANSWER, PRINTED)]
    assert thread.notes == ((ANSWER, "also"),)


@pytest.mark.parametrize(
    ("messages", "left"),
    [
        ([email("<a>", reported=False), email("<b>", "<a>")], ["<a>"]),
        ([email("<b>", "<a>")], ["<b>"]),  # what it tells of is not at hand
        ([email("<a>"), email("<b>", "<a>")], ["<a>"]),  # two reports of one email, which is printed nowhere
        ([email("<a>", "<b>"), email("<b>", "<a>")], ["<a>", "<b>"]),  # of each other
        ([email("<a>", "<a>")], ["<a>"]),
        ([email("<a>", "<b>"), email("<b>", "<c>"), email("<c>", "<b>")], ["<a>", "<b>", "<c>"]),
        ([email("<a>", reported=False), email("<b>", "<a>", reported=False)], ["<a>", "<b>"]),  # no report
        ([email("<a>", reported=False), email("<b>", "<a>"), email("<b>", reported=False)], ["<a>", "<b>"]),  # one id
    ],
)
def test_what_counts(messages: list[Message], left: list[str]) -> None:
    [once] = each_once([Thread("t", None, tuple(messages))])
    assert [message.id for message in once.messages] == left


def test_a_thread_without_reports_of_its_own_is_the_same(told: Thread) -> None:
    thread = replace(told, messages=told.messages[1:2], links=(), notes=())
    assert put_under(thread)[0] is thread


IDS = st.sampled_from("abcdef")
MESSAGES = st.lists(st.builds(lambda id_, of, told: email(id_, of, reported=told), IDS, st.none() | IDS, st.booleans()))


@given(MESSAGES, st.lists(st.builds(Link, IDS, IDS, st.just("r"), st.just(0.5))))
def test_no_message_is_lost(messages: list[Message], links: list[Link]) -> None:
    whole = Thread("t", None, tuple(messages), tuple(links))
    thread, reports = put_under(whole)
    under = [report for told in reports.values() for report in told]
    assert sorted(map(id, (*thread.messages, *under))) == sorted(map(id, messages))
    assert {message.id for message in thread.messages} >= reports.keys()
    assert [m for m in thread.messages if m.kind != "reported"] == [m for m in messages if m.kind != "reported"]


@given(st.lists(st.builds(lambda id_, of, told: email(id_, of, reported=told), IDS, st.none() | IDS, st.booleans()),
                unique_by=lambda message: message.id))  # fmt: skip
def test_once_is_enough(messages: list[Message]) -> None:
    [once] = each_once([Thread("t", None, tuple(messages))])
    assert each_once([once]) == [once]
