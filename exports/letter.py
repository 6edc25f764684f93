"""One email as a person reads it: a small header that marks what is not stated, then the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from ..parsers.message import Address, MailDate, Message, Provenance
from .outline import FAINT, STRONG, Look, person_text
from .printable import printable
from .times import clock_text, zone_text
from .told import report_lines
from .tree import Tree
from .wrap import wrap

_LABEL = 10


def letter_head(message: Message, tree: Tree, look: Look, reports: Sequence[Message] = ()) -> Iterator[Text]:
    """Yield the header of the email, a line each, and a blank line; ``body_text`` is what follows.

    *reports* are those that tell of it elsewhere: each is named with its place and the words it gives.
    """
    yield rule(str(look.numbers.get(id(message), "")), _place(message.found), look)
    for label, value in (*_fields(message, tree, look), *_told(reports, look)):
        for line in value:
            yield Text().append(f"{label:<{_LABEL}}", FAINT).append(line)
            label = ""
    yield Text()


def body_text(message: Message, width: int) -> str:
    """Return the body in lines of at most *width* cells and a blank line, nothing where it is blank."""
    body = printable(message.body, lines=True).strip("\n")
    return "\n".join([*wrap(body, width), "", ""]) if body.strip() else ""


def rule(left: str, right: str, look: Look, *, heavy: bool = False) -> Text:
    """Return a line across the page with *left* and *right* set into it."""
    stroke = ("=" if heavy else "-") if look.ascii else ("━" if heavy else "─")
    line = Text().append(stroke * 2, FAINT)
    if left:
        line.append(f" {left} ", STRONG)
    room = look.width - line.cell_len - 4
    right = _tail(printable(right), room - 2)
    fill = look.width - line.cell_len - (cell_len(right) + 4 if right else 0)
    line.append(stroke * max(fill, 0), FAINT)
    return line.append(f" {right} {stroke * 2}", FAINT) if right else line


def _fields(message: Message, tree: Tree, look: Look) -> Iterator[tuple[str, Iterable[Text]]]:
    room = look.width - _LABEL
    yield "From", _people([message.from_], look, room)
    for label, people in (("Sender", [message.sender] if message.sender else []), ("Reply to", message.reply_to),
                          ("To", message.to), ("Cc", message.cc), ("Bcc", message.bcc)):  # fmt: skip
        if people:
            yield label, _people(people, look, room)
    yield "Date", _plain(_date(message.date), room)
    if message.subject is not None:
        yield "Subject", (Text(line, STRONG) for line in wrap(printable(message.subject), room))
    if message.attachments:
        yield "Attached", _plain(", ".join(message.attachments), room)
    if message.kind == "reported":
        words = ", and gives it in its own words" if message.paraphrase else ""
        yield "Kind", _plain(f"reported: the document tells of this email and does not print it{words}", room)
    if link := tree.links.get(message.id):
        number = look.numbers.get(id(tree.parent(message.id)))
        whom = f"email {number}" if number else "an email that is not printed here"
        label = "Forwards" if message.kind == "forward" else "Answers"
        yield label, _plain(f"{whom}: {link.reason} (confidence {link.confidence:.2f})", room)
    if note := tree.notes.get(message.id):
        yield "Undecided", _plain(note, room)
    if message.also_at:
        yield "Also at", _plain("; ".join(map(_place, message.also_at)), room)


def _told(reports: Sequence[Message], look: Look) -> Iterator[tuple[str, Iterable[Text]]]:
    room = look.width - _LABEL
    for report in reports:
        yield "Told of", report_lines(report, _tail(_place(report.found), room), look, room)


def _people(people: Sequence[Address | None], look: Look, room: int) -> Iterator[Text]:
    """One after another, as many a line as there is room for; what is blanked for all is said once."""
    blanked = len(people) > 1 and all(map(_is_blanked, people))
    pieces = [person_text(address, look.colors) if blanked else _person(address, look) for address in people]
    for piece in pieces[:-1]:
        piece.append(",")
    if blanked:
        pieces.append(Text().append("(addresses redacted)", FAINT))
    line = Text()
    for piece in pieces:
        if line and line.cell_len + 1 + piece.cell_len > room:
            yield line
            line = Text()
        if piece.cell_len <= room:
            line = line.append(" ").append(piece) if line else piece
            continue
        *full, rest = wrap(piece.plain, room)
        yield from map(Text, full)
        line = Text(rest)
    yield line


def _is_blanked(address: Address | None) -> bool:
    return address is not None and bool(address.name and address.redacted and not address.email)


def _person(address: Address | None, look: Look) -> Text:
    person = person_text(address, look.colors)
    if address is not None and address.person and address.person != address.name:
        person.append(f" = {printable(address.person)}", FAINT)
    if address is not None and address.name and address.email:
        return person.append(f" <{printable(address.email)}>", FAINT)
    if address is not None and address.redacted and (address.name or address.email):
        return person.append(" (address redacted)" if address.name else " (name redacted)", FAINT)
    return person


def _date(date: MailDate | None) -> str:
    parts = [clock_text(date), zone_text(date)]
    if date is not None and date.iso is None and date.text:
        parts.append(f"({date.text})")
    if date is not None and date.zone == "inferred" and date.utc_reason:
        parts.append(f"({date.utc_reason})")
    return " ".join(filter(None, parts))


def _plain(text: str, room: int) -> Iterator[Text]:
    return map(Text, wrap(printable(text), room))


def _place(place: Provenance) -> str:
    page = f", page {place.page}" if place.page is not None else ""
    return f"{place.document}{page}, line {place.line}"


def _tail(text: str, room: int) -> str:
    """The end of *text* that fits: of a path, the end says more."""
    if cell_len(text) <= room:
        return text
    start, cells = len(text), 1
    while start and cells + cell_len(text[start - 1]) <= room:
        start -= 1
        cells += cell_len(text[start])
    return f"…{text[start:]}"
