"""One email of a page: who, when, what, and where it is printed; what is not stated is marked in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..parsers.base_subject import base_subject
from ..parsers.message import Address, Message
from .excerpt import excerpt, file_name
from .mailboxes import address_text
from .markup import named, shown
from .people import person_key
from .printable import printable
from .timeline import color_class
from .times import clock_text, gap_text, zone_text
from .tree import Tree


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every email of a page is drawn with.

    ``names`` are element names by ``id(message)``, ``messages`` all of the page by their id, ``colors`` the numbers
    of people, ``sources`` the text of documents by name.
    """

    names: Mapping[int, str]
    messages: Mapping[str, Message]
    colors: Mapping[str, int]
    sources: Mapping[str, str]

    def color(self, address: Address | None) -> str:
        """Return the colour class of a person."""
        return color_class(self.colors.get(person_key(address), -1) if address else -1)


def email_html(message: Message, tree: Tree, sheet: Sheet, reports: Sequence[Message] = ()) -> Iterator[str]:
    """Yield *message* as an ``article``, what *reports* it within; its id is ``e-`` and what *sheet* names it."""
    name = sheet.names[id(message)]
    yield f'<article class="email {message.kind}" id="e-{name}" aria-label="{shown(_words(message))}" tabindex="-1">'
    yield f'<header><span class="face {sheet.color(message.from_)}" aria-hidden="true">{_initial(message.from_)}</span>'
    yield f'<div class="who"><h3>{person_html(message.from_)}</h3>'
    yield from _receivers(message)
    yield f'</div><p class="when"><a class="self" href="#e-{name}">{shown(clock_text(message.date))}'
    yield '<span class="hidden"> (link to this email)</span></a> '
    yield f"{_date_marks(message)}</p></header>"
    yield from _headlines(message, tree, sheet)
    if message.body.strip():
        yield f'<div class="body" lang="" dir="auto">{shown(message.body.strip(), lines=True)}</div>'
    if message.attachments:
        yield f'<p class="files">Attached: {", ".join(map(named, message.attachments))}</p>'
    yield from _place(message, sheet)
    for report in reports:
        yield from _report(report, sheet)
    yield "</article>"


def _report(report: Message, sheet: Sheet) -> Iterator[str]:
    """What tells of an email elsewhere, within that email: of whom, when, in which words, and where."""
    name, day = sheet.names[id(report)], clock_text(report.date)
    yield f'<section class="retold" id="e-{name}" aria-label="Told of elsewhere" tabindex="-1">'
    yield f'<p class="note">{mark("reported", "reported")} '
    yield f'<a class="self" href="#e-{name}">The text tells of this email, too<span class="hidden"> (link)</span></a>: '
    yield f"{person_html(report.from_)}{f' to {_listed(report.to)}' if report.to else ''}"
    yield f", {shown(day)}</p>" if report.date else "</p>"
    if report.body.strip():
        kind = " own" if report.paraphrase else ""
        words = f'<blockquote class="words{kind}" lang="" dir="auto">'
        yield f"{words}{shown(report.body.strip(), lines=True)}</blockquote>"
    yield from _place(report, sheet)
    yield "</section>"


def person_html(address: Address | None) -> str:
    """Return a person as printed, and a mark where the document blanks something or prints nothing."""
    if address is None or not (address.name or address.email):
        return mark("redacted", "redacted") if address and address.redacted else mark("unknown", "sender not printed")
    person = f'<span class="name">{named(address.name or address.email or "")}</span>'
    if address.name and address.email:
        person += f' <span class="addr">&lt;{named(address.email)}&gt;</span>'
    elif address.redacted:
        person += " " + mark("redacted", "address redacted" if address.name else "name redacted")
    return person


def mark(kind: str, words: str) -> str:
    """Return a mark in words; its class says which of stated, inferred, unknown, reported, redacted it is."""
    return f'<span class="mark {kind}">{shown(words)}</span>'


def _words(message: Message) -> str:
    return f"{address_text(message.from_)}, {clock_text(message.date)}"


def _initial(address: Address | None) -> str:
    text = printable(address.person or address.name or address.email or "") if address else ""
    return shown(next((c.upper() for c in text if c.isalnum()), "?")[:1])


def _receivers(message: Message) -> Iterator[str]:
    for label, people in (("to", message.to), ("cc", message.cc), ("bcc", message.bcc), ("reply to", message.reply_to)):
        if people:
            yield f'<p class="to"><span class="label">{label}</span> {_listed(people)}</p>'
    if message.sender:
        yield f'<p class="to"><span class="label">sent by</span> {person_html(message.sender)}</p>'


def _listed(people: Sequence[Address]) -> str:
    """One after another; what is blanked for all of several is said once."""
    if len(people) > 1 and all(person.name and person.redacted and not person.email for person in people):
        names = ", ".join(f'<span class="name">{named(person.name or "")}</span>' for person in people)
        return f"{names} {mark('redacted', 'addresses redacted')}"
    return ", ".join(map(person_html, people))


def _date_marks(message: Message) -> str:
    date = message.date
    words = zone_text(date)
    marks = [mark(date.zone, f"{words} stated" if date.zone == "stated" else words)] if date and words else []
    if date is None:
        marks.append(mark("unknown", "not printed"))
    elif date.iso and date.precision in ("year", "month", "day"):
        marks.append(mark("unknown", f"{date.precision} only"))
    return " ".join(marks)


def _headlines(message: Message, tree: Tree, sheet: Sheet) -> Iterator[str]:
    if message.kind == "reported":
        yield f'<p class="note">{mark("reported", "only reported")} The document tells of this email'
        yield " and does not print it.</p>"
        if message.paraphrase:
            yield f'<p class="note">{mark("reported", "paraphrase")} What follows are the words of the document.</p>'
    if message.subject is not None and base_subject(message.subject) != base_subject(tree.thread.subject or ""):
        yield f'<p class="subject">{named(message.subject)}</p>'
    if link := tree.links.get(message.id):
        verb = "forwards" if message.kind == "forward" else "answers"
        parent = tree.parent(message.id)
        gap = gap_text(parent.date, message.date) if parent else ""
        yield f'<p class="answers">{verb} {_reference(parent, sheet)}{f", {gap}" if gap else ""}'
        yield f' <span class="why">{mark("inferred", "inferred")} {named(link.reason)}'
        yield f" (confidence {link.confidence:.2f})</span></p>"
    if note := tree.notes.get(message.id):
        yield f'<p class="note">{mark("unknown", "undecided")} {named(note)}</p>'


def _reference(parent: Message | None, sheet: Sheet) -> str:
    if parent is None or id(parent) not in sheet.names:
        return "an email that is not printed here"
    who = parent.from_.name or parent.from_.email if parent.from_ else None
    words = f"{named(who or 'an unnamed sender')}, {shown(clock_text(parent.date, seconds=False))}"
    return f'<a href="#e-{sheet.names[id(parent)]}">{words}</a>'


def _place(message: Message, sheet: Sheet) -> Iterator[str]:
    found = message.found
    file = named(file_name(found.document))
    verb = "Told of" if found.method == "reported" else "Printed"
    yield f'<details class="place"><summary>{verb} in {file}, line {found.line}</summary><dl>'
    facts: list[tuple[str, str]] = [("Document", found.document), ("Line", str(found.line))]
    facts += [("Page", str(found.page))] if found.page is not None else []
    facts += [("Bates number", found.bates)] if found.bates else []
    facts += [("Characters", f"{found.start} to {found.end}")]
    facts += [("Read from", f"{_METHODS[found.method]}, {found.depth} deep" if found.depth else _METHODS[found.method])]
    facts += [("Rule", f"{found.rule}, confidence {found.confidence:.2f}" if found.rule else f"{found.confidence:.2f}")]
    facts += _date_facts(message)
    facts += [("From the context", note) for note in message.context]
    facts += [("Also printed in", f"{place.document}, line {place.line}") for place in message.also_at]
    facts += [("Message-ID", message.id)]
    yield from (f"<dt>{label}</dt><dd>{named(value)}</dd>" for label, value in facts)
    for label, id_ in (("Tells of", message.same_as), ("Printed within", message.printed_in)):
        if id_ is not None:
            yield f"<dt>{label}</dt><dd>{_reference(sheet.messages.get(id_), sheet)}</dd>"
    yield "</dl>"
    if around := excerpt(sheet.sources.get(found.document, ""), found):
        yield f'<pre class="source" lang="" tabindex="0" aria-label="The document from line {around.line}">'
        yield f"{_quoted(around.before)}<mark>{_quoted(around.block)}</mark>{_quoted(around.after)}</pre>"
    yield "</details>"


_METHODS = {
    "rfc822": "raw mail", "header-block": "a header block", "attribution": "an attribution line",
    "reported": "the text of the document, which tells of it",
}  # fmt: skip


def _date_facts(message: Message) -> Iterator[tuple[str, str]]:
    if message.date is None:
        return
    yield "Date as printed", message.date.text
    if message.date.utc:
        yield f"In UTC ({message.date.zone})", message.date.utc
    if message.date.utc_reason:
        yield "Zone inferred from", message.date.utc_reason


def _quoted(text: str) -> str:
    return shown(text, lines=True)
