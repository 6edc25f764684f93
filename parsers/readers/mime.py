"""One raw mail (RFC 5322, MIME) taken apart: its header values, its own text, its attachments, mails attached to it."""

from __future__ import annotations

import email
import email.errors
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message

from ..document import Tint
from .charset import Decoded, NotTextError, decode
from .encoded_words import readable
from .html import declared_charset, laid_out
from .layout import Page
from .mime_headers import without_floods
from .salvage import salvage

ADDRESSES = frozenset(("from", "sender", "reply-to", "to", "cc", "bcc"))
"""Header fields that hold addresses (RFC 5322 section 3.6)."""

MOST_ATTACHED = 1000
"""Mails attached to one mail, and to each other, that are followed."""

UNREADABLE = (LookupError, ValueError, AttributeError, TypeError, RecursionError, email.errors.MessageError)
"""What the email package and mail-parser are known to raise on broken mail."""

_LINE_END = re.compile(r"\r\n?")
_BODY_TYPES = ("text/plain", "text/html", "text/markdown", "text/enriched")


@dataclass(frozen=True, slots=True)
class Opened:
    """One mail: header values (name as printed, decoded value) in order, its text, names of attachments, notes.

    ``attached_to`` counts in the list that it came in, ``tints`` in ``body``.
    """

    headers: tuple[tuple[str, str], ...]
    body: str
    attachments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    attached_to: int | None = None
    tints: tuple[Tint, ...] = ()


def open_mail(data: bytes) -> list[Opened]:
    """Return the mail, then the mails attached to it (``message/rfc822``), each behind the one that carries it."""
    try:
        message = email.message_from_bytes(without_floods(data))
        return list(_all_in(message))
    except UNREADABLE:
        rescued = salvage(without_floods(data))
        text = "\n".join(_LINE_END.sub("\n", _text_of(part, []).text) for part in rescued.texts)
        note = "parts nested too deep or broken: only the text that was reached is read"
        return [Opened(headers_of_mail(rescued.header), text, (), (note,))]


def _all_in(message: Message) -> Iterator[Opened]:
    waiting: list[tuple[Message, int | None]] = [(message, None)]
    done = 0
    while waiting:
        current, carrier = waiting.pop()
        opened, attached = _own(current, carrier)
        room = max(0, MOST_ATTACHED - done - len(waiting))
        waiting.extend((inner, done) for inner in reversed(attached[:room]))
        done += 1
        yield opened


def _own(message: Message, carrier: int | None) -> tuple[Opened, list[Message]]:
    """Return what is *message*'s own, and the mails attached to it."""
    headers = headers_of_mail(message)
    notes: list[str] = []
    pages: list[Page] = []
    texts, names, attached = _simplify(message, notes, pages)
    try:
        texts, names = _by_mail_parser(message)
    except UNREADABLE:
        notes.append("mail-parser could not read this mail, its parts were read one by one")
    names = [readable(name) for name in names]
    body = "\n".join(text for text in texts if text.strip())
    return Opened(headers, body, tuple(names), tuple(notes), carrier, tuple(_tints(body, pages))), attached


def _tints(body: str, pages: Iterable[Page]) -> Iterator[Tint]:
    """Yield what is in colour in *body*, which holds the texts of *pages* one behind the other."""
    position = 0
    for page in pages:
        if page.tints and (start := body.find(page.text.rstrip("\n"), position)) >= 0:
            yield from (Tint(tint.start + start, tint.end + start, tint.color) for tint in page.tints)
            position = start + len(page.text)


def headers_of_mail(message: Message) -> tuple[tuple[str, str], ...]:
    """Return the header fields of *message* in order, names as printed, values decoded."""
    charset = _charset(message)
    return tuple(
        (name, readable(str(value), charset, phrases=name.lower() in ADDRESSES)) for name, value in message.raw_items()
    )


def _by_mail_parser(message: Message) -> tuple[list[str], list[str]]:
    """Return the texts and the names of attachments as mail-parser tells them apart.

    It is given the MIME structure alone: the header fields are read here, and it parses all of them.
    """
    import mailparser

    bare = Message()
    for name in ("Content-Type", "Content-Disposition", "Content-ID", "MIME-Version"):
        if name in message:
            bare[name] = message[name]
    bare.set_payload(message.get_payload())
    logging.getLogger("mailparser").setLevel(logging.CRITICAL)
    parsed = mailparser.MailParser(bare)
    return list(parsed.text_plain), [str(attachment["filename"]) for attachment in parsed.attachments]


def _simplify(message: Message, notes: list[str], pages: list[Page]) -> tuple[list[str], list[str], list[Message]]:
    """Turn each part, in place, into decoded plain text or a named empty attachment; walk without recursion.

    What was HTML goes to *pages*.
    """
    texts: list[str] = []
    names: list[str] = []
    attached: list[Message] = []
    waiting = [(message, False)]
    while waiting:
        part, plain_only = waiting.pop()
        kind = part.get_content_type()
        inner = _parts(part)
        if kind.startswith("message/") and inner:
            if kind == "message/rfc822":
                attached.extend(inner)
                names.append(_name(part) or "message.eml")
            _empty(part, _name(part) or "message.eml")
        elif inner:
            plain_only = plain_only or (kind == "multipart/alternative" and any(map(_is_plain, inner)))
            waiting.extend((child, plain_only) for child in reversed(inner))
        elif (kind in _BODY_TYPES or kind.startswith("multipart/")) and not _is_attachment(part):
            text = "" if plain_only and kind == "text/html" else _plain(part, kind, notes, pages)
            _become_text(part, text)
            texts += [text] if text else []
        else:
            name = _name(part) or ("unnamed" if _is_attachment(part) else "")
            names += [name] if name else []
            _empty(part, name)
    return texts, names, attached


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _is_plain(part: Message) -> bool:
    payload = part.get_payload(decode=True) if part.get_content_type() == "text/plain" else None
    return isinstance(payload, bytes) and bool(payload.strip()) and not _is_attachment(part)


def _is_attachment(part: Message) -> bool:
    disposition = part.get_content_disposition()
    return disposition == "attachment" or (disposition != "inline" and _name(part) is not None)


def _name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except UNREADABLE:
        return "unnamed"


def _plain(part: Message, kind: str, notes: list[str], pages: list[Page]) -> str:
    decoded = _text_of(part, notes)
    if kind != "text/html":
        return _LINE_END.sub("\n", decoded.text)
    page = laid_out(decoded.text)
    text = _LINE_END.sub("\n", page.text)
    pages += [page] if text == page.text else []
    return text


def _text_of(part: Message, notes: list[str]) -> Decoded:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    declared = _charset(part)
    if declared is None and part.get_content_type() == "text/html":
        declared = declared_charset(data)
    try:
        decoded = decode(data, declared)
    except NotTextError as error:
        notes.append(f"a text part is not text ({error}), passed over")
        return Decoded("", "")
    notes += [decoded.note] if decoded.note else []
    return decoded


def _charset(part: Message) -> str | None:
    try:
        declared = part.get_param("charset")
    except UNREADABLE:
        return None
    value = declared[2] if isinstance(declared, tuple) else declared
    return value if isinstance(value, str) else None


def _become_text(part: Message, text: str) -> None:
    for name in ("Content-Transfer-Encoding", "Content-Type", "Content-Disposition", "Content-ID"):
        del part[name]
    part["Content-Type"] = "text/plain; charset=utf-8"
    part.set_payload(text)


def _empty(part: Message, name: str) -> None:
    for header in ("Content-Transfer-Encoding", "Content-Type", "Content-Disposition", "Content-ID"):
        del part[header]
    part["Content-Type"] = "application/octet-stream"
    if name:
        part.add_header("Content-Disposition", "attachment", filename=name)
    part.set_payload("")
