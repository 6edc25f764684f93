"""Emails that are printed nowhere are kept with what is known of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mailweave.parsers.message import Message
from mailweave.threads import build
from mailweave.threads.placeholders import printed_only

Letter = Callable[..., Message]


def test_a_missing_reference_is_a_placeholder_that_its_answers_share(letter: Letter) -> None:
    (thread,) = build([
        letter(1, "Ben Okri", "2014-05-03T12:00Z", "Re: Harbour fees", in_reply_to=["gone"]),
        letter(2, "Cleo Hart", "2014-05-03T13:00Z", "Another matter", in_reply_to=["gone"]),
    ])  # fmt: skip
    (absent,) = thread.placeholders
    assert (absent.id, absent.kind, absent.from_, absent.body) == ("<gone@mailweave.invalid>", "placeholder", None, "")
    assert [(link.child[1], link.parent) for link in thread.links] == [("1", absent.id), ("2", absent.id)]


def test_the_subject_does_not_guess_where_a_reference_names_another(letter: Letter) -> None:
    (thread,) = build([
        letter(1, "Ada Lang", "2014-05-03T09:00Z"),
        letter(2, "Ben Okri", "2014-05-03T10:00Z", "Re: Harbour fees", in_reply_to=["gone"]),
    ])  # fmt: skip
    assert [message.id[1] for message in thread.messages] == ["1", "2"]
    assert [(link.child[1], link.parent) for link in thread.links] == [("2", "<gone@mailweave.invalid>")]


@pytest.mark.parametrize(
    ("line", "name", "date"),
    [
        ("On 3 May 2014 at 09:07, Ada Lang <ada@example.org> wrote:", "Ada Lang", "2014-05-03T09:07"),
        ("Ada Lang wrote:", "Ada Lang", None),
        ("Am 3. Mai 2014 um 09:07 schrieb Ada Lang:", "Ada Lang", "2014-05-03T09:07"),
    ],
)
def test_an_attribution_line_tells_of_the_answered_email(
    letter: Letter, line: str, name: str, date: str | None
) -> None:
    body = f"The north one.\n\n{line}\n> Which of the two quays shall we take for the spring?\n"
    (thread,) = build([letter(1, "Ben Okri", "2014-05-03T12:00Z", "Re: Harbour fees", body)])
    (absent,) = thread.placeholders
    assert absent.from_ is not None
    assert absent.from_.name == name
    assert (absent.date.iso if absent.date else None) == date
    (link,) = thread.links
    assert (link.parent, link.evidence) == (absent.id, ("attribution",))
    assert thread.messages[0].kind == "reply"


@pytest.mark.parametrize(("clock", "count"), [("3 May 2014 at 09:07", 1), ("3 May 2014", 2)])
def test_two_answers_share_a_placeholder_if_the_minute_is_known(letter: Letter, clock: str, count: int) -> None:
    body = f"Yes.\n\nOn {clock}, Ada Lang wrote:\n> a line that stands in no other email of these"
    threads = build([
        letter(1, "Ben Okri", "2014-05-03T12:00Z", "Re: Harbour fees", body),
        letter(2, "Cleo Hart", "2014-05-03T13:00Z", "Ferry times", body),
    ])  # fmt: skip
    assert len(threads) == count
    assert len({absent.id for thread in threads for absent in thread.placeholders}) == count


def test_without_placeholders_no_link_hangs_in_the_air(letter: Letter) -> None:
    threads = printed_only(build([letter(1, in_reply_to=["gone"]), letter(2, "Ben Okri", in_reply_to=[1])]))
    assert [(link.child[1], link.parent[1]) for thread in threads for link in thread.links] == [("2", "1")]
    assert not any(thread.placeholders for thread in threads)
