"""Text of unknown origin made safe to show: no control character reaches a terminal, a header or a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_MARKS = 8  # combining marks in a row; no script stacks more, and long runs paint over the lines above
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_UNSEEN = (0xAD, 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)

_VISIBLE: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(32)}
_VISIBLE |= dict.fromkeys(range(0x7F, 0xA0), "\ufffd") | {0x7F: "\u2421"}
_VISIBLE |= dict.fromkeys((*_UNSEEN, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)))
_VISIBLE |= dict.fromkeys(
    (*range(0xFDD0, 0xFDF0), *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF))), "\ufffd"
)
_LINES = _VISIBLE | dict.fromkeys(map(ord, _BREAKS), "\n") | {9: "\t", 10: "\n"}
_LINE = _VISIBLE | dict.fromkeys(map(ord, f"{_BREAKS}\t\n\r"), " ")
_HEADER = dict.fromkeys((*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")


def printable(text: str, *, lines: bool = False) -> str:
    """Return *text* with nothing in it that a terminal would obey.

    Control characters become their pictures (ESC is shown as U+241B), invisible ones that reorder or hide
    text (bidi controls, zero-width spaces, tags) are dropped, a lone surrogate becomes U+FFFD. The result
    is one line, unless *lines* keeps line breaks; tabs become spaces either way.
    """
    text = sound(text)
    if not lines:
        return _capped(text.translate(_LINE))
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINES)
    return _capped(text.expandtabs(8))


def one_line(text: str) -> str:
    """Return *text* as one line for a header field: control characters and line separators become spaces."""
    return sound(text).translate(_HEADER).strip()


def closed(text: str) -> str:
    """Return a mark to set behind printable *text* where it runs from right to left, else nothing.

    Terminals that reorder text would take a date behind such a name along, and one behind Arabic they would turn round.
    """
    return "\u200e" if not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text) else ""


def sound(text: str) -> str:
    """Return *text* with surrogate pairs joined and lone surrogates replaced by U+FFFD: it can be encoded."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _capped(text: str) -> str:
    return text if text.isascii() else "".join(_few_marks(text))


def _few_marks(text: str) -> Iterator[str]:
    run = 0
    for character in text:
        run = run + 1 if character > "\u02ff" and unicodedata.category(character)[0] == "M" else 0
        if run <= _MARKS:
            yield character
