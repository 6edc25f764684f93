"""Libraries that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..parsers.message import MailweaveError


class MissingExtra(MailweaveError):  # noqa: N818 - it names what is wrong
    """A format was asked for whose library is not installed."""


def needed(module: str, extra: str) -> Any:
    """Return *module*; raise MissingExtra, which says how to install it, where it is not there."""
    try:
        return import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        raise MissingExtra(f"this format needs {name}: pip install 'mailweave[{extra}]'") from None
