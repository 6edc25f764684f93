"""The command line: thin commands over the library, one file each."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``mailweave`` with the arguments of this process, then leave it: 0 clean, 1 problems, 2 usage."""
    from .app import app
    from .report import complain

    hostile = next(
        (argument for argument in sys.argv[1:] if argument.startswith("-") and not argument.isprintable()), None
    )
    if hostile is not None:  # what typer would print as it stands
        complain(f"mailweave: no such option: {hostile}")
        sys.exit(2)
    try:
        app(prog_name="mailweave")
    except Exception as error:
        from ..parsers.message import MailweaveError  # here, so that --help does not pay for it

        if not isinstance(error, MailweaveError):
            raise
        complain(f"mailweave: {error}")
        sys.exit(2)
