"""What was taken from a document, place by place, in words and as records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ..exports.mailboxes import address_text
from ..parsers.message import Address, Field, MailDate, Message, Provenance
from .documents import Found


@dataclass(frozen=True, slots=True)
class Place:
    """One print of an email: the *number*th of the document, *again* where it stands there once more."""

    number: int
    message: Message
    found: Provenance
    again: bool = False


def places(found: Found) -> list[Place]:
    """Return every print of an email in the document, in the order of the text."""
    listed = [
        Place(number, message, provenance, again=provenance is not message.found)
        for number, message in enumerate(found.parsed.messages, 1)
        for provenance in (message.found, *message.also_at)
        if provenance.document == found.document.name
    ]
    return sorted(listed, key=lambda place: (place.found.start, place.found.end, place.number))


def taken(message: Message, field: Field) -> str:
    """Return what *field* of *message* was understood as, in words; nothing where it has none."""
    match field:
        case "from":
            return _address(message.from_)
        case "sender":
            return _address(message.sender)
        case "to" | "cc" | "bcc" | "reply_to":
            listed: Sequence[Address] = getattr(message, field)
            return ", ".join(map(address_text, listed))
        case "date":
            return _date(message.date)
        case "subject":
            return message.subject or ""
        case "message_id":
            return message.id
        case "in_reply_to" | "references" | "attachments":
            return ", ".join(getattr(message, field))
        case _:
            return ""


def as_record(found: Found) -> dict[str, Any]:
    """Return what was taken from the document, and from where, ready for ``json.dumps``."""
    text = found.document.text
    return {
        "document": found.document.name,
        "emails": [_place(place, text) for place in places(found)],
        "passed_over": [
            {
                "line": over.line,
                "start": over.start,
                "end": over.end,
                "reason": over.reason,
                "printed": text[over.start : over.end],
            }
            for over in found.parsed.passed_over
        ],
        "problems": [
            {"line": problem.line, "start": problem.start, "what": problem.what, "severity": problem.severity}
            for problem in dict.fromkeys((*found.document.problems, *found.parsed.problems))
        ],
    }


def _place(place: Place, text: str) -> dict[str, Any]:
    found = place.found
    return {
        "number": place.number,
        "again": place.again,
        "id": place.message.id,
        "method": found.method,
        "rule": found.rule,
        "confidence": found.confidence,
        "depth": found.depth,
        "line": found.line,
        "start": found.start,
        "end": found.end,
        "body_start": found.body_start,
        "body_end": found.body_end,
        "fields": [
            {
                "field": span.field,
                "start": span.start,
                "end": span.end,
                "printed": text[span.start : span.end],
                "taken": taken(place.message, span.field),
            }
            for span in found.spans
        ],
        "conflicts": [] if place.again else [asdict(conflict) for conflict in place.message.conflicts],
    }


def _address(address: Address | None) -> str:
    return address_text(address) if address else ""


def _date(date: MailDate | None) -> str:
    if date is None:
        return ""
    if date.iso is None:
        return f"not understood: {date.text}"
    return f"{date.iso} (zone {date.zone})"
