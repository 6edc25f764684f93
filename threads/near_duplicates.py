"""One email printed twice, not to the letter: once in full and once more as a quote in the answer to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ..parsers.base_subject import base_subject, grouping_key
from ..parsers.message import Enclosure, Message
from ..parsers.prints import combine
from .clock import Clock, read_clock
from .duplicates import merge_duplicates
from .people import Identities
from .profile import mailboxes

_QUARTER = 15
_CLOCKS_DIFFER = 26 * 3600
_SLOW = 120
_LETTERS = 4_000
_PIECE = 24
_PIECES = 4
_WINDOW = 12
_CANDIDATES = 50
_SHORTEST_SUBJECT = 12
_WHOLE = 100
"""Letters of a text that, printed twice to the letter under one subject, is one email in spite of its clocks."""
_HALF_A_DAY = 12 * 3600
_DEEPEST = 64
"""Emails within each other through which one is followed outwards."""
_EPOCH = datetime(1970, 1, 1)


class Enclosed(NamedTuple):
    """A print that was given up for another of the same email: *inner* stood within *outer* (ids)."""

    outer: str
    inner: str
    enclosure: Enclosure


def merge_near_duplicates(messages: Sequence[Message], identities: Identities) -> tuple[list[Message], list[Enclosed]]:
    """Return *messages* with each email once, and where those prints stood that were given up.

    Two prints are one email if the sender is one person, the printed clocks agree up to a difference of
    zones, and pieces of the shorter text stand in the longer. The print that is not a quote stays.
    """
    same = _same(messages, identities)
    if not same:
        return list(messages), []
    by_id = {message.id: message for message in messages}
    prints: defaultdict[str, list[Message]] = defaultdict(list)
    for copy, kept in same.items():
        prints[kept].append(by_id[copy])
    merged: list[Message] = []
    for message in messages:
        if message.id in same:
            continue
        if message.id in prints:
            message = combine(replace(message), [replace(o, printed_in=None) for o in prints[message.id]])
        if message.printed_in in same:
            around = same[message.printed_in]
            message = replace(message, printed_in=None if around == message.id else around)
        merged.append(message)
    enclosed = []
    for copy, kept in sorted(same.items()):
        outer, enclosure = by_id[copy].printed_in, by_id[copy].enclosure
        outer = same.get(outer, outer) if outer else None
        if outer and enclosure and outer != kept:
            enclosed.append(Enclosed(outer, kept, enclosure))
    return merged, enclosed


def one_email_each(messages: Sequence[Message]) -> list[Message]:
    """Return *messages* of one document with each email once, in order of their places, as threads take them."""
    merged = merge_duplicates(messages)
    merged, _ = merge_near_duplicates(merged, Identities(mailboxes(merged)))
    return sorted(merged, key=lambda message: (message.found.start, message.found.depth, message.id))


def _same(messages: Sequence[Message], identities: Identities) -> dict[str, str]:
    """Return for each print that is given up the id of the one that stays."""
    if not any(map(_is_print, messages)):
        return {}
    buckets: defaultdict[tuple[int, int | str], list[tuple[int, Message]]] = defaultdict(list)
    for message in messages:
        sender, clock = identities.person(message.from_), read_clock(message.date)
        if sender >= 0 and clock is not None and clock.width < 3600 and message.kind != "reported":
            buckets[sender, clock.wall // 60 % _QUARTER].append((clock.wall, message))
            if _is_print(message):
                buckets[sender, message.found.document].append((clock.wall, message))
    same: dict[str, str] = {}
    around = {m.id: m.printed_in for m in messages if m.printed_in and m.enclosure in ("quoted", "forwarded")}
    for bucket in buckets.values():
        if len(bucket) > 1 and any(_is_print(message) for _, message in bucket):
            _within(sorted(bucket, key=lambda item: (item[0], item[1].id)), around, same)
    _to_the_letter(messages, identities, same)
    _undated(messages, identities, same)
    return {copy: _stays(copy, same) for copy in same}


def _stays(copy: str, same: dict[str, str]) -> str:
    """Return the print that stays for *copy*, one that was given up later followed on; the way is made short."""
    path = [copy]
    while (further := same.get(path[-1])) is not None:
        path.append(further)
    same.update(dict.fromkeys(path[:-1], path[-1]))
    return path[-1]


def _within(bucket: list[tuple[int, Message]], around: Mapping[str, str], same: dict[str, str]) -> None:
    for place, (wall, message) in enumerate(bucket):
        for later_wall, other in bucket[place + 1 : place + 1 + _WINDOW]:
            if later_wall - wall > _CLOCKS_DIFFER:
                break
            if message.id in same or other.id in same or not (_is_print(message) or _is_print(other)):
                continue
            if _is_inside(message.id, other.id, around) or _is_inside(other.id, message.id, around):
                continue
            if _is_same(message, other, later_wall - wall):
                kept, copy = sorted((message, other), key=_standing)
                same[copy.id] = kept.id


def _is_inside(inner: str, outer: str, around: Mapping[str, str]) -> bool:
    """Whether the email *inner* is printed in *outer*, however deep: none quotes itself."""
    for _ in range(_DEEPEST):
        if inner == outer:
            return True
        if inner not in around:
            return False
        inner = around[inner]
    return False


def _to_the_letter(messages: Sequence[Message], identities: Identities, same: dict[str, str]) -> None:
    """Add to *same* the prints whose clocks contradict each other, where sender, subject and the whole text do not.

    What goes to other people, or is sent again on another day, is another email; a numeric date of which one print
    has day and month the other way round is not.
    """
    texts: defaultdict[tuple[int, str], list[Message]] = defaultdict(list)
    for message in messages:
        if message.date is not None and message.subject and message.kind != "reported" and message.id not in same:
            text = _letters(message.body)
            if len(text) >= _WHOLE and (sender := identities.person(message.from_)) >= 0:
                texts[sender, text].append(message)
    for prints in texts.values():
        prints.sort(key=_standing)
        kept = prints[0]
        for copy in prints[1:]:
            met = not (kept.to and copy.to) or not _people(kept, identities).isdisjoint(_people(copy, identities))
            apart = not _carries(kept, copy) and not _carries(copy, kept) and (_is_print(kept) or _is_print(copy))
            if met and apart and _may_be_one(kept, copy) and _may_share_subject(kept, copy):
                same[copy.id] = kept.id


def _carries(outer: Message, inner: Message) -> bool:
    return inner.printed_in == outer.id and inner.enclosure in ("quoted", "forwarded")


def _may_be_one(first: Message, second: Message) -> bool:
    """Whether two clocks are half a day apart at most, or show day and month the other way round."""
    left, right = read_clock(first.date), read_clock(second.date)
    if left is None or right is None:
        return False
    if abs(left.wall - right.wall) <= _HALF_A_DAY:
        return True
    one, other = (_EPOCH + timedelta(seconds=clock.wall) for clock in (left, right))
    return (one.month, one.day) == (other.day, other.month) and one.year == other.year and one.time() == other.time()


def _people(message: Message, identities: Identities) -> set[int]:
    return {identities.person(box) for box in (*message.to, *message.cc)}


def _is_same(left: Message, right: Message, apart: int) -> bool:
    if left.printed_in == right.id or right.printed_in == left.id:
        return False
    inside = any(message.enclosure in ("quoted", "forwarded") for message in (left, right))
    if apart >= _SLOW and (not inside or (_stated(left) and _stated(right)) or not _near(apart, 60 * _QUARTER)):
        return False
    if not _may_share_subject(left, right):
        return False
    shorter, longer = sorted((_letters(left.body), _letters(right.body)), key=len)
    if len(shorter) < _PIECE:
        if shorter:
            return shorter == longer and apart < 60
        quote = any(not m.body.strip() and m.enclosure == "quoted" for m in (left, right))
        return quote and (apart < 60 or (_near(apart, 3600) and left.found.document == right.found.document))
    return _stands_in(shorter, longer)


def _stands_in(shorter: str, longer: str) -> bool:
    """Whether most of some pieces of *shorter*, spread evenly, stand in *longer*."""
    step = max(1, (len(shorter) - _PIECE) // (_PIECES - 1))
    pieces = [shorter[at : at + _PIECE] for at in range(0, len(shorter) - _PIECE + 1, step)][:_PIECES]
    return 2 * sum(piece in longer for piece in pieces) > len(pieces)


def _may_share_subject(left: Message, right: Message) -> bool:
    """Two printed subjects must be the same but for prefixes; one of them may be cut short."""
    if not left.subject or not right.subject:
        return True
    short, long = sorted((_subject_key(left.subject), _subject_key(right.subject)), key=len)
    return short == long or (len(short) >= _SHORTEST_SUBJECT and long.startswith(short))


@lru_cache(maxsize=1024)  # a message is compared with many
def _subject_key(subject: str) -> str:
    return grouping_key(base_subject(subject))


def _undated(messages: Sequence[Message], identities: Identities, same: dict[str, str]) -> None:
    """Add to *same* the quotes that print their sender but no date, where an email of that sender has their text."""
    written: defaultdict[tuple[int, str], list[Message]] = defaultdict(list)
    for message in messages:
        if message.date is not None and message.id not in same and message.found.method != "reported":
            written[identities.person(message.from_), message.found.document].append(message)
    for message in messages:
        sender = identities.person(message.from_)
        if message.found.method != "attribution" or message.date is not None or sender < 0 or message.id in same:
            continue
        text = _letters(message.body)
        for other in written.get((sender, message.found.document), ())[:_CANDIDATES]:
            related = message.printed_in == other.id or other.printed_in == message.id
            if len(text) >= _PIECE and not related and _stands_in(text, _letters(other.body)):
                same[message.id] = other.id
                break


def _near(apart: int, step: int) -> bool:
    """Whether two clocks are a whole number of *step* seconds apart, give or take a slow delivery."""
    return min(apart % step, -apart % step) <= _SLOW


def _stated(message: Message) -> bool:
    clock: Clock | None = read_clock(message.date)
    return clock is not None and clock.offset is not None


def _letters(body: str) -> str:
    return "".join(filter(str.isalnum, body[:_LETTERS].casefold()))


def _is_print(message: Message) -> bool:
    return message.found.method in ("header-block", "attribution")


def _standing(message: Message) -> tuple[bool, bool, bool, int, str]:
    """Sort the fullest print first: raw mail and header blocks at the top level before quotes."""
    inside = message.enclosure in ("quoted", "forwarded")
    return inside, message.found.method == "attribution", not message.subject, -len(message.body), message.id
