"""The text of a body from its lines: furniture, rules and list footers cut off its end, indentation taken back."""

from __future__ import annotations

from collections.abc import Sequence

from .folding import BLANK
from .headers.labels import label_at_start
from .lexicon import Lexicon
from .lines import Line
from .pages.furniture import is_break, is_link
from .separators import is_rule
from .templates import even

_FOOTER = 12
"""Lines with text that a footer may have."""
_LONGEST = 120
_FRAME = 8
_BANNER = 150
"""Letters from which on what stands between two such lines at the end is no signature."""
_SIGNATURE = ("--", "-- ")
_LIST_LINK = "/listinfo/"
"""What the address of every Mailman list's page holds; programs that number their lists print it below ``--``."""
_LOST = "?"


def body_lines(lines: Sequence[Line], lexicon: Lexicon, *, dedent: bool = False) -> list[str]:
    """Return the lines of a body without what stands around it; with *dedent* their common indentation is gone."""
    texts = _without_lost_marks([line.content for line in own_lines(lines, lexicon)])
    if dedent:
        margin = min((len(t) - len(t.lstrip(BLANK)) for t in texts if t), default=0)
        texts = [t[margin:] for t in texts]
    if texts:
        texts[0] = texts[0].lstrip(BLANK) if dedent else texts[0].strip("\ufeff\u200b")
    return texts


def _without_lost_marks(texts: list[str]) -> list[str]:
    """Take off the question marks that a list put for invisible marks (U+200B, U+FEFF) around a text.

    Mail programs set the text between two of them; the last one then stands alone on its line.
    """
    end = len(texts)
    while end > 1 and texts[end - 1].strip(BLANK) in ("", _LOST):
        end -= 1
    if _LOST not in (text.strip(BLANK) for text in texts[end:]):
        return texts
    first = texts[0].lstrip(BLANK)
    return [first[first[:1] == _LOST :], *texts[1:end]]


def own_lines(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Line]:
    """Return the stretch of *lines* that is somebody's text: without rules, banners, footers around it."""
    shown = _trimmed(lines, lexicon)
    while shown and is_footer(shown[0].content, lexicon):  # a warning that the mail program put above the text
        shown = _trimmed(shown[1:], lexicon)
    shown = _trimmed(_first_part(shown), lexicon)
    while (cut := _footer(shown, lexicon)) < len(shown):
        shown = _trimmed(shown[:cut], lexicon)
    return _trimmed(shown[: _digest_end(shown, lexicon)], lexicon)


def _digest_end(lines: Sequence[Line], lexicon: Lexicon) -> int:
    """Return where the footer of a digest begins: a rule, and below it nothing but a subject (Mailman)."""
    last = len(lines) - 1
    label = label_at_start(lines[last].content, lexicon) if last > 1 else None
    if label is None or label.fields != {"subject"}:
        return len(lines)
    above = next((i for i in range(last - 1, -1, -1) if not lines[i].blank), 0)
    return above if is_rule(lines[above].content) else len(lines)


def _first_part(lines: Sequence[Line]) -> Sequence[Line]:
    """Cut what follows the text of a mail printed part by part: ``[-- Attachment #2: plan.pdf --]`` (mutt)."""
    marks = [i for i, line in enumerate(lines) if line.content[:4] == "[-- " and line.content[-3:] == "--]"]
    start = 0
    for mark in marks:
        if any(not line.blank for line in lines[start:mark]):
            return lines[start:mark]
        start = mark + 1
    return lines[start:]


def _trimmed(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Line]:
    """Cut blank lines at both ends, and rules, markers and banners at the end.

    A rule that hangs on the text above it is the end of a signature, not what parts two emails.
    """
    start, end = 0, len(lines)
    while start < end and (lines[start].blank or is_rule(lines[start].content)):
        start += 1
    while end > start and (lines[end - 1].blank or _parts(lines, start, end - 1, lexicon)):
        end -= 1
    return lines[start:end]


def _parts(lines: Sequence[Line], start: int, index: int, lexicon: Lexicon) -> bool:
    content = lines[index].content
    if is_link(content, lexicon):  # ``End of Budget Digest`` between rules
        above = next((lines[i].content for i in range(index - 1, start - 1, -1) if not lines[i].blank), "")
        return is_rule(above)
    hangs = index > start and not lines[index - 1].blank and not is_rule(lines[index - 1].content)
    hangs = hangs and not is_link(lines[index - 1].content, lexicon)
    return is_break(content, lexicon) and not (hangs and is_rule(content) and "`" not in content)


def _footer(lines: Sequence[Line], lexicon: Lexicon) -> int:
    """Return the line at which the footer of a mailing list or a legal notice begins, ``len(lines)`` if there is none.

    It is looked for among the last lines only: below a long line of underscores (Mailman) with an address, or
    from a line that the tables know as the beginning of one.
    """
    shown = box = 0
    found = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        content = lines[index].content
        if content and is_footer(content, lexicon):
            found = index
        if len(content) >= 20 and not content.strip(BLANK + "_"):
            below = " ".join(line.content for line in lines[index + 1 :])
            return index if "://" in below or "mailto:" in below or "@" in below else found
        if _is_box(content):
            if box and sum(map(len, (line.content for line in lines[index + 1 : box]))) >= _BANNER:
                return index
            box = index
        if content in _SIGNATURE and any(_LIST_LINK in line.content for line in lines[index + 1 :]):
            return index
        shown += bool(content)
        if shown > _FOOTER:
            break
    return found


def _is_box(content: str) -> bool:
    """Whether a line of stars or number signs frames a banner."""
    return len(content) >= _FRAME and content[0] in "*#" and not content.strip(content[0])


def is_footer(content: str, lexicon: Lexicon) -> bool:
    """Whether a line begins like the footer of a mailing list or like a legal notice."""
    flat = even(content[:_LONGEST]).strip(" *_>-")
    return any(flat.startswith(form.opening.strip()) for form in lexicon.footers.candidates(flat))
