"""No messages make building raise, lose one, or take more than linear time."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads import Joins, build

ids = st.sampled_from([f"<{number}@x>" for number in range(6)] + ["", "<>", "x", "<0@mailweave.invalid>"])
texts = st.one_of(
    st.sampled_from([
        "", "Re: ", "Re: Fees", "Fees", "Fees (was: Re: Fees)", "[PATCH 0/2] a", "[PATCH 1/2] b", "[a/b] 9999/99", "(((",
        "> Which of the quays?", "On 3 May 2014 at 09:12, Ada Lang wrote:\n> Which of the two quays shall we take?\nA",
        "From: Ada\nSent: x\n\nWhich of the two quays shall we take?", "Which of the two quays shall we take?", "\ud800\x00",
    ]),
    st.text(alphabet=st.characters(), max_size=60),
)  # fmt: skip
isos = st.one_of(
    st.sampled_from([
        None, "", "0000", "0001-01-01T00:00+14:00", "9999-12-31T23:59:59-12:00", "9999", "0001", "2014-13", "T", "2014-05-03T25:00",
        "2014-05-03", "2014-05-03T09:12", "2014-05-03T09:12:00+23:59", "2014-05-03T09:12:00.5-00:00", "2014-W18-6", "1" * 400, "²014-05",
    ]),
    st.text(max_size=20),
)  # fmt: skip
people = st.one_of(
    st.none(), st.builds(Address, st.one_of(st.none(), texts), st.one_of(st.none(), texts), st.booleans())
)
places = st.builds(
    Provenance, st.sampled_from(["a", "b"]), st.integers(-5, 50), st.integers(-5, 50), st.integers(-5, 50),
    st.sampled_from(["rfc822", "header-block", "attribution", "reported"]),
)  # fmt: skip
messages = st.builds(
    Message,
    id=ids,
    from_=people,
    date=st.one_of(
        st.none(),
        st.builds(
            MailDate,
            texts,
            isos,
            zone=st.sampled_from(["stated", "inferred", "unknown"]),
            utc=st.one_of(st.none(), isos),
        ),
    ),
    subject=st.one_of(st.none(), texts),
    body=texts,
    found=places,
    to=st.lists(people.filter(bool), max_size=2).map(tuple),
    kind=st.sampled_from(["original", "reply", "forward", "reported", "placeholder"]),
    in_reply_to=st.lists(ids, max_size=2).map(tuple),
    references=st.lists(ids, max_size=3).map(tuple),
    printed_in=st.one_of(st.none(), ids),
    enclosure=st.sampled_from([None, "forwarded", "quoted", "below"]),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)
@given(
    st.lists(messages, max_size=8), st.randoms(use_true_random=False), st.sampled_from([None, "+14:00", "Asia/Tokyo"])
)
def test_any_messages_make_trees(found: list[Message], chance: random.Random, zone: str | None) -> None:
    joins = Joins(join=(("<0@x>", "<1@x>"),), split=("<2@x>",), parent=(("<3@x>", "<4@x>"), ("<4@x>", "<3@x>")))
    threads = build(found, zone=zone, joins=joins)
    kept = [message.id for thread in threads for message in thread.messages]
    assert len(kept) == len(set(kept))
    assert set(kept) <= {message.id for message in found}
    for thread in threads:
        order = {message.id: place for place, message in enumerate(thread.messages)}
        absent = {message.id for message in thread.placeholders}
        assert not absent & set(order)
        for link in thread.links:
            assert link.parent in absent or order[link.parent] < order[link.child]
        assert len({link.child for link in thread.links}) == len(thread.links)
    assert build(chance.sample(found, len(found)), zone=zone, joins=joins) == threads


def _mail(number: int, **values: object) -> Message:
    found = Provenance("a.txt", number, number + 1, number + 1, "header-block")
    date = MailDate("", "2014-05-03T09:12")
    return Message(**{"id": f"<{number}@x>", "from_": Address("Ada Lang"), "date": date, "subject": "Fees", "body": "",
                      "found": found, **values})  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    "mails",
    [
        [_mail(n) for n in range(4_000)],
        [_mail(n, body="Which of the two quays shall we take?") for n in range(4_000)],
        [_mail(n, printed_in=f"<{n + 1}@x>", enclosure="quoted") for n in range(4_000)],
        [_mail(n, in_reply_to=(f"<{n + 1}@x>",)) for n in range(4_000)],
        [_mail(n, in_reply_to=("<0@x>",), subject=f"[PATCH {n % 2}/1] {n}") for n in range(4_000)],
        [_mail(n, subject=f"[PATCH {n % 2}/1] {n}") for n in range(4_000)],
        [_mail(n, body="Ada Lang wrote:\n> Which of the two quays shall we take?\n", subject=str(n)) for n in range(4_000)],
        [_mail(n, date=None, found=Provenance("a", n, n, n, "attribution"), body="Which of the two quays?" * 9) for n in range(4_000)],
        [_mail(0, references=tuple(f"<{n}@x>" for n in range(100_000)))],
    ],
    ids=["alike", "same text", "nested", "chain", "star", "series", "attributions", "undated", "references"],
)  # fmt: skip
def test_many_alike_take_linear_time(mails: list[Message]) -> None:
    started = time.process_time()
    build(mails)
    assert time.process_time() - started < 8
