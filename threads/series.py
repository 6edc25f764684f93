"""Evidence from numbered series: ``[PATCH 2/5]`` hangs on ``[PATCH 0/5]``, else on ``[PATCH 1/5]``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ..parsers.base_subject import split_subject
from .profile import Profile

_NUMBERED = re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])")
_WITHIN = 24 * 3600
"""The parts of a series are sent in one go, or on one day at most."""


class Part(NamedTuple):
    """A message that is part ``number`` of ``total`` of a series, and the parent that this gives it, by index."""

    parent: int
    number: int
    total: int


def series_parts(profiles: Sequence[Profile], settled: Collection[int]) -> dict[int, Part]:
    """Return the parents that numbers in the subject give, by index, for messages that are not *settled*.

    The first part is the cover letter 0, without one number 1. Parts of one series have the sender, the total and
    the rest of the mark in common (``PATCH v2``); of several such series the one nearest in time counts. An answer
    (``Re: [PATCH 2/5]``) and a message that quotes are no parts.
    """
    series: defaultdict[tuple[int, str, int], list[tuple[int, Profile]]] = defaultdict(list)
    for profile in profiles:
        subject = profile.message.subject
        if not subject or "/" not in subject or "[" not in subject or profile.prefix or profile.sender < 0:
            continue
        for blob in split_subject(subject).blobs:
            if numbered := _NUMBERED.search(blob):
                rest = blob[: numbered.start()] + blob[numbered.end() :]
                key = profile.sender, " ".join(rest.casefold().split()), int(numbered[2])
                series[key].append((int(numbered[1]), profile))
    found: dict[int, Part] = {}
    for (_, _, total), parts in series.items():
        first = min(number for number, _ in parts)
        heads = sorted((p.time, p.index) for number, p in parts if number == first <= 1 and p.time is not None)
        for number, child in parts:
            if number > first and child.index not in settled and not child.quoting.probes:
                head = _nearest(child, heads)
                if head is not None:
                    found[child.index] = Part(head, number, total)
    return found


def _nearest(child: Profile, heads: Sequence[tuple[float, int]]) -> int | None:
    """Return the index of that of *heads*, times and indices in order, which is nearest to *child* in time."""
    if child.time is None:
        return None
    place = bisect_left(heads, (child.time, child.index))
    near = [(abs(time - child.time), index) for time, index in heads[max(0, place - 1) : place + 1]]
    gap, index = min(near, default=(_WITHIN + 1.0, -1))
    return index if gap <= _WITHIN else None
