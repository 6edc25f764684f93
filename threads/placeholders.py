"""Emails that are printed nowhere, kept with what their answers tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..parsers.dates import parse_date
from ..parsers.headers.attribution import Attribution, attribution_at
from ..parsers.identity import message_id
from ..parsers.lexicon import lexicon_for
from ..parsers.lines import split_lines
from ..parsers.mailboxes import mailbox
from ..parsers.message import Message
from .draft import Draft
from .profile import Profile
from .thread import Thread

_SURER = frozenset(("references", "containment", "quotation", "print order"))
"""What may name a parent although the printed reference names another, which is printed nowhere."""
_LINES_ABOVE = 600
_LINES_BELOW = 200


class Absent(NamedTuple):
    """The placeholder that a message answers, and why that is believed."""

    message: Message
    reason: str
    confidence: float
    evidence: tuple[str, ...]


def keep_absent(profiles: Sequence[Profile], draft: Draft, missing: Mapping[str, Sequence[int]]) -> dict[int, Absent]:
    """Return the placeholders that messages answer, by the index of the message; *draft* is brought in line.

    *missing* holds the ids that are referred to but printed nowhere, with those who name them. A link that only
    the subject spoke for gives way to them. Else a message that quotes under an attribution line, and of
    which no parent was found, answers the email that this line tells of.
    """
    found: dict[int, Absent] = {}
    for key, children in sorted(missing.items()):
        told = next((known for child in children if (known := _attributed(profiles[child].message))), None)
        for child in children:
            decision = draft.links.get(child)
            if decision is not None and _SURER & set(decision.evidence):
                continue
            if decision is not None:
                draft.together.append((child, draft.links.pop(child).parent))
            first = profiles[children[0]].message
            known = replace(told, id=key) if told else _bare(first, key)
            found[child] = Absent(known, "is named by In-Reply-To or References", 0.99, ("references",))
    orphans = (p for p in profiles if p.quoting.attribution and p.index not in draft.links and p.index not in found)
    printed = {profile.message.id for profile in profiles}
    by_id: dict[str, list[int]] = {}
    for orphan in orphans:
        if orphan.index in draft.notes or not (known := _attributed(orphan.message)) or known.id in printed:
            continue
        found[orphan.index] = Absent(known, "names its sender or date before the quote", 0.7, ("attribution",))
        by_id.setdefault(known.id, []).append(orphan.index)
    for known_id, children in by_id.items():
        date = found[children[0]].message.date
        if date and date.precision in ("minute", "second"):
            draft.together += [(children[0], other) for other in children[1:]]
            continue
        for child in children[1:]:  # a sender alone, or a day, may be that of two emails
            placeholder = found[child]
            marked = f"{known_id[:-1].partition('@')[0]}.{profiles[child].message.id.strip('<>')}>"
            found[child] = placeholder._replace(message=replace(placeholder.message, id=marked))
    return found


def printed_only(threads: Iterable[Thread]) -> list[Thread]:
    """Return *threads* without their placeholders, and without the links to them."""
    found = []
    for thread in threads:
        absent = {message.id for message in thread.placeholders}
        links = tuple(link for link in thread.links if link.parent not in absent)
        found.append(replace(thread, links=links, placeholders=()) if absent else thread)
    return found


def _attributed(message: Message) -> Message | None:
    """Return the placeholder that the attribution line above the first quote of *message* tells of."""
    body = message.body
    mark = 0 if body[:1] == ">" else body.find("\n>") + 1
    if not mark:
        return None
    lines = split_lines(body[max(0, mark - _LINES_ABOVE) : mark + _LINES_BELOW])
    quoted = next((place for place, line in enumerate(lines) if line.depth), 0)
    above = next((place for place in range(quoted - 1, -1, -1) if not lines[place].blank), None)
    if above is None:
        return None
    line = attribution_at(lines, above, lexicon_for(), parse_date)
    return _told(line, message) if line is not None else None


def _told(line: Attribution, message: Message) -> Message | None:
    sender = mailbox(line.sender, lexicon_for()) if line.sender else None
    date = parse_date(line.date, (line.language,)) or parse_date(line.date) if line.date else None
    if sender is None and date is None:
        return None
    known = replace(_bare(message, ""), from_=sender, date=date)
    known = replace(known, found=replace(known.found, method="attribution"))
    return replace(known, id=message_id(known))


def _bare(child: Message, key: str) -> Message:
    """Return a message of which nothing is known but that *child* answers it."""
    place = replace(child.found, rule="known only from its answer", spans=(), body_start=0, body_end=0)
    return Message(id=key, from_=None, date=None, subject=None, body="", found=place, kind="placeholder")
