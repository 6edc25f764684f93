"""Conversations out of decided links: their messages in order, with kinds, dates and names filled in."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, NamedTuple

from ..parsers.base_subject import base_subject
from ..parsers.message import Address, Message
from .dates import enriched_date
from .draft import Draft
from .kinds import refined_kind
from .ordering import in_order
from .people import Identities
from .placeholders import Absent
from .profile import Profile
from .thread import Link, Thread
from .zones import Inferred

_PLACES = {field.name: place for place, field in enumerate(fields(Message))}
_values = attrgetter(*_PLACES)


class Findings(NamedTuple):
    """What is known beside the links, by index: inferred zones, who forwards the parent, who answers a placeholder."""

    zones: Mapping[int, Inferred]
    carried: frozenset[int]
    absent: Mapping[int, Absent]


def assemble(profiles: Sequence[Profile], draft: Draft, findings: Findings, identities: Identities) -> list[Thread]:
    """Return the conversations that *draft* makes of *profiles*, in order of their first messages."""
    parents = draft.parents()
    ordered = [in_order(members, parents) for members in _components(profiles, parents, draft.together)]
    ordered.sort(key=lambda members: _first_time(members[0]))
    found = []
    for members in ordered:
        messages = tuple(_finished(profile, profiles, draft, findings, identities) for profile in members)
        found.append(_thread(members, messages, draft, findings, profiles))
    return found


def _thread(
    members: Sequence[Profile],
    messages: tuple[Message, ...],
    draft: Draft,
    findings: Findings,
    profiles: Sequence[Profile],
) -> Thread:
    links, notes = [], []
    placeholders: dict[str, Message] = {}
    for profile in members:
        child = profile.message.id
        if decision := draft.links.get(profile.index):
            parent = profiles[decision.parent].message.id
            links.append(Link(child, parent, decision.reason, decision.confidence, decision.evidence))
        elif absent := findings.absent.get(profile.index):
            placeholders.setdefault(absent.message.id, absent.message)
            links.append(Link(child, absent.message.id, absent.reason, absent.confidence, absent.evidence))
        if note := draft.notes.get(profile.index):
            notes.append((child, note))
    digest = hashlib.sha256("\n".join(sorted(message.id for message in messages)).encode("utf-8", "replace"))
    subject = next((message.subject for message in messages if message.subject), None)
    return Thread(
        id=f"t-{digest.hexdigest()[:12]}",
        subject=None if subject is None else base_subject(subject),
        messages=messages,
        links=tuple(links),
        placeholders=tuple(placeholders.values()),
        notes=tuple(notes),
    )


def _finished(
    profile: Profile, profiles: Sequence[Profile], draft: Draft, findings: Findings, identities: Identities
) -> Message:
    """Return the message of *profile* with what threading found out about it."""
    message = profile.message
    decision = draft.links.get(profile.index)
    parent = profiles[decision.parent] if decision else None
    new: dict[str, Any] = {}
    kind = refined_kind(profile, parent, carries=profile.index in findings.carried)
    if kind == "original" and profile.index in findings.absent:
        kind = "reply"
    if kind != message.kind:
        new["kind"] = kind
    if message.date and (date := enriched_date(message.date, profile.clock, findings.zones.get(profile.index))):
        new["date"] = date
    if identities.has_canonical:
        new.update(_named(message, identities))
    return _changed(message, new) if new else message


def _changed(message: Message, new: Mapping[str, Any]) -> Message:
    """Return what ``dataclasses.replace`` does, which takes four times as long for a record of so many fields."""
    values = list(_values(message))
    for name, value in new.items():
        values[_PLACES[name]] = value
    return Message(*values)


def _named(message: Message, identities: Identities) -> dict[str, Any]:
    """Return the mailboxes of *message* with the canonical names that the table of people gives."""

    def named(box: Address) -> Address:
        canonical = identities.canonical(identities.person(box))
        return replace(box, person=canonical) if canonical and box.person is None else box

    sender = named(message.from_) if message.from_ else None
    return {"from_": sender, "to": tuple(map(named, message.to)), "cc": tuple(map(named, message.cc))}


def _components(
    profiles: Sequence[Profile], parents: Mapping[int, int], together: Sequence[tuple[int, int]]
) -> list[list[Profile]]:
    above = list(range(len(profiles)))

    def root(index: int) -> int:
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    for left, right in (*parents.items(), *together):
        low, high = sorted((root(left), root(right)))
        above[high] = low
    members: defaultdict[int, list[Profile]] = defaultdict(list)
    for profile in profiles:
        members[root(profile.index)].append(profile)
    return list(members.values())


def _first_time(profile: Profile) -> tuple[float, str, int, str]:
    found = profile.message.found
    return (float("inf") if profile.time is None else profile.time, found.document, found.start, profile.message.id)
