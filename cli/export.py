"""``mailweave export``: the conversations as files for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from .asked import Asked, asking
from .output import write
from .report import Report

if TYPE_CHECKING:
    from ..exports.facts import Facts

_STDOUT = "-"


class _Target(NamedTuple):
    out: str
    format: str


@asking
def export(
    asked: Asked,
    out: Annotated[
        list[str],
        typer.Option(
            "-o", "--out", metavar="FILE", help="Where to write, format by suffix; repeatable; - is standard output."
        ),
    ],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="The format of every FILE, whatever its suffix.",
            show_default=False,
            autocompletion=lambda: _formats(),
        ),
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Leave cells that a spreadsheet would run as formulas as they are.")
    ] = False,
    reported: Annotated[
        bool, typer.Option("--reported", help="Also put emails that a document only tells of into a mailbox.")
    ] = False,
    placeholders: Annotated[
        bool, typer.Option("--placeholders", help="Also emails known only from an answer (JSON Lines).")
    ] = False,
) -> None:
    """Write the conversations for mail programs, spreadsheets and browsers.

    Formats: mbox, csv, tsv, xlsx, html, sqlite, parquet, jsonl, ftm.json, dat,
    svg, png, txt, and as folders eml/ and maildir/. Each is written whole or not
    at all. With --json, what was written is printed for programs.

    Examples:
      mailweave export exhibit.txt -o exhibit.mbox
      mailweave export letters/ -o letters.html -o letters.xlsx -o maildir/
      mailweave export blog.html -o - --format csv > blog.csv
    """
    from ..exports import ExportOptions, held, save
    from ..exports import export as exported
    from ..exports.facts import facts_of
    from ..parsers.message import MailweaveError, Problem

    targets = _targets(out, format_)
    _refuse_inputs(asked.documents, targets)
    if asked.as_json and any(target.out == _STDOUT for target in targets):
        raise typer.BadParameter("standard output is taken by -o -", param_hint="--json")

    report = Report(quiet=asked.quiet)
    texts: dict[str, str] = {}
    threads = asked.threads(
        report,
        outputs=[Path(target.out) for target in targets if target.out != _STDOUT],
        texts=texts if any(target.format == "html" for target in targets) else None,
    )
    options = ExportOptions(raw=raw, reported=reported, placeholders=placeholders, sources=texts)
    for target in targets:
        try:
            if target.out == _STDOUT:
                write(exported(threads, target.format, options))
                continue
            save(Path(target.out), threads, target.format, options)
        except OSError as error:
            report.problem(Problem(target.out, f"not written ({error.strerror or error})"))
            continue
        except MailweaveError as error:
            report.problem(Problem(target.out, f"not written ({error})"))
            continue
        kept = held(threads, target.format, options)
        if asked.as_json:
            write([_summary(target, facts_of(kept), len(kept))])
        else:
            report.tell(f"{target.out}: {_words(facts_of(kept), len(kept), facts_of(threads))}")
    raise typer.Exit(report.exit_code)


def _formats() -> list[str]:
    from ..exports import formats  # here, so that --help does not pay for it

    return formats()


def _targets(outs: Sequence[str], format_: str | None) -> list[_Target]:
    """Return what to write where; raise typer.BadParameter for a format that is not there or a file named twice."""
    from ..exports import FOLDERS, UnknownFormat, format_of, formats, printable

    if format_ is not None and format_ not in formats():
        raise typer.BadParameter(f"{printable(format_)!r} is none of {', '.join(formats())}", param_hint="--format")
    if format_ in FOLDERS and _STDOUT in outs:
        raise typer.BadParameter(f"{format_} is a folder of files, which standard output is not", param_hint="-o")
    targets = []
    for out in outs:
        if format_ is None and out == _STDOUT:
            raise typer.BadParameter("standard output has no suffix; say --format", param_hint="-o")
        try:
            targets.append(_Target(out, format_ or format_of(out)))
        except UnknownFormat as error:
            raise typer.BadParameter(str(error), param_hint="-o") from None
    if len({target.out for target in targets}) < len(targets):
        raise typer.BadParameter("the same file twice", param_hint="-o")
    return targets


def _refuse_inputs(documents: Sequence[str], targets: Sequence[_Target]) -> None:
    """Raise typer.BadParameter where a file to write is a document named to be read."""
    from ..exports import printable

    named = {Path(document).resolve() for document in documents if "\0" not in document}
    for target in targets:
        if target.out != _STDOUT and Path(target.out).resolve() in named:
            raise typer.BadParameter(
                f"{printable(target.out)} is a document to read, and would be overwritten", param_hint="-o"
            )


def _words(facts: Facts, threads: int, found: Facts) -> str:
    """Return what a file holds, and what was *found* and is not in it."""
    from ..exports.facts import counted

    words = f"{counted(facts.emails, 'email')} in {counted(threads, 'conversation')}"
    words += f", {counted(facts.reports, 'report')} of them" if facts.reports else ""
    emails, reports = found.reported - facts.reported, found.reports - facts.reports
    left_out = [f"{emails:,} only told of"] * bool(emails) + [counted(reports, "report") + " of them"] * bool(reports)
    return f"{words}; {' and '.join(left_out)} left out, see --reported" if left_out else words


def _summary(target: _Target, facts: Facts, threads: int) -> bytes:
    record = {"file": target.out, "format": target.format, "emails": facts.emails, "threads": threads}
    return json.dumps(record | {"reports": facts.reports}).encode() + b"\n"
