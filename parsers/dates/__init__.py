"""Read written dates: any language of the tables, any mail program, nothing guessed.

A text is cut into tokens (``scan``), words are looked up in all languages at once (``words``), numbers
are joined to clocks and groups (``shape``), and the readings that leave no piece over and agree with each
other are the date (``solve``). RFC 5322 and ISO 8601 dates are dates without words of any language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from ..message import MailDate, Precision
from .scan import Token, scan
from .shape import Item, shape
from .solve import Moment, Solution, Wanted, solve
from .words import Lexicon, lexicon

LONGEST = 300
"""No date has more code points, even with a comment; longer texts are refused at once."""

_SCANNED = re.compile("(?<=[0-9])[oOlI](?=[0-9:])|(?<=[0-9])[oO](?![^\\W_])|(?<![^\\W_])[lI](?=[0-9])")
_DIGITS = {"o": "0", "O": "0", "l": "1", "I": "1"}
"""Letters that optical character recognition reads for a digit among digits, tried where a date makes no sense."""

_BRACKETS = {"(": ")", "[": "]"}

LONGEST_WITHIN = 120
"""How many code points of a line are searched for a date at its start or end."""


def parse_date(text: str, languages: Sequence[str] = (), *, day_first: bool | None = None) -> MailDate | None:
    """Return the date that all of *text* is, ``None`` where it is not understood or could be two dates.

    *languages* (BCP 47) are tried before all others, and their regions settle ``3/4/2019``; ``day_first`` settles
    it for any language. RFC 5322 section 4.3 gives two-digit years their century.
    """
    solution = _solve(text, languages, day_first)
    return _mail_date(text, solution.moment) if solution is not None else None


def ambiguous(text: str, languages: Sequence[str] = ()) -> bool:
    """Tell whether only the custom of a language decided which number of the date is the day."""
    solution = _solve(text, languages, None)
    return solution is not None and solution.by_default


def day_first_evidence(text: str) -> bool | None:
    """Return whether a numeric date shows the day before the month (``27/10/2021``) or behind it; ``None``: either."""
    if len(text) > LONGEST:
        return None
    items = shape(scan(text), lexicon(), lexicon().everyone).items
    for item in items:
        if item.kind == "group" and len(item.numbers) == 3 and max(item.digits[:2]) <= 2 and item.mark in "/-":
            first, second, _ = item.numbers
            if 12 < first <= 31 and second <= 12 and item.digits[2] == 4:
                return True
            if 12 < second <= 31 and first <= 12:
                return False
    return None


def date_prefix(text: str, languages: Sequence[str] = ()) -> tuple[int, MailDate] | None:
    """Return the length in code points of the longest date that *text* begins with, and the date."""
    table = lexicon()
    tokens = scan(text[:LONGEST_WITHIN])
    items = shape(tokens, table, table.everyone).items
    for count in range(len(items), 0, -1):
        end = items[count - 1].end
        if _ends_date(items[count - 1]):
            found = parse_date(text[:end], languages)
            if found is not None and found.precision not in ("year", "month"):
                return end, found
    return None


def date_suffix(
    text: str, languages: Sequence[str] = (), *, day_first: bool | None = None
) -> tuple[int, MailDate] | None:
    """Return the code point at which the longest date that *text* ends with begins, and the date."""
    tail = max(len(text) - LONGEST_WITHIN, 0)
    tokens = scan(text[tail:])
    for token in tokens:
        start = tail + token.start
        if token.kind != "mark" and (start == 0 or not text[start - 1].isalnum() or token.kind == "number"):
            found = parse_date(text[start:], languages, day_first=day_first)
            if found is not None and found.precision not in ("year", "month"):
                return start, found
    return None


def _ends_date(item: Item) -> bool:
    """Tell whether a date may end here: not in a word such as "at", nor in an opening bracket."""
    if item.kind == "mark":
        return item.mark in ")]"
    return item.kind != "word" or any(reading.kind != "glue" for reading in item.readings)


def _solve(text: str, languages: Sequence[str], day_first: bool | None) -> Solution | None:
    numbered = len(text) <= LONGEST and any(map(str.isnumeric, text))
    return _solved(text, tuple(languages), day_first) if numbered else None


@lru_cache(maxsize=1024)
def _solved(text: str, languages: tuple[str, ...], day_first: bool | None) -> Solution | None:
    """Try the wanted languages, then every language; each time also with the names of RFC 5322.

    A date is looked at several times while its document is read, so the last ones are kept.
    """
    solution = _as_printed(text, languages, day_first)
    if solution is None and (repaired := _SCANNED.sub(lambda found: _DIGITS[found[0]], text)) != text:
        return _as_printed(repaired, languages, day_first)
    return solution


def _as_printed(text: str, languages: tuple[str, ...], day_first: bool | None) -> Solution | None:
    table = lexicon()
    tokens = _without_comment(scan(text))
    if not any(token.kind == "number" for token in tokens):
        return None
    hinted, regions = _hints(languages)
    tries = [Wanted(hinted, True, regions, day_first)] if hinted else []
    tries.append(Wanted(_everyone(text, table), False, {}, day_first))
    for wanted in tries:
        for names in (False, True):
            solution = solve(tokens, table, wanted, names)
            if solution is not None:
                return solution
    return _behind_weekday(tokens, table, tries[-1])


def _behind_weekday(tokens: Sequence[Token], table: Lexicon, wanted: Wanted) -> Solution | None:
    """Return the date behind a weekday of another language, if it is that day: ``mié, 2014-05-14 at`` (Evolution)."""
    named = {reading.value for reading in table.forms.get(tokens[0].text, ()) if reading.kind == "weekday"}
    after = 2 if len(tokens) > 1 and tokens[1].kind == "mark" else 1
    solution = solve(tokens[after:], table, wanted, False) if named and len(tokens) > after else None
    if solution is None or solution.moment.month is None or solution.moment.day is None:
        return None
    day = date(solution.moment.year, solution.moment.month, solution.moment.day)
    return solution if day.weekday() in named else None


def _without_comment(tokens: list[Token]) -> list[Token]:
    """Return *tokens* without what stands behind their numeric offset.

    That is a last bracket (a comment, RFC 5322 section 3.2.2; a link of an archive's page), or, behind an offset in
    brackets, the name of the zone in words: ``(UTC-08:00) Pacific Time (US & Canada)`` (Exchange).
    """
    opened = next((at for at in range(len(tokens) - 1, 0, -1) if tokens[at].text in _BRACKETS), 0)
    closed = opened > 1 and tokens[-1].text == _BRACKETS[tokens[opened].text]
    if closed and tokens[opened - 2].text in "+-" and len(tokens[opened - 1].text) == 4:
        return tokens[:opened]
    for at, token in enumerate(tokens[:-4]):
        if token.text == "(" and (end := _offset_end(tokens, at)) and not any(t.kind == "number" for t in tokens[end:]):
            return tokens[:end]
    return tokens


def _offset_end(tokens: Sequence[Token], opened: int) -> int:
    """Return where the bracket ends that holds nothing but a zone's short name and ``-08:00``, 0 if it does not."""
    inside = [token.text for token in tokens[opened + 1 : opened + 7]]
    close = inside.index(")") if ")" in inside else 0
    numeric = 4 <= close <= 5 and inside[close - 4] in "+-" and inside[close - 2] == ":"
    return opened + close + 2 if numeric else 0


def _everyone(text: str, table: Lexicon) -> int:
    """Return all languages, or those whose own digits the text prints."""
    for digits, languages in table.digits:
        if any(char in digits for char in text):
            return languages
    return table.everyone


@lru_cache(maxsize=256)
def _hints(languages: tuple[str, ...]) -> tuple[int, dict[int, tuple[str, str]]]:
    """Return the set of *languages* that have a table, and the orders of numbers of the regions they name."""
    table = lexicon()
    hinted = 0
    regions: dict[int, tuple[str, str]] = {}
    for tag in languages:
        want = tag.lower()
        exact = [name for name in table.bits if _covers(name, want)]
        for language in exact or [name for name in table.bits if _covers(name, want.split("-")[0])]:
            hinted |= table.bits[language]
            if want in table.regions:
                regions[table.bits[language]] = table.regions[want]
    return hinted, regions


def _covers(language: str, tag: str) -> bool:
    """Tell whether the table of *language* is one for *tag*: ``zh`` has two, ``de-AT`` uses that of ``de``."""
    have = language.lower()
    return have == tag or tag.startswith(have + "-") or have.startswith(tag + "-")


def _mail_date(text: str, moment: Moment) -> MailDate:
    iso = f"{moment.year:04}"
    for number, mark in zip((moment.month, moment.day, *moment.time), "--T::", strict=False):
        if number is not None:
            iso += f"{mark}{number:02}"
    named: tuple[Precision, ...] = ("year", "month", "day", "hour", "minute", "second")
    count = 1 + (moment.month is not None) + (moment.day is not None) + len(moment.time)
    precision = named[count - 1]
    if moment.offset is None or moment.month is None or moment.day is None:
        return MailDate(text, iso, iso, precision, "unknown")
    sign, minutes = "-" if moment.offset < 0 else "+", abs(moment.offset)
    stated = iso + f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    seconds = min(moment.time[2], 59) if len(moment.time) == 3 else 0
    local = datetime(moment.year, moment.month, moment.day, moment.time[0], moment.time[1], seconds)
    instant = local - timedelta(minutes=moment.offset)
    utc = instant.strftime("%Y-%m-%dT%H:%M:%SZ" if precision == "second" else "%Y-%m-%dT%H:%MZ")
    return MailDate(text, stated, stated, precision, "stated", utc)
