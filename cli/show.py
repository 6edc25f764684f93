"""``mailweave show``: the conversations in the terminal."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from .asked import Asked, asking
from .output import ascii_only, colored, width, write, write_text
from .report import Report

if TYPE_CHECKING:  # --help must not pay for it
    from ..threads.thread import Thread


@asking
def show(
    asked: Asked,
    ids: Annotated[bool, typer.Option("--ids", help="Print the id of each email, as a --joins FILE names it.")] = False,
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

    report = Report(quiet=asked.quiet)
    threads = asked.threads(report)
    if asked.as_json:
        write(export(printed_only(threads), "jsonl"))
    elif ids:
        write_text(id_lines(threads))
    else:
        pieces = render_lines(threads, ExportOptions(width=width(), color=colored(asked.no_color), ascii=ascii_only()))
        write_text(_asked_for(pieces, threads, chosen(threads, asked.wanted())))
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
