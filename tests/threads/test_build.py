"""Messages to conversations: what each kind of evidence does, and what holds whatever the evidence."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailweave.parsers import Document, parse_document
from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads import People, Thread, build

Letter = Callable[..., Message]


def number(message_id: str) -> str:
    return message_id[1:].partition("@")[0]


def trees(threads: Sequence[Thread]) -> list[dict[str, str | None]]:
    """Return for each conversation the parent of each message, in its order."""
    found = []
    for thread in threads:
        parents = {link.child: number(link.parent) for link in thread.links}
        found.append({number(message.id): parents.get(message.id) for message in thread.messages})
    return found


def test_a_page_with_a_forward_whose_answers_keep_its_subject(letter: Letter) -> None:
    """The clock of the forward is before that of what it carries: no zone east of -07:53 can be."""
    page = [
        letter(1, "Ivo Marsh", "2015-11-22T19:48", "Follow up", to=["Gro Brandt"], cc=["Sal Alder"]),
        letter(2, "Ivo Marsh", "2018-02-01T03:52", "Fwd: Top labs", to=["Ila Sund"], within=1, enclosure="below"),
        letter(3, None, "2018-01-31T23:54:30-08:00", "Re: Top labs", to=["Ivo Marsh"], within=2, enclosure="forwarded"),
        letter(4, "Ivo Marsh", "2018-12-26T12:07", "Said before", to=["Ila Sund"], within=2, enclosure="below"),
        letter(5, "Ivo Marsh", "2016-01-02T08:18", "Fwd: Kiln nine", to=["Sal Alder", "Ila Sund"], within=4, enclosure="below"),
        letter(6, None, "2016-01-02T10:12:32-06:00", "Kiln nine", to=["Ivo Marsh"], within=5, enclosure="forwarded"),
        letter(7, "Ila Sund", "2016-01-02T09:06", "Fwd: Kiln nine", to=["Ivo Marsh", "Sal Alder"], within=5, enclosure="below"),
        letter(8, "Ivo Marsh", "2016-01-02T09:11", "Fwd: Kiln nine", to=["Ila Sund"], within=7, enclosure="below"),
    ]  # fmt: skip
    threads = build(page)
    assert trees(threads) == [
        {"1": None},
        {"6": None, "5": "6", "7": "5", "8": "7"},
        {"3": None, "2": "3"},
        {"4": None},
    ]
    assert [thread.subject for thread in threads] == ["Follow up", "Kiln nine", "Top labs", "Said before"]
    by_number = {number(m.id): m for thread in threads for m in thread.messages}
    assert {n: m.kind for n, m in by_number.items()} == {
        "1": "original", "2": "forward", "3": "reply", "4": "original",
        "5": "forward", "6": "original", "7": "reply", "8": "reply",
    }  # fmt: skip
    dates = {n: m.date for n, m in by_number.items() if m.date}
    assert {n: (d.zone, d.utc) for n, d in dates.items()} == {
        "1": ("unknown", None),
        "2": ("inferred", "2018-02-01T11:52Z"),
        "3": ("stated", "2018-02-01T07:54:30Z"),
        "4": ("unknown", None),
        "5": ("inferred", "2016-01-02T16:18Z"),
        "6": ("stated", "2016-01-02T16:12:32Z"),
        "7": ("inferred", "2016-01-02T17:06Z"),
        "8": ("inferred", "2016-01-02T17:11Z"),
    }
    assert dates["5"].utc_reason == (
        "sent after the email it forwards (2016-01-02T16:12:32Z), so its zone lies west of -07:53; "
        "-08:00 is stated elsewhere in this document, the only one stated there that fits"
    )


def test_quotes_outrank_the_order_of_time(letter: Letter) -> None:
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T09:00+02:00", body="Which of the two quays shall we take for the spring?"),
        letter(2, "Ben Okri", "2014-05-03T10:00+02:00", "Re: Harbour fees", "The north one is closed until the middle of June."),
        letter(3, "Cleo Hart", "2014-05-03T11:00+02:00", "Re: Harbour fees",
               "On 3 May 2014 at 09:00, Ada Lang wrote:\n> Which of the two quays shall we take for the spring?\n\nThe south."),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None, "2": "1", "3": "1"}]
    (link,) = [link for link in threads[0].links if number(link.child) == "3"]
    assert link.evidence[0] == "quotation"
    assert "quotes its text" in link.reason


def test_a_quote_finds_what_stands_far_back_in_a_long_conversation(letter: Letter) -> None:
    lines = [f"The ferry of day {day} was late again, said {day * 7} of us." for day in range(90)]
    messages = [
        letter(day, f"Ada{day} Lang", f"2014-05-03T09:{day // 2:02}:{day % 2 * 30:02}Z", "Ferries", lines[day])
        for day in range(90)
    ]
    answer = letter(99, "Ben Okri", "2014-05-03T12:00Z", "Re: Ferries", f"Not so.\n\n> {lines[30]}\n")
    (thread,) = build([*messages, answer])
    link = thread.parent_of(answer.id)
    assert link is not None
    assert link.parent == messages[30].id
    assert "quotes its text" in link.reason


@pytest.mark.parametrize(
    ("to", "body", "parent"),
    [
        ((), "The south one.", 2),  # to what came last
        (("Ada Lang",), "The south one.", 1),  # to whom it is addressed
        ((), "Hello Ada,\n\nthe south one.", 1),
        ((), "The south one.\n\nOn 3 May 2014 at 09:12, Ada Lang wrote:", 1),  # the quote below was cut off
    ],
    ids=["latest", "addressed", "greeted", "attributed without a quote"],
)
def test_where_no_text_is_quoted(letter: Letter, to: tuple[str, ...], body: str, parent: int) -> None:
    messages = [
        letter(1, "Ada Lang", "2014-05-03T09:12", to=["Dov Hart"]),
        letter(2, "Cleo Lund", "2014-05-03T10:40", "Re: Harbour fees", to=["Ada Lang"]),
        letter(3, "Ben Okri", "2014-05-03T11:05", "Re: Harbour fees", body, to=to),
    ]
    (thread,) = build(messages)
    link = thread.parent_of(messages[2].id)
    assert link is not None
    assert link.parent == messages[parent - 1].id


@pytest.mark.parametrize(
    ("answered", "later", "parent"),
    [
        ("Harbour fees", "2014-05-03T11:30", 2),  # another has written meanwhile: an own message is seldom answered
        (None, "2014-05-03T18:30", 1),  # nobody has: a reminder
    ],
    ids=["answered", "unanswered"],
)
def test_who_answers_an_own_message(letter: Letter, answered: str | None, later: str, parent: int) -> None:
    messages = [letter(1, "Ada Lang", "2014-05-03T09:12")]
    if answered:
        messages.append(letter(2, "Ben Okri", "2014-05-03T10:40", f"Re: {answered}"))
    last = letter(3, "Ada Lang", later, "Re: Harbour fees")
    (thread,) = build([*messages, last])
    link = thread.parent_of(last.id)
    assert link is not None
    assert link.parent == messages[parent - 1].id


def test_a_changed_subject_continues_where_text_is_quoted(letter: Letter) -> None:
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T09:00+02:00", body="Which of the two quays shall we take for the spring?"),
        letter(2, "Ben Okri", "2014-05-04T10:00+02:00", "Ferry times",
               "Ada Lang wrote:\n> Which of the two quays shall we take for the spring?\n\nLet us ask the ferry."),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None, "2": "1"}]


def test_an_attribution_line_names_the_answered_email_where_no_text_is_left(letter: Letter) -> None:
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T09:07+02:00", body="(scrubbed)"),
        letter(2, "Ben Okri", "2014-05-04T10:00+02:00", "Ferry times",
               "On 3 May 2014 at 09:07, Ada Lang wrote:\n> a line that stands in no other email\n\nYes."),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None, "2": "1"}]


HEAD = "Who keeps the key of the crane?\n\nFrom: Ben Okri\nSent: Saturday, May 3, 2014 {time}\nSubject: {subject}\n\nTwelve."


@pytest.mark.parametrize(
    ("sender", "time", "subject", "answered"),
    [
        ("Ben Okri", "11:12 AM", "Re: Harbour fees", True),  # on a clock two hours east
        ("list@example.org", "11:12 AM", "Re: Harbour fees", True),  # a list put itself in his place
        ("Ben Okri", "11:40 AM", "Re: Harbour fees", False),
        ("Ben Okri", "11:12 AM", "Re: Ferry times", True),  # by sender and minute, on any clock
        ("list@example.org", "11:12 AM", "Re: Ferry times", False),
    ],
)
def test_a_header_block_above_a_quote_names_the_answered_email(
    letter: Letter, sender: str, time: str, subject: str, answered: bool
) -> None:
    threads = build(
        [
            letter(1, sender, "2014-05-03T09:12Z", "Harbour fees", "No such number."),
            letter(2, "Cy Vane", "2014-05-03T15:00Z", "The crane", HEAD.format(time=time, subject=subject)),
        ]
    )
    assert trees(threads) == ([{"1": None, "2": "1"}] if answered else [{"1": None}, {"2": None}])


def test_a_reminder_that_repeats_itself_under_a_new_subject_answers_nothing(letter: Letter) -> None:
    text = "Doors open on 3 June 2014 at 09:30:\nThe harbour master shows the new crane\nThe ferry captain shows the old ferry"
    threads = build(
        [
            letter(1, "Ada Lang", "2014-05-03T09:12Z", "Open day announced", text.replace(" at 09:30:", "")),
            letter(2, "Ada Lang", "2014-05-20T09:12Z", "Open day soon", "Come along.\n" + text),
        ]
    )
    assert trees(threads) == [{"1": None}, {"2": None}]


def test_a_subject_that_names_its_old_one_continues_that(letter: Letter) -> None:
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T09:00Z", "Harbour fees"),
        letter(2, "Ben Okri", "2014-05-04T09:00Z", "Ferry times (was: Re: Harbour fees)"),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None, "2": "1"}]


def test_strangers_with_one_subject_stay_apart(letter: Letter) -> None:
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T09:00+02:00", "Update", to=["Ben Okri"]),
        letter(2, "Ben Okri", "2014-05-03T09:30+02:00", "Re: Update", to=["Ada Lang"]),
        letter(3, "Cleo Hart", "2016-09-03T09:00+02:00", "Update", to=["Dov Lund"]),
        letter(4, "Dov Lund", "2016-09-03T09:30+02:00", "Re: Update", to=["Cleo Hart"]),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None, "2": "1"}, {"3": None, "4": "3"}]


def test_printed_references_come_first(letter: Letter) -> None:
    threads = build([
        letter(1, at="2014-05-03T09:00Z"),
        letter(2, "Ben Okri", "2014-05-03T10:00Z", "Other", in_reply_to=[1]),
        letter(3, "Cleo Hart", "2014-05-03T11:00Z", "Third", references=[1, "gone"]),
        letter(4, "Dov Lund", "2014-05-03T12:00Z", "Fourth", in_reply_to=["lost"]),
        letter(5, "Eli Moss", "2014-05-03T13:00Z", "Fifth", in_reply_to=["lost"]),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None, "2": "1", "3": "1"}, {"4": "lost", "5": "lost"}]
    assert threads[0].links[0].confidence > threads[0].links[1].confidence


def test_of_two_parents_that_fit_equally_none_is_taken(letter: Letter) -> None:
    threads = build([
        letter("a", "Ben Okri", "2014-05-03", "Rota", document="a.txt"),
        letter("b", "Ben Okri", "2014-05-03", "Rota", document="b.txt"),
        letter("c", "Ada Lang", "2014-05-05", "Re: Rota", document="c.txt"),
    ])  # fmt: skip
    (thread,) = [thread for thread in threads if len(thread.messages) > 1]
    assert thread.parent_of("<c@mailweave.invalid>") is None
    (note,) = [text for message_id, text in thread.notes if number(message_id) == "c"]
    assert "<a@mailweave.invalid>" in note
    assert "<b@mailweave.invalid>" in note


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_order_of_print_settles_clocks_of_unknown_zones(letter: Letter, newest_first: bool) -> None:
    """The second clock is behind the first: its sender sits further west."""
    clocks = ["2014-05-03T18:00", "2014-05-03T12:10", "2014-05-03T19:00", "2014-05-04T09:00"]
    people = ["Ada Lang", "Ben Okri", "Ada Lang", "Ben Okri"]
    page = []
    for place, (clock, person) in enumerate(zip(clocks, people, strict=True), start=1):
        at = 9 - place if newest_first else place
        subject = "Harbour fees" if place == 1 else "Re: Harbour fees"
        page.append(letter(at, person, clock, subject, to=[people[place % 2]], within=99, enclosure="below"))
    names = [number(message.id) for message in page]
    assert trees(build(page)) == [{name: (names[i - 1] if i else None) for i, name in enumerate(names)}]


def test_a_subject_printed_once_counts_for_what_stands_below(letter: Letter) -> None:
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T09:00", "Harbour fees", to=["Ben Okri"]),
        letter(2, "Ben Okri", "2014-05-03T10:00", None, to=["Ada Lang"], within=1, enclosure="below"),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None, "2": "1"}]


def test_a_chain_of_quotes_goes_on_with_what_is_printed_next(letter: Letter) -> None:
    """The second quote stands beside the first, not within it, and on a clock further west."""
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T18:00+02:00", "Re: Harbour fees"),
        letter(2, "Ben Okri", "2014-05-03T10:30", None, within=1, enclosure="quoted", attribution=True),
        letter(3, "Ada Lang", "2014-05-03T16:10", "Harbour fees", within=1, enclosure="quoted"),
    ])  # fmt: skip
    assert trees(threads) == [{"3": None, "2": "3", "1": "2"}]


def test_emails_without_subjects_and_years_apart_are_no_conversation(letter: Letter) -> None:
    threads = build([
        letter(1, "Ada Lang", "2014-05-03", None, to=["Ben Okri"]),
        letter(2, "Ben Okri", "2015-09-21", None, to=["Ada Lang"]),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None}, {"2": None}]


def test_one_id_in_two_documents_is_one_message(letter: Letter) -> None:
    short = letter(1, body="Which quay?", document="a.txt")
    full = letter(1, body="Which quay? The north one?", to=["Ben Okri"], document="b.txt")
    ((message,),) = [thread.messages for thread in build([short, full])]
    assert message.body == full.body
    assert [place.document for place in message.also_at] == ["a.txt"]


def test_an_email_printed_again_as_a_quote_counts_once(letter: Letter) -> None:
    text = "Which of the two quays shall we take for the spring season?"
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T09:00", body=text),
        letter(2, "Ben Okri", "2014-05-03T12:00", "Re: Harbour fees", "The north one.", within=1, enclosure="below"),
        letter(3, "Ada Lang", "2014-05-03T09:00", None, text, within=2, enclosure="quoted", attribution=True),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None, "2": "1"}]
    assert len(threads[0].messages[0].also_at) == 1


def test_a_quote_without_a_date_is_the_email_that_has_its_text(letter: Letter) -> None:
    text = "Which of the two quays shall we take for the spring season?"
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T09:00", body=f"Hello all.\n{text}\nAda"),
        letter(2, "Ben Okri", "2014-05-03T12:00", "Harbour", "The north one.", within=1, enclosure="below"),
        letter(3, "Ada Lang", None, None, text, within=2, enclosure="quoted", attribution=True),
        letter(4, "Ada Lang", None, None, "No one wrote this line but she.", within=2, enclosure="quoted", attribution=True),
    ])  # fmt: skip
    assert trees(threads) == [{"1": None, "2": "1", "4": None}]


@pytest.mark.parametrize(
    ("subject", "count"), [("Re: Harbour fees", 1), (None, 1), ("Harbour fees for the spr", 1), ("Ferry times", 2)]
)
def test_one_sender_and_minute_are_one_email_only_if_subjects_agree(
    letter: Letter, subject: str | None, count: int
) -> None:
    first = "Harbour fees for the spring" if subject and subject.startswith("Harbour") else "Harbour fees"
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T09:00", first, "The same text in both of these."),
        letter(2, "Ada Lang", "2014-05-03T09:00", subject, "The same text in both of these."),
    ])  # fmt: skip
    assert sum(len(thread.messages) for thread in threads) == count


def test_a_zone_by_hand_holds_for_dates_that_state_none(letter: Letter) -> None:
    ((first, second),) = [t.messages for t in build([
        letter(1, at="2014-05-03T09:00"),
        letter(2, "Ben Okri", "2014-05-03T09:30+02:00", "Re: Harbour fees"),
    ], zone="+02:00")]  # fmt: skip
    assert first.date == MailDate("2014-05-03T09:00", "2014-05-03T09:00", zone="inferred",
                                  utc="2014-05-03T07:00Z", utc_reason="given with --zone")  # fmt: skip
    assert second.date is not None
    assert second.date.zone == "stated"


def test_people_get_their_canonical_names(letter: Letter) -> None:
    people = People.of({"Ada Lang": ["A. Lang", "ada@example.org"]})
    ((message,),) = [
        t.messages for t in build([letter(1, "A. Lang", to=["ada@example.org", "Ben Okri"])], people=people)
    ]
    assert message.from_ == Address("A. Lang", person="Ada Lang")
    assert [box.person for box in message.to] == ["Ada Lang", None]


def test_a_chain_of_ten_thousand_answers_is_one_tree(letter: Letter) -> None:
    chain = [letter(0, at="2014-05-03T09:00Z")]
    chain += [letter(i, at=None, in_reply_to=[i - 1]) for i in range(1, 10_000)]
    (thread,) = build(reversed(chain))
    assert [number(message.id) for message in thread.messages] == [str(i) for i in range(10_000)]
    assert len(thread.links) == 9_999


def test_answers_in_a_circle_are_cut_open(letter: Letter) -> None:
    (thread,) = build([letter(i, in_reply_to=[i % 3 + 1]) for i in (1, 2, 3)])
    assert len(thread.messages) == 3
    assert len(thread.links) == 2


names = st.sampled_from(["Ada Lang", "Ben Okri", "Okri, Ben", None])
subjects = st.sampled_from(["Fees", "Re: Fees", "Fwd: Fees", "Quay", "", None])
clocks = st.sampled_from(
    [None, "2014", "2014-05-03", "2014-05-03T09:12", "2014-05-03T08:00-07:00", "2014-05-04T01:00Z"]
)
bodies = st.sampled_from(["", "Hello Ben", "> Hello Ben, which of the quays?\nno", "Hello Ben, which of the quays?"])


@st.composite
def pages(draw: st.DrawFn) -> list[Message]:
    found = []
    for place in range(draw(st.integers(0, 7))):
        sender, date = draw(names), draw(clocks)
        within = draw(st.integers(-1, 7))
        found.append(
            Message(
                id=f"<{place}@mailweave.invalid>",
                from_=Address(sender) if sender else None,
                date=MailDate(date, date) if date else None,
                subject=draw(subjects),
                body=draw(bodies),
                found=Provenance(
                    draw(st.sampled_from(["a.txt", "b.txt"])), place, place + 1, place + 1, "header-block"
                ),
                to=(Address("Ben Okri"),) if draw(st.booleans()) else (),
                printed_in=f"<{within}@mailweave.invalid>" if within >= 0 else None,
                enclosure=draw(st.sampled_from(["forwarded", "quoted", "below"])) if within >= 0 else None,
            )
        )
    return found


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(pages(), st.randoms(use_true_random=False))
def test_laws(messages: list[Message], chance: random.Random) -> None:
    """Every email is in one conversation; parents come first; the order of the input says nothing."""
    threads = build(messages)
    everywhere = [m.id for t in threads for m in t.messages] + [
        place for t in threads for m in t.messages for place in m.also_at
    ]
    assert len(everywhere) == len(messages)
    for thread in threads:
        order = {message.id: place for place, message in enumerate(thread.messages)}
        assert all(order[link.parent] < order[link.child] for link in thread.links)
        assert len({link.child for link in thread.links}) == len(thread.links)
        assert all(link.reason and 0 < link.confidence <= 1 for link in thread.links)
    assert build(chance.sample(messages, len(messages))) == threads


WHOLE = (
    "The boat is in the harbour. It has been there since autumn, and nobody has paid the fees for the winter; the "
    "harbour master wants to know who will.\n"
)


@pytest.mark.parametrize(
    ("dates", "boxes", "emails"),
    [
        (("3 May 2014 09:12", "3 May 2014 09:27"), ("Ben Okri", "Ben Okri, Eva Roth"), 1),
        (("3 April 2014 09:12", "4 March 2014 09:12"), ("Ben Okri", "Ben Okri"), 1),
        (("3 May 2014 09:12", "3 May 2014 09:27"), ("Ben Okri", "Eva Roth"), 2),
        (("3 May 2014 09:12", "4 May 2014 09:15"), ("Ben Okri", "Ben Okri"), 2),
    ],
)
def test_the_same_words_under_contradicting_clocks(dates: tuple[str, str], boxes: tuple[str, str], emails: int) -> None:
    """A clock may be wrong in one print; what goes to others, or again on another day, is another email."""
    text = "\n".join(
        f"From: Ada Lang\nSent: {date}\nTo: {to}\nSubject: {tag}The boat\n\n{WHOLE}"
        for date, to, tag in zip(dates, boxes, ("", "[Desk] "), strict=True)
    )
    found = [
        message for thread in build(parse_document(Document("a.txt", text)).messages) for message in thread.messages
    ]
    assert len(found) == emails
    if emails == 1:
        assert found[0].subject == "[Desk] The boat"
        assert {"date", "subject"} <= {conflict.field for conflict in found[0].conflicts}


def test_an_email_is_none_of_those_that_are_quoted_within_it(letter: Letter) -> None:
    threads = build([
        letter(1, "Ada Lang", "2014-05-03T14:00:20", "Re: Harbour fees", "The north one, then."),
        letter(2, "Ben Okri", "2014-05-03T08:00", None, "Both are too dear.", within=1, enclosure="quoted", attribution=True),
        letter(3, "Ada Lang", "2014-05-03T02:00", None, "", within=2, enclosure="quoted", attribution=True),
    ])  # fmt: skip
    assert trees(threads) == [{"3": None, "2": "3", "1": "2"}]
