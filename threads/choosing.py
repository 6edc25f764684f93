"""The parent of each message of one subject, chosen among those before it by all the clues together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .far_back import Writers
from .naming import attributed, greeted, naming_clues
from .profile import Profile, zones_stated
from .quotation import OwnLines, quotation_clues, quoted_shares
from .timing import RANKS, attributed_times, attribution_time_clue, timing_clues

_LATER = 4
"""How many messages behind a message by the clock are looked at."""

WINDOW = 20
"""How many messages of the same subject before a message are looked at; the first of all always is."""

EARLIER_CLOCK = 14 * 3600
"""A message may print this much less than what it answers where a zone is unknown: no two clocks differ more."""

_FOUND = 0.5
"""Share of a quote in an earlier message from which on no later one, by its clock, is asked for it."""

_SOON = frozenset(("within an hour", "within two minutes", "within a minute"))

POSITIONS = RANKS | {
    "first of the subject",
    "answered already",
    "unanswered",
    "own message, unanswered",
    "before the sender's last",
    "newcomer to the first",
}
"""The clues that tell only how messages stand to each other; two parents that differ in no more fit equally."""


Option = tuple[Profile | None, list[str]]
"""A parent that a message may have (None: it begins a conversation), and the clues for and against it."""


@dataclass(slots=True)
class _Subject:
    """What is known of the messages of one subject: parents and senders by index, and who was answered."""

    first: Profile
    known: Mapping[int, int]
    senders: Mapping[int, int]
    answered: set[int] = field(default_factory=set)
    lines: OwnLines = field(default_factory=OwnLines)


def options(group: Sequence[Profile], marked: bool, known: Mapping[int, int]) -> Iterator[tuple[Profile, list[Option]]]:
    """Yield each message of *group*, which is in order of time, with what it may answer, if that is unknown.

    *marked* says that answers in this collection carry a prefix as a rule. *known* holds the parents found
    so far, by index; the caller may add to it between two messages, and later ones make use of it.
    """
    subject = _Subject(group[0], known, {profile.index: profile.sender for profile in group})
    writers = Writers() if len(group) > WINDOW + 1 else None
    for place, child in enumerate(group):
        if child.index not in known:
            before = _before(group, place)
            if writers is not None and child.quoting.probes:
                before += writers.quoted_by(child, before)
            following = group[place + 1 : place + 1 + _LATER]
            yield child, _options(child, before, following, subject, _mark(child, marked))
        if writers is not None:
            writers.add(child, subject.lines.of(child))
        subject.lines.keep_last(WINDOW + 1)
        if child.index in known:
            subject.answered.add(known[child.index])


def _before(group: Sequence[Profile], place: int) -> list[Profile]:
    """Return the messages before the one at *place* that it may answer, the last first."""
    child = group[place]
    first = max(0, place - WINDOW)
    before = [
        parent
        for parent in reversed(group[first:place])
        if parent.sender != child.sender or not _same_moment(parent, child)
    ]
    if first:
        before.append(group[0])
    return before


def _options(
    child: Profile, before: Sequence[Profile], following: Sequence[Profile], subject: _Subject, mark: str
) -> list[Option]:
    """Return what *child* may be: the beginning of a conversation, or an answer to one of those *before*.

    *following* are the next messages by the clock, which may be wrong; *mark* is what its prefix says of a beginning.
    """
    quoting, lines = child.quoting, subject.lines
    start = [mark, "quoting: begins" if quoting.probes else "begins"]
    shares = quoted_shares(quoting.probes, before, lines)
    parents = before
    if later := _later_by_clock(child, following, quoted=max(shares, default=0.0) > _FOUND):
        parents = [*before, *later]
        shares = quoted_shares(quoting.probes, parents, lines)
    if not parents:
        return [(None, start)]
    times = attributed_times(quoting.attribution) if ":" in quoting.attribution else []
    if settled := _settled(child, parents, shares, times):
        return [(None, ["begins"]), settled]
    older = quoted_shares(quoting.older, parents, lines)
    best = max(shares)
    people = {parent.sender: parent.words for parent in parents if parent.sender >= 0}
    greets, names = greeted(child, people), attributed(child, parents, people)
    if child.base[:1] == "\0":
        start.append("no subject: begins")
    if greets:
        start.append("greeting: begins")
    start.append("quote found: begins" if best > 0.1 else "no quote found: begins")
    by_sender: dict[int, tuple[str, ...]] = {}
    addressed = child.to.intersection(people) - {child.sender}
    seen = False
    found: list[Option] = [(None, start)]
    for rank, parent in enumerate(parents):
        if rank >= len(before) and zones_stated(parent, child) and not shares[rank]:
            continue  # only a quote can tell that a clock was wrong
        sender = parent.sender
        if sender not in by_sender:
            by_sender[sender] = (
                *naming_clues(child, sender, greets, names, addressed),
                *_turn(child, sender, subject.first.sender),
            )
        clues = [
            *by_sender[sender],
            *quotation_clues(child, shares[rank], best, older[rank]),
            *timing_clues(child, parent, rank if rank < len(before) else 0),
            _spelling(child.spelling, parent.spelling),
            "answered already" if parent.index in subject.answered else "unanswered",
        ]
        if sender == child.sender >= 0:
            clues += _own(clues)
        if times:
            clues.append(attribution_time_clue(child, parent, times))
        if parent is subject.first:
            clues.append("first of the subject")
            if child.sender >= 0 and all(child.sender != other.sender for other in before):
                clues.append("newcomer to the first")
        if seen:
            clues.append("before the sender's last")
        if sender == child.sender:
            seen = True
        elif _answers(parent, child.sender, subject):
            clues.append("answered the sender")
        found.append((parent, clues))
    return found


def _settled(
    child: Profile, parents: Sequence[Profile], shares: Sequence[float], times: Sequence[int]
) -> Option | None:
    """Return the one parent that is quoted under its very time, alone in a list, with the clues that say so, or None.

    Nothing outweighs the two together, so that nothing else is looked at.
    """
    quoted = [rank for rank, share in enumerate(shares) if share > 0.1] if times else []
    if len(quoted) != 1 or shares[quoted[0]] <= _FOUND:
        return None
    parent = parents[quoted[0]]
    time = attribution_time_clue(child, parent, times)
    if time != "at the attributed time":
        return None
    named = attributed(child, (parent,), {parent.sender: parent.words})
    return parent, ["quoted", time, "attributed"] if named else ["quoted", time]


def _own(clues: Sequence[str]) -> list[str]:
    """Return what *clues* say more of an own message: who adds to one does so before others answer, seldom at once."""
    found = ["own message, unanswered"] if "unanswered" in clues else []
    return found if _SOON.isdisjoint(clues) else [*found, "own message, soon after"]


def _answers(parent: Profile, sender: int, subject: _Subject) -> bool:
    """Whether *parent* answers, as far as is known, a message that *sender* wrote."""
    return sender >= 0 and subject.senders.get(subject.known.get(parent.index, -1), -2) == sender


def _turn(child: Profile, sender: int, first: int) -> tuple[str, ...]:
    """Return whose turn it is: conversations go to and fro between the one who began them and the others.

    *sender* wrote the parent, *first* the first message of the subject.
    """
    if child.sender < 0:
        return ()
    if child.sender == first:
        return () if sender == first else ("the beginner's turn",)
    return ("turn to the beginner",) if sender == first else ()


def _spelling(mine: str, theirs: str) -> str:
    """Answers copy the subject of what they answer, to the letter but for a prefix."""
    if mine == theirs:
        return "subject the same"
    return "subject the same but for a prefix" if mine.endswith(theirs) else "subject spelled otherwise"


def _same_moment(parent: Profile, child: Profile) -> bool:
    """Nobody answers an own email at the very time at which it is sent."""
    return parent.sender == child.sender >= 0 and parent.clock is not None and parent.clock == child.clock


def _later_by_clock(child: Profile, following: Sequence[Profile], *, quoted: bool) -> list[Profile]:
    """Return those of the *following* that may still be older than *child*: a zone is unknown, or a clock was wrong.

    *quoted* says that its quote is found in an earlier one: then no clock is doubted that states its zone.
    """
    if child.time is None:
        return []
    found = []
    for other in following:
        if other.time is None or other.time - child.time > EARLIER_CLOCK:
            break
        sure = zones_stated(other, child) if quoted else other.sure and child.sure and not child.quoting.probes
        if not sure and not _same_moment(other, child):
            found.append(other)
    return found


def _mark(child: Profile, marked: bool) -> str:
    if child.prefix:
        return "prefixed: begins"
    return "unprefixed: begins" if marked else "never prefixed: begins"
