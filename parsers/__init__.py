"""Documents in, messages out: the first floor, which knows nothing of threads or exports.

``parse_document`` and ``parse_date`` are imported when they are first used: a reader needs the records alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .document import Document, Options, Parsed, RawMail
from .message import Address, MailDate, MailweaveError, Message, PassedOver, Problem, Provenance, Span

if TYPE_CHECKING:
    from .dates import parse_date
    from .parse import parse_document

__all__ = [
    "Address",
    "Document",
    "MailDate",
    "MailweaveError",
    "Message",
    "Options",
    "Parsed",
    "PassedOver",
    "Problem",
    "Provenance",
    "RawMail",
    "Span",
    "parse_date",
    "parse_document",
]

_LATER = {"parse_date": "dates", "parse_document": "parse"}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_LATER[name]}", __name__), name)
