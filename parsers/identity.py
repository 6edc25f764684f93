"""The id of a message that prints none: the same email has the same id wherever it is read."""

from __future__ import annotations

import hashlib
import unicodedata

from .message import Address, Message

_TEXT = 400
"""Code points of a body that tell it apart; prints of one email often differ towards the end."""


def message_id(message: Message) -> str:
    """Return ``<...@mailweave.invalid>``, made from sender, date, subject and the beginning of the body."""
    date = message.date
    parts = [
        _who(message.from_),
        (date.iso or date.text) if date else "",
        _plain(message.subject or ""),
        _plain(message.body[: 2 * _TEXT])[:_TEXT],
    ]
    if not any(parts):
        parts.append(f"{message.found.document}:{message.found.start}")
    digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"<{digest[:24]}@mailweave.invalid>"


def _who(address: Address | None) -> str:
    return _plain(address.email or address.name or "") if address else ""


def _plain(text: str) -> str:
    """Letters and digits only, folded: white space, line breaks and emphasis differ between prints."""
    letters = "".join(character for character in text if character.isalnum())
    return unicodedata.normalize("NFKC", letters).casefold()
