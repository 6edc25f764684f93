"""Counts of emails per person and per month, as text with bars and as records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rich.color import ColorSystem
from rich.style import Style

from ..parsers.message import MailDate
from ..threads.retold import each_once
from ..threads.thread import Thread
from .facts import counted, facts_of
from .moments import moment
from .options import ExportOptions
from .outline import FAINT, STRONG, person_colors
from .people import Person, keys, messages_of, people_of
from .printable import printable
from .wrap import fitted

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LONGEST_BAR = 40
_LEAST_WIDTH = 40
_FEW = 2  # empty months in a row that are listed; more are told in one line


def stat_lines(threads: Sequence[Thread], options: ExportOptions) -> Iterator[str]:
    """Yield lines, each with its line end: totals, then a bar for each person, then one for each month.

    An email that a report tells of again counts once. No line is wider than ``options.width`` cells. Names come last,
    for one that is written from right to left would carry the numbers behind it along.
    """
    width = max(options.width, _LEAST_WIDTH)
    facts, threads = facts_of(threads), each_once(threads)
    emails = [*messages_of(threads)]
    if not emails:
        return
    people, months = _people(threads), Counter(_month(message.date) for message in emails)
    said = [
        counted(facts.emails, "email"),
        counted(len(threads), "conversation"),
        counted(len(people), "person", "people"),
    ]
    said += [f"{facts.reported:,} only reported"] if facts.reported else []
    yield f"{(' - ' if options.ascii else ' · ').join(said)}\n\n"
    yield from _person_lines(people, sum(not keys([message.from_]) for message in emails), threads, width, options)
    yield "\n"
    yield from _month_lines(months, width, options)


def stat_records(threads: Sequence[Thread]) -> Iterator[dict[str, Any]]:
    """Yield the same as records: the ``total``, each ``person``, each ``month`` that has an email.

    ``month`` is null for emails without a date, and a year where the month is not known. Months are those of the
    printed clocks.
    """
    facts, threads = facts_of(threads), each_once(threads)
    emails, people = [*messages_of(threads)], _people(threads)
    yield {
        "of": "total", "emails": facts.emails, "reported": facts.reported, "threads": len(threads),
        "people": len(people), "reports": facts.reports,
    }  # fmt: skip
    for person in people:
        yield {
            "of": "person", "name": person.name, "addresses": list(person.emails),
            "sent": person.sent, "received": person.received,
        }  # fmt: skip
    for month, count in sorted(Counter(_month(message.date) for message in emails).items(), key=_undated_last):
        yield {"of": "month", "month": month or None, "emails": count}


def bar(count: int, most: int, width: int, *, ascii: bool = False) -> str:
    """Return a bar as long as *count* is of *most*, which has *width* cells; of one email there is always a trace."""
    if not count:
        return ""
    if ascii:
        return "#" * max(round(count * width / most), 1)
    whole, rest = divmod(max(round(count * width * 8 / most), 1), 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def _people(threads: Sequence[Thread]) -> list[Person]:
    return sorted(people_of(threads), key=lambda person: (-person.sent, -person.received))


def _month(date: MailDate | None) -> str:
    """Return ``2016-05``, ``2016`` where the month is not known, nothing where no date is."""
    at = moment(date)
    if at is None or date is None:
        return ""
    return f"{at.wall:%Y}".zfill(4) + ("" if date.precision == "year" else f"-{at.wall:%m}")


def _undated_last(item: tuple[str, int]) -> tuple[bool, str]:
    return not item[0], item[0]


def _person_lines(
    people: Sequence[Person], unnamed: int, threads: Sequence[Thread], width: int, options: ExportOptions
) -> Iterator[str]:
    rows = [(person.sent, str(person.received), person.name, person.key) for person in people]
    rows += [(unnamed, "", "sender not printed", "")] if unnamed else []
    most = max((sent for sent, *_ in rows), default=0)
    columns = [max(len(head), *map(len, texts)) for head, texts in (
        ("sent", [str(sent) for sent, *_ in rows]), ("received", [received for _, received, *_ in rows]),
    )]  # fmt: skip
    room = width - sum(columns) - 4
    length = min(_LONGEST_BAR, room // 2)
    colors = person_colors(message.from_ for message in messages_of(threads))
    yield _styled(f"{'sent':>{columns[0]}}  {'received':>{columns[1]}}", FAINT, options) + "\n"
    for sent, received, name, key in rows:
        drawn = bar(sent, most, length, ascii=options.ascii)
        numbers = f"{sent or '':>{columns[0]}}  {received if received != '0' else '':>{columns[1]}}  "
        shown = fitted(printable(name), room - length - 2).rstrip()
        shown = shown.replace("…", "~") if options.ascii else shown
        style = colors.get(key, STRONG) if key else FAINT
        gap = " " * (length - len(drawn) + 2)
        yield f"{numbers}{_styled(drawn, style, options)}{gap}{_styled(shown, style, options)}\n"


def _month_lines(months: Counter[str], width: int, options: ExportOptions) -> Iterator[str]:
    most, number = max(months.values()), len(str(max(months.values())))
    length = min(_LONGEST_BAR, width - 7 - number - 4)

    def line(label: str, count: int) -> str:
        drawn = _styled(bar(count, most, length, ascii=options.ascii), STRONG, options)
        return f"{label:<7}  {count or '':>{number}}  {drawn}".rstrip() + "\n"

    before: int | None = None
    for month in sorted(month for month in months if len(month) == 7):
        at = int(month[:4]) * 12 + int(month[5:]) - 1
        empty = range(before + 1, at) if before is not None else range(0)
        if len(empty) > _FEW:
            yield _styled(f"{'...' if options.ascii else '⋮':^7}  {len(empty)} months without", FAINT, options) + "\n"
        else:
            yield from (line(f"{gap // 12:04}-{gap % 12 + 1:02}", 0) for gap in empty)
        yield line(month, months[month])
        before = at
    yield from (line(year, months[year]) for year in sorted(months) if len(year) == 4)
    if "" in months:
        yield line("no date", months[""])


def _styled(text: str, style: Style, options: ExportOptions) -> str:
    return style.render(text, color_system=ColorSystem.EIGHT_BIT) if options.color and text else text
