"""Standard output: bytes as they are, a pager where a person reads, and no fuss when the reader has enough."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from itertools import islice

import typer

from .report import complain


def write(chunks: Iterable[bytes]) -> None:
    """Write *chunks* to standard output as they are: no translation of line ends, whatever the locale.

    A reader that closes the pipe ends the run quietly.
    """
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        complain("mailweave: standard output is closed")
        raise typer.Exit(1)
    try:
        for chunk in chunks:
            stream.write(chunk)
        stream.flush()
    except OSError as error:
        # Python flushes once more at exit; let that go nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(0) from None
        complain(f"mailweave: standard output: {error.strerror}")
        raise typer.Exit(1) from None


def write_text(lines: Iterable[str]) -> None:
    """Write *lines*, each with its line end, through a pager if a person reads and they fill the screen."""
    lines = iter(lines) if not is_terminal() else (line for chunk in lines for line in chunk.splitlines(keepends=True))
    if is_terminal() and (command := _pager()):
        head = list(islice(lines, shutil.get_terminal_size().lines))
        if len(head) >= shutil.get_terminal_size().lines and _page(
            command, (line for part in (head, lines) for line in part)
        ):
            return
        write(map(_encoded, head))
    write(map(_encoded, lines))


def is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def colored(no_color: bool) -> bool:
    """Return whether to use colour: a terminal that knows it, and nobody said no (https://no-color.org)."""
    return is_terminal() and not no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def ascii_only() -> bool:
    """Return whether lines are to be drawn in ASCII: a terminal that says it can nothing (``TERM=dumb``)."""
    return os.environ.get("TERM") == "dumb"


def width() -> int:
    """Return the columns of the terminal, or of ``COLUMNS``, else 80; never less than 40."""
    return max(40, shutil.get_terminal_size().columns)


def _encoded(line: str) -> bytes:
    return line.encode("utf-8", "replace")


def _pager() -> list[str] | None:
    """Return the pager's words: ``$PAGER``, else less; None where none is wanted or there is none."""
    wanted = os.environ.get("PAGER")
    if wanted is None:
        wanted = "less" if os.name == "posix" else ""
    try:
        words = shlex.split(wanted, posix=os.name == "posix")
    except ValueError:
        return None
    return words if words and words != ["cat"] and shutil.which(words[0]) else None


def _page(command: list[str], lines: Iterable[str]) -> bool:
    """Show *lines* in the pager and return True, or False where it does not start and nothing was lost."""
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}  # as git: colours kept, screen kept
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    try:
        assert pager.stdin is not None
        with pager.stdin as stream:
            for line in lines:
                stream.write(_encoded(line))
    except (BrokenPipeError, KeyboardInterrupt):
        pass  # the reader has enough
    while True:
        try:
            pager.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C belongs to the pager
        return True
