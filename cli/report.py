"""What is said on standard error: problems, progress, and the exit status that follows from them."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from ..parsers.message import Problem

_EXCERPT = 200  # code points of a document shown under a problem
_MANY = 20  # documents
_LONG = 2.0  # seconds
_PAUSE = 0.1  # seconds between two updates of the progress line


def complain(text: str) -> None:
    """Print one line on standard error, safe for a terminal whatever it holds."""
    from ..exports.printable import printable

    print(printable(text), file=sys.stderr, flush=True)


class Report:
    """Tells of problems as they come and of progress where there is much to do; ``exit_code`` sums up.

    *quiet* says nothing at all; the exit status still tells.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        """Begin a run without problems."""
        self.quiet = quiet
        self.errors = 0
        self._total = 0
        self._started = self._updated = time.monotonic()
        self._shown = False

    @property
    def exit_code(self) -> int:
        """0 where everything could be read, else 1; notes do not count."""
        return 1 if self.errors else 0

    def problem(self, problem: Problem) -> None:
        """Say where, what, and the text that was not understood; the run goes on."""
        self.errors += problem.severity == "error"
        if self.quiet:
            return
        self.clear()
        complain(f"{problem.place}: {problem.what}")
        for line in problem.excerpt[:_EXCERPT].splitlines()[:3]:
            complain(f"    {line}")

    def tell(self, text: str) -> None:
        """Say something that is no problem, such as which file was written."""
        if not self.quiet:
            self.clear()
            complain(text)

    def start(self, total: int) -> None:
        """Begin to count *total* documents."""
        self._total = total
        self._started = time.monotonic()

    def progress(self, done: int, emails: int) -> None:
        """Show how far the run is, on a terminal only, once it is long."""
        now = time.monotonic()
        if self.quiet or not _is_terminal(sys.stderr) or now - self._updated < _PAUSE:
            return
        if self._total > _MANY or now - self._started > _LONG:
            self._updated = now
            self._shown = True
            sys.stderr.write(f"\r{done} of {self._total} documents, {emails} emails\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Wipe the progress line, so that the next line stands alone."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
