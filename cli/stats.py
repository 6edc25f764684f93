"""``mailweave stats``: counts per person and per month."""

from __future__ import annotations

import json

import typer

from .documents import read_threads
from .options import (
    AsJson,
    DayFirst,
    Documents,
    JoinsFile,
    Language,
    NoColor,
    PeopleFile,
    Quiet,
    Strict,
    Zone,
    understanding,
)
from .output import ascii_only, colored, width, write, write_text
from .report import Report
from .selection import FromPart, Grep, OrderBy, Since, ThreadNames, ToPart, Until, selection


def stats(
    documents: Documents,
    thread: ThreadNames = None,
    from_: FromPart = None,
    to: ToPart = None,
    since: Since = None,
    until: Until = None,
    grep: Grep = None,
    order: OrderBy = None,
    language: Language = None,
    people: PeopleFile = None,
    joins: JoinsFile = None,
    zone: Zone = None,
    day_first: DayFirst = None,
    strict: Strict = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Count the emails per person and per month.

    Months are those of the printed dates. A person is whoever goes by one name;
    --people says which names are one.

    Examples:
      mailweave stats letters/
      mailweave stats letters/ --people people.toml --since 2014
      mailweave stats exhibit.txt --json
    """
    from ..exports.options import ExportOptions
    from ..exports.stats import stat_lines, stat_records

    report = Report(quiet=quiet)
    wanted = selection(thread, from_, to, since, until, grep, order)
    how = understanding(language, people, zone, day_first, strict, joins)
    threads = read_threads(documents, how, report, wanted)
    if as_json:
        write(json.dumps(record).encode() + b"\n" for record in stat_records(threads))
    else:
        write_text(stat_lines(threads, ExportOptions(width=width(), color=colored(no_color), ascii=ascii_only())))
    raise typer.Exit(report.exit_code)
