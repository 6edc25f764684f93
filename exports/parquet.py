"""Parquet: the table with its types, for pandas, DuckDB, R and Spark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from ..threads.thread import Thread
from .extras import needed
from .options import ExportOptions
from .table import to_dataframe


def to_parquet(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:  # noqa: ARG001
    """Yield the table of ``to_dataframe``. Raises MissingExtra where the extra ``parquet`` is not installed."""
    needed("pyarrow", "parquet")
    file = BytesIO()
    to_dataframe(threads).to_parquet(file, engine="pyarrow", index=False, compression="zstd")
    yield file.getvalue()
