"""Evidence from print: an email that is quoted or carried within another is what that one answers or forwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .profile import Profile


class Contained(NamedTuple):
    """What the print settles: the parent of some messages, and messages that merely belong together."""

    parents: Mapping[int, int]
    together: Sequence[tuple[int, int]]


def contained(profiles: Sequence[Profile]) -> Contained:
    """Return for each message that encloses another the one that it answers or forwards, by index.

    Of several enclosed ones it is the first that is forwarded, else the first that is quoted. The
    others belong to the same conversation, but how is left to other evidence.
    """
    by_id = {profile.message.id: profile for profile in profiles}
    enclosed: dict[int, list[Profile]] = {}
    for profile in profiles:
        message = profile.message
        if message.printed_in and message.enclosure in ("forwarded", "quoted") and message.printed_in != message.id:
            outer = by_id.get(message.printed_in)
            if outer is not None:
                enclosed.setdefault(outer.index, []).append(profile)
    parents: dict[int, int] = {}
    together: list[tuple[int, int]] = []
    for outer_index, inner in enclosed.items():
        inner.sort(key=_rank)
        parents[outer_index] = inner[0].index
        together += [(outer_index, other.index) for other in inner[1:]]
    return Contained(parents, together)


def _rank(profile: Profile) -> tuple[bool, str, int, str]:
    message = profile.message
    return message.enclosure != "forwarded", message.found.document, message.found.start, message.id
