"""What tells again of an email that stands in the same conversation, put under it: each email counts once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..parsers.message import Message
from .thread import Thread


def each_once(threads: Iterable[Thread]) -> list[Thread]:
    """Return *threads* as they count and as they span time: less the reports of their own emails.

    A report of an email that is at hand is no further email, and its date, often only a year, says nothing better
    of the time than the email does. A report of anything else is an email of its own.
    """
    return [put_under(thread)[0] for thread in threads]


def put_under(thread: Thread) -> tuple[Thread, dict[str, list[Message]]]:
    """Return *thread* less the reports that are ``same_as`` another of its emails, and those reports by its id.

    A report of a report stands under the first of the row. What answers a report then answers that email.
    """
    printed_last = sorted(thread.messages, key=lambda message: message.kind != "reported")
    messages = {message.id: message for message in printed_last}  # of two with one id, a report means what is printed
    kept: list[Message] = []
    above: dict[str, str] = {}
    reports: dict[str, list[Message]] = {}
    for message in thread.messages:
        told = _told_of(message, messages)
        if told is None:
            kept.append(message)
        else:
            above[message.id] = told
            reports.setdefault(told, []).append(message)
    if not reports:
        return thread, {}
    for message in kept:  # of two with one id, the email is what a link means
        above.pop(message.id, None)
    links = [replace(link, parent=above.get(link.parent, link.parent)) for link in thread.links]
    return replace(
        thread,
        messages=tuple(kept),
        links=tuple(link for link in links if link.child not in above and link.child != link.parent),
        notes=tuple(note for note in thread.notes if note[0] not in above),
    ), reports


def _told_of(message: Message, messages: Mapping[str, Message]) -> str | None:
    """Return the id of the email that *message* tells of in the end, None where it is none or they go in a circle."""
    at, seen = message, {message.id}
    while at.kind == "reported" and at.same_as and at.same_as in messages:
        if at.same_as in seen:
            return None
        seen.add(at.same_as)
        at = messages[at.same_as]
    return None if at is message else at.id
