"""``mailweave explain``: each email beside the place it was read from."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from .documents import each_document, one_email_each
from .options import AsJson, DayFirst, Documents, Language, NoColor, PeopleFile, Quiet, Strict, Zone, understanding
from .output import colored, width, write, write_text
from .report import Report


def explain(
    documents: Documents,
    text: Annotated[bool, typer.Option("--text", help="Print the text as read, which all offsets count in.")] = False,
    language: Language = None,
    people: PeopleFile = None,
    zone: Zone = None,
    day_first: DayFirst = None,
    strict: Strict = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Show each email beside the lines it was read from.

    The rule that recognised it and its confidence stand above it; places that looked like an email and were
    passed over are shown with the reason. An email printed twice is one, and where its prints contradict each other
    both values are shown. Dates are as printed: --zone and --people play no part here.

    Examples:
      mailweave explain samples/blog_ja.txt
      mailweave explain exhibit.txt --json | jq .passed_over
      mailweave explain page.html --text > page.txt
    """
    from ..exports.printable import sound
    from .explanation import as_lines
    from .taken import as_record

    report = Report(quiet=quiet)
    how = understanding(language, people, zone, day_first, strict)
    found = map(one_email_each, each_document(documents, how.options, report, explained=True))
    if text:
        write(sound(one.document.text).encode() for one in found)
    elif as_json:
        write(json.dumps(as_record(one)).encode() + b"\n" for one in found)
    else:
        columns, color = width(), colored(no_color)
        write_text(line for one in found for line in as_lines(one, width=columns, color=color))
    raise typer.Exit(report.exit_code)
