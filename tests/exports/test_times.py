"""Dates as points in time, and in words: what is stated, inferred and unknown stay three things."""

from datetime import datetime, timedelta

import pytest

from mailweave.exports.moments import Moment, moment
from mailweave.exports.times import clock_text, gap_text, zone_text
from mailweave.parsers.message import MailDate, Precision, Zone


def date(
    iso: str | None, precision: Precision | None = "minute", zone: Zone = "unknown", utc: str | None = None
) -> MailDate:
    return MailDate("as printed", iso, iso, precision, zone, utc)


STATED = date("2019-03-04T09:12:30+01:00", "second", "stated", "2019-03-04T08:12:30Z")
INFERRED = date("2019-03-04T16:20", zone="inferred", utc="2019-03-05T00:20:00Z")
UNKNOWN = date("2019-03-04T16:20")


@pytest.mark.parametrize(
    ("printed", "wall", "hours"),
    [
        (STATED, datetime(2019, 3, 4, 9, 12, 30), 1),
        (INFERRED, datetime(2019, 3, 4, 16, 20), -8),
        (UNKNOWN, datetime(2019, 3, 4, 16, 20), None),
        (date("2019-03-04T16:20:05Z", "second", "stated"), datetime(2019, 3, 4, 16, 20, 5), 0),
        (date("2019-03-04T16:20:60+05:30", "second", "stated"), datetime(2019, 3, 4, 16, 20, 59), 5.5),
        (date("2016-09", "month"), datetime(2016, 9, 1), None),
        (date("2016", "year"), datetime(2016, 1, 1), None),
        (date("2019-03-04T16", "hour"), datetime(2019, 3, 4, 16), None),
        (date("2019-03-04T16:20", zone="inferred", utc="2019-03-09T16:20:00Z"), datetime(2019, 3, 4, 16, 20), None),
    ],
)
def test_moment(printed: MailDate, wall: datetime, hours: float | None) -> None:
    assert moment(printed) == Moment(wall, None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize(
    "iso",
    [
        None,
        "",
        "0000-00-00",
        "99999-01-01",
        "-0044-03-15",
        "2016-13-45T99:99",
        "9" * 5000,
        "1e309",
        "２０１９",
        "2016-02-30",
    ],
)
def test_no_calendar_has_it(iso: str | None) -> None:
    assert moment(date(iso)) is None


def test_an_instant_beyond_the_calendar_has_no_zone() -> None:
    assert moment(date("0001-01-01T00:00+10:00", zone="stated")) == Moment(datetime(1, 1, 1))


@pytest.mark.parametrize(
    ("printed", "clock", "zone"),
    [
        (STATED, "2019-03-04 09:12:30", "+01:00"),
        (INFERRED, "2019-03-04 16:20", "-08:00 inferred"),
        (UNKNOWN, "2019-03-04 16:20", "zone unknown"),
        (date("2016-09", "month"), "2016-09", ""),
        (date(None), "date not understood", ""),
        (None, "no date", ""),
    ],
)
def test_in_words(printed: MailDate | None, clock: str, zone: str) -> None:
    assert (clock_text(printed), zone_text(printed)) == (clock, zone)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("2019-03-04T16:20", "2019-03-04T16:20", "at once"),
        ("2019-03-04T16:20", "2019-03-04T16:21", "about 1 min later"),
        ("2019-03-04T16:20", "2019-03-04T19:05", "about 2 h later"),
        ("2019-03-04T16:20", "2019-03-06T16:20", "about 2 days later"),
        ("2019-03-04T16:20", "2019-03-18T16:20", "about 14 days later"),
        ("2019-03-04T16:20", "2019-04-04T16:20", "about 4 weeks later"),
        ("2019-03-04T16:20", "2019-09-04T16:20", "about 6 months later"),
        ("2019-03-04T16:20", "2023-03-04T16:20", "about 4 years later"),
        ("2019-03-04T16:20+01:00", "2019-03-04T16:20-02:00", "3 h later"),
        ("2019-03-04T16:20", "2019-03-04T16:10", ""),  # a clock that runs backwards
        ("2019-03-04T16:20", "2019-03-06T16:20Z", ""),  # one zone known, one not
    ],
)
def test_gap(earlier: str, later: str, expected: str) -> None:
    assert gap_text(date(earlier), date(later)) == expected


def test_no_gap_from_a_day_to_a_minute() -> None:
    assert gap_text(date("2019-03-04", "day"), UNKNOWN) == ""
