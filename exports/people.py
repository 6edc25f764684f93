"""Who takes part: one entry a person as printed, in order of appearance, with what each sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..parsers.message import Address, Message
from ..threads.retold import each_once
from ..threads.thread import Thread


@dataclass(frozen=True, slots=True)
class Person:
    """One name or address as printed (``key`` tells people apart), and the number of emails sent and received."""

    key: str
    name: str
    emails: tuple[str, ...]
    redacted: bool
    sent: int
    received: int


def person_key(address: Address) -> str:
    """Return what makes two printed addresses look like one person here: never more than the same name."""
    return (address.person or address.name or address.email or "").casefold()


def people_of(threads: Sequence[Thread]) -> list[Person]:
    """Return everyone who sends or receives, in order of appearance; nobody where nothing is printed.

    An email that a report tells of again is sent and received once.
    """
    seen: dict[str, list[Address]] = {}
    sent, received = Counter[str](), Counter[str]()
    for message in messages_of(threads):
        for address in everyone(message):
            seen.setdefault(person_key(address), []).append(address)
    for message in messages_of(each_once(threads)):
        sent.update(keys([message.from_]))
        received.update(keys((*message.to, *message.cc, *message.bcc)))
    return [_person(key, found, sent[key], received[key]) for key, found in seen.items() if key]


def everyone(message: Message) -> Iterator[Address]:
    """Yield the sender and every receiver that is printed."""
    if message.from_ is not None:
        yield message.from_
    yield from (*message.to, *message.cc, *message.bcc)


def keys(people: Iterable[Address | None]) -> set[str]:
    """Return the keys of *people*, each once, without those of whom nothing is printed."""
    return {person_key(address) for address in people if address is not None} - {""}


def messages_of(threads: Sequence[Thread]) -> Iterator[Message]:
    """Yield the messages of all *threads*, placeholders left out."""
    return (message for thread in threads for message in thread.messages if message.kind != "placeholder")


def _person(key: str, found: Sequence[Address], sent: int, received: int) -> Person:
    first = found[0]
    emails = dict.fromkeys(address.email for address in found if address.email)
    redacted = any(address.redacted for address in found)
    return Person(key, first.person or first.name or first.email or "", tuple(emails), redacted, sent, received)
