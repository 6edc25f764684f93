"""The header fields of an Outlook message: as it came over the wire where it keeps that, else from its properties."""

from __future__ import annotations

import email
import email.utils
import re
from collections.abc import Iterator
from datetime import UTC

from oxmsg.storage import Storage

from .mime import headers_of_mail
from .mime_headers import without_floods
from .msg_properties import Properties

LONGEST_HEADER = 1024 * 1024
"""Characters of a kept transport header that are read."""

_TRANSPORT = 0x007D
_SUBJECT, _MESSAGE_ID, _IN_REPLY_TO, _REFERENCES = 0x0037, 0x1035, 0x1042, 0x1039
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_FROM = (0x0042, (0x5D02, 0x0065))  # on whose behalf it was sent: name, then addresses to choose from
_SENDER = (0x0C1A, (0x5D01, 0x0C1F))
_RECIPIENT = (0x3001, (0x39FE, 0x3003))
_RECIPIENT_KIND = 0x0C15
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_DISPLAYED = {"To": 0x0E04, "Cc": 0x0E03, "Bcc": 0x0E02}
_SPECIALS = re.compile(r'[,;:<>@()\[\]"\\]')


def headers_of(storage: Storage, properties: Properties) -> Iterator[tuple[str, str]]:
    """Yield the fields with their values: those of the transport header, then what only the properties say."""
    known: set[str] = set()
    for name, value in _transported(properties):
        known.add(name.lower())
        yield name, value
    for name, value in _from_properties(storage, properties):
        if value and name.lower() not in known:
            yield name, " ".join(value.split())


def _transported(properties: Properties) -> tuple[tuple[str, str], ...]:
    kept = properties.text(_TRANSPORT)[:LONGEST_HEADER]
    if not kept.strip():
        return ()
    raw = kept.strip().replace("\r\n", "\n").encode("utf-8", "replace")
    return headers_of_mail(email.message_from_bytes(without_floods(raw.partition(b"\n\n")[0] + b"\n\n")))


def _from_properties(storage: Storage, properties: Properties) -> Iterator[tuple[str, str]]:
    author, sender = _mailbox(properties, *_FROM), _mailbox(properties, *_SENDER)
    yield "From", author or sender
    if author and sender and author != sender:
        yield "Sender", sender
    people: dict[str, list[str]] = {"To": [], "Cc": [], "Bcc": []}
    for recipient in storage.iter_recipient_storages():
        found = Properties(recipient)
        kind = _KINDS.get(found.number(_RECIPIENT_KIND) or 0)
        if kind and (mailbox := _mailbox(found, *_RECIPIENT)):
            people[kind].append(mailbox)
    for kind, mailboxes in people.items():
        yield kind, ", ".join(mailboxes) or properties.text(_DISPLAYED[kind])
    moment = properties.time(_SUBMITTED) or properties.time(_DELIVERED)
    yield "Date", email.utils.format_datetime(moment.astimezone(UTC)) if moment else ""
    yield "Subject", properties.text(_SUBJECT)
    yield "Message-ID", properties.text(_MESSAGE_ID)
    yield "In-Reply-To", properties.text(_IN_REPLY_TO)
    yield "References", properties.text(_REFERENCES)


def _mailbox(properties: Properties, name_at: int, addresses_at: tuple[int, ...]) -> str:
    """Return a mailbox as RFC 5322 prints it; the directory path of Exchange is no address."""
    name = " ".join(properties.text(name_at).split()).strip("'")
    addresses = (properties.text(at).strip() for at in addresses_at)
    address = next((address for address in addresses if "@" in address and " " not in address), "")
    if not name or name == address:
        return address
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' if _SPECIALS.search(name) else name
    return f"{quoted} <{address}>" if address else quoted
