"""JSON Lines: one message a line, in the shape that ``mailweave parse`` prints and reads back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from ..parsers.base_subject import base_subject
from ..parsers.message import Address, Conflict, MailDate, Message, Provenance
from ..threads.placeholders import printed_only
from ..threads.thread import Link, Thread
from .options import ExportOptions
from .printable import sound
from .tree import Tree, tree_of

_RISKY = re.compile("[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def to_jsonl(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:
    """Yield one line of UTF-8 a message, thread by thread, in order of time within each.

    Line separators, bidi and control characters are escaped, so that a line is a line for every reader.
    """
    for record in records(threads, placeholders=options.placeholders):
        line = sound(json.dumps(record, ensure_ascii=False))
        yield _RISKY.sub(_escaped, line).encode() + b"\n"


def records(threads: Sequence[Thread], *, placeholders: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the record of every message of *threads*, after each thread's placeholders where asked for."""
    for thread in threads if placeholders else printed_only(threads):
        tree = tree_of(thread)
        for message in (*(thread.placeholders if placeholders else ()), *thread.messages):
            yield message_record(message, tree)


def message_record(message: Message, tree: Tree) -> dict[str, Any]:
    """Return *message* as the JSON Lines contract has it (docs/exports.md), ready for ``json.dumps``.

    Keys are always all there, in this order; what the document does not print is None or an empty list.
    """
    link = tree.links.get(message.id)
    return {
        "id": message.id,
        "thread_id": tree.thread.id,
        "parent_id": link.parent if link else None,
        "link": _link(link),
        "kind": message.kind,
        "from": _address(message.from_),
        "to": [_address(address) for address in message.to],
        "cc": [_address(address) for address in message.cc],
        "bcc": [_address(address) for address in message.bcc],
        "reply_to": [_address(address) for address in message.reply_to],
        "date": _date(message.date),
        "subject": message.subject,
        "subject_base": None if message.subject is None else base_subject(message.subject),
        "body": message.body,
        "source": _source(message.found),
        "spans": _spans(message.found),
        "also_at": [_source(place) for place in message.also_at],
        "same_as": message.same_as,
        "printed_in": {"id": message.printed_in, "how": message.enclosure} if message.printed_in else None,
        "sender": _address(message.sender),
        "in_reply_to": [*message.in_reply_to],
        "references": [*message.references],
        "attachments": [*message.attachments],
        "paraphrase": message.paraphrase,
        "context": [*message.context],
        "conflicts": [_conflict(conflict) for conflict in message.conflicts],
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {"field": conflict.field, "kept": asdict(conflict.kept), "other": asdict(conflict.other)}


def _link(link: Link | None) -> dict[str, Any] | None:
    return None if link is None else {"reason": link.reason, "confidence": link.confidence}


def _address(address: Address | None) -> dict[str, Any] | None:
    if address is None:
        return None
    return {"name": address.name, "email": address.email, "redacted": address.redacted, "person": address.person}


def _date(date: MailDate | None) -> dict[str, str | None]:
    names = ("text", "iso", "edtf", "precision", "zone", "utc", "utc_reason")
    return {name: getattr(date, name, None) for name in names}


def _source(place: Provenance) -> dict[str, Any]:
    return {
        "document": place.document,
        "line": place.line,
        "start": place.start,
        "end": place.end,
        "body_start": place.body_start,
        "body_end": place.body_end,
        "method": place.method,
        "depth": place.depth,
        "rule": place.rule,
        "confidence": place.confidence,
        "page": place.page,
        "bates": place.bates,
    }


def _spans(place: Provenance) -> dict[str, list[int]]:
    """The first place of each field, in order of the text."""
    spans: dict[str, list[int]] = {}
    for span in place.spans:
        spans.setdefault(span.field, [span.start, span.end])
    return spans


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
