"""Make the pictures of what ``mailweave show`` prints for bundled samples, as a terminal shows it.

.venv/bin/python docs/make_pictures.py
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import mailweave

ROOT = Path(__file__).parent.parent
SAMPLES = {"docs/show.svg": "samples/court_exhibit.txt", "docs/told.svg": "samples/reported.txt"}
WIDTH = 80
CELL = 12.2  # pixels, as rich draws it
INK = TerminalTheme(
    (24, 26, 31),
    (222, 225, 230),
    [
        (60, 64, 72),
        (235, 110, 100),
        (140, 200, 120),
        (230, 190, 100),
        (110, 170, 240),
        (200, 140, 220),
        (100, 195, 200),
        (222, 225, 230),
    ],
)


def picture(sample: str) -> str:
    """Return the SVG of ``mailweave show`` on *sample*, which loads nothing from anywhere."""
    threads = mailweave.thread(mailweave.parse(sample))
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text(f"$ mailweave show {sample}", style="bold"))
    console.print(Text.from_ansi(mailweave.render(threads, width=WIDTH, color=True)), end="")
    svg = console.export_svg(title="mailweave", theme=INK, unique_id="show")
    svg = re.sub(r"\s*@font-face \{[^}]*\}", "", svg)  # fonts from the network
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas").replace("font-size: 20px", "font-size: 20.26px")
    svg = re.sub(r'<text [^>]*x="([\d.]+)"[^>]*>(?:&#160;)+(?=[^&<\s])', _without_indent, svg)
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)


def _without_indent(found: re.Match[str]) -> str:
    """Return the start of a text moved to where its first letter stands: some viewers drop leading spaces."""
    start, _, spaces = found[0].partition(">")
    indent = spaces.count("&#160;") * CELL
    start = re.sub(r' x="([\d.]+)"', lambda x: f' x="{float(x[1]) + indent:g}"', start)
    return re.sub(r' textLength="([\d.]+)"', lambda length: f' textLength="{float(length[1]) - indent:g}"', start) + ">"


if __name__ == "__main__":
    os.chdir(ROOT)
    for path, sample in SAMPLES.items():
        Path(path).write_text(picture(sample), "utf-8")
