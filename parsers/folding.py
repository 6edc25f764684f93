"""Folding of short printed forms, so that ``主　題`` and ``*From*`` meet the words of the tables.

Only short texts (labels, prefixes, separators) are folded; whole documents never are, because offsets must
keep pointing into the text as read and because normalisation is quadratic on long runs of combining marks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 96
"""Code points that a form may have; longer texts are never a label, a prefix or a separator."""

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufe0f\ufeff"
)
"""Soft hyphens, joiners, bidi controls, variation selectors: printed by programs, seen by nobody."""

EMPHASIS = "*_`~"
SPACES = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BEYOND_ASCII = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_LEFT = 3
"""Letters that a form must keep to be known without the others."""
BLANK = SPACES + INVISIBLE + "\r\n\x0b\x0c\x85\u2028\u2029"
"""Everything that shows nothing: what ``strip`` must take off both ends of a printed value."""

_DROPPED: dict[int, int | str | None] = dict.fromkeys(map(ord, BLANK + EMPHASIS)) | dict.fromkeys(map(ord, "’‘ʼ"), "'")
_SHAPES = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "j": "l", "|": "l", "!": "l", "5": "s", "8": "b", "é": "e", "ı": "l"}
)
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


@lru_cache(maxsize=65536)
def fold(form: str) -> str:
    """Return *form* as the tables are keyed: no white space, emphasis or invisible marks, NFKC, case folded.

    Returns the empty string for what is too long to be a form.
    """
    if len(form) > LONGEST:
        return ""
    return unicodedata.normalize("NFKC", form.translate(_DROPPED)).casefold()


def visible(text: str) -> str:
    """Return *text* without invisible characters and with every run of white space as one blank."""
    return " ".join(text.translate(_UNSEEN).split())


def shape(folded: str) -> str:
    """Return a folded label with characters that scanners confuse made alike (rn and m, i and l and 1, 0 and o)."""
    return folded.translate(_SHAPES).replace("rn", "m").replace("vv", "w").replace("cl", "d")


def with_lost_letters(form: str) -> str | None:
    """Return *form* as archives in ASCII print it, a question mark for each letter of Latin that they lack.

    None where it lacks none, or where so little is left that it could be anything.
    """
    shown, lost = _BEYOND_ASCII.subn("?", form)
    return shown if lost and sum(char.isascii() and char.isalpha() for char in shown) >= _LEFT else None
