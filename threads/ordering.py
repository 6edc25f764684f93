"""The order in which a conversation is told: by time, and never an answer before what it answers."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

from .profile import Profile

_Key = tuple[float, str, int, str]


def in_order(members: Iterable[Profile], parents: Mapping[int, int]) -> list[Profile]:
    """Return *members* in order of their estimated times, each behind its parent; ties by place of print.

    An undated message follows its parent at once; without one, it stands before its first dated answer,
    and at the end where it has none.
    """
    by_index = {profile.index: profile for profile in members}
    times = _estimated(by_index, parents)
    children: defaultdict[int, list[Profile]] = defaultdict(list)
    heap: list[tuple[_Key, int]] = []
    for index, profile in by_index.items():
        parent = parents.get(index)
        if parent in by_index and parent is not None:
            children[parent].append(profile)
        else:
            heap.append((_key(profile, times.get(index)), index))
    heapq.heapify(heap)
    ordered: list[Profile] = []
    while heap:
        key, index = heapq.heappop(heap)
        ordered.append(by_index[index])
        for child in children[index]:
            time = times.get(child.index, key[0])
            heapq.heappush(heap, (_key(child, max(time, key[0])), child.index))
    return ordered


def _estimated(by_index: Mapping[int, Profile], parents: Mapping[int, int]) -> dict[int, float]:
    """Return the times that are known, and for undated messages that of their first answer."""
    times = {index: profile.time for index, profile in by_index.items() if profile.time is not None}
    undated = [index for index, profile in by_index.items() if profile.time is None]
    if undated:
        for index in sorted(times, key=lambda index: (times[index], index)):
            at, time = index, times[index]
            while (at := parents.get(at, -1)) in by_index and at not in times:
                times[at] = time
    return times


def _key(profile: Profile, time: float | None) -> _Key:
    found = profile.message.found
    return (float("inf") if time is None else time, found.document, found.start, profile.message.id)
