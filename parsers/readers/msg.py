"""Outlook messages (.msg): the properties of MS-OXMSG, by the library oxmsg, as a mail with header lines and text."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from oxmsg import Message
from oxmsg.storage import Storage

from .html import declared_charset, html_to_text
from .mail import composed
from .mime import MOST_ATTACHED, Opened
from .msg_headers import headers_of
from .msg_properties import Properties
from .pieces import Piece
from .rtf_compressed import decompressed

BROKEN = (struct.error, ValueError, LookupError, TypeError, AttributeError, OSError, RecursionError)
"""What olefile and oxmsg are known to raise on a broken file."""

_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _ATTACHED_MAIL = 0x3707, 0x3704, 0x3001, 0x3701


def msg_pieces(data: bytes) -> Iterator[Piece]:
    """Yield the message, then the messages attached to it, each behind the one that carries it."""
    storage = _load(data)
    if storage is None:
        yield Piece(problem="not an Outlook message, or a broken one, passed over")
        return
    found = list(_all_in(storage))
    if not any(opened.headers or opened.body or opened.attachments for opened in found):
        yield Piece(problem="a compound file without an Outlook message (an old Word file?), passed over")
        return
    document = composed("", [found])
    yield Piece(document.text, mails=document.mails)
    for problem in document.problems:
        yield Piece(problem=problem.what, severity=problem.severity)


def _load(data: bytes) -> Storage | None:
    """Return the file as a tree of streams, None where it is no message."""
    try:
        storage = Message.load(data)._storage
    except BROKEN:
        return None
    if not isinstance(storage, Storage) or not storage.streams:
        return None
    return storage


def _all_in(storage: Storage) -> Iterator[Opened]:
    waiting: list[tuple[Storage, int | None]] = [(storage, None)]
    done = 0
    while waiting and done < MOST_ATTACHED:
        current, carrier = waiting.pop()
        properties = Properties(current, embedded=carrier is not None)
        names, attached = _attachments(current)
        notes: list[str] = []
        body = _body(properties, notes)
        waiting.extend((inner, done) for inner in reversed(attached))
        done += 1
        yield Opened(tuple(headers_of(current, properties)), body, tuple(names), tuple(notes), carrier)


def _body(properties: Properties, notes: list[str]) -> str:
    """Return the text: the plain one, else that of the HTML, else that of the RTF."""
    text = properties.text(_BODY)
    if not text.strip():
        html = properties.data(_HTML)
        text = html_to_text(properties.decoded(html, declared_charset(html)) if html else properties.text(_HTML))
    if not text.strip() and (packed := properties.data(_RTF)):
        from .rtf import rtf_pieces

        for piece in rtf_pieces(decompressed(packed)):
            text += piece.text
            notes += [piece.problem] if piece.problem else []
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _attachments(storage: Storage) -> tuple[list[str], list[Storage]]:
    """Return the names of what is attached, inline images too, and the messages among it."""
    names: list[str] = []
    attached: list[Storage] = []
    for attachment in storage.iter_attachment_storages():
        properties = Properties(attachment)
        given = (properties.text(pid) for pid in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME))
        names.append(" ".join(next((name for name in given if name.strip()), "unnamed").split()))
        attached += [inner for inner in attachment.storages if inner.name.startswith(f"__substg1.0_{_ATTACHED_MAIL:X}")]
    return names, attached
