"""Which files are meant by the arguments of a command: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..message import Problem
from .formats import is_known

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the name that it is called by; ``path`` is ``None`` for standard input."""

    name: str
    path: Path | None


def discover(arguments: Sequence[str]) -> Iterator[Source | Problem]:
    """Yield every document that *arguments* name, each name once, in order of the arguments.

    A file named outright is always there, whatever its suffix. A folder is walked in order of the names;
    hidden entries and suffixes that no reader knows are left out. A pattern that names no file is expanded.
    """
    seen: set[str] = set()
    for argument in arguments:
        for found in _one(argument):
            if isinstance(found, Source):
                if found.name in seen:
                    continue
                seen.add(found.name)
            yield found


def _one(argument: str) -> Iterator[Source | Problem]:
    if argument == STDIN:
        yield Source(STDIN, None)
    elif os.path.isdir(argument):  # noqa: PTH112 - a name with NUL or hostile bytes stays what it is
        yield from _walk(argument)
    elif glob.has_magic(argument) and not os.path.lexists(argument):
        yield from _expand(argument)
    else:
        yield Source(argument, Path(argument))


def _expand(pattern: str) -> Iterator[Source | Problem]:
    try:
        names = sorted(glob.iglob(pattern, recursive=True))  # noqa: PTH207 - absolute and relative patterns alike
    except (OSError, ValueError, RecursionError):
        names = []
    if not names:
        yield Problem(pattern, "no file matches, passed over")
    for name in names:
        if os.path.isdir(name):  # noqa: PTH112
            yield from _walk(name)
        else:
            yield Source(name, Path(name))


def _walk(top: str) -> Iterator[Source | Problem]:
    """Yield the files under *top* in order of names; a folder reached twice through links is walked once."""
    walked: set[tuple[int, int]] = set()
    waiting = [(top, True)]
    found = False
    while waiting:
        name, is_folder = waiting.pop()
        if not is_folder:
            found = True
            yield Source(name, Path(name))
            continue
        try:
            status = os.stat(name)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in walked:
                continue
            walked.add((status.st_dev, status.st_ino))
            entries = _entries(name)
        except OSError as error:
            found = True
            yield Problem(name, f"folder cannot be read ({error.strerror or 'no reason given'}), passed over")
            continue
        waiting.extend(reversed(entries))
    if not found:
        yield Problem(top, "no document in this folder, passed over", severity="note")


def _entries(folder: str) -> list[tuple[str, bool]]:
    """Return the names in *folder* that may be read, each with whether it is a folder, in order."""
    with os.scandir(folder) as listing:
        names = sorted((entry.name, entry.is_dir()) for entry in listing if not entry.name.startswith("."))
    return [
        (os.path.join(folder, name), is_folder)  # noqa: PTH118 - keeps a relative name as it was given
        for name, is_folder in names
        if is_folder or is_known(name)
    ]
