"""What the silence between two messages says."""

from collections.abc import Callable

import pytest

from mailweave.parsers.message import Message
from mailweave.threads.people import Identities
from mailweave.threads.profile import mailboxes, read_profiles
from mailweave.threads.timing import timing_clues

Letter = Callable[..., Message]


@pytest.mark.parametrize(
    ("first", "second", "clue"),
    [
        ("2014-05-03T09:12:00Z", "2014-05-03T09:12:40Z", "within a minute"),
        ("2014-05-03T09:12:00Z", "2014-05-03T11:13:40+02:00", "within two minutes"),
        ("2014-05-03T09:12:00Z", "2014-05-03T09:20:00Z", "within an hour"),
        ("2014-05-03T09:12", "2014-05-03T09:12", "within a minute"),  # the same clock, as far as is known
        ("2014-05-03", "2014-05-03", "within an hour"),  # a day is no minute
        ("2014-05-03T09:12Z", "2014-05-03T09:12", "within an hour"),  # zones unlike: nothing is known to the minute
        ("2014-05-03T09:12Z", "2014-05-03T08:12Z", "later"),
        ("2014-05-03T09:12Z", "2014-05-20T08:12Z", "within a month"),
        ("2014-05-03T09:12Z", None, "undated"),
    ],
)
def test_silence(letter: Letter, first: str, second: str | None, clue: str) -> None:
    messages = [letter(1, "Ada Lang", first), letter(2, "Ben Okri", second)]
    parent, child = read_profiles(messages, Identities(mailboxes(messages)))
    assert timing_clues(child, parent, 0) == ("latest", clue)
