"""Header fields that exist to stop a parser: a Content-Type of thousands of parameters, which the email package
reads in quadratic time (as do others: CVE-2026-27859)."""

from __future__ import annotations

import re

LONGEST = 16 * 1024
"""Bytes of one field about the content (RFC 2045, RFC 2183), folded lines included, that are kept."""

_FIELD = re.compile(rb"^content-(?:type|disposition|id)[ \t]{0,20}:", re.IGNORECASE | re.MULTILINE)


def without_floods(data: bytes) -> bytes:
    """Return *data* in which no field about content is longer than LONGEST; the rest of such a field is gone."""
    pieces: list[bytes] = []
    position = 0
    for field in _FIELD.finditer(data):
        if field.start() < position:
            continue
        end = _end(data, field.end())
        if end - field.start() > LONGEST:
            pieces += (data[position : field.start() + LONGEST], b"\n")
            position = end
    return b"".join((*pieces, data[position:])) if pieces else data


def _end(data: bytes, position: int) -> int:
    """Return where the field ends: behind the first line end that no white space follows."""
    while True:
        newline = data.find(b"\n", position)
        if newline < 0:
            return len(data)
        position = newline + 1
        if data[position : position + 1] not in (b" ", b"\t"):
            return position
