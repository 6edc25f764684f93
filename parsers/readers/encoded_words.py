"""Encoded words in header values (RFC 2047) and what else makes a raw header value readable."""

from __future__ import annotations

import base64
import binascii
import re

from .charset import NotTextError, decode, without_surrogates

_WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?\r\n]*)\?=")
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_SPECIALS = re.compile(r'[,;:<>@()\[\]"\\]')


def readable(raw: str, charset: str | None = None, *, phrases: bool = False) -> str:
    """Return a header value as a mail program shows it, on one line.

    *raw* is the value as the email package gives it (bytes beyond ASCII as surrogates); *charset* is
    tried for such bytes. With *phrases*, a decoded word that holds one of the specials of RFC 5322
    (a comma in a name) is quoted, so that it stays one name. Linear in the length of *raw*.
    """
    value = _FOLD.sub(" ", raw)
    if not value.isascii():
        value = _bytes_to_text(value.encode("utf-8", "surrogateescape"), charset)
    if "=?" in value:
        value = _decoded(value, phrases)
    return _CONTROL.sub(" ", without_surrogates(value)).strip()


def _decoded(value: str, phrases: bool) -> str:
    """Replace each run of encoded words; words of one charset are joined before decoding, as mailers split letters."""
    parts: list[str] = []
    run: list[tuple[str, bytes]] = []
    end = 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if between.strip() or not run:
            parts += (_run_text(run, phrases, parts), between)
            run = []
        run.append((word[1].lower(), _word_bytes(word[2], word[3])))
        end = word.end()
    parts += (_run_text(run, phrases, parts), value[end:])
    return "".join(parts)


def _run_text(run: list[tuple[str, bytes]], phrases: bool, before: list[str]) -> str:
    pieces: list[str] = []
    waiting: list[bytes] = []
    for number, (charset, data) in enumerate(run):
        waiting.append(data)
        if number + 1 == len(run) or run[number + 1][0] != charset:
            pieces.append(_bytes_to_text(b"".join(waiting), charset))
            waiting = []
    text = "".join(pieces)
    quoted = bool(before) and before[-1].endswith('"')
    if phrases and not quoted and _SPECIALS.search(text) and "@" not in text:
        text = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    if encoding in "qQ":
        return _HEX.sub(lambda found: bytes((int(found[1], 16),)), data.replace(b"_", b" "))
    try:
        return base64.b64decode(data.rstrip(b"=") + b"==")
    except (binascii.Error, ValueError):
        return data


def _bytes_to_text(data: bytes, charset: str | None) -> str:
    try:
        return decode(data, charset).text
    except NotTextError:
        return data.decode("latin-1")
