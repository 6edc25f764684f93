"""Documents that are read in a process of their own: it may hang, crash or eat memory, and costs one Problem."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from ..document import Document
from .pieces import MOST_TEXT, BrokenPieceError, Piece, from_line, joined
from .worker import DONE

LONGEST = 60.0
"""Seconds that the reading of one document may take."""

SILENCE = 10.0
"""Seconds between one piece (a page of a PDF, some paragraphs) and the next."""

_START = f"""
import sys
form, size, seconds, *sys.path[:] = sys.argv[1:]
from {__package__}.worker import main
main(form, int(size), int(seconds))
"""
_LONGEST_LINE = 12 * MOST_TEXT


class _Clock(threading.Thread):
    """Kills the process when it has been silent or busy for too long."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self.late: float | None = None
        self._process = process
        self._begun = self._heard = time.monotonic()
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(max(0.0, self._due() - time.monotonic())):
            if time.monotonic() >= self._due():
                self.late = SILENCE if time.monotonic() - self._begun < LONGEST else LONGEST
                self._process.kill()
                return

    def heard(self) -> None:
        self._heard = time.monotonic()

    def stop(self) -> None:
        self._over.set()

    def _due(self) -> float:
        return min(self._begun + LONGEST, self._heard + SILENCE)


def read_limited(form: str, data: bytes, name: str) -> Document:
    """Return *data*, of the format *form*, as the document *name*; what was read before a limit is kept."""
    return joined(name, _pieces(form, data))


def _pieces(form: str, data: bytes) -> Iterator[Piece]:
    command = [sys.executable, "-P", "-c", _START, form, str(len(data)), str(int(LONGEST)), *sys.path]
    pages = 0
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=-1
        )
    except OSError as error:
        yield Piece(problem=f"not read: no process could be started for it ({error.strerror or error})")
        return
    clock = _Clock(process)
    clock.start()
    assert process.stdin is not None
    assert process.stdout is not None
    threading.Thread(target=_feed, args=(process.stdin, data), daemon=True).start()
    done = False
    try:
        while line := process.stdout.readline(_LONGEST_LINE):
            clock.heard()
            done = line == DONE
            if not done:
                piece = from_line(line)
                pages += piece.page
                yield piece
        process.wait()  # it has closed its end; the clock still runs
    except (BrokenPieceError, MemoryError):
        done = False
    finally:
        clock.stop()
        process.kill()
        process.stdout.close()
        process.wait()
    if not done:
        yield Piece(problem=_ending(clock.late, process.returncode, pages))


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with suppress(OSError, ValueError):  # it died before it had read everything
        pipe.write(data)
    with suppress(OSError, ValueError):
        pipe.close()


def _ending(late: float | None, code: int, pages: int) -> str:
    why = f"took longer than {late:.0f} s" if late is not None else f"its reader broke down (status {code})"
    return f"{why}, " + (f"stopped after page {pages}; what was read is kept" if pages else "given up")
