"""Reports of the same email: told of in one document and printed in another, or told of in several.

Evidence is what survives translation: who wrote to whom, the date as far as it is known, numbers, Latin words, words
in quotation marks, and that two documents tell of several emails in the same order. Two reports of one document are
never taken for one email: that a text tells of it twice is not for us to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..parsers.message import Address, Message
from ..parsers.reported.sound import same_person
from .alignment import aligned
from .people import People, name_key
from .telling_content import Content, content_of, likeness

_SURE = 4.0
"""What two reports must have in common to be one email on that alone."""
_PAIRS = 40_000
"""Pairs of reports of two documents beyond which they are not compared."""


@dataclass(frozen=True, slots=True)
class _Party:
    """A message with what is compared of it."""

    message: Message
    sender: str | None
    recipients: tuple[str, ...]
    content: Content


def link_reports(messages: Iterable[Message], people: People | None = None) -> list[Message]:
    """Return *messages* with ``same_as`` of each reported one: the id of the print, else of its first report.

    What a footnote already settled stays. *people* says which names are one person.
    """
    messages = list(messages)
    reports = [message for message in messages if message.kind == "reported"]
    if not reports:
        return messages
    names = people.by_form() if people else {}
    prints = [_party(m, names) for m in messages if m.kind not in ("reported", "placeholder") and m.from_ is not None]
    same: dict[str, str] = {message.id: message.same_as for message in reports if message.same_as}
    parties = sorted((_party(m, names) for m in reports), key=lambda party: _place(party.message))
    for party in parties:
        if party.message.id not in same and (found := _printed(party, prints)) is not None:
            same[party.message.id] = found
    for first, second in _pairs(parties):
        _join(same, first.message, second.message)
    return [_linked(message, same) for message in messages]


def _linked(message: Message, same: Mapping[str, str]) -> Message:
    target = same.get(message.id)
    return message if target is None or target in (message.same_as, message.id) else replace(message, same_as=target)


def _join(same: dict[str, str], first: Message, second: Message) -> None:
    """Let two reports of one email point at the same print, else the later one at the earlier."""
    known = same.get(first.id) or same.get(second.id) or first.id
    for message in (first, second):
        if message.id != known:
            same.setdefault(message.id, known)


def _place(message: Message) -> tuple[str, int, str]:
    return message.found.document, message.found.start, message.id


def _party(message: Message, names: Mapping[str, str]) -> _Party:
    boxes = (*message.to, *message.cc)
    return _Party(
        message,
        _who(message.from_, names),
        tuple(name for box in boxes if (name := _who(box, names))),
        content_of(message.body, tuple(box.name or "" for box in (message.from_, *boxes) if box)),
    )


def _who(box: Address | None, names: Mapping[str, str]) -> str | None:
    if box is None:
        return None
    name = box.person or box.name or box.email
    return names.get(name_key(name), name) if name else None


def _printed(party: _Party, prints: Sequence[_Party]) -> str | None:
    """Return the id of the one printed email that *party* tells of, None where none or several fit."""
    scores = sorted(
        ((score, other.message.id) for other in prints if (score := _score(party, other, printed=True)) >= _SURE),
        reverse=True,
    )
    if not scores or (len(scores) > 1 and scores[1][0] > scores[0][0] - 1):
        return None
    return scores[0][1]


def _pairs(parties: Sequence[_Party]) -> list[tuple[_Party, _Party]]:
    """Return the pairs of reports of different documents that are one email."""
    by_document: defaultdict[str, list[_Party]] = defaultdict(list)
    for party in parties:
        by_document[party.message.found.document].append(party)
    documents = [_by_time(told) for told in by_document.values()]
    found = []
    for index, left in enumerate(documents):
        for right in documents[index + 1 :]:
            if len(left) * len(right) <= _PAIRS:
                scores = [[_score(one, other) for other in right] for one in left]
                found += [(left[i], right[j]) for i, j in aligned(scores, _SURE)]
    return found


def _by_time(parties: Sequence[_Party]) -> list[_Party]:
    """Return the reports of a document as things happened: in its order, but an email before those surely sent later.

    An article may begin with what is news and tell the rest from the start.
    """
    if len(parties) > _PAIRS // 10:
        return list(parties)
    ordered: list[_Party] = []
    for party in parties:
        at = len(ordered)
        while at and _later(ordered[at - 1].message, party.message):
            at -= 1
        ordered.insert(at, party)
    return ordered


def _later(one: Message, other: Message) -> bool:
    """Whether *one* was surely sent after *other*, by dates that need not be equally close."""
    ours, theirs = (message.date.edtf or "" if message.date else "" for message in (one, other))
    length = min(len(ours), len(theirs), 10)
    return ours[:length] > theirs[:length]


def _score(one: _Party, other: _Party, *, printed: bool = False) -> float:
    """Return how much speaks for one email, below zero where something speaks against it."""
    if one.sender is None or other.sender is None or not same_person(one.sender, other.sender):
        return -9.0
    score = 1.0
    if one.recipients and other.recipients:
        shared = sum(any(same_person(a, b) for b in other.recipients) for a in one.recipients)
        if not shared:
            return -9.0
        score += 1.0 if shared == len(one.recipients) == len(other.recipients) else 0.5
    else:
        score -= 0.5
    score += _dates(one.message, other.message, printed=printed)
    score += likeness(one.content, other.content)
    if printed:
        return score
    answers = {_is_answer(one.message), _is_answer(other.message)}
    linked = bool(one.message.in_reply_to) == bool(other.message.in_reply_to)
    return score + (-1.0 if len(answers) > 1 else 0.0 if True not in answers else 0.5 if linked else 0.0)


def _is_answer(message: Message) -> bool:
    return bool(message.in_reply_to) or message.found.rule.startswith(("reported: answered", "reported: follows"))


def _dates(one: Message, other: Message, *, printed: bool) -> float:
    ours = one.date.edtf if one.date else None
    theirs = other.date.edtf if other.date else None
    if not ours or not theirs:
        return 0.0
    length = min(len(ours), len(theirs), 10)
    if ours[:length] == theirs[:length]:
        return 1.0 if length >= 7 else 0.5
    inferred = any(note.startswith("date") for message in (one, other) for note in message.context)
    apart = abs(_years(ours) - _years(theirs))
    if inferred and not printed and apart <= 1:
        return 0.5 - 0.5 * apart
    return -9.0


def _years(edtf: str) -> float:
    """Return a date as years, the middle of what it leaves open."""
    return int(edtf[:4]) + ((int(edtf[5:7]) - 0.5) / 12 if edtf[4:5] == "-" else 0.5)
