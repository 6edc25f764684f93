"""The text of a mail that the email package cannot parse: one pass over its lines, however deep its parts nest."""

from __future__ import annotations

import email
from dataclasses import dataclass
from email.message import Message

MOST_PARTS = 10_000
"""Parts that are looked at."""

LONGEST_HEADER = 256 * 1024
"""Bytes of one header that are parsed."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The header of a mail, and its text parts in order, each a message without parts."""

    header: Message
    texts: tuple[Message, ...]


def salvage(data: bytes) -> Salvaged:
    """Return the header and the ``text/plain`` parts (``text/html`` where there are none) of a raw mail.

    Every boundary that some part has declared so far ends a part: which one nests in which is not asked.
    """
    top: Message | None = None
    parts: list[Message] = []
    boundaries: set[bytes] = set()
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    position = 0
    for _ in range(MOST_PARTS):
        if position >= len(lines):
            break
        header, position = _header(lines, position)
        if top is None:
            top = header
        boundary = header.get_boundary()
        if boundary:
            boundaries.add(boundary.encode("utf-8", "surrogateescape"))
        if header.get_content_maintype() == "message":
            continue  # a header follows
        begin = position
        while position < len(lines) and not _is_boundary(lines[position], boundaries):
            position += 1
        if header.get_content_maintype() == "text":
            parts.append(_with_body(header, b"\n".join(lines[begin:position])))
        position += 1
    plain = tuple(part for part in parts if part.get_content_type() == "text/plain")
    return Salvaged(top if top is not None else Message(), plain or tuple(parts))


def _header(lines: list[bytes], position: int) -> tuple[Message, int]:
    begin = position
    while position < len(lines) and lines[position].strip():
        position += 1
    block = b"\n".join(lines[begin:position])[:LONGEST_HEADER]
    try:
        header = email.message_from_bytes(block + b"\n\n")
        header.get_boundary()
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError):
        header = Message()
    return header, position + 1


def _is_boundary(line: bytes, boundaries: set[bytes]) -> bool:
    if not line.startswith(b"--"):
        return False
    name = line[2:].rstrip()
    return name in boundaries or (name.endswith(b"--") and name[:-2] in boundaries)


def _with_body(header: Message, body: bytes) -> Message:
    part = Message()
    for name in ("Content-Type", "Content-Transfer-Encoding"):
        if name in header:
            part[name] = header[name]
    part.set_payload(body.decode("ascii", "surrogateescape"))
    return part
