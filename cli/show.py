"""``mailweave show``: the conversations in the terminal."""

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
from .output import colored, width, write, write_text
from .report import Report


def show(
    documents: Documents,
    language: Language = None,
    people: PeopleFile = None,
    joins: JoinsFile = None,
    zone: Zone = None,
    day_first: DayFirst = None,
    strict: Strict = None,
    ids: Annotated[bool, typer.Option("--ids", help="Print the id of each email, as a --joins FILE names it.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Show the conversations: a tree of each, then its emails.

    Long output goes through $PAGER (less) when it goes to a terminal.

    Examples:
      mailweave show samples/blog_ja.txt
      pbpaste | mailweave show -
      mailweave show letters/ --people people.toml --no-color
    """
    from ..exports import ExportOptions, export
    from ..exports.terminal import render_lines
    from ..threads.placeholders import printed_only
    from .ids import id_lines

    report = Report(quiet=quiet)
    threads = read_threads(documents, understanding(language, people, zone, day_first, strict, joins), report)
    if as_json:
        write(export(printed_only(threads), "jsonl"))
    elif ids:
        write_text(id_lines(threads))
    else:
        write_text(render_lines(threads, ExportOptions(width=width(), color=colored(no_color))))
    raise typer.Exit(report.exit_code)
