"""An SQLite database with full-text search, ready for Datasette."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from ..parsers.message import Address, Message
from ..threads.retold import put_under
from ..threads.thread import Thread
from .asset import asset
from .options import ExportOptions
from .people import people_of, person_key
from .printable import sound
from .summary import PERSON_COLUMNS, THREAD_COLUMNS, person_rows, thread_rows
from .table import COLUMNS, clock_of, rows
from .tree import tree_of

_TYPES = {"string": "TEXT", "Int64": "INTEGER", "Float64": "REAL", "boolean": "INTEGER"}
_WHOLE = {"emails", "senders", "undated", "documents", "redacted", "sent", "received"}

_KEY = "number INTEGER PRIMARY KEY"
_THREAD = "thread INTEGER NOT NULL REFERENCES threads(number)"
_PARENT = "parent INTEGER REFERENCES emails(number)"
_TELLS_OF = "tells_of INTEGER REFERENCES emails(number)"


def to_sqlite(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:  # noqa: ARG001
    """Yield a database file; docs/exports.md lists its tables.

    ``emails`` has the columns of the table, ``emails_fts`` searches it by any three characters in a row, whatever
    the script. NUL characters are gone.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        _fill(database, threads)
        yield database.serialize()


def _fill(database: sqlite3.Connection, threads: Sequence[Thread]) -> None:
    _table(database, "threads", [_KEY, *(_typed(name, _kind(name)) for name in THREAD_COLUMNS)])
    _table(
        database,
        "people",
        [_KEY, *(_typed(name, "TEXT" if name == "emails" else _kind(name)) for name in PERSON_COLUMNS)],
    )
    columns = [_typed(name, _TYPES.get(kind, "TEXT")) for name, kind in COLUMNS.items()]
    _table(database, "emails", [_KEY, _THREAD, _PARENT, *columns, _TELLS_OF])
    _insert(database, "threads", ([at, *row.values()] for at, row in enumerate(thread_rows(threads), 1)))
    _insert(database, "people", ([at, *row.values()] for at, row in enumerate(person_rows(threads), 1)))
    database.executescript(asset("tables.sql"))
    _insert(database, "emails", _emails(threads))
    _insert(database, "email_people", _parts(threads))
    _insert(database, "places", _places(threads))
    database.executescript(asset("search.sql"))


def _emails(threads: Sequence[Thread]) -> Iterator[list[Any]]:
    table = rows(threads)
    first = 1
    for at, thread in enumerate(threads, 1):
        tree = tree_of(thread)
        numbers = {id(message): first + place for place, message in enumerate(thread.messages)}
        once, reports = put_under(thread)
        kept = {message.id: numbers[id(message)] for message in reversed(once.messages)}
        told = {id(report): kept[id_] for id_, under in reports.items() for report in under}
        for message in thread.messages:
            row = next(table)
            row["utc"] = clock_of(row["utc"])
            parent = tree.parent(message.id)
            yield [numbers[id(message)], at, numbers.get(id(parent)), *row.values(), told.get(id(message))]
        first += len(thread.messages)


def _parts(threads: Sequence[Thread]) -> Iterator[list[Any]]:
    """Who takes part in which email, and as what."""
    place = {person.key: number for number, person in enumerate(people_of(threads), 1)}
    for number, message in _numbered(threads):
        roles: list[tuple[str, Sequence[Address | None]]] = [("from", [message.from_]), ("to", message.to)]
        roles += [("cc", message.cc), ("bcc", message.bcc)]
        for role, people in roles:
            found = [place.get(person_key(address)) for address in people if address is not None]
            yield from ([number, person, role] for person in dict.fromkeys(found) if person)


def _places(threads: Sequence[Thread]) -> Iterator[list[Any]]:
    for number, message in _numbered(threads):
        for first, place in zip((1, *(0 for _ in message.also_at)), (message.found, *message.also_at), strict=True):
            yield [number, first, sound(place.document), place.line, place.start, place.end, place.body_start,
                   place.body_end, place.method, place.depth, sound(place.rule), place.confidence, place.page,
                   None if place.bates is None else sound(place.bates)]  # fmt: skip


def _numbered(threads: Sequence[Thread]) -> Iterator[tuple[int, Message]]:
    return enumerate((message for thread in threads for message in thread.messages), 1)


def _table(database: sqlite3.Connection, name: str, columns: Sequence[str]) -> None:
    database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")


def _kind(name: str) -> str:
    return "INTEGER" if name in _WHOLE else "TEXT"


def _typed(name: str, kind: str) -> str:
    return f'"{name}" {kind}'


def _insert(database: sqlite3.Connection, table: str, values: Iterator[list[Any]]) -> None:
    for row in values:
        marks = ", ".join("?" * len(row))
        clean = [value.replace("\0", "") if isinstance(value, str) else value for value in row]
        database.execute(f"INSERT INTO {table} VALUES ({marks})", clean)
