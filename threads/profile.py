"""What the threader knows of one message before it compares any two: read once, small, then kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..parsers.base_subject import (
    Prefix,
    Subject,
    base_subject,
    grouping_key,
    split_subject,
    stripped_key,
    untagged,
)
from ..parsers.message import Address, Message
from .clock import Clock, known_instant, read_clock
from .people import Identities
from .quoting import Quoting, read_quoting


class _Subject(NamedTuple):
    """A subject taken apart, with the keys of its base and of the old one that it names, and its spelling."""

    parts: Subject
    base: str
    was: str
    spelling: str


@dataclass(slots=True, eq=False)
class Profile:
    """One message, ready to be compared: ``index`` is its place in the deterministic order of all.

    ``was`` is the base of the old subject that a renamed one names, ``spelling`` its subject
    without the tag of a list. ``sender`` and the recipients are
    numbers of persons, -1 for none printed. ``time`` is the estimated instant in seconds since 1970, None
    where no date was understood; ``sure`` says that its zone is stated.
    """

    message: Message
    index: int
    base: str
    prefix: Prefix | None
    was: str
    spelling: str
    sender: int
    to: frozenset[int]
    cc: frozenset[int]
    words: frozenset[str]
    mailbox: str
    clock: Clock | None
    time: float | None
    sure: bool
    quoting: Quoting


def read_profiles(messages: Sequence[Message], identities: Identities) -> list[Profile]:
    """Return the profiles of *messages*, in their order."""
    subjects: dict[str, _Subject] = {}
    sets: dict[tuple[Address, ...], frozenset[int]] = {}
    profiles = [_profile(message, index, identities, subjects, sets) for index, message in enumerate(messages)]
    stripped = {stripped_key(subject.base): key for subject, key, _, _ in subjects.values()}
    stripped.pop("", None)
    for profile in profiles if stripped else ():
        profile.base = stripped.get(profile.base, profile.base)
    return profiles


def zones_stated(one: Profile, other: Profile) -> bool:
    """Return whether both print a date with its zone."""
    mine, theirs = one.clock, other.clock
    return mine is not None and theirs is not None and mine.offset is not None and theirs.offset is not None


def mailboxes(messages: Iterable[Message]) -> Iterable[Address]:
    """Yield every mailbox that *messages* print."""
    for message in messages:
        if message.from_:
            yield message.from_
        yield from message.to
        yield from message.cc


def _profile(
    message: Message,
    index: int,
    identities: Identities,
    subjects: dict[str, _Subject],
    sets: dict[tuple[Address, ...], frozenset[int]],
) -> Profile:
    raw = message.subject or ""
    if raw not in subjects:
        split = split_subject(raw)
        was = grouping_key(base_subject(split.was)) if split.was else ""
        subjects[raw] = _Subject(split, grouping_key(split.base), was, untagged(raw))
    subject, base, was, spelling = subjects[raw]
    sender = identities.person(message.from_)
    clock = read_clock(message.date)
    instant = known_instant(message.date) if message.date and message.date.zone == "inferred" else None
    email = (message.from_.email or "") if message.from_ else ""
    return Profile(
        message=message,
        index=index,
        base=base,
        prefix=subject.prefix,
        was=was,
        spelling=spelling,
        sender=sender,
        to=_persons(message.to, identities, sets),
        cc=_persons(message.cc, identities, sets),
        words=identities.words(sender),
        mailbox=email.partition("@")[0].casefold(),
        clock=clock,
        time=instant if instant is not None or clock is None else float(clock.earliest),
        sure=instant is not None or (clock is not None and clock.offset is not None),
        quoting=read_quoting(message.body),
    )


def _persons(
    boxes: tuple[Address, ...], identities: Identities, sets: dict[tuple[Address, ...], frozenset[int]]
) -> frozenset[int]:
    found = sets.get(boxes)
    if found is None:
        found = sets[boxes] = frozenset(identities.person(box) for box in boxes) - {-1}
    return found
