"""The picture of who wrote when, as SVG and PNG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from rich.cells import cell_len

from ..parsers.message import Message
from ..threads.thread import Thread
from .chart import Chart, Mark, chart
from .extras import needed
from .mailboxes import address_text
from .markup import shown
from .options import ExportOptions
from .printable import printable
from .times import clock_text, zone_text

_WIDTH, _LABELS, _RIGHT, _UNDATED = 1200, 190, 24, 90
_TOP, _BOTTOM = 40, 14
_NAME = 138  # pixels of a name
_BOW = 34  # pixels that the arc between two simultaneous emails is bent at most, a quarter where arcs are many
_FEW_ARCS = 60
_COLORS = ("#0f7b8a", "#b4532a", "#6554c0", "#3c7d3f", "#b03a6f", "#8a6a00", "#2f6bb0", "#7a4a2b", "#5a6b1f", "#8d3fa8")
_STYLE = (
    ".back{fill:#fffdf9}text{font-family:system-ui,'Noto Sans','Noto Sans CJK JP','DejaVu Sans',sans-serif;"
    "font-size:13px;fill:#2a2723}.tick{fill:#6d675e;font-size:12px}.grid{stroke:#e7e1d6}.lane{stroke:#efe9de}"
    ".arc{fill:none;stroke-width:1.3}.count{fill:#8a8378;font-size:12px}.stretch{stroke-width:3;stroke-linecap:round}"
    ".wide{font-family:'Noto Sans CJK JP','Hiragino Sans','Yu Gothic',system-ui,sans-serif}"
    ".silence{fill:#8a8378;font-size:11px}"
    ".dot{stroke:#fffdf9;stroke-width:.8}.told{fill:#fffdf9;stroke-width:1.6;stroke-dasharray:2.5 2}"
)
PALETTE = len(_COLORS)
"""The number of colours that people are told apart by: the classes ``p0``, ``p1``, ... and ``pn`` for nobody."""


def to_svg(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:  # noqa: ARG001
    """Yield one SVG: time on one axis, people on the other, each email a mark, each link an arc."""
    yield _standalone(threads).encode()


def to_png(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:  # noqa: ARG001
    """Yield the same as PNG, 2,400 pixels wide. Raises MissingExtra where the extra ``png`` is not installed."""
    drawn = needed("resvg_py", "png").svg_to_bytes(svg_string=_standalone(threads), width=2 * _WIDTH)
    yield bytes(drawn)


def color_class(number: int) -> str:
    """Return the class of the person of that *number* (of ``Row.color``)."""
    return f"p{number % PALETTE}" if number >= 0 else "pn"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where the time axis lies: from the names to the column of undated emails."""

    drawn: Chart
    width: int

    @property
    def length(self) -> float:
        return self.width - _LABELS - _RIGHT - (_UNDATED if self.drawn.undated else 0)

    @property
    def undated(self) -> float:
        return self.width - _RIGHT - _UNDATED / 2 + 8

    def x(self, part: float) -> float:
        return _LABELS + part * self.length

    def y(self, row: int) -> float:
        return _TOP + self.drawn.height * (row + 0.5)

    def is_end(self, x: float, room: float) -> bool:
        """Return whether the piece of time in which *x* lies, or the axis, ends within *room* behind it."""
        return any(-1 < self.x(piece.right) - x < room for piece in self.drawn.scale.pieces)

    def spot(self, mark: Mark) -> tuple[float, float]:
        y = self.y(mark.row) + mark.stack * (2 * self.drawn.radius + 0.5)
        if mark.left is None or mark.right is None:
            return self.undated, y
        return self.x((mark.left + mark.right) / 2), y


def picture(drawn: Chart, links: Mapping[int, str] | None = None, width: int = _WIDTH) -> Iterator[str]:
    """Yield the SVG element of *drawn*, its colours left to classes; *links* are element ids by ``id(message)``.

    Where there are links, each mark leads to ``#e-...`` and is called ``m-...``; the keyboard passes them by, since
    the same emails follow in words.
    """
    height = _TOP + drawn.height * len(drawn.rows) + _BOTTOM
    emails, people = len(drawn.marks), len(drawn.rows)
    title = f"Timeline: {emails} email{'s' * (emails != 1)} by {people} sender{'s' * (people != 1)}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{title}" class="timeline"><title>{title}</title>'
        f'<rect class="back" width="{width}" height="{height}" rx="6"/>'
    )
    axis = _Axis(drawn, width)
    yield from _grid(axis, height)
    yield from _lanes(axis, choosable=links is not None)
    faint = 0.55 if len(drawn.arcs) < _FEW_ARCS else 0.3 if len(drawn.arcs) < 300 else 0.18
    yield f'<g opacity="{faint}">'
    yield from (_arc(axis, *pair, links) for pair in drawn.arcs)
    yield "</g>"
    yield from (_mark(axis, mark, links) for mark in drawn.marks)
    yield "</svg>"


def _standalone(threads: Sequence[Thread]) -> str:
    colors = "".join(
        f".arc.p{number}{{stroke:{color}}}.stretch.p{number}{{stroke:{color}}}"
        f".dot.p{number}{{fill:{color}}}.told.p{number}{{fill:#fffdf9;stroke:{color}}}"
        for number, color in enumerate(_COLORS)
    )
    nobody = (
        ".arc.pn{stroke:#6d675e}.dot.pn{fill:#6d675e}.stretch.pn{stroke:#6d675e}.told.pn{fill:#fffdf9;stroke:#6d675e}"
    )
    style = f"<style>{_STYLE}{colors}{nobody}</style>"
    head, *rest = picture(chart(threads))
    opening, end, back = head.partition("</title>")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}{end}{style}{back}{"".join(rest)}\n'


def _grid(axis: _Axis, height: int) -> Iterator[str]:
    free = 0.0
    for part, label in axis.drawn.scale.ticks:
        x = axis.x(part)
        if x - len(label) * 3.6 >= free:
            yield f'<path class="grid" d="M{x:.1f} {_TOP - 8}V{height - _BOTTOM}"/>'
            yield f'<text class="tick" x="{x:.1f}" y="{_TOP - 17}" text-anchor="middle">{label}</text>'
            free = x + len(label) * 3.6 + 8
    pieces, middle = axis.drawn.scale.pieces, (height + _TOP - _BOTTOM) / 2
    for left, right, silence in zip(pieces, pieces[1:], axis.drawn.scale.silences, strict=False):
        x = axis.x((left.right + right.left) / 2)
        turned = f'transform="rotate(-90 {x:.1f} {middle:.1f})" text-anchor="middle"'
        yield f'<text class="silence" x="{x:.1f}" y="{middle + 4:.1f}" {turned}>{silence}</text>'
    if axis.drawn.undated:
        yield f'<text class="tick" x="{axis.undated:.1f}" y="{_TOP - 17}" text-anchor="middle">no date</text>'


def _lanes(axis: _Axis, *, choosable: bool) -> Iterator[str]:
    """The rows with their names; where *choosable*, ``data-who`` says the number of the person."""
    for number, row in enumerate(axis.drawn.rows):
        y = axis.y(number)
        name = printable(row.name)
        script = ' class="wide"' if cell_len(name) > len(name) else ""
        script += f' data-who="{row.color}"' if choosable and row.color >= 0 else ""
        shown_name = f"<title>{escape(name)}</title>{escape(_cut(name, _NAME))}"
        lines = "".join(f"M{axis.x(piece.left):.1f} {y}H{axis.x(piece.right):.1f}" for piece in axis.drawn.scale.pieces)
        lines += f"M{axis.undated - _UNDATED / 4} {y}h{_UNDATED / 2}" if axis.drawn.undated else ""
        yield (
            f'<path class="lane" d="{lines}"/>'
            f'<text{script} x="{_LABELS - 42}" y="{y + 4.5}" text-anchor="end">{shown_name}</text>'
            f'<text class="count" x="{_LABELS - 16}" y="{y + 4.5}" text-anchor="end">{row.emails}</text>'
        )


def _cut(name: str, room: float) -> str:
    """Return as much of *name* as *room* pixels hold, by the usual width of its letters."""
    for place, letter in enumerate(name):
        room -= 13 if cell_len(letter) > 1 else 9.5 if letter.isupper() else 7.2
        if room < 0:
            return name[:place].rstrip() + "…"
    return name


def _arc(axis: _Axis, parent: int, child: int, links: Mapping[int, str] | None) -> str:
    """From the answered email to the answer, bent upwards within a row and sideways between two.

    Where the answer came at once the line would stand upright and hide the next; a bow keeps them apart.
    """
    marks = axis.drawn.marks
    (x1, y1), (x2, y2) = axis.spot(marks[parent]), axis.spot(marks[child])
    color = color_class(axis.drawn.rows[marks[child].row].color)
    name = f' id="a-{links[id(marks[child].message)]}"' if links else ""
    if abs(y1 - y2) < 1:
        rise = min(14 + abs(x2 - x1) * 0.12, axis.drawn.height * 0.8)
        curve = f"M{x1:.1f} {y1:.1f}Q{(x1 + x2) / 2:.1f} {y1 - rise:.1f} {x2:.1f} {y2:.1f}"
        return f'<path class="arc {color}"{name} d="{curve}"/>'
    bow = min(abs(y2 - y1) * 0.3, _BOW if len(axis.drawn.arcs) < _FEW_ARCS else _BOW / 4)
    bow = max(0.0, bow - abs(x2 - x1) / 2)
    middle = (x1 + x2) / 2 + (-bow if axis.is_end(max(x1, x2), bow) else bow)
    curve = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return f'<path class="arc {color}"{name} d="{curve}"/>'


def _mark(axis: _Axis, mark: Mark, links: Mapping[int, str] | None) -> str:
    x, y = axis.spot(mark)
    color = color_class(axis.drawn.rows[mark.row].color)
    told = " told" if mark.message.kind == "reported" else ""
    shape = f'<circle class="dot {color}{told}" cx="{x:.1f}" cy="{y:.1f}" r="{axis.drawn.radius}"/>'
    if (
        mark.left is not None
        and mark.right is not None
        and (mark.right - mark.left) * axis.length > 2 * axis.drawn.radius
    ):
        left, right = axis.x(mark.left), axis.x(mark.right)
        shape = f'<path class="stretch {color}" opacity=".4" d="M{left:.1f} {y:.1f}H{right:.1f}"/>{shape}'
    words = shown(_words(mark.message))
    if links is None:
        return f"<g><title>{words}</title>{shape}</g>"
    name = links[id(mark.message)]
    return f'<a href="#e-{name}" id="m-{name}" tabindex="-1"><title>{words}</title>{shape}</a>'


def _words(message: Message) -> str:
    when = " ".join(filter(None, (clock_text(message.date), zone_text(message.date))))
    told = "only reported" if message.kind == "reported" else ""
    return " · ".join(filter(None, (when, address_text(message.from_), message.subject or "", told)))
