"""Conversations as one table: an email a row, the same columns in every format that has columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..parsers.message import Message
from ..threads.thread import Thread
from .jsonl import message_record
from .mailboxes import address_text
from .moments import moment
from .printable import sound
from .tree import tree_of

if TYPE_CHECKING:
    import pandas as pd

_TEXT, _WHOLE, _PART, _FLAG = "string", "Int64", "Float64", "boolean"

COLUMNS: dict[str, str] = {
    "thread_id": _TEXT, "thread_subject": _TEXT, "position": _WHOLE,
    "id": _TEXT, "parent_id": _TEXT, "depth": _WHOLE, "kind": _TEXT,
    "date_text": _TEXT, "date_iso": _TEXT, "date_edtf": _TEXT, "date_precision": _TEXT,
    "zone": _TEXT, "utc": "datetime64[us, UTC]", "utc_reason": _TEXT,
    "from_name": _TEXT, "from_email": _TEXT, "from_redacted": _FLAG, "from_person": _TEXT,
    "sender": _TEXT, "reply_to": _TEXT, "to": _TEXT, "cc": _TEXT, "bcc": _TEXT,
    "subject": _TEXT, "subject_base": _TEXT, "body": _TEXT, "attachments": _TEXT,
    "link_reason": _TEXT, "link_confidence": _PART,
    "document": _TEXT, "line": _WHOLE, "start": _WHOLE, "end": _WHOLE, "method": _TEXT, "rule": _TEXT,
    "confidence": _PART, "page": _WHOLE, "bates": _TEXT,
    "also_at": _TEXT, "same_as": _TEXT, "printed_in": _TEXT, "printed_how": _TEXT,
    "paraphrase": _FLAG, "context": _TEXT,
}  # fmt: skip
"""Column -> pandas dtype, in order. New columns are added at the end; none changes its meaning."""


def to_dataframe(threads: Sequence[Thread]) -> pd.DataFrame:
    """Return one row an email, thread by thread and in order of time, with the columns of ``COLUMNS``.

    What the document does not print is ``<NA>`` (``NaT`` for ``utc``). ``position`` counts from 1 within the
    thread, ``depth`` from 0 at its root. Lists are joined by ``"; "``. ``utc`` is empty where the zone is unknown.
    """
    import pandas as pd

    found = [*rows(threads)]
    columns = {name: [row[name] for row in found] for name in COLUMNS}
    return pd.DataFrame({name: pd.Series(columns[name], dtype=dtype) for name, dtype in COLUMNS.items()})


def rows(threads: Sequence[Thread]) -> Iterator[dict[str, Any]]:
    """Yield the rows of the same table as plain values by column, None where nothing is printed; needs no pandas."""
    return (row for thread in threads for row in _rows(thread))


def clock_of(instant: datetime | None) -> str | None:
    """Return an instant of the table as text, ``2019-03-04T08:12:30Z``."""
    return None if instant is None else f"{instant:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0")


def _rows(thread: Thread) -> Iterator[dict[str, Any]]:
    tree = tree_of(thread)
    depth = {id(node.message): len(node.last) for node in tree.walk()}
    for position, message in enumerate(thread.messages, 1):
        row = _flat(message, message_record(message, tree))
        row |= {"thread_subject": thread.subject, "position": position, "depth": depth[id(message)]}
        yield {name: sound(row[name]) if isinstance(row[name], str) else row[name] for name in COLUMNS}


def _flat(message: Message, record: dict[str, Any]) -> dict[str, Any]:
    """The record with its parts side by side: ``from`` becomes ``from_name`` and so on, lists become text."""
    source, link = record["source"], record["link"] or {}
    printed_in, people = record["printed_in"] or {}, record["from"] or {}
    at = moment(message.date)
    return {
        **{name: record[name] for name in COLUMNS if name in record},
        **{name: source[name] for name in COLUMNS if name in source},
        **{f"date_{name}": record["date"][name] for name in ("text", "iso", "edtf", "precision")},
        "zone": record["date"]["zone"],
        "utc": at.instant.replace(tzinfo=UTC) if at and at.instant else None,
        "utc_reason": record["date"]["utc_reason"],
        **{f"from_{name}": people.get(name) for name in ("name", "email", "redacted", "person")},
        "sender": address_text(message.sender) if message.sender else None,
        **{name: _joined(map(address_text, getattr(message, name))) for name in ("reply_to", "to", "cc", "bcc")},
        "attachments": _joined(message.attachments),
        "link_reason": link.get("reason"),
        "link_confidence": link.get("confidence"),
        "also_at": _joined(f"{place.document}:{place.line}" for place in message.also_at),
        "printed_in": printed_in.get("id"),
        "printed_how": printed_in.get("how"),
        "paraphrase": message.paraphrase,
        "context": _joined(message.context),
    }


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(parts) or None
