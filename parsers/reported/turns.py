"""Claims by the course of a talk: who is quoted in it said so, whatever the verb, where languages have many of them."""

from __future__ import annotations

from .claim import Claim
from .cues import Cue, Role
from .mention import Mention
from .parsed import STOPS, SUBJECTS, Parse
from .roles import group_of

_ELSEWHERE: frozenset[Role] = frozenset({"public", "forum", "unreal", "void", "habit", "noun"})
_SAYING: frozenset[Role] = frozenset({"say"})
_VERB = 3
"""Words of a verb between a quotation and who says it."""
_QUOTED = " ,.”»“\"'’"
_SHORT = 60
"""Code points of a sentence behind which a quotation that stands alone may be of the one it is about."""


def turn(parse: Parse) -> Claim | None:
    """Return the claim that a sentence quotes the one it is about (*Ben bowed: “I am sorry.”*); None where it does not.

    Whether that one takes part in an exchange is for ``story``.
    """
    quoted = parse.text.find("\x01")
    if quoted < 0 or _is_elsewhere(parse, quoted):
        return None
    if parse.grammar.turns:
        actor = _actor(parse, quoted)
    else:
        actor = _speaker(parse, quoted) if parse.grammar.spaced and not parse.grammar.particles else None
    if actor is None:
        return None
    verb = Cue(actor.end, actor.end, "", _SAYING)
    return Claim(0, len(parse.text), verb, "said", False, group_of(parse, actor), ())


def acts_alone(parse: Parse) -> Mention | None:
    """Return the only one of whom a short sentence tells something without words (*Ben gave in.*)."""
    if not parse.grammar.turns or len(parse.text) > _SHORT or "\x01" in parse.text or _is_elsewhere(parse, 0):
        return None
    actor = _actor(parse, len(parse.text))
    others = [m for m in parse.mentions if actor and m.group != actor.group and m.part != "to"]
    return None if others else actor


def _is_elsewhere(parse: Parse, quoted: int) -> bool:
    """Whether the sentence speaks of another place, of what was not, or of a message of its own.

    Before a colon and what is *quoted* it does say what was, whatever it denies (*Ben did not yield: “No.”*).
    """
    colon = ":" in parse.text[max(quoted - 3, 0) : quoted].replace("：", ":")
    roles = _ELSEWHERE - {"unreal"} if colon else _ELSEWHERE
    return any(not cue.roles.isdisjoint(roles) for cue in parse.cues)


def _speaker(parse: Parse, quoted: int) -> Mention | None:
    """Return whose words a sentence quotes by a colon or a comma: a mere word in quotation marks is nobody's.

    He stands first before them, or with a verb right behind them (*“No,” snarled Ben*).
    """
    acting = [m for m in parse.mentions if m.part == "bare" and m.who in ("name", "one")]
    before = parse.text[: max(quoted - 1, 0)].rstrip()
    whole = not parse.text.rpartition("\x01")[2].strip(_QUOTED)
    if before.endswith(":") or (whole and before.endswith(",")):
        return next((m for m in acting if m.end <= quoted), None)
    if before:
        return None
    behind = parse.text[quoted:].rpartition("\x01")[2] if len(parse.mentions) else ""
    end = len(parse.text) - len(behind)
    for mention in acting:
        words = parse.text[end : mention.start].strip(_QUOTED)
        if mention.start >= end and len(words.split()) <= _VERB and not any(stop in words for stop in STOPS):
            return mention
    return None


def _actor(parse: Parse, quoted: int) -> Mention | None:
    """Return whom the sentence is about, who stands before what is quoted or, between two commas, right behind it."""
    parts = SUBJECTS if parse.grammar.particles else ("bare",)
    acting = [m for m in parse.mentions if m.part in parts and m.who in ("name", "one", "other")]
    before = [m for m in acting if m.end <= quoted]
    if before or parse.grammar.particles:
        first = before or acting
        return first[0] if first else None
    for mention in acting:
        between = parse.text[quoted : mention.start].rpartition("\x01")[2]
        if len(between) <= 2 and any(stop in between for stop in (*STOPS, "”", '"')):
            return mention
    return None
