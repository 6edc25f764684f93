"""The mails of an mbox file (RFC 4155), quoted the mboxrd way."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_ENVELOPE = 400
"""Bytes of an envelope line at most."""

_AFTER_BLANK = re.compile(rb"(?:\A|\n\r?\n|\r\r)(From [^\r\n]{1,%d})(?=\r?\n|\r|\Z)" % LONGEST_ENVELOPE)
_TIME = re.compile(rb"\d\d?:\d\d")
_YEAR = re.compile(rb"(?<!\d)\d{4}(?!\d)")
_ESCAPED = re.compile(rb"^>(>{0,99}From )", re.MULTILINE)


def split_mbox(data: bytes) -> Iterator[bytes]:
    """Yield each mail without its envelope line; nothing if *data* does not begin with one.

    An envelope line counts only at the start or after a blank line, and only with a time and a year.
    ``>From `` within a mail loses one mark.
    """
    starts = [found.span(1) for found in _AFTER_BLANK.finditer(data) if _is_envelope(found[1])]
    if not starts or starts[0][0] != 0:
        return
    ends = [start for start, _ in starts[1:]] + [len(data)]
    for (_, begin), end in zip(starts, ends, strict=True):
        yield _ESCAPED.sub(rb"\1", data[begin:end].lstrip(b"\r\n"))


def begins_with_envelope(data: bytes) -> bool:
    """Return whether the first line is an envelope line, as in an mbox."""
    found = _AFTER_BLANK.match(data)
    return bool(found and _is_envelope(found[1]))


def _is_envelope(line: bytes) -> bool:
    return bool(_TIME.search(line) and _YEAR.search(line))
