"""CSV and TSV that spreadsheets open right: an email a row, every cell quoted, none that acts."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..threads.thread import Thread
from .cells import disarmed
from .options import ExportOptions
from .table import to_dataframe

if TYPE_CHECKING:
    import pandas as pd

_ROWS = 1000


def to_csv(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:
    """Yield the table of ``to_dataframe`` as UTF-8 with a byte-order mark, rows ended by CR LF.

    A cell that a spreadsheet could run gets an apostrophe in front, unless *options* wants it raw; NUL
    characters are gone either way. Line breaks within a cell are LF. Excel cuts cells at 32,767 characters.
    """
    return _separated(threads, options, ",")


def to_tsv(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:
    """Yield the same with tabs between the cells, which are quoted too: a body keeps its tabs and line breaks."""
    return _separated(threads, options, "\t")


def _separated(threads: Sequence[Thread], options: ExportOptions, separator: str) -> Iterator[bytes]:
    table = to_dataframe(threads)
    for name in table.columns[table.dtypes == "string"]:
        table[name] = table[name].map(lambda text: _cell(text, options.raw), na_action="ignore")
    table["utc"] = table["utc"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    yield BOM_UTF8
    for start in range(0, max(len(table), 1), _ROWS):
        yield _lines(table.iloc[start : start + _ROWS], separator, header=not start)


def _cell(text: str, raw: bool) -> str:
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return text if raw else disarmed(text)


def _lines(table: pd.DataFrame, separator: str, *, header: bool) -> bytes:
    text = table.to_csv(index=False, header=header, sep=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    return text.encode()
