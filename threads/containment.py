"""Evidence from print: an email that is quoted or carried within another is what that one answers or forwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .near_duplicates import Enclosed
from .profile import Profile


class Contained(NamedTuple):
    """What the print settles: the parent of some messages, and messages that merely belong together.

    ``carried`` are those messages that forward their parent.
    """

    parents: Mapping[int, int]
    together: Sequence[tuple[int, int]]
    carried: frozenset[int]


def contained(profiles: Sequence[Profile], given_up: Sequence[Enclosed] = ()) -> Contained:
    """Return for each message that encloses another the one that it answers or forwards, by index.

    Of several enclosed ones it is the first that is forwarded, else the first that is quoted. The
    others belong to the same conversation, but how is left to other evidence. *given_up* are prints within
    others that were merged with another print of the same email.
    """
    by_id = {profile.message.id: profile for profile in profiles}
    enclosed: dict[int, list[Profile]] = {}
    forwards = set()
    for profile in profiles:
        message = profile.message
        if message.printed_in and message.enclosure in ("forwarded", "quoted") and message.printed_in != message.id:
            outer = by_id.get(message.printed_in)
            if outer is not None:
                enclosed.setdefault(outer.index, []).append(profile)
                if message.enclosure == "forwarded":
                    forwards.add((outer.index, profile.index))
    for outer_id, inner_id, enclosure in given_up:
        outer, inner = by_id.get(outer_id), by_id.get(inner_id)
        if outer and inner and enclosure in ("forwarded", "quoted"):
            enclosed.setdefault(outer.index, []).append(inner)
            if enclosure == "forwarded":
                forwards.add((outer.index, inner.index))
    parents: dict[int, int] = {}
    together: list[tuple[int, int]] = []
    for outer_index, within in enclosed.items():
        within.sort(key=lambda profile: ((outer_index, profile.index) not in forwards, *_place(profile)))
        parents[outer_index] = within[0].index
        together += [(outer_index, other.index) for other in within[1:]]
    carried = frozenset(outer for outer, inner in parents.items() if (outer, inner) in forwards)
    return Contained(parents, together, carried)


def _place(profile: Profile) -> tuple[str, int, str]:
    message = profile.message
    return message.found.document, message.found.start, message.id
