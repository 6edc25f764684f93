"""Evidence from printed references: In-Reply-To and References (RFC 5322 section 3.6.4), where there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .profile import Profile


class Referred(NamedTuple):
    """Parents by printed references, and the ids that are referred to but printed nowhere, with who names them.

    ``direct`` holds the children whose very parent is named; the others name an older ancestor.
    """

    parents: Mapping[int, int]
    direct: frozenset[int]
    missing: Mapping[str, Sequence[int]]


def referred(profiles: Sequence[Profile]) -> Referred:
    """Return the parents that printed references name, by index; the last reference is the nearest."""
    by_id = {profile.message.id: profile.index for profile in profiles}
    parents: dict[int, int] = {}
    direct: set[int] = set()
    missing: dict[str, list[int]] = {}
    for profile in profiles:
        message = profile.message
        if not message.in_reply_to and not message.references:
            continue
        nearest = list(
            dict.fromkeys((*message.in_reply_to[:1], *reversed(message.references), *message.in_reply_to[1:]))
        )
        known = next((by_id[key] for key in nearest if key in by_id and by_id[key] != profile.index), None)
        if known is not None:
            parents[profile.index] = known
            if profiles[known].message.id == nearest[0]:
                direct.add(profile.index)
        if nearest[0] not in by_id:
            missing.setdefault(nearest[0], []).append(profile.index)
    return Referred(parents, frozenset(direct), missing)
