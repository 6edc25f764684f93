"""Evidence from names: who is written to, who is greeted, and whom the attribution line names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .profile import Profile

_SHORTEST_NAME = 3
_WORD = re.compile(r"[^\W_]+")
_NOBODY: frozenset[int] = frozenset()


def greeted(child: Profile, names: Mapping[int, frozenset[str]]) -> frozenset[int]:
    """Return those of *names*, the words of the names of senders, whose name stands in the opening of *child*."""
    return _named(child.quoting.opening, names, without=child.sender)


def attributed(child: Profile, parents: Sequence[Profile], names: Mapping[int, frozenset[str]]) -> frozenset[int]:
    """Return those senders of *parents* whom the attribution line of *child* names, by name or address."""
    line = child.quoting.attribution
    if not line:
        return _NOBODY
    boxes = {p.mailbox: p.sender for p in parents}
    named = [sender for box, sender in boxes.items() if len(box) > _SHORTEST_NAME and box in line]
    return _named(line, names).union(named)


def naming_clues(
    child: Profile, sender: int, greets: frozenset[int], names: frozenset[int], addressed: frozenset[int]
) -> tuple[str, ...]:
    """Return what the names in *child* say of a parent that *sender* wrote.

    *greets* are greeted in it, *names* named by its attribution line, *addressed* those others who may be answered
    and are in its To.
    """
    if sender < 0:
        return ()
    clues = []
    if sender == child.sender:
        clues.append("own message")
    elif sender in child.to:
        clues.append("addressed")
        if len(child.to) == 1:
            clues.append("addressed alone")
    elif sender in child.cc:
        clues.append("copied")
    elif child.to or child.cc:
        clues.append("not addressed")
        if addressed:
            clues.append("another is addressed")
    if greets:
        clues.append("greeted" if sender in greets else "another is greeted")
    if child.quoting.attribution:
        if child.quoting.probes:
            if sender in names:
                clues.append("attributed")
            elif not names:
                clues.append("none is attributed")
        elif sender in names and not child.quoting.headed:
            clues.append("attributed without a quote")
    return tuple(clues)


def words_of(text: str) -> frozenset[str]:
    """Return the words of *text*: runs of letters and digits."""
    return frozenset(_WORD.findall(text))


def _named(text: str, names: Mapping[int, frozenset[str]], *, without: int = -1) -> frozenset[int]:
    """Return those of *names*, *without* one, that *text* has the most words of."""
    most = 1
    best: list[int] = []
    for sender, own in names.items():
        if sender != without and (count := sum([word in text and _is_word(text, word) for word in own])):
            if count > most:
                most, best = count, [sender]
            elif count == most:
                best.append(sender)
    return frozenset(best) if best else _NOBODY


def _is_word(text: str, word: str) -> bool:
    """Return whether *word*, which stands in *text*, is a whole word there: no letter or digit beside it."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not text[end : end + 1].isalnum() and not text[max(0, place - 1) : place].isalnum():
            return True
        place = text.find(word, place + 1)
    return False
