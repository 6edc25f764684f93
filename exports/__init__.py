"""Conversations -> bytes: one exporter a file, one line each in ``EXPORTERS``.

``render(threads, width=80, color=False)`` is the text that ``mailweave show`` prints;
``export(threads, "mbox")`` yields the bytes of one file, and ``write_file(path, chunks)`` of
``exports.write`` puts them on disk whole or not at all. Each exporter is imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import cast

from ..parsers.message import MailweaveError
from ..threads.thread import Thread
from .options import Exporter, ExportOptions
from .printable import printable

__all__ = [
    "EXPORTERS",
    "ExportOptions",
    "Exporter",
    "UnknownFormat",
    "export",
    "format_of",
    "load",
    "printable",
    "render",
]

EXPORTERS: dict[str, str] = {
    "csv": "csv:to_csv",
    "html": "page:to_page",
    "jsonl": "jsonl:to_jsonl",
    "mbox": "mbox:to_mbox",
    "png": "timeline:to_png",
    "svg": "timeline:to_svg",
    "txt": "terminal:to_text",
}
"""Format name, which is also the suffix of its files -> ``module:function`` in this folder."""


class UnknownFormat(MailweaveError):  # noqa: N818 - it names what is wrong
    """No exporter goes by that name or suffix."""


def load(name: str) -> Exporter:
    """Return the exporter of format *name*, importing it now."""
    if name not in EXPORTERS:
        raise UnknownFormat(f"no exporter for {printable(name)!r}; there are {', '.join(sorted(EXPORTERS))}")
    module, _, function = EXPORTERS[name].partition(":")
    return cast(Exporter, getattr(import_module(f".{module}", __package__), function))


def format_of(path: str | PurePath) -> str:
    """Return the format that the suffix of *path* asks for (``threads.MBOX`` -> ``mbox``)."""
    name = PurePath(path).suffix[1:].lower()
    if name not in EXPORTERS:
        wanted = ", ".join(f".{known}" for known in sorted(EXPORTERS))
        raise UnknownFormat(f"{printable(str(path))}: no exporter for this suffix; there are {wanted}")
    return name


def export(threads: Sequence[Thread], name: str, options: ExportOptions | None = None) -> Iterator[bytes]:
    """Return the bytes of *threads* as format *name* (a key of ``EXPORTERS``)."""
    return load(name)(threads, options or ExportOptions())


def render(threads: Sequence[Thread], *, width: int = 80, color: bool = False, ascii: bool = False) -> str:
    """Return the conversations as text: a tree of each, then its emails, in lines of at most *width* cells.

    Safe to print on a terminal whatever the documents hold. *ascii* draws the guides without line-drawing
    characters, for an output that cannot encode them.
    """
    from .terminal import render_lines

    return "".join(render_lines(threads, ExportOptions(width=width, color=color, ascii=ascii)))
