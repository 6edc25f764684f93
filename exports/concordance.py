"""A Concordance load file (``.dat``), which Relativity, Everlaw and other review platforms import."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..threads.thread import Thread
from .options import ExportOptions
from .table import COLUMNS, clock_of, rows

_FIELD, _QUOTE, _BREAK = "\x14", "þ", "®"  # the defaults; editors of code page 437 show the first as a pilcrow
_GONE = str.maketrans({"\0": None, _FIELD: " ", _BREAK: "(R)", _QUOTE: _QUOTE * 2})


def to_dat(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:  # noqa: ARG001
    """Yield the columns of the table as UTF-8 with a byte-order mark, a record a line, in the default delimiters.

    A line break in a text is ``®``; a ``þ`` in it is doubled, a ``®`` becomes ``(R)``.
    """
    yield BOM_UTF8 + _record(COLUMNS)
    for row in rows(threads):
        yield _record(row.values())


def _record(values: Iterable[Any]) -> bytes:
    return (_FIELD.join(f"{_QUOTE}{_text(value)}{_QUOTE}" for value in values) + "\r\n").encode()


def _text(value: Any) -> str:
    if hasattr(value, "tzinfo"):
        value = clock_of(value)
    if value is None:
        return ""
    text = str(value).translate(_GONE)
    return text.replace("\r\n", _BREAK).replace("\n", _BREAK).replace("\r", _BREAK)
