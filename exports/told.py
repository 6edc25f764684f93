"""Reports put under the email that they tell of, and the conversation that is left without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.cells import cell_len
from rich.text import Text

from ..parsers.message import Message
from ..threads.thread import Thread
from .outline import FAINT, Look, person_text
from .printable import printable
from .wrap import wrap

_LINES = 3
"""Lines of a report's words that are shown below the email."""


def put_under(thread: Thread) -> tuple[Thread, dict[str, list[Message]]]:
    """Return *thread* less the reports that are ``same_as`` another of its emails, and those reports by its id.

    A report of a report stands under the first of the row. What answers a report then answers that email.
    """
    messages = {message.id: message for message in thread.messages}
    above: dict[str, str] = {}
    for message in thread.messages:
        at, seen = message, {message.id}
        while at.kind == "reported" and at.same_as in messages and at.same_as not in seen:
            seen.add(at.same_as)
            at = messages[at.same_as]
        circular = at.kind == "reported" and at.same_as in messages
        if at is not message and not circular:
            above[message.id] = at.id
    if not above:
        return thread, {}
    reports: dict[str, list[Message]] = {}
    for message in thread.messages:
        if message.id in above:
            reports.setdefault(above[message.id], []).append(message)
    linked = {link.child for link in thread.links if link.child not in above}
    links = [replace(link, parent=above.get(link.parent, link.parent)) for link in thread.links if link.child in linked]
    kept = tuple(message for message in thread.messages if message.id not in above)
    notes = tuple(note for note in thread.notes if note[0] not in above)
    kept_links = tuple(link for link in links if link.child != link.parent)
    return replace(thread, messages=kept, links=kept_links, notes=notes), reports


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
