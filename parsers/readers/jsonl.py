"""mailweave's own JSON Lines: one message a line, taken as it is; links and threads are computed anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

from ..document import Document
from ..message import (
    Address,
    Conflict,
    Enclosure,
    Field,
    Kind,
    MailDate,
    Message,
    Method,
    Problem,
    Provenance,
    Reading,
    Span,
)
from .charset import NotTextError, decode, without_surrogates
from .iso_date import InvalidDateError, iso_date
from .text import charset_note, not_text

EXCERPT = 80
"""Characters of a broken line that its Problem shows."""

_KINDS = frozenset(get_args(Kind))
_METHODS = frozenset(get_args(Method))
_FIELDS = frozenset(get_args(Field))
_ENCLOSURES = frozenset(get_args(Enclosure))
_LARGEST = 2**53


class _BrokenError(Exception):
    """A record is not of the contract; the message says which key."""


def read_jsonl(data: bytes, name: str) -> Document:
    """Return the messages of *data*, ready-made; a line that is broken or repeats an id costs only itself."""
    try:
        decoded = decode(data)
    except NotTextError as error:
        return not_text(name, str(error))
    messages: dict[str, Message] = {}
    problems = list(charset_note(name, decoded.note))
    for number, start, line in _lines(decoded.text):
        place = Provenance(name, start, start + len(line), number, "rfc822", rule="jsonl")
        try:
            message, remark = _message(_record(line), place)
        except _BrokenError as error:
            problems.append(_problem(place, f"{error}, line passed over", line))
            continue
        if message.id in messages:
            problems.append(_problem(place, "the id is there already, the first message of it is kept", message.id))
            continue
        messages[message.id] = message
        if remark:
            problems.append(_problem(place, remark, line))
    return Document(name, decoded.text, messages=tuple(messages.values()), problems=tuple(problems))


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the number, the offset and the text of each line that is not blank; only LF ends a line."""
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            yield number, start, line
        start += len(line) + 1


def _problem(place: Provenance, what: str, excerpt: str) -> Problem:
    return Problem(place.document, what, place.line, excerpt[:EXCERPT], place.start)


def _record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
        if "\\u" in line:
            record = json.loads(without_surrogates(json.dumps(record, ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else "not JSON"
        raise _BrokenError(reason) from None
    if not isinstance(record, dict):
        raise _BrokenError("not a JSON object")
    return record


def _message(record: dict[str, Any], place: Provenance) -> tuple[Message, str]:
    identity = _text(record, "id")
    if not identity:
        raise _BrokenError("no id")
    date, remark = _date(record.get("date"))
    printed_in = _object(record.get("printed_in"), "printed_in")
    enclosure = printed_in.get("how")
    message = Message(
        id=identity,
        from_=_address(record.get("from")),
        date=date,
        subject=_text(record, "subject"),
        body=_text(record, "body") or "",
        found=_found(record, place),
        sender=_address(record.get("sender")),
        reply_to=_addresses(record, "reply_to"),
        to=_addresses(record, "to"),
        cc=_addresses(record, "cc"),
        bcc=_addresses(record, "bcc"),
        kind=_one_of(_KINDS, record.get("kind"), "original"),
        in_reply_to=_texts(record, "in_reply_to"),
        references=_texts(record, "references"),
        attachments=_texts(record, "attachments"),
        printed_in=_text(printed_in, "id"),
        enclosure=_one_of(_ENCLOSURES, enclosure, None),
        also_at=tuple(_place(_object(at, "also_at"), place) for at in _list(record, "also_at")),
        same_as=_text(record, "same_as"),
        paraphrase=record.get("paraphrase") is True,
        context=_texts(record, "context"),
        conflicts=tuple(_conflicts(record)),
    )
    return message, remark


def _conflicts(record: dict[str, Any]) -> Iterator[Conflict]:
    for value in _list(record, "conflicts"):
        conflict = _object(value, "conflicts")
        if (field := _one_of(_FIELDS, conflict.get("field"), None)) is not None:
            kept, other = (_reading(_object(conflict.get(key), "conflicts")) for key in ("kept", "other"))
            yield Conflict(field, kept, other)


def _reading(record: dict[str, Any]) -> Reading:
    line, start, end = (_count(record, key) for key in ("line", "start", "end"))
    return Reading(_text(record, "text") or "", _text(record, "document") or "", line, start, end)


def _one_of(allowed: frozenset[str], value: object, otherwise: Any) -> Any:
    return value if isinstance(value, str) and value in allowed else otherwise


def _object(value: object, key: str) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _BrokenError(f"{key} is not an object")
    return value


def _list(record: dict[str, Any], key: str) -> list[Any]:
    value = record.get(key)
    if not value:
        return []
    if not isinstance(value, list):
        raise _BrokenError(f"{key} is not a list")
    return value


def _text(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _BrokenError(f"{key} is not a string")
    return value


def _texts(record: dict[str, Any], key: str) -> tuple[str, ...]:
    values = _list(record, key)
    if values and not all(isinstance(value, str) for value in values):
        raise _BrokenError(f"{key} is not a list of strings")
    return tuple(values)


def _address(value: object) -> Address | None:
    if value is None:
        return None
    record = _object(value, "address")
    redacted = record.get("redacted") is True
    return Address(_text(record, "name"), _text(record, "email"), redacted, _text(record, "person"))


def _addresses(record: dict[str, Any], key: str) -> tuple[Address, ...]:
    values = _list(record, key)
    return tuple([address for address in map(_address, values) if address is not None]) if values else ()


def _date(value: object) -> tuple[MailDate | None, str]:
    """Return the date, its parts computed from ``iso`` alone, and a remark if that is no date."""
    if value is None:
        return None, ""
    record = _object(value, "date")
    iso = _text(record, "iso")
    text = _text(record, "text")
    if iso is None:
        return MailDate(text or "", edtf=_text(record, "edtf")), ""
    try:
        date = iso_date(iso, text if text is not None else iso)
    except InvalidDateError:
        return MailDate(text if text is not None else iso), "date not understood, message kept without one"
    if date.zone == "unknown" and record.get("zone") == "inferred":
        date = MailDate(
            date.text,
            date.iso,
            date.edtf,
            date.precision,
            "inferred",
            _text(record, "utc"),
            _text(record, "utc_reason"),
        )
    return date, ""


def _found(record: dict[str, Any], place: Provenance) -> Provenance:
    source = record.get("source")
    if source is None:
        return place
    spans = _object(record.get("spans"), "spans")
    return _place(_object(source, "source") | {"spans": spans}, place)


def _place(source: dict[str, Any], place: Provenance) -> Provenance:
    """Return a printed place as it was given; what it leaves out is that of the line."""
    confidence = source.get("confidence")
    return Provenance(
        document=_text(source, "document") or place.document,
        start=_count(source, "start"),
        end=_count(source, "end"),
        line=_count(source, "line"),
        method=_one_of(_METHODS, source.get("method"), "rfc822"),
        depth=_count(source, "depth"),
        rule=_text(source, "rule") or "",
        confidence=min(1.0, max(0.0, confidence)) if isinstance(confidence, (int, float)) else 1.0,
        page=_count(source, "page") if source.get("page") is not None else None,
        bates=_text(source, "bates"),
        body_start=_count(source, "body_start"),
        body_end=_count(source, "body_end"),
        spans=tuple(_spans(_object(source.get("spans"), "spans"))),
    )


def _count(source: dict[str, Any], key: str) -> int:
    value = source.get(key)
    if value is None:
        return 0
    if not isinstance(value, int) or not 0 <= value < _LARGEST:
        raise _BrokenError(f"{key} is not a number that fits")
    return value


def _spans(spans: dict[str, Any]) -> Iterator[Span]:
    for field, value in spans.items():
        pair = value if isinstance(value, list) else []
        if field in _FIELDS and len(pair) == 2 and all(isinstance(at, int) and 0 <= at < _LARGEST for at in pair):
            yield Span(field, *pair)  # type: ignore[arg-type]
