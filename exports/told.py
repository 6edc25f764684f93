"""A report of an email, as it stands under that email in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from ..parsers.message import Message
from .outline import FAINT, Look, person_text
from .printable import printable
from .wrap import wrap

_LINES = 3
"""Lines of a report's words that are shown below the email."""


def report_lines(report: Message, place: str, look: Look, room: int) -> Iterator[Text]:
    """Yield of whom *report* tells and its place, then its words: in quotation marks as the text quotes them."""
    person = person_text(report.from_, look.colors)
    if person.cell_len + 2 + cell_len(place) <= room:
        yield person.append(f", {place}", FAINT)
    else:
        person.truncate(room, overflow="ellipsis")
        yield person
        yield Text(place, FAINT)
    body = " ".join(printable(report.body).split())
    lines = [*wrap(body if report.paraphrase else f"“{body}”", room - 2)]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1].rstrip()[:-1] + "…"]
    for line in lines if body else ():
        yield Text("  " + line)
