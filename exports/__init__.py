"""Conversations -> bytes: one exporter a file, one line each in ``EXPORTERS``.

``render(threads, width=80, color=False)`` is the text that ``mailweave show`` prints;
``export(threads, "mbox")`` yields the bytes of one file, ``export_folder(threads, "eml")`` the files of a folder,
and ``save(path, threads, "mbox")`` puts either on disk whole or not at all. Each exporter is imported when it is
first used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePath
from typing import cast

from ..parsers.message import MailweaveError
from ..threads.thread import Thread
from .options import Exporter, ExportOptions, FolderExporter
from .printable import printable

__all__ = [
    "EXPORTERS",
    "FOLDERS",
    "ExportOptions",
    "Exporter",
    "FolderExporter",
    "UnknownFormat",
    "export",
    "export_folder",
    "format_of",
    "formats",
    "load",
    "printable",
    "render",
    "save",
]

EXPORTERS: dict[str, str] = {
    "csv": "csv:to_csv",
    "dat": "concordance:to_dat",
    "ftm.json": "ftm:to_ftm",
    "html": "page:to_page",
    "jsonl": "jsonl:to_jsonl",
    "mbox": "mbox:to_mbox",
    "parquet": "parquet:to_parquet",
    "png": "timeline:to_png",
    "sqlite": "sqlite:to_sqlite",
    "svg": "timeline:to_svg",
    "tsv": "csv:to_tsv",
    "txt": "terminal:to_text",
    "xlsx": "xlsx:to_xlsx",
}
"""Format name, which is also the suffix of its files -> ``module:function`` in this folder."""

FOLDERS: dict[str, str] = {
    "eml": "folders:to_eml",
    "maildir": "folders:to_maildir",
}
"""Likewise for formats that are a folder of files: ``x.eml/``, ``x.maildir/`` or ``maildir/``."""


TABLES = frozenset({"csv", "tsv", "xlsx", "parquet", "sqlite", "dat"})
"""Formats with a row an email, which programs count and sort: only printed emails, unless asked otherwise."""
MAILBOXES = frozenset({"mbox", "eml", "maildir"})
"""Formats for mail programs, which would take an email that is only told of for a mail."""


class UnknownFormat(MailweaveError):  # noqa: N818 - it names what is wrong
    """No exporter goes by that name or suffix."""


def load(name: str) -> Exporter:
    """Return the exporter of format *name* (a key of ``EXPORTERS``), importing it now."""
    return cast(Exporter, _loaded(EXPORTERS, name))


def formats() -> list[str]:
    """Return the names of all formats, files and folders."""
    return sorted({**EXPORTERS, **FOLDERS})


def format_of(path: str | PurePath) -> str:
    """Return the format that the suffix of *path* asks for (``threads.MBOX`` -> ``mbox``, ``maildir/`` -> ``maildir``).

    The longest suffix that is a format counts: ``x.ftm.json``, ``x.json``.
    """
    name = PurePath(path).name.lower()
    if name in FOLDERS:
        return name
    known = [suffix for suffix in formats() if name.endswith(f".{suffix}") and len(name) > len(suffix) + 1]
    if not known:
        from difflib import get_close_matches

        shown = {suffix: f".{suffix}/" if suffix in FOLDERS else f".{suffix}" for suffix in formats()}
        last = PurePath(name).suffix.removeprefix(".")
        near = get_close_matches(last, shown, 1)
        what = "no exporter for this suffix" if last else "no suffix says the format"
        hint = f", did you mean {shown[near[0]]}?" if near else ""
        raise UnknownFormat(f"{printable(str(path)) or 'no name'}: {what}{hint}; there are {', '.join(shown.values())}")
    return max(known, key=len)


def export(threads: Sequence[Thread], name: str, options: ExportOptions | None = None) -> Iterator[bytes]:
    """Return the bytes of *threads* as format *name* (a key of ``EXPORTERS``).

    A table (``TABLES``) holds what documents print; emails that they only tell of are in it on request.
    """
    options = options or ExportOptions()
    return load(name)(held(threads, name, options), options)


def held(threads: Sequence[Thread], name: str, options: ExportOptions) -> Sequence[Thread]:
    """Return what of *threads* format *name* holds with *options*: all, or only the emails that are printed."""
    if options.reported or (name not in TABLES and name not in MAILBOXES):
        return threads
    return [thread for thread in map(_printed, threads) if thread.messages]


def _printed(thread: Thread) -> Thread:
    """Return *thread* without the emails that a document only tells of, and without their links."""
    kept = tuple(message for message in thread.messages if message.kind != "reported")
    if len(kept) == len(thread.messages):
        return thread
    ids = {message.id for message in kept}
    return replace(thread, messages=kept, links=tuple(x for x in thread.links if {x.child, x.parent} <= ids))


def export_folder(
    threads: Sequence[Thread], name: str, options: ExportOptions | None = None
) -> Iterator[tuple[str, bytes]]:
    """Return the files of *threads* as format *name* (a key of ``FOLDERS``): relative path and bytes of each."""
    return cast(FolderExporter, _loaded(FOLDERS, name))(threads, options or ExportOptions())


def save(path: Path, threads: Sequence[Thread], name: str, options: ExportOptions | None = None) -> None:
    """Write *threads* to *path* as format *name*, a file or a folder, whole or not at all. Raises OSError."""
    from .write import write_file, write_folder

    if name in FOLDERS:
        write_folder(path, export_folder(threads, name, options))
    else:
        write_file(path, export(threads, name, options))


def render(threads: Sequence[Thread], *, width: int = 80, color: bool = False, ascii: bool = False) -> str:
    """Return the conversations as text: a tree of each, then its emails, in lines of at most *width* cells.

    Safe to print on a terminal whatever the documents hold. *ascii* draws the guides without line-drawing
    characters, for an output that cannot encode them.
    """
    from .terminal import render_lines

    return "".join(render_lines(threads, ExportOptions(width=width, color=color, ascii=ascii)))


def _loaded(registry: Mapping[str, str], name: str) -> object:
    if name not in registry:
        raise UnknownFormat(f"no exporter for {printable(name)!r}; there are {', '.join(formats())}")
    module, _, function = registry[name].partition(":")
    return getattr(import_module(f".{module}", __package__), function)
