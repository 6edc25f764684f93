"""Raw mail: ``.eml`` files and mboxes as one text, in which each mail is its header lines and its own text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ..document import Document, RawMail, Tint
from ..message import Field, Problem, Span
from .charset import NotTextError, decode
from .mbox import begins_with_envelope, split_mbox
from .mime import Opened, open_mail
from .text import not_text, read_text

SHOWN: dict[str, Field] = {
    "from": "from",
    "sender": "sender",
    "reply-to": "reply_to",
    "to": "to",
    "cc": "cc",
    "bcc": "bcc",
    "date": "date",
    "subject": "subject",
    "message-id": "message_id",
    "in-reply-to": "in_reply_to",
    "references": "references",
}
"""The header fields that the text prints (RFC 5322 section 3.6), in lower case."""

_FIELD_LINE = re.compile(rb"[!-9;-~]{1,76}[ \t]{0,20}:")
_ENVELOPES = re.compile(rb"\A(?:>?From [^\n]{0,400}\n){1,3}")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0")


def read_eml(data: bytes, name: str) -> Document:
    """Return the mail in *data*, and the mails attached to it; a file that is no mail is read as text."""
    return _read(data, name)


def read_mbox(data: bytes, name: str) -> Document:
    """Return the mails of an mbox, in its order, one blank line between them."""
    return _read(data, name)


def _read(data: bytes, name: str) -> Document:
    if data.startswith(_WIDE) or b"\0" in data[:4]:
        try:
            data = decode(data).text.encode()
        except NotTextError as error:
            return not_text(name, str(error))
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begins_with_envelope(data):
        return composed(name, (opened for mail in split_mbox(data) for opened in [open_mail(mail)]))
    data = _ENVELOPES.sub(b"", data, count=1)
    if not _FIELD_LINE.match(data):
        plain = read_text(data, name)
        note = Problem(name, "no mail header at its start, read as plain text", severity="note")
        return Document(name, plain.text, problems=(note, *plain.problems))
    return composed(name, [open_mail(data)])


def composed(name: str, groups: Iterable[list[Opened]]) -> Document:
    """Return the document of all mails; each group is a mail with those attached to it."""
    pieces: list[str] = []
    mails: list[RawMail] = []
    tints: list[Tint] = []
    notes: Counter[str] = Counter()
    length = 0
    for group in groups:
        first = len(mails)
        for opened in group:
            if mails:
                pieces.append("\n")
                length += 1
            text, mail = _printed(opened, length, first)
            pieces.append(text)
            mails.append(mail)
            tints += [Tint(t.start + mail.body_start, t.end + mail.body_start, t.color) for t in opened.tints]
            length += len(text)
            notes.update(set(opened.notes))
    problems = tuple(Problem(name, _counted(note, times), severity="note") for note, times in notes.items())
    return Document(name, "".join(pieces), tuple(mails), problems=problems, tints=tuple(tints))


def _printed(opened: Opened, start: int, first: int) -> tuple[str, RawMail]:
    """Return the mail as text, and where things are in it if it begins at *start*."""
    pieces: list[str] = []
    spans: list[Span] = []
    position = start
    for field, value in opened.headers:
        role = SHOWN.get(field.lower())
        if role is None:
            continue
        pieces.append(f"{field}: {value}\n")
        value_start = position + len(field) + 2
        spans.append(Span(role, value_start, value_start + len(value)))
        position += len(pieces[-1])
    body = opened.body.rstrip("\n")
    body_start = position + 1
    text = "".join(pieces) + "\n" + body + "\n"
    headers = tuple((field.lower(), value) for field, value in opened.headers)
    carrier = None if opened.attached_to is None else first + opened.attached_to
    mail = RawMail(start, body_start, body_start + len(body), headers, tuple(spans), opened.attachments, carrier)
    return text, mail


def _counted(note: str, times: int) -> str:
    return note if times == 1 else f"{note} (in {times} mails)"
