"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path


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
