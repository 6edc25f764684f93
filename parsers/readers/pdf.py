"""PDF: the lines of the text layer, page by page, as they stand on the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .layout import LABEL_CELL, is_labelled
from .pdf_chars import Run, runs
from .pieces import Piece

MOST_PAGES = 50_000
MOST_UNREADABLE = 50
"""Pages in a row that cannot be loaded before the page count is taken for a lie."""

STAMP = 60
"""Characters at most that a scanned page may show (a stamp, a page number) and still count as one without text."""


def pdf_pieces(data: bytes) -> Iterator[Piece]:
    """Yield each page of a PDF that has text, and what could not be read, with the numbers of the pages."""
    try:
        pdf = pdfium.PdfDocument(data)
        count = len(pdf)
    except pdfium.PdfiumError as error:
        yield Piece(problem=_refusal(error))
        return
    bare, lost = _Ranges(), _Ranges()
    for number in range(1, min(count, MOST_PAGES) + 1):
        try:
            page = pdf[number - 1]
            text = page_text(page)
            silent = len(text) <= STAMP and _is_picture(page, text)
            page.close()
        except pdfium.PdfiumError:
            lost.add(number)
            if lost.last_in_a_row() > MOST_UNREADABLE:
                break
            text, silent = "", False
        if silent and not text.strip():
            bare.add(number)
        elif silent:
            yield Piece(problem=f"page {number} is a picture with a stamp (a scan?), only the stamp was read")
        yield Piece(text, page=True)
    if count > MOST_PAGES:
        yield Piece(problem=f"more than {MOST_PAGES:,} pages, the rest is left out")
    for first, last in bare:
        many = last > first
        where = f"pages {first} to {last} have" if many else f"page {first} has"
        yield Piece(problem=f"{where} no text ({'scans' if many else 'a scan'}?), nothing read from {_it(many)}")
    for first, last in lost:
        where = f"pages {first} to {last}" if last > first else f"page {first}"
        yield Piece(problem=f"{where} cannot be loaded, nothing read from {_it(last > first)}")


def page_text(page: pdfium.PdfPage) -> str:
    """Return the text layer of *page*: a line per line on the paper, a blank one where the space is wide."""
    lines = _lines(runs(page))
    wide = 1.4 * _pitch(lines)
    steps = [0.0, *(_step(upper, lower) for upper, lower in pairwise(lines))]
    pieces: list[str] = []
    for line, step in zip(lines, steps, strict=False):
        text = line.text()
        if step > wide:
            both_labelled = is_labelled(pieces[-1]) and is_labelled(text)  # rows of a table are set wide
            pieces += [] if both_labelled else [""]
        pieces.append(text)
    return "\n".join(pieces) + "\n" if pieces else ""


@dataclass(slots=True)
class _Line:
    """The runs on one base line, in reading order of the file."""

    runs: list[Run]

    def text(self) -> str:
        """Return the runs, a space between label and value, a tab between other cells."""
        text = self.runs[0].text
        for run in self.runs[1:]:
            text += (" " if text.endswith((":", "：", " ")) else "\t") + run.text
        return text.rstrip()


def _lines(found: Sequence[Run]) -> list[_Line]:
    """Put runs on one base line together: those that follow each other, and a value that comes long after its label."""
    lines: list[_Line] = []
    labels: dict[int, _Line] = {}
    for run in found:
        if lines and _continues(lines[-1].runs[-1], run):
            lines[-1].runs.append(run)
            continue
        at = round(run.y)
        label = next((labels[y] for y in (at, at - 1, at + 1) if y in labels), None)
        if label is not None and _continues(label.runs[-1], run):
            label.runs.append(run)
            continue
        lines.append(_Line([run]))
        if len(run.text) <= LABEL_CELL and run.text.rstrip().endswith((":", "：")):
            labels[at] = lines[-1]
    return lines


def _continues(left: Run, right: Run) -> bool:
    if left.turned != right.turned:
        return False
    return abs(left.y - right.y) < 0.4 * min(left.height, right.height) and right.left >= left.right - 1


def _pitch(lines: Sequence[_Line]) -> float:
    """Return the usual distance between two lines of one paragraph, in heights of a line."""
    steps = sorted(step for upper, lower in pairwise(lines) if (step := _step(upper, lower)) > 0.8)
    tight = steps[len(steps) // 4] if steps else 0.0  # on a short page most steps are between paragraphs
    return tight if 0.8 < tight < 2.4 else 1.2


def _step(upper: _Line, lower: _Line) -> float:
    """Return how far *lower* stands below *upper*, in heights of the taller one; negative where it stands above."""
    first, second = upper.runs[0], lower.runs[0]
    return (first.y - second.y) / max(first.height, second.height) if first.turned == second.turned else 0.0


def _is_picture(page: pdfium.PdfPage, text: str) -> bool:
    """Whether a page that shows hardly any text shows something else: for a stamped one, a picture of half its size."""
    if not text.strip():
        return int(pdfium_c.FPDFPage_CountObjects(page)) > 0
    half = page.get_width() * page.get_height() / 2
    for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=1):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= half:
            return True
    return False


def _refusal(error: pdfium.PdfiumError) -> str:
    if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        return "a locked PDF (it asks for a password), passed over"
    return "not a PDF, or a broken one, passed over"


def _it(many: bool) -> str:
    return "them" if many else "it"


class _Ranges(list[tuple[int, int]]):
    """Page numbers as ranges."""

    def add(self, number: int) -> None:
        if self and self[-1][1] == number - 1:
            self[-1] = (self[-1][0], number)
        else:
            self.append((number, number))

    def last_in_a_row(self) -> int:
        return self[-1][1] - self[-1][0] + 1
