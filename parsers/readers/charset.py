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
_REFUSED = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "mbcs", "oem"}
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
_CARELESS = ("cp1252", "cp1254", "iso8859-15", "iso8859-2", "cp1250")  # declared by default, over UTF-8 as well
_C1 = re.compile(r"[\x80-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_PLAIN = bytes(range(32, 127)) + b"\t\n\r\f"
_FEWEST = 6
"""Bytes beyond ASCII that a detector of single-byte charsets needs to be believed."""
_PAIR = re.compile(rb"[\x81-\xfe]([\x40-\x7e\x80-\xfe])")


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
    head = data[:SAMPLE]
    if 0 in head and _share(head, _CONTROL) > 0.1:
        raise NotTextError("it holds NUL bytes and other control characters")
    codec = text_codec(declared)
    if codec and (text := _strictly(data, codec)) is not None:
        if codec in _CARELESS and (better := _strictly(data, "utf-8")) is not None:
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
    return codec.startswith(("cp125", "cp874", "iso8859", "koi8", "latin", "mac"))


def _share(data: bytes, of: bytes) -> float:
    return 1 - len(data.translate(None, of)) / len(data) if data else 0.0


def _utf16_by_nuls(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: ASCII letters and line ends leave NULs on one side."""
    head = data[:4096]
    if 0 not in head or len(head) < 4 or _share(head, _PLAIN) > 0.75:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 80 < len(head) or min(even, odd) * 20 > max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    return None if _share(head.decode(codec, "ignore").encode("utf-8", "ignore"), _CONTROL) > 0.01 else codec


def _undeclared(data: bytes) -> Decoded:
    if b"\x1b$" in data and data.isascii() and (text := _strictly(data, "iso2022_jp_ext")) is not None:
        return Decoded(text, "iso-2022-jp")
    if (text := _strictly(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    if (text := _nearly_utf8(data)) is not None:
        return Decoded(text, "utf-8", "damaged utf-8, unreadable characters replaced")
    if (guess := _detected(data)) is not None:
        return guess
    text = _strictly(data, "cp1252") or ""
    return Decoded(text, "windows-1252", "the charset is not known, read as windows-1252")


def _nearly_utf8(data: bytes) -> str | None:
    """Return the text if it is UTF-8 but for a cut end, or for a few of its bytes beyond ASCII (spliced files)."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = _beyond_ascii(data) - wrong
    cut = wrong == 1 and text.endswith("\ufffd") and data[-1] >= 0x80 and data[-2:-1] >= b"\x80"
    return text if cut or wrong * 20 <= right else None


def _beyond_ascii(data: bytes) -> int:
    return len(data.translate(None, bytes(range(128))))


def _detected(data: bytes) -> Decoded | None:
    import cchardet

    codec = text_codec(cchardet.detect(data[:SAMPLE]).get("encoding"))
    if codec in ("big5hkscs", "gb18030"):
        codec = _chinese(data[:SAMPLE])
    if codec is None or codec == "cp1252":
        return None
    if _takes_any_byte(codec) and _beyond_ascii(data) < _FEWEST:
        return None
    text = _strictly(data, codec)
    if text is None or len(_C1.findall(text[:SAMPLE])) * 200 > len(text[:SAMPLE]):
        return None
    return Decoded(text, codec, f"the charset is not declared, read as {codec}")


def _chinese(data: bytes) -> str:
    """Return which of the two it is: two bytes in five end a Big5 character below 0x80, hardly any in GB 2312."""
    seconds = _PAIR.findall(data)
    low = sum(1 for second in seconds if second < b"\x80")
    return "big5hkscs" if low * 10 > len(seconds) else "gb18030"
