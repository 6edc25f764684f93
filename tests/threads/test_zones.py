"""Zones that no date states: what links prove of them, and what stays unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mailweave.parsers.message import Message
from mailweave.threads import ZoneError, build
from mailweave.threads.zones import offset_of

Letter = Callable[..., Message]
HOUR = 3600


def dates(messages: list[Message]) -> dict[str, tuple[str, str | None]]:
    found = (message for thread in build(messages) for message in thread.messages)
    return {m.id[1:2]: (m.date.zone, m.date.utc) for m in found if m.date}


@pytest.mark.parametrize(
    ("forward", "carried", "elsewhere", "expected"),
    [
        ("2014-05-03T08:18", "2014-05-03T10:12:00-05:00", "-07:00", ("inferred", "2014-05-03T15:18Z")),
        ("2014-05-03T11:18", "2014-05-03T10:12:00-05:00", "-07:00", ("unknown", None)),  # both stated zones fit
        ("2014-05-03T08:18", "2014-05-03T10:12:00-05:00", "+02:00", ("unknown", None)),  # no stated zone fits
        ("2014-05-03T03:13", "2014-05-03T10:12:00-05:00", "+02:00", ("inferred", "2014-05-03T15:13Z")),  # one in the world
        ("2014-05-09T08:18", "2014-05-03T10:12:00-05:00", "+02:00", ("unknown", None)),  # proves nothing
        ("2014-05-01T08:18", "2014-05-03T10:12:00-05:00", "-07:00", ("unknown", None)),  # beyond every zone
    ],
    ids=["one fits", "two fit", "none fits", "only one zone", "days later", "impossible"],
)  # fmt: skip
def test_a_forward_is_later_than_what_it_carries(
    letter: Letter, forward: str, carried: str, elsewhere: str, expected: tuple[str, str | None]
) -> None:
    found = dates([
        letter(1, at=forward, subject="Fwd: Fees"),
        letter(2, "Ben Okri", carried, "Fees", within=1, enclosure="forwarded"),
        letter(3, "Cleo Hart", f"2014-05-20T10:00{elsewhere}", "Quay"),
    ])  # fmt: skip
    assert found["1"] == expected


def test_an_answered_email_is_earlier_than_its_answer(letter: Letter) -> None:
    found = dates([
        letter(1, at="2014-05-03T10:00+01:00", subject="Re: Fees"),
        letter(2, "Ben Okri", "2014-05-03T18:30", "Fees", within=1, enclosure="quoted"),
        letter(3, "Cleo Hart", "2014-05-20T10:00+10:00", "Quay"),
    ])  # fmt: skip
    assert found["2"] == ("inferred", "2014-05-03T08:30Z")


def test_a_zone_of_summer_says_nothing_of_winter(letter: Letter) -> None:
    """Only within one conversation or one season do dates share a zone."""
    found = dates([
        letter(1, at="2014-07-03T08:18", subject="Fwd: Fees"),
        letter(2, "Ben Okri", "2014-07-03T10:12:00-05:00", "Fees", within=1, enclosure="forwarded"),
        letter(3, "Cleo Hart", "2014-07-20T10:00-07:00", "Quay"),
        letter(4, at="2014-01-03T11:18", subject="Fwd: Rota"),
        letter(5, "Ben Okri", "2014-01-03T10:12:00-05:00", "Rota", within=4, enclosure="forwarded"),
    ])  # fmt: skip
    assert found["1"][0] == "inferred"
    assert found["4"] == ("unknown", None)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("+02:00", 2 * HOUR), ("-0330", -3.5 * HOUR), ("+9", 9 * HOUR), ("Z", 0), ("UTC", 0),
        ("America/New_York", -4 * HOUR), ("Asia/Tokyo", 9 * HOUR),
    ],
)  # fmt: skip
def test_offsets_and_names_of_zones(zone: str, expected: float) -> None:
    assert offset_of(zone, 1_399_100_000) == expected  # 3 May 2014


@pytest.mark.parametrize("zone", ["", "noon", "+25:00", "+02:99", "../etc/passwd", "Mars/Base"])
def test_what_is_no_zone_is_refused_even_without_messages_to_use_it(letter: Letter, zone: str) -> None:
    with pytest.raises(ZoneError, match="is no zone"):
        build([letter(1)], zone=zone)
