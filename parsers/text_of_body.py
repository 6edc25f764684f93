"""The text of a body from its lines: furniture, rules and list footers cut off its end, indentation taken back."""

from __future__ import annotations

from collections.abc import Sequence

from .folding import BLANK
from .furniture import is_break
from .lexicon import Lexicon
from .lines import Line
from .separators import is_rule

_FOOTER = 8
"""Lines that the footer of a mailing list may have below its rule."""


def body_lines(lines: Sequence[Line], lexicon: Lexicon, *, dedent: bool = False) -> list[str]:
    """Return the lines of a body without what stands around it; with *dedent* their common indentation is gone."""
    shown = _without_footer(_trimmed(lines, lexicon))
    texts = [line.content for line in _trimmed(shown, lexicon)]
    if dedent:
        margin = min((len(t) - len(t.lstrip(BLANK)) for t in texts if t), default=0)
        texts = [t[margin:] for t in texts]
    if texts:
        texts[0] = texts[0].lstrip(BLANK) if dedent else texts[0].strip("\ufeff\u200b")
    return texts


def _trimmed(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Line]:
    """Cut blank lines at both ends, and rules, markers and banners at the end."""
    start, end = 0, len(lines)
    while start < end and (lines[start].blank or is_rule(lines[start].content)):
        start += 1
    while end > start and (lines[end - 1].blank or is_break(lines[end - 1].content, lexicon)):
        end -= 1
    return lines[start:end]


def _without_footer(lines: Sequence[Line]) -> Sequence[Line]:
    """Cut a mailing list's footer: a long line of underscores (Mailman) and, to the end, a few lines with an address."""
    shown = 0
    for index in range(len(lines) - 1, -1, -1):
        content = lines[index].content
        if len(content) >= 20 and not content.strip(BLANK + "_"):
            below = " ".join(line.content for line in lines[index + 1 :])
            if "://" in below or "mailto:" in below or "@" in below:
                return lines[:index]
            return lines
        shown += not lines[index].blank
        if shown > _FOOTER:
            break
    return lines
