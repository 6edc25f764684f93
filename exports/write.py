"""Files and folders written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from ..parsers.message import MailweaveError


class UnsafeName(MailweaveError):  # noqa: N818 - it names what is wrong
    """An exporter gave a file a name that leads out of its folder."""


def write_file(path: Path, chunks: Iterable[bytes]) -> int:
    """Write *chunks* to *path* and return the number of bytes.

    The file appears, or changes, only when all is written: on any error, of the disk or of *chunks*, what
    stood there is as before and nothing is left beside it. A file that exists keeps its permissions, a link
    keeps pointing where it did, and a device or a pipe is written to directly. Raises OSError.
    """
    target = path.resolve()
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb") as stream:  # a folder raises here, as it should
            return sum(map(stream.write, chunks))
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(f"{path}: is write-protected")
    return _replace(target, chunks, mode)


def write_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write *files* (relative path and bytes; a path that ends with ``/`` is an empty folder) into a folder *path*.

    Returns the number of files. As with a file, all of it is there in the end, or nothing has changed. A folder
    that exists is replaced only where it holds nothing but files that are written again; otherwise
    FileExistsError, so that nobody's own mail is lost. Raises OSError.
    """
    target = path.resolve()
    if target.exists() and not target.is_dir():
        raise FileExistsError(errno.EEXIST, "is a file, and a folder is to be written", str(path))
    beside = target.with_name(f".mailweave-{secrets.token_hex(8)}.part")
    beside.mkdir()
    try:
        count = _fill(beside, files)
        if target.exists():
            _swap(target, beside)
        else:
            beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return count


def _fill(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    count = 0
    for name, content in files:
        inside = PurePosixPath(name)
        if inside.is_absolute() or ".." in inside.parts or "\\" in name or not inside.parts:
            raise UnsafeName(f"{name!r} does not stay within the folder")
        place = folder.joinpath(*inside.parts)
        (place if name.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            with place.open("xb") as stream:
                stream.write(content)
            count += 1
    return count


def _swap(target: Path, beside: Path) -> None:
    """Put *beside* where *target* is; what stood there is deleted only after that."""
    written, there = ({found.relative_to(folder) for found in folder.rglob("*")} for folder in (beside, target))
    if not there <= written:
        raise FileExistsError(errno.EEXIST, "holds files that would not be written again", str(target))
    old = target.with_name(f".mailweave-{secrets.token_hex(8)}.old")
    target.rename(old)
    try:
        beside.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _replace(target: Path, chunks: Iterable[bytes], mode: int | None) -> int:
    beside = target.with_name(f".mailweave-{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as stream:
            written = sum(map(stream.write, chunks))
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return written
