"""``mailweave parse``: the messages as JSON Lines."""

from __future__ import annotations

from typing import Annotated

import typer

from .asked import Asked, asking
from .output import write
from .report import Report


@asking
def parse(
    asked: Asked,
    placeholders: Annotated[
        bool, typer.Option("--placeholders", help="Also emails known only from an answer or a citation.")
    ] = False,
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

    report = Report(quiet=asked.quiet)
    threads = asked.threads(report)
    threads = threads if placeholders else printed_only(threads)
    write(export(threads, "jsonl", ExportOptions(placeholders=placeholders)))
    raise typer.Exit(report.exit_code)
