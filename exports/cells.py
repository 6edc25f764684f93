"""Table cells that no spreadsheet runs as a formula."""

from __future__ import annotations

import re

_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\u2212")
_FIRST = _FORMULA | frozenset("\t\r\n\0")
_BLANK = re.compile("[\\s\0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*")
_MARKS = re.compile("'*")


def disarmed(text: str) -> str:
    """Return *text* with an apostrophe in front where a spreadsheet could take it for a formula.

    That is where it begins with ``= + - @``, their full-width forms, the minus sign, a tab, a line break or
    NUL, also behind white space and characters that do not show. ``rearmed`` gives the text back.
    """
    return f"'{text}" if _acts(text[_MARKS.match(text).end() :]) else text  # type: ignore[union-attr]


def rearmed(cell: str) -> str:
    """Return the text that ``disarmed`` made *cell* from."""
    return cell[1:] if cell.startswith("'") and disarmed(cell[1:]) == cell else cell


def _acts(text: str) -> bool:
    if not text or text[0] in _FIRST:
        return bool(text)
    blank = _BLANK.match(text)
    return blank is not None and text[blank.end() : blank.end() + 1] in _FORMULA
