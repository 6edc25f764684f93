"""To whom a message went beside its verb: what is written *to* somebody, copies, what is carried."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .capitalised import is_dating
from .cues import Cue
from .mention import Mention
from .parsed import NEAR, Parse, blanked, verbs_between
from .roles import BY, group_of

_WORDS = re.compile(r"[^\W_]+")


def writes_to(parse: Parse, verb: Cue, recipients: Sequence[Mention]) -> bool:
    """Whether *verb* is one of writing to somebody, with no more than a date between (*wrote on 3 May to Ada*)."""
    if not recipients:
        return False
    if recipients[0].end <= verb.start:
        return _fronted(parse, verb, recipients[0])
    to = next((cue for cue in parse.cues if cue.start >= verb.end and "to" in cue.roles), None)
    if to is None or recipients[0].start < to.end or recipients[0].start - to.end > NEAR:
        return False
    if "alone" not in parse.grammar.roles.get(f"{verb.form} {to.form}", ()):
        return False
    between = parse.text[verb.end : to.start]
    spans = [(cue.start, cue.end) for cue in parse.cues if cue.roles & {*BY, "title", "honorific", "aside"}]
    spans += [(mention.start, mention.end) for mention in parse.mentions]
    for start, end in spans:
        if verb.end <= start and end <= to.start:
            between = blanked(between, start - verb.end, end - verb.end)
    return sum(not is_dating(word, parse.grammar) for word in _WORDS.findall(between)) <= 1  # *wrote again to*


def _fronted(parse: Parse, verb: Cue, recipient: Mention) -> bool:
    """Whether the sentence begins with to whom someone writes something that follows (*To Ada he wrote: “No.”*)."""
    to = next((cue for cue in parse.cues if "to" in cue.roles and not parse.text[: cue.start].strip()), None)
    if to is None or recipient.part != "to" or verbs_between(parse, to.end, verb.start):
        return False
    told = any(mark in parse.text[verb.end :] for mark in ":\x01")
    return told and "alone" in parse.grammar.roles.get(f"{verb.form} {to.form}", ())


def is_addressed(parse: Parse, noun: Cue) -> bool:
    """Whether *to* and somebody without a name stand right behind *noun* (*a letter to the committee*)."""
    if parse.grammar.particles or not parse.grammar.spaced:
        return False
    to = next((cue for cue in parse.cues if cue.start == noun.end + 1 and "to" in cue.roles), None)
    if to is None:
        return False
    named = any(
        mention.part == "to"
        and 0 <= (mention.described if mention.described >= to.end else mention.start) - to.end <= 1
        for mention in parse.mentions
    )
    return not named and parse.text[to.end : to.end + 1] == " " and not parse.text[to.end + 1 : to.end + 2].isdigit()


def copied_by(parse: Parse, verb: Cue, first: int) -> tuple[Mention, ...]:
    """Return those who got a copy: named right behind or, with particles, right before a verb of copying."""
    for cue in parse.between("copy", first, len(parse.text)):
        if parse.grammar.particles:
            near = [m for m in parse.mentions if m.end <= cue.start and cue.start - m.end < 12]
            return group_of(parse, near[-1] if near else None)
        near = [m for m in parse.mentions if m.start >= cue.end and m.start - cue.end < 24]
        if near:
            return group_of(parse, near[0])
    del verb
    return ()


def carried_by(parse: Parse, noun: Cue | None, subject: Sequence[Mention]) -> tuple[int, int] | None:
    """Return where the clause stands that tells what the forwarded email says, if there is one with a quotation."""
    if noun is None:
        return None
    if parse.grammar.particles:
        start = max((m.end for m in subject if m.end <= noun.start), default=0)
        cue = next((c for c in parse.cues if c.start >= start and "subject" in c.roles and c.start - start < 3), None)
        start = cue.end if cue else start
        return (start, noun.end) if "\x01" in parse.text[start : noun.start] else None
    end = next((at for at in range(noun.end, len(parse.text)) if parse.text[at] in ",;:，；："), len(parse.text))
    quoted = parse.text.find("\x01", noun.end)
    told = any("say" in cue.roles and noun.end <= cue.start < quoted for cue in parse.cues)
    if not told or not 0 <= quoted < end:
        return None
    while quoted < len(parse.text) and parse.text[quoted] == "\x01":
        quoted += 1
    return noun.start, min(quoted + 1, len(parse.text))
