"""Written dates: tables by what is at stake, every example of the language tables, then laws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailweave.parsers.dates import LONGEST, ambiguous, date_prefix, date_suffix, day_first_evidence, parse_date
from mailweave.parsers.dates.calendar import from_jalali
from mailweave.parsers.dates.words import build, forms_of, lexicon
from mailweave.parsers.locale import LocaleError, all_locales
from mailweave.parsers.message import MailDate


def iso(text: str, *languages: str, day_first: bool | None = None) -> str | None:
    found = parse_date(text, languages, day_first=day_first)
    return found.iso if found is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sat, 3 May 2014 09:12:00 +0200", "2014-05-03T09:12:00+02:00"),
        ("Sat, 3 May 2014 09:12:00 +0200 (CEST)", "2014-05-03T09:12:00+02:00"),
        ("Sat, 3 May 2014 09:12:00 +0100 (GMT Daylight Time)", "2014-05-03T09:12:00+01:00"),  # any comment
        ("Sat, 3 May 2014 09:12:00 GMT", "2014-05-03T09:12:00+00:00"),
        ("Sun, 4 Jan 98 15:00 PDT", "1998-01-04T15:00-07:00"),
        ("4 Jan 03 15:00 -0000", "2003-01-04T15:00"),  # section 3.3: says nothing of the zone
        ("2 jan 1997 10:15:00 EST", "1997-01-02T10:15:00-05:00"),
    ],
)
def test_rfc_5322(text: str, expected: str) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-05-03T09:12:30Z", "2014-05-03T09:12:30+00:00"),
        ("2014-05-03T09:12:30.125-04:00", "2014-05-03T09:12:30-04:00"),  # fractions are beyond a MailDate
        ("2014-05-03 09:12:30+02", "2014-05-03T09:12:30+02:00"),
        ("20140503T091230Z", "2014-05-03T09:12:30+00:00"),
        ("2014-05-03", "2014-05-03"),
        ("2014-05", "2014-05"),
        ("2014", "2014"),
    ],
)
def test_iso_8601(text: str, expected: str) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05/24/2001 04:24 PM", "2001-05-24T16:24"),  # Lotus Notes
        ("May 3, 2014, at 9:12?PM", "2014-05-03T21:12"),  # archives in ASCII lose a narrow space,
        ("mi?rcoles, 14 de mayo de 2014 9:12?p.?m.", "2014-05-14T21:12"),  # letters,
        ("?s?bado?, ?3? de ?mayo? de ?2014 ?12?:?06? ?p.m.", "2014-05-03T12:06"),  # and invisible marks
        ("sáb, 2014-05-03 at 09:12 +0200", "2014-05-03T09:12+02:00"),  # Evolution with a Spanish calendar
        ("10:11 PM 5/23/1999 -0500", "1999-05-23T22:11-05:00"),  # Eudora
        ("23 Mar 1983 1432-EST (Wednesday)", "1983-03-23T14:32-05:00"),  # RFC 733
        ("Fri, 12 Mar 2010 10:44:39 +0000\t[thread overview]", "2010-03-12T10:44:39+00:00"),  # public-inbox
        (
            "Friday, May 3, 2019 4:40:12 PM (UTC-08:00) Pacific Time (US & Canada)",
            "2019-05-03T16:40:12-08:00",
        ),  # Exchange
        ("Sat, May 3, 2014 9:12 AM PT", "2014-05-03T09:12"),  # a zone of two offsets
        ("Sat May  3 09:12:00 MET DST 1997", "1997-05-03T09:12:00+02:00"),  # netnews
        ("7 במרץ 2023 ב-9:15", "2023-03-07T09:15"),  # a hyphen that is no sign
        ("Fri Oct 22 01:04:10 1982", "1982-10-22T01:04:10"),  # asctime
        ("Sat May  3 09:12:00 2014 +0200", "2014-05-03T09:12:00+02:00"),  # git
        ("Wed May 7 2014 09:31:00 GMT+0200 (Central European Summer Time)", "2014-05-07T09:31:00+02:00"),  # JavaScript
        ("Sat, May 3, 2014 at 9:12 PM", "2014-05-03T21:12"),  # Gmail
        ("Saturday, May 3, 2014 9:12 AM", "2014-05-03T09:12"),  # Outlook
        ("May 3, 2014 at 9:12:30 PM PDT", "2014-05-03T21:12:30-07:00"),  # Apple Mail
        ("Saturday, May 3, 2014, 9:12:30 PM GMT+1", "2014-05-03T21:12:30+01:00"),  # Yahoo: ahead of Greenwich
        ("At: 05/23/14 11:28:26", "2014-05-23T11:28:26"),  # Bloomberg
        ("Sat 03 May 2014 04:02:00 PM EDT", "2014-05-03T16:02:00-04:00"),
        ("27-Oct-2014 09:31", "2014-10-27T09:31"),
        ("03MAY2014 09:12", "2014-05-03T09:12"),
        ("5/24/14 3:34pm", "2014-05-24T15:34"),
        ("12:05 a.m., May 3, 2014", "2014-05-03T00:05"),
        ("May 3, 2014 15:14 PM", "2014-05-03T15:14"),
        ("2014年5月3日 9:12 [GMT+8]", "2014-05-03T09:12+08:00"),  # QQ Mail
        ("2014/05/03 (土) 9:12", "2014-05-03T09:12"),
        ("September 2014", "2014-09"),
        ("2014年9月", "2014-09"),
        ("3 pm, May 3, 2014", "2014-05-03T15"),
    ],
)
def test_layouts_of_mail_programs(text: str, expected: str) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014年5月3日土曜日午後3時12分30秒 (太平洋標準時)", "2014-05-03T15:12:30-08:00"),
        ("2014 年 5 月 3 日 (土) 午後 12 時 07 分", "2014-05-03T12:07"),
        ("２０１４年５月３日 ９時３１分", "2014-05-03T09:31"),
        ("2014년 5월 3일 토요일, 15시 14분 05초 KST", "2014-05-03T15:14:05+09:00"),
        ("2014. 5. 3. 오전 9:12", "2014-05-03T09:12"),
        ("2014年5月3日(星期六) 下午3:14", "2014-05-03T15:14"),
        ("2014年5月3日 凌晨12:30", "2014-05-03T00:30"),
        ("2014年5月3日 中午11:50", "2014-05-03T11:50"),
        ("วันเสาร์ที่ 3 พฤษภาคม 2014 เวลา 09:12 น.", "2014-05-03T09:12"),
        ("‫יום שבת, 3 במאי 2014 ב-9:12", "2014-05-03T09:12"),
        ("السبت، ٣ مايو ٢٠١٤ ٣:١٤ م", "2014-05-03T15:14"),
        ("Vào Th 7, 3 thg 5, 2014 vào lúc 09:12", "2014-05-03T09:12"),
        ("2014. máj. 3., Szo, 9:12", "2014-05-03T09:12"),
        ("lørdag 3. maj 2014 kl. 09.31", "2014-05-03T09:31"),
        ("la 3. toukokuuta 2014 klo 14.25.08 UTC+3", "2014-05-03T14:25:08+03:00"),
        ("Σάβ, 3 Μαΐ 2014 στις 9:31 μ.μ.", "2014-05-03T21:31"),
        ("3 mai 2014 à 9h05", "2014-05-03T09:05"),
        ("3 mai 2014, 9:12 du matin", "2014-05-03T09:12"),
        ("3 mai 2014, 9:12 du soir", "2014-05-03T21:12"),
        ("сб, 3 мая 2014 г. в 09:31", "2014-05-03T09:31"),
        ("శని, 3 మే 2014న 9:12 AMకి", "2014-05-03T09:12"),
    ],
)
def test_languages_without_a_hint(text: str, expected: str) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和3年5月3日", "2021-05-03"),
        ("令和元年5月3日 9時半", "2019-05-03T09:30"),
        ("H26.5.3 9:12", "2014-05-03T09:12"),
        ("民國103年5月3日 9:12", "2014-05-03T09:12"),
        ("3 พ.ค. พ.ศ. 2557 9:12", "2014-05-03T09:12"),
        ("3 พ.ค. 2557 9:12", "2014-05-03T09:12"),
        ("3 พ.ค. 57 9:12", None),  # of 2557, but 14 would be of 2014
        ("۱۳۹۳/۰۲/۱۳ ۹:۱۲", "2014-05-03T09:12"),
        ("شنبه ۱۳ اردیبهشت ۱۳۹۳ ساعت ۹:۱۲", "2014-05-03T09:12"),
        ("1393/02/13", None),  # in Latin digits no language says which calendar it is
    ],
)
def test_calendars_and_eras(text: str, expected: str | None) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1399, 12, 30), date(2021, 3, 20)),  # a leap year
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1400, 12, 30), None),
        ((1400, 7, 31), None),
        ((1400, 13, 1), None),
        ((9999, 1, 1), None),
    ],
)
def test_jalali(jalali: tuple[int, int, int], gregorian: date | None) -> None:
    assert from_jalali(*jalali) == gregorian


@pytest.mark.parametrize(
    ("text", "languages", "day_first", "expected"),
    [
        ("3/4/2014 10:15 AM", (), None, "2014-03-04T10:15"),  # AM in Latin letters: as in the US
        ("3/4/2014 10:15", (), None, None),
        ("3/4/2014 10:15", ("en-US",), None, "2014-03-04T10:15"),
        ("3/4/2014 10:15 AM", ("en-AU",), None, "2014-04-03T10:15"),
        ("3/4/2014 10:15", ("fr",), None, "2014-04-03T10:15"),
        ("3/4/2014 à 10:15", (), None, "2014-04-03T10:15"),  # a French word
        ("3/4/2014 10:15", ("ja",), None, None),  # Japanese puts the year first: this is not its custom
        ("3/4/2014 10:15", ("en", "fr"), None, None),
        ("3/4/2014 10:15", (), True, "2014-04-03T10:15"),
        ("3/4/2014 10:15", ("fr",), False, "2014-03-04T10:15"),
        ("13/4/2014 10:15", ("en-US",), False, "2014-04-13T10:15"),
        ("4/13/2014 10:15", ("fr",), True, "2014-04-13T10:15"),
        ("3/3/2014", (), None, "2014-03-03"),
        ("3.4.2014", (), None, "2014-04-03"),  # dots are day-first wherever the year is last
        ("3-4-2014", (), None, None),
        ("Thu 3/4/2014", (), None, "2014-04-03"),  # the weekday decides
        ("Tue 3/4/2014", (), None, "2014-03-04"),
        ("Sun 3/4/2014", (), None, None),  # it fits neither
        ("21. 5. 14", (), None, None),  # Korean 2021 or Czech 2014
        ("21. 5. 14", ("ko",), None, "2021-05-14"),
        ("21. 5. 14", ("cs",), None, "2014-05-21"),
        ("1/08/2014 11:11 pm", (), None, None),  # only the second number is padded: not the US manner
    ],
)
def test_order_of_numbers(text: str, languages: tuple[str, ...], day_first: bool | None, expected: str | None) -> None:
    assert iso(text, *languages, day_first=day_first) == expected


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("15 listopada 2014", (), None),  # November in Polish, October in Croatian
        ("15 listopada 2014", ("pl",), "2014-11-15"),
        ("15. listopada 2014.", ("hr",), "2014-10-15"),
        ("środa, 15 listopada 2017", (), "2017-11-15"),
        ("15 listopadu 2014", (), "2014-11-15"),
        ("mar 6 mag 2014", (), "2014-05-06"),  # martedì
        ("6 mar 2014", (), "2014-03-06"),
        ("Thu 5 Jun 2014", (), "2014-06-05"),  # not the Vietnamese weekday "Thứ 5"
        ("Thu, 05 Jun 2014 09:12", ("vi",), "2014-06-05T09:12"),
        ("Tuesday, 3 May 2014", (), "2014-05-03"),  # a wrong weekday where nothing is to choose
    ],
)
def test_words_of_several_languages(text: str, languages: tuple[str, ...], expected: str | None) -> None:
    assert iso(text, *languages) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 May 2014 09:12 +0530", "+05:30"),
        ("3 May 2014 09:12 GMT+1", "+01:00"),  # python-dateutil reads the opposite
        ("3 May 2014 09:12 UTC-5", "-05:00"),
        ("3 May 2014 09:12 UTC−5", "-05:00"),
        ("3 May 2014 09:12 (GMT+09:00)", "+09:00"),
        ("3 May 2014 09:12 -0700 (PDT)", "-07:00"),
        ("3 May 2014 09:12 +0800 (CST)", "+08:00"),  # the number wins
        ("3 May 2014 09:12 CST", "-06:00"),  # RFC 5322 section 4.3
        ("3 May 2014 09:12 IST", None),  # India, Israel or Ireland
        ("3 May 2014 09:12 MSK", None),  # +03:00 or +04:00, depending on the year
        ("3 May 2014 09:12 Pacific Time", None),  # summer or winter
        ("3 May 2014 09:12 Pacific Daylight Time", "-07:00"),
        ("3 mai 2014 09:12 heure d’été d’Europe centrale", "+02:00"),
        ("3. Mai 2014 09:12 OESZ", "+03:00"),
        ("2014年5月3日 9:12 日本標準時", "+09:00"),
    ],
)
def test_zones(text: str, expected: str | None) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.iso == "2014-05-03T09:12" + (expected or "")
    assert (found.zone, found.utc is None) == (("stated", False) if expected else ("unknown", True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 May 2014 01:12 +0200", ("minute", "stated", "2014-05-02T23:12Z")),
        ("31 Dec 2014 23:54:30 -0800", ("second", "stated", "2015-01-01T07:54:30Z")),
        ("3 May 2014 09:12", ("minute", "unknown", None)),
        ("3 May 2014", ("day", "unknown", None)),
        ("3 May 2014 9 pm EST", ("hour", "unknown", None)),  # too coarse for an instant
    ],
)
def test_instants(text: str, expected: tuple[str, str, str | None]) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.precision, found.zone, found.utc) == expected
    assert (found.text, found.edtf, found.utc_reason) == (text, found.iso, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "12",
        "Saturday",
        "May 3",
        "Nov 23, 12:59 PM",
        "30 Feb 2014",
        "32/13/2014",
        "2014-13-05",
        "3 May 2014 25:12",
        "3 May 2014 9:60",
        "3 May 2014 15:12 AM",
        "3 May 2014 Ada",
        "3 May 2014, 4 May 2014",
        "9:00-10:00 3 May 2014",
        "3 May 2014 at",
        "3 May 0214",
        "2014 2015",
        "Tue Wed 3 May 2014",
        "5551234567",
        "10.0.0.1",
        "v2.10.14-3",
    ],
)
def test_not_a_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("27/10/2014", True), ("10/27/2014", False), ("3/4/2014", None), ("27.10.2014", None), ("3 May 2014", None)],
)
def test_day_first_evidence(text: str, expected: bool | None) -> None:
    assert day_first_evidence(text) is expected


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("3/4/2014", ("fr",), True),
        ("3/4/2014 9:12 AM", (), True),
        ("3/3/2014", ("fr",), False),
        ("13/4/2014", ("fr",), False),
        ("3 avril 2014", ("fr",), False),
        ("jeu. 3/4/2014", ("fr",), False),
        ("3/4/2014", (), False),  # not understood at all
    ],
)
def test_ambiguous(text: str, languages: tuple[str, ...], expected: bool) -> None:
    assert ambiguous(text, languages) is expected


@pytest.mark.parametrize(
    ("date_text", "rest"),
    [
        ("2014年5月3日(土) 9:12", " Ada Lang <ada@example.org>:"),
        ("2014-05-03 9:12 GMT+02:00", " Ada Lang <ada@example.org>:"),
        ("2014年5月3日 9:12", " May Lang"),  # a name that is a month
        ("3 May 2014", " at the office"),  # the words of a date that lead nowhere stay outside
        ("Am 3. Mai 2014 um 09:12 Uhr", " schrieb Ada"),
        ("3 May 2014", ""),
    ],
)
def test_date_prefix(date_text: str, rest: str) -> None:
    found = date_prefix(date_text + rest)
    assert found == (len(date_text), parse_date(date_text))


@pytest.mark.parametrize(
    ("rest", "date_text"),
    [
        ("Ada Lang, ", "3 maja 2014 09:12"),
        ("Ada Lang ", "2014年5月3日(土) 9:12"),
        ("Ada <ada@example.org> schreef ", "op za 3 mei 2014 om 09:12"),
        ("", "3 May 2014"),
    ],
)
def test_date_suffix(rest: str, date_text: str) -> None:
    assert date_suffix(rest + date_text) == (len(rest), parse_date(date_text))


@pytest.mark.parametrize("text", ["", "Ada", "May 2014", "2014", "Ada wrote in 2014"])
def test_no_date_within(text: str) -> None:
    assert date_prefix(text) is None
    assert date_suffix(text) is None


def _forms(table: Mapping[str, Any], *path: str) -> Iterator[tuple[str, str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _forms(value, *path, key)
        elif path:
            yield ".".join(path), key, value


@pytest.mark.parametrize("locale", all_locales(), ids=lambda locale: locale.language)
def test_every_form_has_an_example_that_is_a_date_and_shows_it(locale: Any) -> None:
    for section, form, example in _forms(locale.dates):
        assert parse_date(example, (locale.language,)) is not None, (section, form, example)
        shown, wanted = forms_of(example.replace("|", " "))[0], forms_of(form)[0]
        assert wanted in shown, (section, form, example)


@pytest.mark.parametrize(
    ("dates", "blamed"),
    [
        ({"units": {"fortnight": {"x": "x"}}}, "dates.units.fortnight"),
        ({"months": {"May": {"x": "x"}}}, "dates.months.May"),
        ({"zones": {"+2": {"x": "x"}}}, "'+2'"),
        ({"order": "ydm"}, "'ydm'"),
    ],
)
def test_a_broken_table_names_file_and_key(dates: dict[str, Any], blamed: str) -> None:
    broken = replace(next(one for one in all_locales() if one.language == "de"), dates=dates)
    with pytest.raises(LocaleError, match=r"^de\.toml") as raised:
        build([broken])
    assert blamed in str(raised.value)


moments = st.datetimes(datetime(1990, 1, 1), datetime(2049, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
offsets = st.integers(-48, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@settings(deadline=None)
@given(moments, offsets)
def test_every_rfc_5322_date_is_read_as_printed(moment: datetime, offset: timezone) -> None:
    stamped = moment.replace(tzinfo=offset)
    printed = format_datetime(stamped)
    if printed.endswith("-0000"):
        return
    found = parse_date(printed)
    assert found is not None
    assert found.iso == stamped.isoformat()
    assert found.utc == stamped.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@given(
    moments, st.sampled_from(sorted(lexicon().bits)), st.sampled_from(["{0:%d.%m.%Y}", "{0:%Y-%m-%d}", "{0:%Y/%m/%d}"])
)
def test_numeric_dates_are_the_same_in_every_language(moment: datetime, language: str, layout: str) -> None:
    assert iso(layout.format(moment), language) == moment.date().isoformat()


@given(moments, st.sampled_from(["\r\n ", "\t", "\u00a0", "\u202f", "\u3000", "\u200e \u200f", "  "]))
def test_the_kind_of_space_does_not_matter(moment: datetime, space: str) -> None:
    printed = moment.strftime("%d May %Y at %H:%M")
    assert iso(printed.replace(" ", space)) == iso(printed) == moment.strftime("%Y-05-%dT%H:%M")


words = st.sampled_from(sorted(lexicon().forms))
pieces = st.one_of(
    words,
    st.integers(0, 2100).map(str),
    st.sampled_from([*" .,:/-+()年月日", "10:15", "3/4/2014"]),
    st.text(max_size=3),
)


@given(st.lists(pieces, max_size=30).map(" ".join) | st.lists(pieces, max_size=12).map("".join) | st.text())
def test_no_text_raises_and_precision_is_never_invented(text: str) -> None:
    found = parse_date(text)
    if found is not None:
        assert found.text == text
        assert found.iso is not None
        assert (
            len(found.iso)
            >= {"year": 4, "month": 7, "day": 10, "hour": 13, "minute": 16, "second": 19}[found.precision or ""]
        )
        assert sum(char.isdigit() for char in text) >= 1
        assert (found.utc is not None) == (found.zone == "stated")
    day_first_evidence(text)
    ambiguous(text)


@given(st.lists(pieces, max_size=12).map(" ".join))
def test_a_date_within_is_the_date_of_its_own_text(text: str) -> None:
    prefix, suffix = date_prefix(text), date_suffix(text)
    if prefix is not None:
        assert parse_date(text[: prefix[0]]) == prefix[1]
    if suffix is not None:
        assert parse_date(text[suffix[0] :]) == suffix[1]


def test_a_text_too_long_for_a_date_is_refused_at_once() -> None:
    assert parse_date("3 May 2014" + " " * (LONGEST - 10)) is not None
    assert parse_date("3 May 2014" + " " * (LONGEST - 9)) is None
    assert isinstance(parse_date("3 May 2014"), MailDate)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sat , May 3 , 2014 at 9 : 12 AM", "2014-05-03T09:12"),
        ("3 May 2014 09 : 12 : 45", "2014-05-03T09:12:45"),
        ("3 May 2O14 l0:1O", "2014-05-03T10:10"),
        ("May 3, 2014: 12", None),
    ],
)
def test_torn_and_misread_by_optical_character_recognition(text: str, expected: str | None) -> None:
    assert iso(text) == expected
    if expected and (found := parse_date(text)):
        assert found.text == text
