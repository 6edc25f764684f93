"""A conversation drawn as a tree: guides, people, times and the gaps between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from ..parsers.base_subject import base_subject
from ..parsers.message import Address, Message
from .mailboxes import address_text
from .people import person_key
from .printable import closed, printable
from .times import clock_text, gap_text, offset_text
from .tree import Node, Tree
from .wrap import fitted

FAINT = Style(dim=True)
STRONG = Style(bold=True)
_PEOPLE = tuple(Style(color=f"color({code})") for code in (31, 133, 71, 166, 68, 136, 161, 37))  # on black and white
_LINES = ("│  ", "   ", "├─ ", "└─ ")
_ASCII = ("|  ", "   ", "|- ", "`- ")
_LEAST_PERSON = 12


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of conversations is drawn: the number and colour of everyone, and the room there is."""

    numbers: Mapping[int, int]
    colors: Mapping[str, Style]
    width: int
    ascii: bool


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    guides: str
    person: Text
    clock: str
    zone: str
    note: str
    subject: str


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The cells of each column; a column of none is left out."""

    number: int
    person: int
    clock: int
    zone: int
    note: int
    width: int


def outline(tree: Tree, look: Look) -> Iterator[Text]:
    """Yield the tree of one conversation, a line a message, and below it the subject where that changes.

    Where there is little room, the zone is left out, or the gap in time, or both; they stand with the email itself.
    """
    rows = [_row(node, tree, look) for node in tree.walk()]
    sizes = _sizes(rows, look.width)
    for row in rows:
        yield from _drawn(row, sizes)


def _sizes(rows: Sequence[_Row], width: int) -> _Sizes:
    number, clock, zone, note = (
        max((len(getattr(row, name)) for row in rows), default=0) for name in ("number", "clock", "zone", "note")
    )
    person = max((cell_len(row.guides) + row.person.cell_len for row in rows), default=0)
    room = width - (number + 4) - (clock + 2)
    least = min(person, max((cell_len(row.guides) for row in rows), default=0) + _LEAST_PERSON)
    choices = [(zone, note), (0, note), (zone, 0), (0, 0)]
    zone, note = next((choice for choice in choices if room - _taken(*choice) >= least), choices[-1])
    return _Sizes(number, max(min(person, room - _taken(zone, note)), 1), clock, zone, note, width)


def _taken(*columns: int) -> int:
    return sum(column + 2 for column in columns if column)


def person_text(address: Address | None, colors: Mapping[str, Style], *, known: bool = False) -> Text:
    """Return a person as printed, always in the same colour; what is not printed is said faintly.

    If *known*, the name that a people file gives comes first.
    """
    shown = (known and address.person) or address.name or address.email if address else None
    if address is None or not shown:
        return Text().append(address_text(address), FAINT)
    return Text().append(printable(shown), colors.get(person_key(address)))


def person_colors(people: Iterable[Address | None]) -> dict[str, Style]:
    """Return a colour for each of *people*, in order of appearance."""
    keys = dict.fromkeys(person_key(address) for address in people if address)
    return dict(zip(keys, cycle(_PEOPLE), strict=False))


def _row(node: Node, tree: Tree, look: Look) -> _Row:
    message = node.message
    parent = tree.parent(message.id)
    above = parent.subject if parent and parent.subject is not None else tree.thread.subject
    subject = message.subject or ""
    return _Row(
        number=str(look.numbers.get(id(message), "")),
        guides=_guides(node.last, look),
        person=person_text(message.from_, look.colors, known=True),
        clock="not printed here" if message.kind == "placeholder" else clock_text(message.date, seconds=False),
        zone=_zone(message),
        note=_note(message, gap_text(parent.date, message.date) if parent else ""),
        subject=printable(base_subject(subject)) if base_subject(subject) != base_subject(above or "") else "",
    )


def _zone(message: Message) -> str:
    """In brackets where it was inferred; the email itself says so in words."""
    offset = offset_text(message.date)
    return f"({offset})" if offset and message.date and message.date.zone == "inferred" else offset and f" {offset}"


def _note(message: Message, gap: str) -> str:
    if message.kind == "reported":
        return "only reported"
    return f"forwarded {gap}".rstrip() if message.kind == "forward" else gap


def _guides(last: tuple[bool, ...], look: Look) -> str:
    through, past, branch, end = _ASCII if look.ascii else _LINES
    most = max((look.width // 2 - _LEAST_PERSON) // len(through), 1)
    shown = last[-most:]
    guides = [past if ended else through for ended in shown[:-1]]
    guides += [end if shown[-1] else branch] if shown else []
    if len(last) > most:
        guides[0] = guides[0] if most == 1 else ".. "
    return "".join(guides)


def _drawn(row: _Row, sizes: _Sizes) -> Iterator[Text]:
    line = Text().append(f"  {row.number:>{sizes.number}}  ", FAINT)
    line.append(row.guides, FAINT)
    row.person.truncate(max(sizes.person - cell_len(row.guides), 1), overflow="ellipsis", pad=True)
    line.append(row.person)
    line.append(closed(row.person.plain))
    line.append(f"  {row.clock:<{sizes.clock}}")
    if sizes.zone:
        line.append(f"  {row.zone:<{sizes.zone}}", FAINT)
    if sizes.note:
        line.append(f"  {row.note}", FAINT)
    line.rstrip()
    line.truncate(sizes.width)
    yield line
    if row.subject:
        indent = " " * (sizes.number + 4 + cell_len(row.guides))
        yield Text(indent + fitted(row.subject, sizes.width - len(indent)).rstrip(), STRONG)
