"""Find the emails printed inside documents, rebuild their conversations, hand them to other programs.

``parse`` reads documents, ``thread`` makes conversations of their messages, ``export``, ``to_bytes``,
``to_dataframe`` and ``render`` give them out. Nothing is imported before it is used.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    import pandas as pd

    from .exports.options import ExportOptions
    from .parsers.document import Document, Parsed
    from .parsers.message import Address, MailDate, MailweaveError, Message, Problem, Provenance
    from .threads.thread import Link, Thread

__all__ = [
    "Address",
    "ExportOptions",
    "Link",
    "MailDate",
    "MailweaveError",
    "Message",
    "Problem",
    "ProblemWarning",
    "Provenance",
    "Thread",
    "export",
    "parse",
    "parse_text",
    "render",
    "thread",
    "to_bytes",
    "to_dataframe",
]

_RECORDS = {
    "Address": "parsers.message",
    "ExportOptions": "exports.options",
    "Link": "threads.thread",
    "MailDate": "parsers.message",
    "MailweaveError": "parsers.message",
    "Message": "parsers.message",
    "Problem": "parsers.message",
    "Provenance": "parsers.message",
    "Thread": "threads.thread",
}


class ProblemWarning(UserWarning):
    """A document, or a part of one, could not be read; nobody asked to be told by ``on_problem``."""


def __getattr__(name: str) -> object:
    if name not in _RECORDS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_RECORDS[name]}", __name__), name)


def parse(
    *documents: str | PathLike[str],
    languages: Sequence[str] = (),
    day_first: bool | None = None,
    on_problem: Callable[[Problem], object] | None = None,
) -> list[Message]:
    """Return the messages printed in *documents*: files, folders (walked), globs.

    *languages* (BCP 47) narrow what is looked for; *day_first* settles dates like 3/4/2019 that nothing else
    settles. *on_problem* is called with each problem, notes included; without it, what could not be read
    is a ``ProblemWarning``. No document makes it raise.
    """
    from .parsers.message import Problem
    from .parsers.readers import discover, read

    messages: list[Message] = []
    for source in discover([str(document) for document in documents]):
        if isinstance(source, Problem):
            _tell(source, on_problem, depth=3)
        else:
            messages.extend(_messages(read(source), languages, day_first, on_problem))
    return messages


def parse_text(
    text: str,
    name: str = "text",
    *,
    languages: Sequence[str] = (),
    day_first: bool | None = None,
    on_problem: Callable[[Problem], object] | None = None,
) -> list[Message]:
    """Return the messages printed in *text*, which is called *name* in them; the rest is as in ``parse``."""
    from .parsers.document import Document

    return _messages(Document(name, text), languages, day_first, on_problem)


def thread(
    messages: Iterable[Message], *, zone: str | None = None, people: Mapping[str, Iterable[str]] | None = None
) -> list[Thread]:
    """Return the conversations that *messages* form, whatever order they come in.

    *zone* (``Europe/Berlin``, ``+02:00``) is that of dates that state none. *people* maps the name of a
    person to the other names and addresses that mean the same one.
    """
    from .threads import build
    from .threads.people import People

    return build(list(messages), zone=zone, people=People.of(people) if people else None)


def export(
    threads: Sequence[Thread],
    path: str | PathLike[str],
    format: str | None = None,
    options: ExportOptions | None = None,
) -> None:
    """Write *threads* to *path*, whole or not at all, in *format* (``mbox``, ``csv``), else in that of the suffix.

    A trailing slash (``letters.eml/``) asks for a folder. Raises MailweaveError for an unknown format, OSError
    where the file cannot be written.
    """
    from os import fspath
    from pathlib import Path

    from .exports import ExportOptions, format_of, save

    save(Path(path), threads, format or format_of(fspath(path)), options or ExportOptions())


def to_bytes(threads: Sequence[Thread], format: str, options: ExportOptions | None = None) -> bytes:
    """Return *threads* in *format*, as ``export`` would write them."""
    from .exports import export as exported

    return b"".join(exported(threads, format, options))


def to_dataframe(threads: Sequence[Thread]) -> pd.DataFrame:
    """Return *threads* as a pandas table, an email a row; docs/exports.md lists the columns."""
    from .exports.table import to_dataframe as table

    return table(threads)


def render(threads: Sequence[Thread], *, width: int = 80, color: bool = False) -> str:
    """Return *threads* as ``mailweave show`` prints them: safe for a terminal whatever the documents hold."""
    from .exports import render as rendered

    return rendered(threads, width=width, color=color)


def _messages(
    document: Document, languages: Sequence[str], day_first: bool | None, on_problem: Callable[[Problem], object] | None
) -> list[Message]:
    from .parsers.document import Options
    from .parsers.parse import parse_document

    parsed: Parsed = parse_document(document, Options(languages=tuple(languages), day_first=day_first))
    for problem in dict.fromkeys((*document.problems, *parsed.problems)):
        _tell(problem, on_problem)
    return list(parsed.messages)


def _tell(problem: Problem, on_problem: Callable[[Problem], object] | None, *, depth: int = 4) -> None:
    """Hand *problem* on; a warning points at the line that called us, *depth* frames up."""
    if on_problem is not None:
        on_problem(problem)
    elif problem.severity == "error":
        warnings.warn(f"{problem.place}: {problem.what}", ProblemWarning, stacklevel=depth)
