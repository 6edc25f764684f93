"""The characters of a PDF page as runs: stretches that pdfium takes for one line, with their place on the paper."""

from __future__ import annotations

import ctypes
import math
import re
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_HYPHENS = (0x02, 0xFFFE)  # what pdfium puts for a hyphen at the end of a line, whose end it swallows
_WIDE = 3.0
"""Widths of an average character: a wider gap lies between two cells, not between two words."""
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Run(NamedTuple):
    """A stretch of text on one base line: where it begins and ends, its base line and height, in points.

    ``turned`` counts quarter turns to the left; the place is that on a page which is turned back by as many.
    """

    text: str
    left: float
    right: float
    y: float
    height: float
    turned: int = 0


def runs(page: pdfium.PdfPage) -> list[Run]:
    """Return the runs of *page* in the order of the file."""
    text = page.get_textpage()
    count = text.count_chars()
    code_at = pdfium_c.FPDFText_GetUnicode
    found: list[Run] = []
    codes: list[int] = []
    first = 0
    for index in range(count):
        code = code_at(text, index)
        if code in (10, 13):
            _add(found, text, codes, first, index)
            codes, first = [], index + 1
        elif code in _HYPHENS:
            codes.append(ord("-"))
            _add(found, text, codes, first, index + 1)
            codes, first = [], index + 1
        elif code == 32 and codes and _is_gap(text, index, count):
            _add(found, text, codes, first, index)
            codes, first = [], index + 1
        else:
            codes.append(code)
    _add(found, text, codes, first, count)
    text.close()
    return _from_the_top(found)


def _from_the_top(found: list[Run]) -> list[Run]:
    """Return the runs of a page that lies on its side from its top down: pdfium may give them from the bottom up."""
    sideways = bool(found) and all(run.turned % 2 for run in found)
    if not sideways or found[0].y >= found[-1].y:
        return found
    return sorted(found, key=lambda run: (-round(run.y), run.left))


def _add(found: list[Run], text: pdfium.PdfTextPage, codes: list[int], first: int, end: int) -> None:
    shown = _shown(codes)
    if not shown.strip():
        return
    while codes[0] == 32:  # a generated space has no place
        del codes[0]
        first += 1
    while codes[-1] == 32:
        del codes[-1]
        end -= 1
    turned = _turned(text, first)
    left, bottom, _, top = _box(text, first, turned)
    right = _box(text, end - 1, turned)[2]
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(text, first, x, y)
    base = (y.value, -x.value, -y.value, x.value)[turned]
    left, right, base, height = (at if math.isfinite(at) else 0.0 for at in (left, right, base, top - bottom))
    found.append(Run(shown.strip(), left, max(left, right), base, max(1.0, height), turned))


def _is_gap(text: pdfium.PdfTextPage, index: int, count: int) -> bool:
    """Whether the space at *index* is one that pdfium added for a gap as wide as between two cells."""
    if not 0 < index < count - 1 or pdfium_c.FPDFText_IsGenerated(text, index) != 1:
        return False
    turned = _turned(text, index - 1)
    left, bottom, before, top = _box(text, index - 1, turned)
    after = _box(text, index + 1, turned)[0]
    return left <= before and after - before > _WIDE * 0.5 * max(1.0, top - bottom)


def _turned(text: pdfium.PdfTextPage, index: int) -> int:
    angle = pdfium_c.FPDFText_GetCharAngle(text, index)
    return -round(angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0  # pdfium counts clockwise


def _box(text: pdfium.PdfTextPage, index: int, turned: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of a character's cell on the page turned back, zeros where it has none."""
    box = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(text, index, box):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    return (
        (left, bottom, right, top),
        (bottom, -right, top, -left),
        (-right, -top, -left, -bottom),
        (-top, left, -bottom, right),
    )[turned]


def _shown(codes: list[int]) -> str:
    """Return the characters; halves of a pair are put together, those that show nothing are left out."""
    text = "".join([chr(code) for code in codes if code <= 0x10FFFF])
    if text.isascii() and text.isprintable():
        return text
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return _UNSHOWN.sub("", text).replace("\xa0", " ")
