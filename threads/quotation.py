"""Evidence from quoted text: whose own words does a message quote?"""

from __future__ import annotations

from collections.abc import Sequence

from .profile import Profile
from .quoting import holds


def quoted_shares(child: Profile, parents: Sequence[Profile]) -> list[float]:
    """Return for each of *parents* how much of what *child* quotes at first depth is its own text, 0 to 1.

    A piece that several of them hold (a footer, a greeting) counts for each by its share only.
    """
    return _shares(child.quoting.probes, parents)


def older_shares(child: Profile, parents: Sequence[Profile]) -> list[float]:
    """Return the same for what *child* quotes deeper, which is not what it answers."""
    return _shares(child.quoting.older, parents)


def quotation_clues(child: Profile, share: float, best: float, older: float) -> list[str]:
    """Return what the quotes of *child* say of one parent, *best* being the largest share of any."""
    if not child.quoting.probes:
        return ["older text quoted"] if older > 0.2 else []
    if share > 0.5:
        return ["quoted"]
    if share > 0.1:
        return ["partly quoted"]
    clues = ["another is quoted"] if best > 0.1 else ["quote not found"]
    if older > 0.2:
        clues.append("older text quoted")
    return clues


def _shares(probes: Sequence[str], parents: Sequence[Profile]) -> list[float]:
    shares = [0.0] * len(parents)
    places = [(place, parent.message.body, parent.quoting.own_end) for place, parent in enumerate(parents)]
    for probe in probes:
        hits = [place for place, body, end in places if body.find(probe, 0, end) >= 0 and holds(body, end, probe)]
        for place in hits:
            shares[place] += 1 / len(hits) / len(probes)
    return shares
