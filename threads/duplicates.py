"""The same email read from several documents: one message with several places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from ..parsers.message import Message, Provenance

_FILLED = (
    "from_",
    "sender",
    "reply_to",
    "to",
    "cc",
    "bcc",
    "date",
    "subject",
    "in_reply_to",
    "references",
    "attachments",
)


def merge_duplicates(messages: Iterable[Message]) -> list[Message]:
    """Return *messages* with each id once, in order of the ids.

    Of several prints the one with the longest body stays; a field that it lacks comes from the others, and
    ``also_at`` lists where those stand.
    """
    by_id: dict[str, list[Message]] = {}
    for message in messages:
        by_id.setdefault(message.id, []).append(message)
    return [_merge(by_id[key]) if len(by_id[key]) > 1 else by_id[key][0] for key in sorted(by_id)]


def combine(best: Message, others: Sequence[Message]) -> Message:
    """Return *best* with what it lacks taken from *others*, which are the same email, and their places."""
    values: dict[str, Any] = {}
    for name in _FILLED:
        if not getattr(best, name) and (found := next((v for o in others if (v := getattr(o, name))), None)):
            values[name] = found
    if best.printed_in is None and (enclosed := next((other for other in others if other.printed_in), None)):
        values["printed_in"], values["enclosure"] = enclosed.printed_in, enclosed.enclosure
    places = {place for other in (best, *others) for place in (other.found, *other.also_at)} - {best.found}
    return replace(best, **values, also_at=tuple(sorted(places, key=_place)))


def _merge(prints: list[Message]) -> Message:
    prints.sort(key=lambda message: (-len(message.body), -_fullness(message), _place(message.found), repr(message)))
    return combine(prints[0], prints[1:])


def _fullness(message: Message) -> int:
    return sum(bool(getattr(message, field.name)) for field in fields(message))


def _place(found: Provenance) -> tuple[str, int, int]:
    return found.document, found.start, found.end
