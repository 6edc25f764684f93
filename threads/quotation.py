"""Evidence from quoted text: whose own words does a message quote?"""

from __future__ import annotations

from collections.abc import Sequence

from .profile import Profile
from .quoting import holds, own_lines


class OwnLines(dict[int, set[str]]):
    """The lines that messages wrote themselves, by index, read when they are asked for."""

    def of(self, profile: Profile) -> set[str]:
        """Return how the own lines of that message begin."""
        found = self.get(profile.index)
        if found is None:
            found = self[profile.index] = own_lines(profile.message.body, profile.quoting.own_end)
        return found

    def keep_last(self, count: int) -> None:
        """Forget all but the last *count*, so that a long conversation is not held in memory."""
        if len(self) > 2 * count:
            for index in list(self)[:-count]:
                del self[index]


def quoted_shares(probes: Sequence[str], parents: Sequence[Profile], lines: OwnLines) -> list[float]:
    """Return for each of *parents* how many of *probes*, pieces of quoted text, are its own text, 0 to 1.

    A piece that several of them hold (a footer, a greeting) counts for each by its share only. Whole lines are
    looked up; only those that no one wrote as a line are looked for within lines, where programs wrap quotes anew.
    """
    shares = [0.0] * len(parents)
    if not probes:
        return shares
    written: dict[str, list[int]] = {}
    for place, parent in enumerate(parents):
        own = lines.of(parent)
        if not own.isdisjoint(probes):
            for probe in own.intersection(probes):
                written.setdefault(probe, []).append(place)
    for probe in probes:
        hits = written.get(probe) or [place for place, parent in enumerate(parents) if _within_a_line(parent, probe)]
        for place in hits:
            shares[place] += 1 / (len(hits) * len(probes))
    return shares


def _within_a_line(parent: Profile, probe: str) -> bool:
    body, end = parent.message.body, parent.quoting.own_end
    return body.find(probe, 0, end) >= 0 and holds(body, end, probe)


def quotation_clues(child: Profile, share: float, best: float, older: float) -> tuple[str, ...]:
    """Return what the quotes of *child* say of one parent, *best* being the largest share of any.

    *older* is the share of what *child* quotes deeper, which is not what it answers.
    """
    if not child.quoting.probes:
        return ("older text quoted",) if older > 0.2 else ()
    if share > 0.1:
        return ("quoted",) if share > 0.5 else ("partly quoted",)
    clue = "another is quoted" if best > 0.1 else "quote not found"
    return (clue, "older text quoted") if older > 0.2 else (clue,)
