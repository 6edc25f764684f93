"""Evidence from names: who is written to, who is greeted, and whom the attribution line names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .profile import Profile

_SHORTEST_NAME = 3
_WORD = re.compile(r"[^\W_]+")


def greeted(child: Profile, parents: Sequence[Profile]) -> frozenset[int]:
    """Return those senders of *parents* whose name stands in the opening of *child*."""
    return _named(child.quoting.opening, child, parents)


def attributed(child: Profile, parents: Sequence[Profile]) -> frozenset[int]:
    """Return those senders of *parents* whom the attribution line of *child* names, by name or address."""
    line = child.quoting.attribution
    if not line:
        return frozenset()
    named = set(_named(line, child, parents, among_own=True))
    named.update(p.sender for p in parents if len(p.mailbox) > _SHORTEST_NAME and p.mailbox in line)
    return frozenset(named)


def naming_clues(child: Profile, parent: Profile, greets: frozenset[int], names: frozenset[int]) -> list[str]:
    """Return what the names in *child* say of *parent*."""
    clues: list[str] = []
    sender = parent.sender
    if sender < 0:
        return clues
    if sender == child.sender:
        clues.append("own message")
    elif sender in child.to:
        clues.append("addressed")
    elif sender in child.cc:
        clues.append("copied")
    elif len(child.to) + len(child.cc) > 1:
        clues.append("not addressed")
    if child.sender in parent.to:
        clues.append("was addressed")
    if greets:
        clues.append("greeted" if sender in greets else "another is greeted")
    if child.quoting.attribution and child.quoting.probes:
        if sender in names:
            clues.append("attributed")
        else:
            clues.append("another is attributed" if names else "none is attributed")
    return clues


def words_of(text: str) -> frozenset[str]:
    """Return the words of *text*: runs of letters and digits."""
    return frozenset(_WORD.findall(text))


def _named(text: str, child: Profile, parents: Sequence[Profile], *, among_own: bool = False) -> frozenset[int]:
    if not text:
        return frozenset()
    words = words_of(text)
    best: dict[int, int] = {}
    for parent in parents:
        if parent.sender >= 0 and parent.sender not in best and (among_own or parent.sender != child.sender):
            best[parent.sender] = len(parent.words & words)
    most = max(best.values(), default=0)
    return frozenset(sender for sender, count in best.items() if count == most) if most else frozenset()
