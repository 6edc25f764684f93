"""Evidence across subjects: a message that quotes another answers it, whatever its subject has become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from .profile import Profile
from .quotation import quoted_shares

_SHARED = -1
_ENOUGH = 0.34
_DAY = 86_400


def anchor_index(profiles: Sequence[Profile]) -> dict[int, int]:
    """Return who begins a paragraph so, by the hash of its first letters; openings of several are dropped."""
    index: dict[int, int] = {}
    for profile in profiles:
        for anchor in profile.quoting.anchors:
            index[anchor] = profile.index if index.get(anchor, profile.index) == profile.index else _SHARED
    return index


def quoted_elsewhere(
    children: Iterable[Profile], profiles: Sequence[Profile], index: Mapping[int, int]
) -> dict[int, tuple[int, float]]:
    """Return for those of *children* that quote a message of any subject that message and the share quoted."""
    found: dict[int, tuple[int, float]] = {}
    for child in children:
        hits = Counter(index.get(anchor, _SHARED) for anchor in child.quoting.quoted_anchors)
        hits.pop(_SHARED, None)
        hits.pop(child.index, None)
        parents = [profiles[owner] for owner, _ in hits.most_common(3) if _may_precede(profiles[owner], child)]
        if not parents:
            continue
        shares = quoted_shares(child, parents)
        best = max(range(len(parents)), key=lambda place: (shares[place], -parents[place].index))
        if shares[best] >= _ENOUGH:
            found[child.index] = parents[best].index, shares[best]
    return found


def _may_precede(parent: Profile, child: Profile) -> bool:
    if parent.time is None or child.time is None:
        return True
    return parent.time <= child.time or (not (parent.sure and child.sure) and parent.time < child.time + _DAY)
