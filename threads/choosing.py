"""The parent of each message of one subject, chosen among those before it by all the clues together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .naming import attributed, greeted, naming_clues
from .profile import Profile
from .quotation import older_shares, quotation_clues, quoted_shares
from .timing import RANKS, attributed_times, attribution_time_clues, timing_clues

WINDOW = 20
"""How many messages of the same subject before a message are looked at; the first of all always is."""

EARLIER_CLOCK = 14 * 3600
"""A message may print this much less than what it answers where a zone is unknown: no two clocks differ more."""

POSITIONS = RANKS | {"first of the subject", "answered already", "unanswered", "before the sender's last"}
"""The clues that tell only how messages stand to each other; two parents that differ in no more fit equally."""


class Option(NamedTuple):
    """A parent that a message may have (None: it begins a conversation), with the clues for and against it."""

    parent: Profile | None
    clues: Sequence[str]


def options(group: Sequence[Profile], marked: bool, known: Mapping[int, int]) -> Iterator[tuple[Profile, list[Option]]]:
    """Yield each message of *group*, which is in order of time, with what it may answer, if that is unknown.

    *marked* says that answers in this collection carry a prefix as a rule. *known* holds the parents found
    so far, by index; the caller may add to it between two messages, and later ones make use of it.
    """
    answered: set[int] = set()
    senders = {profile.index: profile.sender for profile in group}
    for place, child in enumerate(group):
        if child.index not in known:
            found = []
            for parent, clues in _options(group, place, child, marked):
                if parent is not None:
                    above = senders.get(known.get(parent.index, -1), -2)
                    clues += _turns(parent, above, group[0].sender, child)
                    clues.append("answered already" if parent.index in answered else "unanswered")
                    clues.append(_spelling(child, parent))
                found.append(Option(parent, clues))
            yield child, found
        if child.index in known:
            answered.add(known[child.index])


def _turns(parent: Profile, above: int, first: int, child: Profile) -> list[str]:
    """Return whose turn it is: conversations go to and fro between the one who began them and the others.

    *above* is who sent what *parent* answers, *first* who began.
    """
    sender = child.sender
    if sender < 0:
        return []
    clues = []
    if above == sender and parent.sender != sender:
        clues.append("answered the sender")
    if sender == first and parent.sender != first:
        clues.append("the beginner's turn")
    elif sender != first and parent.sender == first:
        clues.append("turn to the beginner")
    return clues


def _spelling(child: Profile, parent: Profile) -> str:
    """Answers copy the subject of what they answer, to the letter but for a prefix."""
    mine, theirs = child.message.subject or "", parent.message.subject or ""
    if mine == theirs:
        return "subject the same"
    return "subject the same but for a prefix" if mine.endswith(theirs) else "subject spelled otherwise"


def _options(
    group: Sequence[Profile], place: int, child: Profile, marked: bool
) -> list[tuple[Profile | None, list[str]]]:
    first = max(0, place - WINDOW)
    parents = list(reversed(group[first:place]))
    if first:
        parents.append(group[0])
    later = _later_by_clock(group, place, child)
    parents += later
    parents = [parent for parent in parents if not _same_moment(parent, child)]
    start = [_mark(child, marked) + ": begins", "quoting: begins" if child.quoting.probes else "begins"]
    if not parents:
        return [(None, start)]
    shares = quoted_shares(child, parents) if child.quoting.probes else [0.0] * len(parents)
    older = older_shares(child, parents) if child.quoting.older else shares
    best = max(shares)
    greets, names = greeted(child, parents), attributed(child, parents)
    times = attributed_times(child.quoting.attribution) if child.quoting.attribution else []
    if child.base[:1] == "\0":
        start.append("no subject: begins")
    if greets:
        start.append("greeting: begins")
    seen = False
    start.append("quote found: begins" if best > 0.1 else "no quote found: begins")
    found: list[tuple[Profile | None, list[str]]] = [(None, start)]
    for rank, parent in enumerate(parents):
        clues = quotation_clues(child, shares[rank], best, older[rank] if child.quoting.older else 0.0)
        clues += naming_clues(child, parent, greets, names)
        clues += timing_clues(child, parent, rank if parent not in later else 0)
        if times:
            clues += attribution_time_clues(child, parent, times)
        if parent is group[0]:
            clues.append("first of the subject")
        if seen:
            clues.append("before the sender's last")
        seen = seen or parent.sender == child.sender
        found.append((parent, clues))
    return found


def _same_moment(parent: Profile, child: Profile) -> bool:
    """Nobody answers an own email at the very time at which it is sent."""
    return parent.clock is not None and parent.clock == child.clock and parent.sender == child.sender >= 0


def _later_by_clock(group: Sequence[Profile], place: int, child: Profile) -> list[Profile]:
    """Return the few messages behind *child* that may still be older: a zone is unknown, or a clock was wrong."""
    if child.time is None:
        return []
    found = []
    for other in group[place + 1 : place + 5]:
        if other.time is None or other.time - child.time > EARLIER_CLOCK:
            break
        if not (other.sure and child.sure) or child.quoting.attribution:
            found.append(other)
    return found


def _mark(child: Profile, marked: bool) -> str:
    if child.prefix:
        return "prefixed"
    return "unprefixed" if marked else "never prefixed"
