"""Reports and the emails that they tell of, across documents and translations."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads.conversations import build
from mailweave.threads.people import People
from mailweave.threads.same_email import link_reports
from mailweave.threads.telling_content import content_of, likeness


def told(
    key: str, document: str, sender: str, to: str | None, date: str | None, body: str = "", answers: str | None = None
) -> Message:
    """A report; *key* is also where in its document it stands."""
    return Message(
        id=f"<{key}@mailweave.invalid>",
        from_=Address(sender),
        date=MailDate(date, date, date) if date else None,
        subject=None,
        body=body,
        found=Provenance(document, int(key[1:]) * 100, int(key[1:]) * 100 + 50, 1, "reported"),
        to=(Address(to),) if to else (),
        kind="reported",
        in_reply_to=(f"<{answers}@mailweave.invalid>",) if answers else (),
    )


def printed(key: str, sender: str, to: str, date: str, body: str) -> Message:
    return Message(
        id=f"<{key}@example.org>",
        from_=Address(sender),
        date=MailDate(date, date, date),
        subject="Roof",
        body=body,
        found=Provenance("letters.txt", 0, 10, 1, "header-block"),
        to=(Address(to),),
    )


ROOF = "The roof will cost 84,000 crowns, and the Hansa bank wants 12 percent. We cannot wait until winter."
PRINTED = printed("roof", "Vera Amsel", "Otto Brandt", "2014-05-03T09:12", ROOF)


@pytest.mark.parametrize(
    ("report", "linked"),
    [
        (told("a1", "en.txt", "Amsel", "Brandt", "2014-05", "the roof will cost 84,000 crowns, and the Hansa bank"), True),
        (told("a1", "ja.txt", "アムゼル", "ブラント", "2014", "屋根は84,000クローネ、Hansa銀行は12パーセントではなく48"), False),
        (told("a1", "en.txt", "Brandt", "Amsel", "2014-05", "the roof will cost 84,000 crowns"), False),
        (told("a1", "en.txt", "Amsel", "Brandt", "2014-06", "the roof will cost 84,000 crowns"), False),
        (told("a1", "en.txt", "Amsel", "Falk", "2014-05", "the roof will cost 84,000 crowns"), False),
        (told("a1", "en.txt", "Amsel", "Brandt", "2014-05", "She asked about the garden."), False),
    ],
    ids=["quoted", "too-little", "other-way-round", "other-month", "other-recipient", "other-matter"],
)  # fmt: skip
def test_a_report_of_a_print(report: Message, linked: bool) -> None:
    found = {message.id: message for message in link_reports([report, PRINTED])}[report.id]
    assert found.same_as == (PRINTED.id if linked else None)


def story(document: str, names: tuple[str, str, str], number: int) -> list[Message]:
    """Four emails between three people, as one document tells of them."""
    a, b, c = names
    keys = [f"k{number + step}" for step in range(4)]
    return [
        told(keys[0], document, a, b, "2014-05"),
        told(keys[1], document, b, a, "2014-05", answers=keys[0]),
        told(keys[2], document, c, a, "2015"),
        told(keys[3], document, a, c, "2015", answers=keys[2]),
    ]


def test_two_documents_that_tell_one_story() -> None:
    first = story("a.txt", ("Amsel", "Brandt", "Hamilton"), 10)
    second = story("b.txt", ("Vera Amsel", "Otto Brandt", "ハミルトン"), 20)
    found = {message.id: message for message in link_reports([*second, *first])}
    assert [found[message.id].same_as for message in second] == [message.id for message in first]
    assert [found[message.id].same_as for message in first] == [None] * 4


def test_a_story_that_begins_with_its_end_is_put_in_order() -> None:
    first = story("a.txt", ("Amsel", "Brandt", "Hamilton"), 10)
    second = story("b.txt", ("Amsel", "Brandt", "Hamilton"), 20)
    moved = [replace(m, found=replace(m.found, start=m.found.start % 1000 + 5000)) for m in second[:2]] + second[2:]
    found = {message.id: message for message in link_reports([*moved, *first])}
    assert [found[message.id].same_as for message in second] == [message.id for message in first]


def test_one_likely_pair_is_no_story() -> None:
    first, second = told("a1", "a.txt", "Amsel", "Brandt", "2014-05"), told("b1", "b.txt", "Amsel", "Brandt", "2014-05")
    assert [message.same_as for message in link_reports([first, second])] == [None, None]


def test_two_reports_of_one_document_are_never_one_email() -> None:
    body = "the roof will cost 84,000 crowns, and the Hansa bank wants 12 percent"
    reports = [
        told("a1", "a.txt", "Amsel", "Brandt", "2014", body),
        told("a2", "a.txt", "Amsel", "Brandt", "2014", body),
    ]
    assert [message.same_as for message in link_reports(reports)] == [None, None]


def test_the_table_of_people_bridges_names_that_do_not_sound_alike() -> None:
    report = told("a1", "a.txt", "Ultraman", "Brandt", "2014-05", "the roof will cost 84,000 crowns, says Hansa")
    people = People.of({"Vera Amsel": ["Ultraman"]})
    assert link_reports([report, PRINTED])[0].same_as is None
    assert link_reports([report, PRINTED], people)[0].same_as == PRINTED.id


def test_what_a_footnote_settled_stays() -> None:
    report = replace(told("a1", "a.txt", "Amsel", "Brandt", "2014-05", ROOF), same_as="<other@example.org>")
    assert link_reports([report, PRINTED])[0].same_as == "<other@example.org>"


def test_the_order_of_the_input_does_not_matter() -> None:
    messages = [
        *story("a.txt", ("Amsel", "Brandt", "Falk"), 10),
        *story("b.txt", ("Amsel", "Brandt", "Falk"), 20),
        PRINTED,
    ]
    expected = {message.id: message.same_as for message in link_reports(messages)}
    for seed in range(5):
        shuffled = random.Random(seed).sample(messages, len(messages))
        assert {message.id: message.same_as for message in link_reports(shuffled)} == expected


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        ("10億ドル", "1 billion dollars", {1e9}),
        ("84,000 crowns", "84.000 Kronen", {84000.0}),
        ("12 Millionen", "12 juta", {12e6}),
        ("in 2014", "im Jahr 2014", set()),
        ("3 cats", "3 Katzen", set()),
    ],
)
def test_numbers_survive_translation(left: str, right: str, shared: set[float]) -> None:
    assert content_of(left).numbers & content_of(right).numbers == shared


def test_names_are_no_evidence() -> None:
    left, right = (content_of("Amsel met Brandt", ("Vera Amsel", "Brandt")) for _ in range(2))
    assert left.words == {"met"}
    assert likeness(left._replace(letters=""), right._replace(letters="")) == 0.25


@pytest.mark.parametrize(
    ("left", "right", "score"),
    [
        ("the Monumenta terminal", "モヌメンタの桟橋", 0.25),
        ("the Monumenta terminal", "терминал Монументы", 0.25),
        ("the monumenta terminal", "モヌメンタの桟橋", 0.0),
        ("84,000 crowns", "12 Millionen", -0.5),
        ("84,000 crowns", "the roof", 0.0),
    ],
)
def test_names_are_heard_across_scripts_and_other_numbers_speak_against(left: str, right: str, score: float) -> None:
    contents = (content_of(text)._replace(letters="") for text in (left, right))
    assert likeness(*contents) == score


def test_a_report_is_in_the_conversation_of_its_print() -> None:
    report = told("a1", "en.txt", "Amsel", "Brandt", "2014-05", "the roof will cost 84,000 crowns, and the Hansa bank")
    (thread,) = build([report, PRINTED])
    assert {message.id for message in thread.messages} == {report.id, PRINTED.id}
    assert thread.links == ()
