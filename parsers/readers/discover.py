"""Which files are meant by the arguments of a command: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

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
    elif glob.has_magic(argument) and not os.path.lexists(argument):
        yield from _expand(argument)
    else:
        yield from _named(argument)


def _expand(pattern: str) -> Iterator[Source | Problem]:
    """Yield what the pattern names; ``**`` is any folders, walked by us, as glob follows links in circles."""
    base, deep, rest = pattern.partition("**")
    found = False
    try:
        for name in sorted(glob.iglob(base.rstrip("/\\") or ".") if deep else glob.iglob(pattern)):  # noqa: PTH207
            if deep and not os.path.isdir(name):  # noqa: PTH112
                continue
            for item in _walk(name, rest.lstrip("/\\") or "*") if deep else _named(name):
                found = True
                yield item
    except (OSError, ValueError, re.error):
        pass  # a pattern that is none matches nothing
    if not found:
        yield Problem(pattern, "no file matches, passed over")


def _named(name: str) -> Iterator[Source | Problem]:
    if os.path.isdir(name):  # noqa: PTH112 - a name with NUL or hostile bytes stays what it is
        yield from _in_folder(name)
    else:
        yield Source(name, Path(name))


def _in_folder(folder: str) -> Iterator[Source | Problem]:
    found = False
    for item in _walk(folder):
        found = True
        yield item
    if not found:
        yield Problem(folder, "no document in this folder, passed over", severity="note")


def _walk(top: str, pattern: str | None = None) -> Iterator[Source | Problem]:
    """Yield the files under *top* in order of names, known suffixes only or those whose end fits *pattern*.

    A folder that links lead to twice is walked once, one above *top* not at all; depth costs no recursion.
    """
    walked = set(_above(top))
    waiting = [(top, True)]
    while waiting:
        name, is_folder = waiting.pop()
        if not is_folder:
            if PurePath(name).match(pattern) if pattern else is_known(name):
                yield Source(name, Path(name))
            continue
        try:
            status = os.stat(name)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in walked:
                continue
            walked.add((status.st_dev, status.st_ino))
            entries = _entries(name)
        except OSError as error:
            yield Problem(name, f"folder cannot be read ({error.strerror or 'no reason given'}), passed over")
            continue
        waiting.extend(reversed(entries))


def _above(folder: str) -> Iterator[tuple[int, int]]:
    """Yield what identifies each folder above *folder*."""
    try:
        for parent in Path(folder).resolve().parents:
            status = parent.stat()
            yield status.st_dev, status.st_ino
    except (OSError, ValueError, RuntimeError):  # RuntimeError: a link that goes round, in Python 3.11
        return


def _entries(folder: str) -> list[tuple[str, bool]]:
    """Return what is in *folder* and not hidden, each with whether it is a folder, in order of the names."""
    with os.scandir(folder) as listing:
        names = sorted((entry.name, _is_folder(entry)) for entry in listing if not entry.name.startswith("."))
    return [(os.path.join(folder, name), is_folder) for name, is_folder in names]  # noqa: PTH118


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that goes round; reading it says so
        return False
