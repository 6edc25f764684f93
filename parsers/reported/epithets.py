"""Titles that a text uses instead of the name of someone whom it has named (*the investor*)."""

from __future__ import annotations

from .mention import Mention
from .scan import Scanned


def is_epithet(scanned: Scanned, mention: Mention) -> bool:
    """Return whether *mention* is such a title, with the article of someone known and nothing that says whose."""
    cues, grammar = scanned.parse.cues, scanned.grammar
    title = next((c for c in cues if mention.start <= c.start < mention.end and "epithet" in c.roles), None)
    if title is None or grammar.particles or not grammar.spaced:
        return False
    first = next((cue for cue in cues if cue.start == mention.start), None)
    before = next((cue for cue in cues if cue.end + 1 == mention.start), None)
    return any(cue is not None and "definite" in cue.roles for cue in (first, before))
