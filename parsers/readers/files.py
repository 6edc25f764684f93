"""Reading one file: whatever it is, a Document comes back, and nothing hangs."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from ..document import Document
from ..message import Problem
from .charset import without_surrogates
from .discover import STDIN, Source
from .formats import format_of

LARGEST = 256 * 1024 * 1024
"""Bytes: a larger file is refused before it is read; split it, or convert it to plain text."""

_REASONS = {
    errno.ENOENT: "no such file, passed over",
    errno.ENOTDIR: "no such file, passed over",
    errno.EACCES: "may not be read (permission denied), passed over",
    errno.EPERM: "may not be read (permission denied), passed over",
    errno.ELOOP: "a link that goes round in a circle, passed over",
    errno.ENAMETOOLONG: "the name is too long for this system, passed over (a text itself goes to standard input)",
}


def read(source: Source | Path | str, *, stdin: bytes | None = None) -> Document:
    """Return the document at *source*; a file that cannot be read is an empty one with a Problem.

    *stdin* is what standard input holds, for a source that names it; without it, it is read here.
    """
    if not isinstance(source, Source):
        source = Source(str(source), None if str(source) == STDIN else Path(source))
    if source.path is None:
        return read_bytes(sys.stdin.buffer.read(LARGEST + 1) if stdin is None else stdin, source.name)
    try:
        data = _bytes_of(source.path)
    except OSError as error:
        return _refused(source.name, _REASONS.get(error.errno or 0, f"cannot be read ({error.strerror or error})"))
    except (ValueError, MemoryError) as error:  # a NUL in the name; a file that grew while it was read
        return _refused(source.name, f"cannot be read ({error or 'out of memory'}), passed over")
    return data if isinstance(data, Document) else read_bytes(data, source.name)


def read_bytes(data: bytes, name: str) -> Document:
    """Return *data* as the document *name*: in the format of its suffix, else what it looks like."""
    if len(data) > LARGEST:
        return _enormous(name)
    if not data.strip():
        return Document(name, "", problems=(Problem(name, "empty, nothing to read"),))
    return format_of(name, data).read(data, name)


def _bytes_of(path: Path) -> bytes | Document:
    """Return what the file holds; look before and after opening, so that no FIFO or device is waited for."""
    name = str(path)
    if refusal := _unfit(name, path.stat()):
        return refusal
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        if refusal := _unfit(name, os.fstat(handle)):
            return refusal
        return file.read(LARGEST + 1)


def _unfit(name: str, status: os.stat_result) -> Document | None:
    if stat.S_ISDIR(status.st_mode):
        return _refused(name, "a folder, not a file: passed over")
    if not stat.S_ISREG(status.st_mode):
        return _refused(name, "not a regular file, passed over")
    return _enormous(name) if status.st_size > LARGEST else None


def _enormous(name: str) -> Document:
    return _refused(name, f"enormous (more than {LARGEST // 1024**2} MB), passed over")


def _refused(name: str, what: str) -> Document:
    return Document(name, "", problems=(Problem(name, without_surrogates(what)),))
