"""What the silence between two messages says."""

from collections.abc import Callable

import pytest

from mailweave.parsers.message import Message
from mailweave.threads.people import Identities
from mailweave.threads.profile import mailboxes, read_profiles
from mailweave.threads.timing import attributed_times, attribution_time_clue, timing_clues

Letter = Callable[..., Message]


@pytest.mark.parametrize(
    ("first", "second", "clue"),
    [
        ("2014-05-03T09:12:00Z", "2014-05-03T09:12:40Z", "within a minute"),
        ("2014-05-03T09:12:00Z", "2014-05-03T11:13:40+02:00", "within two minutes"),
        ("2014-05-03T09:12:00Z", "2014-05-03T09:20:00Z", "within an hour"),
        ("2014-05-03T09:12", "2014-05-03T09:12", "within a minute"),  # the same clock, as far as is known
        ("2014-05-03", "2014-05-03", "within a day"),  # a day is no minute, nor an hour
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


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("on 3 may 2014 at 09:07, ada lang wrote:", [9 * 3600 + 7 * 60]),
        ("2014-05-03 9:07 - 10:30:15", [9 * 3600 + 7 * 60, 10 * 3600 + 30 * 60]),  # seconds say nothing more
        ("at 123:45, 12:345 and 25:10", []),
        ("", []),
    ],
)
def test_times_of_day(line: str, times: list[int]) -> None:
    assert attributed_times(line) == times


@pytest.mark.parametrize(
    ("sent", "clue"),
    [
        ("2014-05-03T09:07", "at the attributed time"),
        ("2014-05-03T14:07+02:00", "at the attributed minute"),  # its zone is not that of the line
        ("2014-05-03T09:20", "not at the attributed time"),
        ("2014-05-03", "no time to compare"),  # a day has no time of day
    ],
)
def test_the_time_that_an_attribution_names(letter: Letter, sent: str, clue: str) -> None:
    messages = [letter(1, "Ada Lang", sent), letter(2, "Ben Okri", "2014-05-03T10:00")]
    parent, child = read_profiles(messages, Identities(mailboxes(messages)))
    assert attribution_time_clue(child, parent, [9 * 3600 + 7 * 60]) == clue
