"""From bytes to text: byte-order marks, declared charsets, and a checked guess where nothing is declared."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

SAMPLE = 256 * 1024
"""Bytes that the detector looks at; the whole is decoded with its answer all the same."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REFUSED = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "oem", "palmos"}
_WIDER = {  # what programs write under a narrower name (WHATWG Encoding Standard, section 4.2)
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso2022_jp": "iso2022_jp_ext",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
_ALIASES = {"x-sjis": "cp932", "x-euc-jp": "euc_jp", "x-gbk": "gb18030", "ks_c_5601-1987": "cp949", "cp-850": "cp850"}
_ALIASES |= {"unicode-1-1-utf-8": "utf-8", "iso-8859-8-i": "iso8859-8", "x-mac-roman": "mac_roman"}
_C1 = re.compile(r"[\x80-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_MOST_NULS = 100
"""A text may hold one NUL in so many bytes; with more it is no text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that gave it, and a note for people where that was a guess or cost something."""

    text: str
    codec: str
    note: str = ""


class NotTextError(ValueError):
    """The bytes are no text in any charset; the message says why. Readers turn it into a Problem."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return *data* as text without its byte-order mark; raise NotTextError where it is no text.

    A mark wins over *declared*, which wins over UTF-8 where it is a charset and the bytes agree with it.
    What is left is detected, and read as Windows-1252 where detection fails.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _with(data[len(mark) :], marked)
    wide = _utf16_by_nuls(data)
    if wide:
        return _with(data, wide)
    if data.count(0) * _MOST_NULS > max(len(data), 2 * _MOST_NULS):
        raise NotTextError("it holds NUL bytes")
    codec = text_codec(declared)
    if codec and (text := _strictly(data, codec)) is not None:
        if _takes_any_byte(codec) and (better := _strictly(data, "utf-8")) is not None:
            return Decoded(better, "utf-8")
        return Decoded(text, codec)
    found = _undeclared(data)
    if declared and not data.isascii():
        reason = "does not fit" if codec else "is no charset"
        return Decoded(found.text, found.codec, f"the charset {declared[:40]!r} {reason}, read as {found.codec}")
    return found


def text_codec(declared: str | None) -> str | None:
    """Return the codec for a declared charset, widened as browsers do, or None if it is no real charset."""
    if not declared or "\0" in declared or len(declared) > 60:
        return None
    name = declared.strip().strip("\"'").lower()
    try:
        info = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError, UnicodeError):
        return None
    if not getattr(info, "_is_text_encoding", True) or info.name in _REFUSED:
        return None
    return _WIDER.get(info.name, info.name)


def without_surrogates(text: str) -> str:
    """Return *text* with each lone surrogate replaced by U+FFFD, so that it can be written as UTF-8."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def _with(data: bytes, codec: str) -> Decoded:
    text = _strictly(data, codec)
    if text is not None:
        return Decoded(text, codec)
    broken = data.decode(codec, "replace")
    return Decoded(without_surrogates(broken), codec, f"damaged {codec}, unreadable characters replaced")


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        if codec != "cp1252":
            return None
        text = data.decode("latin-1")  # five bytes that Windows-1252 leaves open (WHATWG maps them to C1)
    return None if _SURROGATES.search(text) else text


def _takes_any_byte(codec: str) -> bool:
    return codec.startswith(("cp125", "iso8859", "latin"))


def _utf16_by_nuls(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: ASCII letters and line ends leave NULs on one side."""
    head = data[:4096]
    if len(head) < 4 or not head.count(0):
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd * 40 > half and even * 20 < odd:
        return "utf-16-le"
    if even * 40 > half and odd * 20 < even:
        return "utf-16-be"
    return None


def _undeclared(data: bytes) -> Decoded:
    if b"\x1b$" in data and data.isascii() and (text := _strictly(data, "iso2022_jp_ext")) is not None:
        return Decoded(text, "iso-2022-jp")
    if (text := _strictly(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    cut = _nearly_utf8(data)
    if cut is not None:
        return Decoded(cut, "utf-8", "damaged utf-8, unreadable characters replaced")
    guess = _detected(data)
    if guess is not None:
        return guess
    return Decoded(_strictly(data, "cp1252") or "", "windows-1252", "the charset is not known, read as windows-1252")


def _nearly_utf8(data: bytes) -> str | None:
    """Return the text if all but a few of the bytes beyond ASCII are UTF-8 (cut or spliced files)."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = len(data) - sum(map(data.count, range(128))) if len(data) < 4096 else _beyond_ascii(data)
    return text if wrong * 20 <= right - wrong else None


def _beyond_ascii(data: bytes) -> int:
    return len(data.translate(None, bytes(range(128))))


def _detected(data: bytes) -> Decoded | None:
    import cchardet

    found = cchardet.detect(data[:SAMPLE])
    codec = text_codec(found.get("encoding"))
    if codec is None or codec == "cp1252":
        return None
    text = _strictly(data, codec)
    if text is None or len(_C1.findall(text[:SAMPLE])) * 200 > len(text[:SAMPLE]):
        return None
    return Decoded(text, codec, f"the charset is not declared, read as {codec}")
