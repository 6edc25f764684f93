"""Web pages saved as one file (MHTML, RFC 2557): the HTML of the page is the document, not the mail around it."""

from __future__ import annotations

import email
from email.message import Message

from ..document import Document
from .html import read_html
from .mime import UNREADABLE
from .mime_headers import without_floods

MOST_PARTS = 10_000
"""Parts that are looked at for the page."""


def read_mhtml(data: bytes, name: str) -> Document:
    """Return the visible text of the page: the part that ``start`` names, else the first one that is HTML.

    A file that holds none is read as HTML itself.
    """
    try:
        page = _page(email.message_from_bytes(without_floods(data.lstrip())))
    except UNREADABLE:
        page = None
    return read_html(data if page is None else page, name)


def _page(message: Message) -> bytes | None:
    """Return the bytes of the page, behind the charset that its part declares; None if there is none."""
    start = message.get_param("start")
    first: Message | None = None
    waiting = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop()
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting.extend(reversed([child for child in inner if isinstance(child, Message)]))
        elif part.get_content_type() in ("text/html", "application/xhtml+xml"):
            if isinstance(start, str) and part["Content-ID"] == start:
                return _bytes(part)
            first = part if first is None else first
    return None if first is None else _bytes(first)


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    return data if charset is None else f'<meta charset="{charset}">'.encode("ascii", "ignore") + data
