"""Who wrote and to whom where a text says so as a header does (*the sender was Ada, the addressee Ben*)."""

from __future__ import annotations

from .cues import Role
from .mention import Mention, Part
from .parsed import Parse

_LABELS: tuple[tuple[Role, Part], ...] = (("signed", "from"), ("addressee", "to"))
_MOST = 30
"""Code points of a name, or of words that describe somebody."""
_ENDS = ",.;，。；"


def labelled(parse: Parse) -> tuple[Mention | None, Mention | None]:
    """Return who is said to be the sender, and who the addressee; None for each that is not told."""
    found: dict[Part, Mention] = {}
    for role, part in _LABELS:
        for cue in parse.cues:
            if role in cue.roles and (mention := _behind(parse, cue.end, part)) is not None:
                found.setdefault(part, mention)
    return found.get("from"), found.get("to")


def _behind(parse: Parse, at: int, part: Part) -> Mention | None:
    """Return whom the words from *at* to the end of the clause name, less the copula."""
    text = parse.text
    while text[at : at + 1] == " ":
        at += 1
    end = next((i for i in range(at, min(at + _MOST, len(text))) if text[i] in _ENDS), -1)
    if end < 0:
        return None
    name = text[at:end]
    copula = max((form for form in parse.grammar.forms["copula"] if name.endswith(form)), key=len, default="")
    if copula and text[end] != ",":
        name = name.removesuffix(copula)
    if "\x01" in name or not name.strip():
        return None
    inner = next((m for m in parse.mentions if at <= m.start < at + len(name) and m.end - m.start > 1), None)
    if inner is not None and name.endswith(inner.name):
        return inner._replace(part=part)  # less the adverb before it
    titles = [cue.end for cue in parse.cues if "title" in cue.roles and at <= cue.start and cue.end < at + len(name)]
    counted = any("counter" in cue.roles and at <= cue.start < at + len(name) for cue in parse.cues)
    if titles and not counted and text[titles[-1]] == " ":
        name, at = name[titles[-1] + 1 - at :], titles[-1] + 1
    return Mention(at, at + len(name), name, part)
