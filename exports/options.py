"""What an exporter is, and the choices that it may be given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..threads.thread import Thread


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Choices for the exporters; each takes those that concern it and leaves the rest.

    ``reported`` adds the emails that a document only tells of to mailboxes and tables; ``placeholders`` those known
    only from an answer to the JSON Lines. ``raw`` leaves cells that a spreadsheet would run as formulas as
    they are. ``width`` (columns), ``color`` and ``ascii`` are for text. ``sources`` maps the name of a document
    to its text as read, from which a page shows the place of an email with what stands around it.
    """

    reported: bool = False
    placeholders: bool = False
    raw: bool = False
    width: int = 80
    color: bool = False
    ascii: bool = False
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


Exporter = Callable[[Sequence[Thread], ExportOptions], Iterator[bytes]]
"""Yields the bytes of one file. Opens nothing: whoever calls it owns the file."""

FolderExporter = Callable[[Sequence[Thread], ExportOptions], Iterator[tuple[str, bytes]]]
"""Yields the files of one folder: a relative path with ``/`` (of a folder where it ends so), and the bytes."""
