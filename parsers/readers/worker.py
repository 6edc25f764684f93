"""The process in which native and greedy readers run: bytes on standard input, pieces on standard output.

It can be stopped at any time, and it stops itself at its limits of memory and processor time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

from .pieces import Piece, to_line

MEMORY = 768 * 1024 * 1024
"""Bytes of address space beyond twice the document's own size."""

DONE = b"done\n"
"""The last line of a process that came to its end."""

PIECES = {
    "PDF": ("pdf", "pdf_pieces"),
    "Word": ("docx", "docx_pieces"),
    "Outlook": ("msg", "msg_pieces"),
    "RTF": ("rtf", "rtf_pieces"),
}
"""By format: the module that reads it here, and its function from bytes to pieces."""

Pieces = Callable[[bytes], Iterator[Piece]]


def main(form: str, size: int, seconds: int) -> None:
    """Read a document of *size* bytes from standard input within *seconds* of processor time; print its pieces."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a C library prints is no piece
    module, function = PIECES[form]
    read: Pieces = getattr(import_module(f".{module}", __package__), function)
    _limit(size, seconds)
    try:
        for piece in read(sys.stdin.buffer.read(size)):
            answers.write(to_line(piece))
            answers.flush()
    except MemoryError:
        answers.write(to_line(Piece(problem="asks for too much memory, given up")))
    answers.write(DONE)
    answers.close()
    os._exit(0)  # nothing is worth tearing down


def _limit(size: int, seconds: int) -> None:
    """Set the limits that this system knows; Windows knows none, there the caller's clock must do."""
    if sys.platform == "win32":
        return
    import resource

    for limit, wanted in (
        (resource.RLIMIT_AS, MEMORY + 2 * size),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        try:
            resource.setrlimit(limit, (allowed, hard))
        except (ValueError, OSError):  # macOS takes no limit of address space
            continue
