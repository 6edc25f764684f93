"""Separator lines: ``-----Original Message-----``, ``Begin forwarded message:``, and plain rules."""

from __future__ import annotations

from .folding import BLANK, fold
from .lexicon import Lexicon, Separator
from .templates import even

DASHES = "-‐‑‒–—―─━_=*~+#·•>`"
_ENDS = frozenset(DASHES + ":：")
_RULE = frozenset(DASHES + BLANK)
_ESCAPE = "\\"
"""Markdown prints it before dashes that are to be shown as such."""
_LONGEST = 160
_BARE = 64
"""Code points up to which a line without dashes or colon may be a separator: the words alone."""


def separator(content: str, lexicon: Lexicon) -> Separator | None:
    """Return what the separator line *content* announces: an ``original`` (answered) email or a ``forward``.

    None for any other line. The words may stand between dashes or stars and may end in a colon.
    """
    content = content.removeprefix(_ESCAPE)
    if len(content) > _LONGEST or (len(content) > _BARE and content[-1] not in _ENDS and content[0] not in _ENDS):
        return None
    words = content.strip(DASHES + BLANK + ":：")
    if not words:
        return None
    kind: Separator | None = lexicon.separators.get(fold(words))
    if kind is not None or content[0] not in DASHES:
        return kind
    flat = even(words)
    begun: list[Separator] = [kind for form, kind in lexicon.separators_begun if flat.startswith(form.opening.strip())]
    return begun[0] if begun else None


def separator_at_start(content: str, lexicon: Lexicon) -> tuple[Separator, int] | None:
    """Return the separator that *content* begins with and where it ends, dashes included.

    For layouts that print the header on the same line (Yahoo Mail). None where no dashes close it.
    """
    start = len(content) - len(content.lstrip(DASHES + BLANK + _ESCAPE))
    if start < 3:
        return None
    end = min((at for dash in "-–—_*" if (at := content.find(dash * 3, start, start + _LONGEST)) > 0), default=-1)
    if end < 0:
        return None
    announced = lexicon.separators.get(fold(content[start:end]))
    if announced is None:
        return None
    while end < len(content) and content[end] in _RULE:
        end += 1
    return announced, end


def is_rule(content: str) -> bool:
    """Whether a line is only a horizontal rule: dashes, underscores, stars, equal signs."""
    return bool(content) and content[0] in _RULE and len(content.strip(BLANK)) >= 3 and _RULE.issuperset(content)
