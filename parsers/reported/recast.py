"""Cues that mean something else beside others: *it* and *in another* are messages, *took an hour to answer* answers."""

from __future__ import annotations

from collections.abc import Sequence

from .cues import Cue, Role

OTHERS = 2
"""Sentences behind one that speaks of messages within which *in another* means one of them."""
_LATE = 40
"""Code points between how long somebody took and for what."""
_PRONOUN: frozenset[Role] = frozenset({"singular", "plural", "object"})
_SPOKEN: frozenset[Role] = frozenset({"noun", "alone"})
_ANSWERS: frozenset[Role] = frozenset({"reply"})


def recast(cues: list[Cue], spoken: int) -> tuple[list[Cue], int]:
    """Return *cues* as what they mean here, and how many sentences ago a message was *spoken* of."""
    kept = [_recast(cue, cues, near=spoken < OTHERS) for cue in cues]
    return kept, 0 if any(not cue.roles.isdisjoint(_SPOKEN) for cue in kept) else spoken + 1


def _recast(cue: Cue, cues: Sequence[Cue], *, near: bool) -> Cue:
    if "late" in cue.roles:
        took = any("lingers" in one.roles and 0 <= cue.start - one.end <= _LATE for one in cues)
        return cue._replace(roles=_ANSWERS) if took else cue
    before = [one for one in cues if one.end <= cue.start]
    another = "other" in cue.roles and (near or any("noun" in one.roles for one in before))
    wrote = any({"send", "say"} <= one.roles for one in before) and not any("noun" in one.roles for one in before)
    written = near or wrote
    if another or (written and "it" in cue.roles and _is_sent(cue, cues)):
        return cue._replace(roles=(cue.roles - _PRONOUN) | {"noun"})
    return cue


def _is_sent(it: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a pronoun for a thing stands beside a verb of sending (*sent it to Ada*, *schickte er ihn an Ada*)."""
    verbs = [cue for cue in cues if cue.roles & {"send", "forward"} and "say" not in cue.roles]
    between = [cue for cue in cues if cue.roles & {"singular", "plural"} and cue.end + 1 == it.start]
    places = {it.start, *(cue.start for cue in between)}
    return any(cue.end + 1 in places or cue.start == it.end + 1 for cue in verbs)
