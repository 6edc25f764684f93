"""``mailweave show``: the conversations in the terminal."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:  # --help must not pay for it
    from ..threads.thread import Thread


def show(
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
    ids: Annotated[bool, typer.Option("--ids", help="Print the id of each email, as a --joins FILE names it.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Show the conversations: a tree of each, then its emails.

    Of the options --from to --grep one email must fit all; its conversation is
    then shown as a whole tree, and below it the emails that fit.
    Long output goes through $PAGER (less) when it goes to a terminal.

    Examples:
      mailweave show samples/blog_ja.txt
      pbpaste | mailweave show -
      mailweave show letters/ --from ada --since 2014-05 --grep "harbour fees"
      mailweave show letters/ --people people.toml --no-color
    """
    from ..exports import ExportOptions, export
    from ..exports.terminal import render_lines
    from ..threads.placeholders import printed_only
    from ..threads.selecting import chosen
    from .ids import id_lines

    report = Report(quiet=quiet)
    wanted = selection(thread, from_, to, since, until, grep, order)
    how = understanding(language, people, zone, day_first, strict, joins)
    threads = read_threads(documents, how, report, wanted)
    if as_json:
        write(export(printed_only(threads), "jsonl"))
    elif ids:
        write_text(id_lines(threads))
    else:
        pieces = render_lines(threads, ExportOptions(width=width(), color=colored(no_color), ascii=ascii_only()))
        write_text(_asked_for(pieces, threads, chosen(threads, wanted)))
    raise typer.Exit(report.exit_code)


def _asked_for(pieces: Iterable[str], threads: Sequence[Thread], wanted: Container[str]) -> Iterator[str]:
    """Yield of what ``render_lines`` yields the trees, and the emails that are *wanted*."""
    pieces = iter(pieces)
    reports = {m.id: m.same_as for thread in threads for m in thread.messages if m.same_as and m.id in wanted}
    for thread in threads:
        yield next(pieces)
        for message, piece in zip(thread.messages, pieces, strict=False):
            if message.id in wanted or message.id in reports.values():
                yield piece
