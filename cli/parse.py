"""``mailweave parse``: the messages as JSON Lines."""

from __future__ import annotations

from typing import Annotated

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
from .output import write
from .report import Report
from .selection import FromPart, Grep, OrderBy, Since, ThreadNames, ToPart, Until, selection


def parse(
    documents: Documents,
    placeholders: Annotated[
        bool, typer.Option("--placeholders", help="Also emails known only from an answer or a citation.")
    ] = False,
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
    as_json: AsJson = False,  # noqa: ARG001 - it always is; taken so that every command knows it
    quiet: Quiet = False,
    no_color: NoColor = False,  # noqa: ARG001 - JSON has none
) -> None:
    """Print the messages as JSON Lines, one a line, threaded.

    The form is described in docs/exports.md; it is also a form that every command reads.

    Examples:
      mailweave parse exhibit.txt > exhibit.jsonl
      mailweave parse letters/*.html --language de --day-first
      mailweave parse mail.mbox | jq -r .subject
    """
    from ..exports import ExportOptions, export
    from ..threads.placeholders import printed_only

    report = Report(quiet=quiet)
    wanted = selection(thread, from_, to, since, until, grep, order)
    how = understanding(language, people, zone, day_first, strict, joins)
    threads = read_threads(documents, how, report, wanted)
    threads = threads if placeholders else printed_only(threads)
    write(export(threads, "jsonl", ExportOptions(placeholders=placeholders)))
    raise typer.Exit(report.exit_code)
