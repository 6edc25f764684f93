"""Evidence from quotes of what stands far back: who wrote the lines of a subject too long to compare all with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from .profile import Profile

_LINES_KEPT = 20_000
"""Lines that are remembered of one subject, the latest: a subject may run for years, and memory is bounded."""


class Writers:
    """Who wrote each line of a subject, by how the line begins; a line that several wrote names nobody."""

    def __init__(self) -> None:
        """Begin with no lines."""
        self._by_line: dict[str, Profile | None] = {}

    def add(self, profile: Profile, lines: Iterable[str]) -> None:
        """Remember that *profile* wrote *lines*."""
        written = self._by_line
        for line in sorted(lines):
            written[line] = None if line in written else profile
        if len(written) > 2 * _LINES_KEPT:
            for line in list(written)[:-_LINES_KEPT]:
                del written[line]

    def quoted_by(self, child: Profile, known: Sequence[Profile]) -> list[Profile]:
        """Return the message that most of the quotes of *child* are from, if it is not among *known*; else nothing."""
        probes = child.quoting.probes
        hits = Counter(profile.index for probe in probes if (profile := self._by_line.get(probe)) is not None)
        if not hits:
            return []
        index, _ = hits.most_common(1)[0]
        if any(profile.index == index for profile in known):
            return []
        return [next(p for probe in probes if (p := self._by_line.get(probe)) is not None and p.index == index)]
