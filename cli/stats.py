"""``mailweave stats``: counts per person and per month."""

from __future__ import annotations

import json

import typer

from .asked import Asked, asking
from .output import ascii_only, colored, width, write, write_text
from .report import Report


@asking
def stats(
    asked: Asked,
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

    report = Report(quiet=asked.quiet)
    threads = asked.threads(report)
    if asked.as_json:
        write(json.dumps(record).encode() + b"\n" for record in stat_records(threads))
    else:
        write_text(stat_lines(threads, ExportOptions(width=width(), color=colored(asked.no_color), ascii=ascii_only())))
    raise typer.Exit(report.exit_code)
