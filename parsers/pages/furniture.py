"""What a page prints around its emails: page numbers, running heads, section markers, blog furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..folding import BLANK, fold
from ..lexicon import Lexicon
from ..lines import Line
from ..separators import is_rule
from ..templates import Template, even, literals_of

_WIDEST = 400
_WIDEST_LINK = 120
_WIDEST_WORD = 60
_WIDEST_NUMBER = 40
_WIDEST_STAMP = 160
_DIGITS = frozenset("0123456789")
_NUMBER = re.compile(r"\d+")
_NEAR = 3
"""Lines around a page number among which running heads and feet are looked for."""
_BRACKETS = {"[": "]", "(": ")", "［": "］", "（": "）", "【": "】"}


def without_page_noise(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Line]:
    """Return *lines* without those that belong to the pages and not to the text: page numbers, running heads.

    A running head is a line near a page number that stands near another page number too, or at the top or the end
    of the document, alike but for its digits. Blank lines directly behind go with them.
    """
    numbers = [i for i, line in enumerate(lines) if line.content and _is_page_number(line.content, lexicon)]
    numbers = sorted({*numbers, *_stamped(lines, lexicon)})
    if not numbers:
        return lines
    shapes: Counter[str] = Counter()
    near: dict[int, str] = {}
    shown = [index for index, line in enumerate(lines) if not line.blank]
    ends = {index: _shape(lines[index].content) for index in (*shown[:_NEAR], *shown[-_NEAR:])}
    edges = Counter(ends.values())
    for number in numbers:
        around = [i for i in range(max(0, number - _NEAR), min(len(lines), number + _NEAR + 1)) if i != number]
        found = {i: _shape(lines[i].content) for i in around if not lines[i].blank and len(lines[i].content) < 120}
        near |= found
        shapes.update(set(found.values()))
    heads = {i: shape for i, shape in near.items() if shapes[shape] > 1 or edges[shape] > (i in ends)}
    noise = {*heads, *numbers, *(i for i, shape in ends.items() if shape in heads.values())}
    kept: list[Line] = []
    behind = False
    for index, line in enumerate(lines):
        behind = index in noise or (behind and line.blank)
        if not behind:
            kept.append(line)
    return kept


def _stamped(lines: Sequence[Line], lexicon: Lexicon) -> list[int]:
    """Return the lines that end in a page number and stand on several pages, or first in the text.

    Courts stamp each page so: ``Case 1:14-cv-00123   Document 7   Filed 05/03/14   Page 3 of 61``.
    """
    found: list[int] = []
    shapes: Counter[str] = Counter()
    for index, line in enumerate(lines):
        if line.content[-1:] in _DIGITS and _WIDEST_NUMBER < len(line.content) <= _WIDEST_STAMP:
            words = even(line.content).split()
            tails = (literals_of(" ".join(words[-count:])) for count in (2, 3, 4))
            if any(any(tail) and tail in lexicon.page_numbers for tail in tails):
                found.append(index)
                shapes[_shape(line.content)] += 1
    first = next((index for index, line in enumerate(lines) if not line.blank), -1)
    return [index for index in found if shapes[_shape(lines[index].content)] > 1 or index == first]


def _shape(content: str) -> str:
    """Return a line as it is alike on all pages: each number is one ``0``, blanks do not matter."""
    return _NUMBER.sub("0", " ".join(content.casefold().split()))


def _is_page_number(content: str, lexicon: Lexicon) -> bool:
    if len(content) > _WIDEST_NUMBER and content[0] not in BLANK:
        return False
    content = content.strip(BLANK)  # centred, or at the right margin
    if len(content) > _WIDEST_NUMBER or not any(map(str.isdigit, content)):
        return False
    shown = even(content.strip(BLANK + "-–—[]()|"))
    if sum(a.isdigit() and not b.isdigit() for a, b in pairwise(shown + " ")) > 2:
        return False
    return literals_of(shown) in lexicon.page_numbers


def is_banner(content: str, lexicon: Lexicon) -> bool:
    """Whether a line heads a printed conversation: a subject with the number of its messages (Gmail print)."""
    if len(content) >= _WIDEST or not any(character.isdigit() for character in content):
        return False
    flat = even(content.rstrip(BLANK))
    return any(_ends_with_count(form, flat) for form in lexicon.banners.candidates(flat))


def _ends_with_count(form: Template, flat: str) -> bool:
    """Whether a line ends in a number and the words of *form*: ``Budget3 messages``."""
    before, after = form.opening.strip(), form.closing.strip()
    if len(form.parts) != 3 or not after or not flat.endswith(after):
        return False
    counted = flat[: -len(after)].rstrip()
    subject = counted.rstrip("0123456789")
    return len(subject) < len(counted) and subject.rstrip().endswith(before)


def is_section_marker(content: str) -> bool:
    """Whether a line is only the mark of a footnote or a section: ``[3]``, ``(3)``, ``3.``, ``¹``."""
    shown = content.strip(BLANK + "*_#")
    if shown[:1] in _BRACKETS and shown[-1:] == _BRACKETS[shown[0]]:
        shown = shown[1:-1].strip()
    shown = shown.rstrip(".．)）:")
    return 0 < len(shown) <= 3 and all(character.isnumeric() for character in shown)


def is_heading(content: str) -> bool:
    """Whether a line is a Markdown heading (``## Title``), not a line of code that begins with the same mark."""
    return content.lstrip("#")[:1] == " " and 0 < len(content) - len(content.lstrip("#")) <= 6


def is_break(content: str, lexicon: Lexicon) -> bool:
    """Whether a line parts what stands above it from what stands below: a rule, a marker, a banner, a heading."""
    return is_rule(content) or is_section_marker(content) or is_heading(content) or is_banner(content, lexicon)


def is_furniture(content: str, lexicon: Lexicon) -> bool:
    """Whether a line is what pages print beside their texts: links to other pages, buttons, what made the page."""
    return _is_word(content, lexicon) or is_link(content, lexicon)


def _is_word(content: str, lexicon: Lexicon) -> bool:
    return len(content) < _WIDEST_WORD and fold(content.strip(BLANK + ":：")) in lexicon.furniture


def is_link(content: str, lexicon: Lexicon) -> bool:
    """Whether the words of a line alone prove it furniture: its beginning and its end are a form of the tables."""
    if not content or len(content) > _WIDEST:
        return False
    flat = even(content).strip()
    return any(
        form.words[0] in flat and flat.startswith(form.opening.strip()) and flat.endswith(form.closing.strip())
        for form in lexicon.furniture_begun.candidates(flat)
    )


def behind_furniture(lines: Sequence[Line], index: int, lexicon: Lexicon) -> int:
    """Return the first line from ``lines[index]`` on that is neither furniture nor blank, *index* if that itself is.

    Archives print their links between the header and the text; one word alone is text.
    """
    end, words, links = index, 0, 0
    for position in range(index, len(lines)):
        content = lines[position].content
        if not content:
            continue
        if is_link(content, lexicon):
            links += 1
        elif _is_word(content, lexicon):
            words += 1
        else:
            break
        end = position + 1
    return end if links or words > 1 else index


def furniture_from(lines: Sequence[Line], index: int, lexicon: Lexicon) -> int:
    """Return where from *index* on the furniture of the page takes over from the text, or ``len(lines)``.

    One word such as "Comments" proves nothing; two such lines, with nothing but blanks between, do.
    """
    previous = -1
    for position in range(index, len(lines)):
        line = lines[position]
        if line.blank:
            continue
        if len(line.content) < _WIDEST_LINK and is_furniture(line.content, lexicon):
            if previous >= 0:
                return previous
            previous = position
        else:
            previous = -1
    return len(lines)
