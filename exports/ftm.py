"""FollowTheMoney entities as JSON lines: ``Email`` and ``LegalEntity``, for Aleph and OpenSanctions tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1
from typing import Any

from ..parsers.message import Address, MailDate, Message
from ..threads.retold import put_under
from ..threads.thread import Thread
from .excerpt import file_name
from .mailboxes import address_text
from .moments import moment
from .options import ExportOptions
from .people import keys, people_of
from .printable import sound
from .rfc5322 import message_id
from .tree import Tree, tree_of

_REPORTED = "Only reported: the document tells of this email and does not print it."
_AGAIN = "Reported: the document tells of an email that has an entity itself, its Message-ID is {}"


def to_ftm(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:  # noqa: ARG001
    """Yield an entity a line: first everyone who takes part, then the emails (schema of FollowTheMoney 4).

    A date is an instant only where the zone is known, else the printed day, month or year. People are
    ``LegalEntity``, since a name alone does not tell a person from a list.
    """
    for person in people_of(threads):
        yield _line(_person_id(person.key), "LegalEntity", name=[person.name], email=person.emails)
    for thread in threads:
        tree = tree_of(thread)
        again = {id(report): told for told, reports in put_under(thread)[1].items() for report in reports}
        for message in thread.messages:
            note = _AGAIN.format(message_id(again[id(message)])) if id(message) in again else _REPORTED
            notes = [note] if message.kind == "reported" else []
            yield _line(_email_id(message.id), "Email", **_properties(message, tree), notes=notes)


def _properties(message: Message, tree: Tree) -> dict[str, Iterable[str | None]]:
    link = tree.links.get(message.id)
    parent = tree.parent(message.id)
    printed = parent is not None and parent.kind != "placeholder"
    found = message.found
    receivers = (*message.to, *message.cc, *message.bcc)
    return {
        "subject": [message.subject],
        "threadTopic": [tree.thread.subject],
        "from": _texts([message.from_]),
        "sender": _texts([message.sender]),
        "to": _texts(message.to),
        "cc": _texts(message.cc),
        "bcc": _texts(message.bcc),
        "emitters": map(_person_id, sorted(keys([message.from_]))),
        "recipients": map(_person_id, sorted(keys(receivers))),
        "messageId": [message_id(message.id)],
        "inReplyTo": [message_id(link.parent)] if link else [],
        "inReplyToEmail": [_email_id(link.parent)] if link and printed else [],
        "date": [_date(message.date)],
        "bodyText": [message.body],
        "fileName": [file_name(found.document)],
        "description": [f"{found.document}, line {found.line}, characters {found.start} to {found.end}"],
        "keywords": [message.kind],
    }


def _texts(people: Iterable[Address | None]) -> list[str]:
    return [address_text(address) for address in people if address is not None]


def _date(date: MailDate | None) -> str | None:
    at = moment(date)
    if at is None or date is None:
        return None
    if at.instant is not None:
        return at.instant.isoformat()
    return str(at.wall.date())[: {"year": 4, "month": 7}.get(date.precision or "", 10)]


def _line(id_: str, schema: str, **properties: Iterable[str | None]) -> bytes:
    kept = {name: [sound(value) for value in values if value] for name, values in properties.items()}
    entity: dict[str, Any] = {"id": id_, "schema": schema, "properties": {n: v for n, v in kept.items() if v}}
    return json.dumps(entity, ensure_ascii=True).encode() + b"\n"


def _email_id(id_: str) -> str:
    return _digest("email", id_)


def _person_id(key: str) -> str:
    return _digest("person", key)


def _digest(kind: str, text: str) -> str:
    return "mailweave-" + sha1(f"{kind}\0{sound(text)}".encode(), usedforsecurity=False).hexdigest()
