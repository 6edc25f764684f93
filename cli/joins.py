"""The file of joins: conversations joined, split and parents set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:  # --help must not pay for them
    from ..threads.joins import Joins
    from ..threads.thread import Thread
    from .report import Report


def load_joins(path: Path) -> Joins:
    """Return what *path* (TOML) settles by hand; raise typer.BadParameter where it is no such file."""
    from ..threads.joins import Joins, JoinsError

    try:
        return Joins.read(path.read_text("utf-8-sig"), path.name)
    except OSError as error:
        raise _bad(f"{path}: {error.strerror}") from None
    except (JoinsError, ValueError, RecursionError) as error:
        raise _bad(f"{path}: {error}" if not isinstance(error, JoinsError) else str(error)) from None


def report_unknown(joins: Joins, threads: Sequence[Thread], report: Report) -> None:
    """Tell *report* of each id in *joins* that no email has: it does nothing, most likely by mistake."""
    from ..parsers.message import Problem

    for named in joins.unknown(threads):
        report.problem(Problem(joins.source, f"no email has the id {named}; mailweave show --ids prints them"))


def _bad(what: str) -> typer.BadParameter:
    return typer.BadParameter(what.replace("\n", " "), param_hint="--joins")
