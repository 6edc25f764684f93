"""DOCUMENT arguments -> what each document holds; one bad document never stops the run."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:  # imported where they are used: --help must not pay for them
    from ..parsers.document import Document, Options, Parsed
    from ..parsers.message import Message, Problem
    from ..parsers.readers.discover import Source
    from ..threads.selecting import Selection
    from ..threads.thread import Thread
    from .options import Understanding
    from .report import Report

_NOTHING = "no email is printed here"


@dataclass(frozen=True, slots=True)
class Found:
    """One document as read, and what came out of it."""

    document: Document
    parsed: Parsed


def one_email_each(found: Found) -> Found:
    """Return *found* with each email once, as the conversations have it: its prints joined, contradictions kept."""
    from ..threads.near_duplicates import one_email_each as joined

    return replace(found, parsed=replace(found.parsed, messages=tuple(joined(found.parsed.messages))))


def read_threads(
    arguments: Sequence[str],
    how: Understanding,
    report: Report,
    wanted: Selection | None = None,
    *,
    outputs: Collection[Path] = (),
    texts: dict[str, str] | None = None,
) -> list[Thread]:
    """Return the conversations of all documents that *arguments* name, if they are *wanted*; problems go to *report*.

    Files that are also *outputs* of the run, or lie in one, are left out: they are what an earlier run wrote into
    a folder. *texts* is given the text of each document that holds an email, by its name.
    """
    from ..threads import build
    from ..threads.people import People
    from ..threads.selecting import select
    from .joins import report_unknown

    messages: list[Message] = []
    for found in each_document(arguments, how.options, report, outputs=outputs):
        messages.extend(found.parsed.messages)
        if texts is not None and found.parsed.messages:
            texts[found.document.name] = found.document.text
    people = People.of(how.people) if how.people else None
    threads = build(messages, zone=how.zone, people=people, joins=how.joins)
    if how.joins is not None:
        report_unknown(how.joins, threads, report)
    if wanted is None:
        return threads
    selected = select(threads, wanted)
    if threads and not selected:
        report.tell(f"no email is what was asked for; {len(threads)} conversation{'s' * (len(threads) != 1)} in all")
    return selected


def each_document(
    arguments: Sequence[str],
    options: Options,
    report: Report,
    *,
    outputs: Collection[Path] = (),
    explained: bool = False,
) -> Iterator[Found]:
    """Yield each document that *arguments* name, problems told to *report* as they come.

    Where a document prints no email, the note on it sends to ``explain``, unless it is being *explained*. Raises
    typer.BadParameter for a name that is empty, as a variable of the shell is that nothing sets.
    """
    if not all(arguments):
        raise typer.BadParameter("a name is empty", param_hint="DOCUMENT")
    from ..parsers.message import Problem
    from ..parsers.readers import discover

    written = {path.resolve() for path in outputs}
    sources = [source for source in discover(arguments) if not _is_output(source, written)]
    report.start(len(sources))
    emails = 0
    for done, source in enumerate(sources, 1):
        if isinstance(source, Problem):
            report.problem(source)
            continue
        found = _found(source, options)
        for problem in _problems(found, explained=explained):
            report.problem(problem)
        emails += len(found.parsed.messages)
        report.progress(done, emails)
        yield found
    report.clear()


def _found(source: Source, options: Options) -> Found:
    """Return what *source* holds; a fault of ours on one document is a problem of that document."""
    from ..parsers.document import Document, Parsed
    from ..parsers.message import MailweaveError, Problem
    from ..parsers.parse import parse_document
    from ..parsers.readers import read

    document = Document(source.name, "")
    try:
        document = read(source)
        return Found(document, parse_document(document, options))
    except MailweaveError:
        raise
    except Exception as error:  # whatever it is: the run goes on, and says so
        what = f"passed over by a fault of mailweave, please report it ({type(error).__name__}: {error})"
        return Found(document, Parsed(problems=(Problem(source.name, what),)))


def _problems(found: Found, *, explained: bool) -> list[Problem]:
    """Return the problems of a document, each once, or the note that no email is printed in it."""
    from ..parsers.message import Problem

    problems = [*found.document.problems, *found.parsed.problems]
    printed = any(message.found.method != "reported" for message in found.parsed.messages)
    if not printed and not any(problem.severity == "error" for problem in problems):
        told = len(found.parsed.messages)
        what = _NOTHING + (f", {told} told of" if told else "") + ("" if explained else _near_misses(found))
        problems = [problem for problem in problems if problem.what != _NOTHING]  # said below, and more
        problems.append(Problem(found.document.name, what, severity="note"))
    return [*dict.fromkeys(problems)]


def _near_misses(found: Found) -> str:
    """Return where to look on, of a document in which something was passed over; nothing of any other."""
    count = len({(over.start, over.end) for over in found.parsed.passed_over})
    if not count:
        return ""
    places = "1 place" if count == 1 else f"{count} places"
    return f"; {places} looked like headers, see mailweave explain {shlex.quote(found.document.name)}"


def _is_output(source: Source | Problem, written: AbstractSet[Path]) -> bool:
    path: Path | None = getattr(source, "path", None)
    if path is None or not written:
        return False
    try:
        resolved = path.resolve()
        return resolved in written or not written.isdisjoint(resolved.parents)
    except (OSError, ValueError):
        return False
