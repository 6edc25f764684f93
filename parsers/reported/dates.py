"""The dates that prose gives: written out, without their year, or relative to the date that runs along."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from ..dates import parse_date
from ..dates.scan import Token, scan
from ..dates.words import lexicon
from ..message import MailDate
from .cues import Cue, Grammar, Shift

_YEAR = r"(?<![\d.,$€£¥₩])(?:1[6-9]|20)\d\d(?![\d]|[.,:]\d)"
_EARLIER = re.compile(r"(?<!\d)1[678](?=\d\d(?!\d))")
"""The centuries of letters that the dates of emails do not know; the last one has the same leap years but for 2000."""
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_DIGIT = re.compile(r"\d")
_DAYS = 31
_TEN = 10
_REACH = 28
"""Code points on either side of a year or a month in which the rest of the date stands."""
_BESIDE, _WITH_MONTH = 2, 7
"""Code points between a relative year and the month of it; those of a year and a month in EDTF."""
_MOST = 8
"""Dates of a sentence that are read."""
_KINDS = ("month", "weekday", "glue", "unit", "number", "era", "tail", "calendar-month")


class Dated(NamedTuple):
    """A date at ``start`` to ``end`` of a sentence; ``vague`` says that it only points at the running date."""

    start: int
    end: int
    date: MailDate
    vague: bool = False


def find_dates(text: str, cues: Sequence[Cue], grammar: Grammar, running: MailDate | None) -> list[Dated]:
    """Return the dates in *text* in order, those without a year and relative ones by the *running* date."""
    found: list[Dated] = []
    after = 0
    for match in _pattern(grammar).finditer(text):
        if match.start() < after:
            continue
        if len(found) >= _MOST:
            break
        before = found[-1].date if found else running
        lead = _year_before(cues, match.start(), grammar)
        if lead is not None:
            before = _moved(text[lead.start : lead.end], before, grammar.shifts[lead.form]) or before
        dated = _written(text, match.start(), match.end(), grammar, before)
        if dated is not None:
            found.append(dated if lead is None else dated._replace(start=lead.start))
            after = dated.end
    found += _days(text, grammar, found, running)
    for cue in cues:
        if "relative" in cue.roles and not any(one.start < cue.end and one.end > cue.start for one in found):
            before = next((one.date for one in reversed(found) if one.end <= cue.start), running)
            moved = _moved(text[cue.start : cue.end], before, grammar.shifts[cue.form])
            if moved is not None:
                found.append(
                    _with_day(text, Dated(cue.start, cue.end, moved, grammar.shifts[cue.form].number == 0), grammar)
                )
    return sorted(found)


def _year_before(cues: Sequence[Cue], start: int, grammar: Grammar) -> Cue | None:
    """Return the relative year that stands right before a date without one (*the next year in March*)."""
    near = [cue for cue in cues if "relative" in cue.roles and 0 <= start - cue.end <= _BESIDE]
    return next((cue for cue in near if grammar.shifts[cue.form].unit == "year"), None)


def _with_day(text: str, dated: Dated, grammar: Grammar) -> Dated:
    """Return a relative month with the day that stands right behind it (*the same month, the 7th*)."""
    edtf = dated.date.edtf or ""
    if grammar.spaced or len(edtf) != _WITH_MONTH:
        return dated
    match = _day(grammar).match(text, dated.end)
    if match is None or text[match.end() :].lstrip().startswith(grammar.lasting or ("\x00",)):
        return dated
    try:
        day = datetime.date(int(edtf[:4]), int(edtf[5:7]), int(match[1]))
    except ValueError:
        return dated
    date = _date(text[dated.start : match.end()], [day.year, day.month, day.day])
    return Dated(dated.start, match.end(), date)


@cache
def _day(grammar: Grammar) -> re.Pattern[str]:
    days = "|".join(map(re.escape, sorted(_units(grammar.language, "day"), key=lambda form: (-len(form), form))))
    return re.compile(rf"[ ,，]?(\d{{1,2}})\s?(?:{days})")


def _days(text: str, grammar: Grammar, found: Sequence[Dated], running: MailDate | None) -> list[Dated]:
    """Return the days of a month that stand alone (*on the 10th*): they are of the month that runs along."""
    before = found[-1].date if found else running
    month = _MONTH.match(before.edtf) if before is not None and before.edtf is not None else None
    if month is None or not grammar.days:
        return []
    dated = []
    for match in islice(_day_pattern(grammar).finditer(text), _MOST):
        number = int(next(group for group in match.groups() if group))
        taken = any(one.start < match.end() and one.end > match.start() for one in found)
        if taken or text[match.end() :].lstrip().startswith(grammar.lasting or ("\x00",)):
            continue
        date = _date(match[0], [int(month[1]), int(month[2]), number]) if 1 <= number <= _DAYS else None
        if date is not None:
            dated.append(Dated(match.start(), match.end(), date))
    return dated


@cache
def _day_pattern(grammar: Grammar) -> re.Pattern[str]:
    forms = (re.escape(form).replace(r"\#", "#").replace("#", r"(\d{1,2})") for form in grammar.days)
    before, behind = (r"(?<![\w.,])", r"(?!\w)") if grammar.spaced else (r"(?<![\d.])", "")
    return re.compile(rf"{before}(?:{'|'.join(forms)}){behind}(?![\d%])", re.IGNORECASE)


def has_date(text: str, grammar: Grammar) -> bool:
    """Return whether *text* may hold a date that is written out."""
    if _pattern(grammar).search(text) is not None:
        return True
    return bool(grammar.days) and _DIGIT.search(text) is not None and _day_pattern(grammar).search(text) is not None


@cache
def _pattern(grammar: Grammar) -> re.Pattern[str]:
    """Years, and the months of the language (with at least three letters: *May* and *Mar* are words too)."""
    table = lexicon()
    bit = table.bits.get(grammar.language, 0)
    months = {
        form
        for form, readings in table.forms.items()
        if any(reading.kind == "month" and reading.languages & bit for reading in readings)
    }
    words = [re.escape(form) for form in sorted(months, key=lambda form: (-len(form), form)) if len(form) > 2]
    if grammar.spaced and not grammar.particles:
        return re.compile(rf"{_YEAR}|(?<!\w)(?:{'|'.join(words) or _YEAR})(?!\w)", re.IGNORECASE)
    year, month, day = (
        "|".join(map(re.escape, sorted(_units(grammar.language, unit), key=lambda form: (-len(form), form))))
        for unit in ("year", "month", "day")
    )
    days = rf"\s?\d{{1,2}}\s?(?:{month})(?:\s?\d{{1,2}}\s?(?:{day}))?"
    han = "".join(_numerals())
    numeral = "" if grammar.particles else rf"|[{han}]{{1,2}}(?:{month})(?:[{han}]{{1,3}}(?:{day}))?"
    return re.compile(rf"(?<![\d.,])(?:1[6-9]|20)\d\d\s?(?:{year})(?:{days})?|(?<!\d){days}{numeral}")


@cache
def _units(language: str, unit: str) -> tuple[str, ...]:
    table = lexicon()
    bit = table.bits.get(language, 0)
    return tuple(
        unicodedata.normalize("NFC", form)
        for form, readings in table.forms.items()
        if any(r.kind == "unit" and r.value == unit and r.languages & bit for r in readings)
    )


def _written(text: str, start: int, end: int, grammar: Grammar, running: MailDate | None) -> Dated | None:
    if grammar.particles or not grammar.spaced:
        piece = _in_digits(text[start:end].strip())
        date = _read(piece, grammar, _year_of(running))
        return Dated(start, end, replace(date, text=piece)) if date is not None else None
    low, high = max(start - _REACH, 0), min(end + _REACH, len(text))
    tokens = [token for token in scan(text[low:high]) if token.text]
    inside = [at for at, token in enumerate(tokens) if low + token.start < end and low + token.end > start]
    if not inside:
        return None
    bit = lexicon().bits.get(grammar.language, 0)
    first = _extend(tokens, inside[0], -1, bit)
    last = _extend(tokens, inside[-1], 1, bit)
    for begin in range(first, inside[0] + 1):
        for stop in range(last, inside[-1] - 1, -1):
            piece = text[low + tokens[begin].start : low + tokens[stop].end]
            if tokens[begin].kind == "mark" or tokens[stop].kind == "mark":
                continue
            date = _read(piece, grammar, _year_of(running))
            if date is not None:
                return Dated(low + tokens[begin].start, low + tokens[stop].end, replace(date, text=piece))
    return None


def _in_digits(piece: str) -> str:
    """Return *piece* with the Han numerals of a month and a day as digits: of 20 and 1 makes 21."""
    known = _numerals()
    read, value = "", 0
    for character in f"{piece}\0":
        if character in known:
            value = max(value, 1) * _TEN if known[character] == _TEN else value + known[character]
        else:
            read, value = f"{read}{value or ''}{character}", 0
    return read[:-1]


@cache
def _numerals() -> Mapping[str, int]:
    """Return the ideographs for one to ten, with their values."""
    values = ((chr(code), unicodedata.numeric(chr(code), 0)) for code in range(0x4E00, 0x9FFF))
    return {character: int(value) for character, value in values if value in range(1, _TEN + 1)}


def _extend(tokens: Sequence[Token], at: int, step: int, bit: int) -> int:
    """Return how far a date may reach from token *at*: four tokens of numbers, marks and words of dates."""
    forms = lexicon().forms
    for _ in range(4):
        ahead = at + step
        if not 0 <= ahead < len(tokens):
            break
        token = tokens[ahead]
        if token.kind == "mark":
            known = token.text in ",.-/"
        elif token.kind == "number":
            known = len(token.text) <= 4
        else:
            known = any(r.kind in _KINDS and (not bit or r.languages & bit) for r in forms.get(token.text, ()))
        if not known:
            break
        at = ahead
    return at


def _year_of(running: MailDate | None) -> str:
    return running.edtf[:4] if running and running.edtf else ""


@lru_cache(maxsize=1024)
def _read(piece: str, grammar: Grammar, year: str) -> MailDate | None:
    """Return the date that *piece* prints; one without its own year is of *year*, the empty text if none is known."""
    earlier = _EARLIER.search(piece)
    near = year[:2] < "19" and year != ""
    date = parse_date(_EARLIER.sub("19", piece, count=1), (grammar.language,))
    if date is not None and earlier is not None:
        return _centuries_before(date, piece, earlier[0], near=near)
    if date is not None or not year or re.search(r"\d{4}", piece):
        return date
    if year < "1900":
        found = _read(piece, grammar, f"19{year[2:]}")
        known = found is not None and found.edtf is not None and found.edtf.startswith("19")
        edtf = f"{year[:2]}{found.edtf[2:]}" if known and found is not None and found.edtf is not None else None
        return replace(found, text=piece, iso=edtf, edtf=edtf) if found is not None and edtf else None
    tries = [f"{year}{unit}{piece}" for unit in _units(grammar.language, "year")] if not grammar.spaced else []
    for text in (*tries, f"{piece} {year}", f"{piece}, {year}"):
        date = parse_date(text, (grammar.language,))
        if date is not None:
            return date
    return None


def _centuries_before(date: MailDate, piece: str, century: str, *, near: bool) -> MailDate | None:
    """Return *date* in the *century* that *piece* prints; a number before 1800 is a year where one is *near*."""
    number = date.precision == "year" and century < "18" and not near
    if date.edtf is None or not date.edtf.startswith("19") or number:
        return None
    edtf = century + date.edtf[2:]
    return replace(date, text=piece, iso=edtf, edtf=edtf)


def _moved(text: str, running: MailDate | None, shift: Shift) -> MailDate | None:
    """Return the running date moved by *shift*, as exact as both of them are; None where nothing runs."""
    if running is None or running.edtf is None or not re.match(r"\d{4}", running.edtf):
        return None
    parts = [int(part) for part in running.edtf[:10].split("T")[0].split("-")]
    if shift.number == 0 or shift.unit == "year":
        kept = {"year": 1, "month": 2, "week": 2, "day": 3}[shift.unit]
        parts = parts[: 1 if shift.number else kept]
        parts[0] += shift.number
        return _date(text, parts)
    if shift.unit == "month":
        if len(parts) < 2:
            return _date(text, parts)
        months = parts[0] * 12 + parts[1] - 1 + shift.number
        return _date(text, [months // 12, months % 12 + 1])
    if len(parts) < 3:
        return _date(text, parts)
    days = shift.number * (7 if shift.unit == "week" else 1)
    try:
        day = datetime.date(parts[0], parts[1], parts[2]) + datetime.timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return _date(text, [day.year, day.month, day.day][: 3 if shift.unit == "day" else 2])


def _date(text: str, parts: Sequence[int]) -> MailDate:
    edtf = "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])
    return MailDate(text, edtf, edtf, ("year", "month", "day")[len(parts) - 1])
