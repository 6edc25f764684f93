"""Evidence from the order of print: newest first or oldest first, seen from a whole document, not from a pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from .profile import Profile

_EXPLAINED_BY_ZONES = 26 * 3600
_PREFIX_COUNTS = 1.5
"""A subject that gains a prefix from one end of the print to the other says more than one pair of clocks."""


def inherit_subjects(profiles: Sequence[Profile]) -> None:
    """Give messages that print no subject, and stand behind another, the base subject of that one.

    Prints of a conversation often name its subject once, over the first message. Where a document names
    none at all, its messages are compared with each other as if they had one.
    """
    for run in _runs(profiles):
        base = "" if any(profile.base for profile in run) else f"\0{run[0].message.found.document}"
        for profile in run:
            if profile.message.subject is None and not profile.base:
                profile.base = base
            base = profile.base


def settle_times(profiles: Sequence[Profile]) -> None:
    """Correct the estimated times of messages that stand one below the other, by the order of the document.

    Within one document and one subject the direction is that of most pairs of dates. A date whose zone
    is unknown, and a message without a date, is moved to its place in that order where zones can explain it.
    """
    for run in _runs(profiles):
        by_subject: defaultdict[str, list[Profile]] = defaultdict(list)
        for profile in run:
            by_subject[profile.base].append(profile)
        for same in by_subject.values():
            if len(same) > 1:
                _settle(same if _ascends(same) else same[::-1])


def continued(profiles: Sequence[Profile], parents: Mapping[int, int]) -> dict[int, int]:
    """Return parents for quoted emails that enclose none: the older email that is printed next, by index.

    A chain of quotes goes on below its innermost one where programs change their manner of quoting. Within
    the same quotes clocks may disagree by their zones; elsewhere the next one must be older by the clock.
    """
    documents: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.message.found.method in ("header-block", "attribution"):
            documents[profile.message.found.document].append(profile)
    found: dict[int, int] = {}
    for run in documents.values():
        run.sort(key=lambda profile: (profile.message.found.start, profile.message.id))
        bases: dict[str, str] = {}
        for profile in run:  # a quote that prints no subject has that of the email around it
            bases[profile.message.id] = profile.base or bases.get(profile.message.printed_in or "", "")
        for inner, following in pairwise(run):
            if inner.message.enclosure == "quoted" and inner.index not in parents:
                base = bases[inner.message.id]
                if (not following.base or base in ("", following.base)) and _goes_on(inner, following):
                    found[inner.index] = following.index
    return found


def _goes_on(inner: Profile, following: Profile) -> bool:
    if inner.time is None or following.time is None:
        return False
    siblings = inner.message.printed_in == following.message.printed_in and following.message.enclosure == "quoted"
    return following.time < inner.time + (_EXPLAINED_BY_ZONES if siblings else 0)


def _settle(ascending: list[Profile]) -> None:
    last: float | None = None
    for profile in ascending:
        time = profile.time
        if last is not None and (time is None or (not profile.sure and last - _EXPLAINED_BY_ZONES < time <= last)):
            time = last + 0.001
        profile.time = last = time if time is not None else last
    following: float | None = None
    for profile in reversed(ascending):
        if profile.time is None and following is not None:
            profile.time = following - 0.001
        following = profile.time


def _ascends(same: list[Profile]) -> bool:
    """Whether the oldest stands first: most pairs of dates say so, and that answers carry a prefix."""
    up = down = 0.0
    for above, below in pairwise(same):
        if above.time is not None and below.time is not None:
            up += below.time > above.time
            down += below.time < above.time
    first, last = same[0].prefix is not None, same[-1].prefix is not None
    up, down = up + _PREFIX_COUNTS * (last and not first), down + _PREFIX_COUNTS * (first and not last)
    return up >= down


def _runs(profiles: Sequence[Profile]) -> Iterator[list[Profile]]:
    """Yield the messages that stand at the top level of each document, in the order of print.

    Raw mail is left out: it has its own dates and zones, and an mbox is in any order.
    """
    documents: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        message = profile.message
        if message.enclosure in (None, "below") and message.found.method == "header-block":
            documents[message.found.document].append(profile)
    for run in documents.values():
        if len(run) > 1:
            run.sort(key=lambda profile: (profile.message.found.start, profile.message.id))
            yield run
