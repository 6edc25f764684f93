"""The people that a sentence names, each with the part that word order or particles give it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .apposed import behind_office, behind_titles, titles_start
from .capitalised import glued_title, relates
from .cues import Cue, Grammar, lowered
from .descriptions import attribute_start, described_people, description_start, owned_people
from .mention import PARTS, Known, Mention, Part
from .name_forms import heads, printed_names
from .parsed import VERBS
from .pronouns import pronouns

_WORD = 2
"""Letters of a word that says what somebody is, at least."""
_DESCRIBED = 8
"""Letters before a title that may say of whom (*the group's chairman*), where words are not kept apart."""


def name_spans(text: str, cues: Sequence[Cue], grammar: Grammar, known: Known) -> list[Mention]:
    """Return whom *text*, a sentence with its quotations blotted out, names, and its pronouns, in order.

    *known* is what the document at large tells of its capitalised words.
    """
    return _without_overlap(pronouns(text, cues, grammar) + printed_names(text, cues, grammar, known))


def find_mentions(
    text: str, cues: Sequence[Cue], grammar: Grammar, spans: list[Mention], *, described: bool = False
) -> list[Mention]:
    """Return the mentions in *text*, each of its *spans* with the part that it plays.

    *described* adds those whom no name but a title or a group tells (*the finance director*, *the staff*).
    """
    if not grammar.particles:
        spans = _without_overlap([*spans, *owned_people(text, cues, spans, grammar)])
    if described:
        spans = _without_overlap([*spans, *described_people(text, cues, grammar, spans)])
    if grammar.particles:
        placed = [_by_particle(span, text, cues, grammar) for span in spans]
    else:
        placed = [
            _by_preposition(
                _owner(_described(span, spans, text, cues, grammar), text, cues, grammar), text, cues, grammar
            )
            for span in spans
        ]
    return _coordinated(placed if grammar.spaced else _owned(placed, text, grammar), text, cues, grammar)


def _owned(mentions: list[Mention], text: str, grammar: Grammar) -> list[Mention]:
    """Return *mentions* with the part of one whose somebody else is given to that one (*to Ada's old friend Ben*)."""
    marks = tuple(grammar.forms["possessive"]) or ("\x00",)
    for at, (left, right) in enumerate(pairwise(mentions)):
        between = text[left.end : right.start]
        if left.part == right.part and left.part in ("to", "from") and between.isalpha() and left.name.isascii():
            mentions[at] = left._replace(part="oblique")  # where somebody works (*to OpenAI's chief Ada*)
        owns = left.part == "to" and right.part == "bare" and between.startswith(marks)
        if owns and between.isalpha() and len(between) <= _DESCRIBED:
            mentions[at : at + 2] = [left._replace(part="owner"), right._replace(part="to")]
    return mentions


def _described(mention: Mention, named: Sequence[Mention], text: str, cues: Sequence[Cue], grammar: Grammar) -> Mention:
    """Return *mention* with the place where the words begin that say who that is."""
    if mention.who != "name" or not grammar.spaced:
        return mention._replace(described=mention.start)
    return mention._replace(described=description_start(text, mention.start, mention.end, cues, grammar, named))


def _without_overlap(spans: list[Mention]) -> list[Mention]:
    spans = sorted(spans, key=lambda span: (span.start, -span.end))
    kept: list[Mention] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _by_particle(mention: Mention, text: str, cues: Sequence[Cue], grammar: Grammar) -> Mention:
    """Give *mention* the part that the particle behind it names; titles, honorifics and brackets may come between."""
    at = behind_titles(behind_office(mention, text, cues, grammar), text, cues)
    if heads(text, titles_start(mention.start, text, cues), at):
        return mention._replace(part="topic")
    if mention.name.endswith(tuple(grammar.forms["group"]) or ("\x00",)):
        toward = max((f for f in grammar.forms["in"] if text.startswith(f, at)), key=len, default="")
        if toward and toward in grammar.forms["toward"]:
            return mention._replace(part="to")
    loose = max((f for f in grammar.forms["loose"] if text.startswith(f" {f}", at)), key=len, default="")
    for role, part in PARTS:
        forms = grammar.forms[role]
        if loose and loose in forms:
            return mention._replace(part=part)
        longest = max((form for form in forms if text.startswith(form, at)), key=len, default="")
        if longest and not any(
            len(form) > len(longest) and text.startswith(form, at)
            for other, _ in PARTS
            for form in grammar.forms[other]
        ):
            return mention._replace(part=part)
    return mention._replace(part="oblique" if mention.part == "oblique" else "bare")


def _by_preposition(mention: Mention, text: str, cues: Sequence[Cue], grammar: Grammar) -> Mention:
    """Give *mention* the part that the word before it names; titles and *his brother* may come between."""
    if mention.part == "owner" and grammar.spaced:
        return mention
    if mention.who == "many" and mention.name.partition(" ")[0] in grammar.forms["to"]:
        return mention._replace(part="to")
    at, determined = mention.start, False
    if not grammar.spaced and mention.who == "name":
        at = attribute_start(text, mention.start, cues)
    cue: Cue | None = None
    while True:
        stripped = len(text[:at].rstrip(" \n(（:："))
        if titled := glued_title(text, stripped, grammar):
            at = stripped - titled
            continue
        cue = next((cue for cue in reversed(cues) if cue.end == stripped), None)
        if cue is not None and (
            cue.roles & {"title"} or ("group" in cue.roles and (grammar.verb_second or not grammar.spaced))
        ):
            at = cue.start
            continue
        if cue is not None and "determiner" in cue.roles and relates(text, cue.start, grammar):
            break
        if cue is not None and "determiner" in cue.roles and not cue.roles & {"to", "from"}:
            at, determined = cue.start, True
            continue
        break
    own = grammar.verb_second and _is_dative(lowered(text), mention.start, grammar)
    if _part_of(cue, grammar) is None and (own or (determined and _is_dative(lowered(text), at, grammar))):
        return mention._replace(part="to")
    if _part_of(cue, grammar) is None and not determined and (ending := _ending(mention, grammar)):
        name = " ".join(word.removesuffix(ending) for word in mention.name.split())
        return mention._replace(part="to", name=name)
    if cue is None and not grammar.spaced and at < mention.start:
        cue = _before_words(text, at, cues)
        return mention._replace(part=_part_of(cue, grammar) or mention.part)
    if cue is None and not grammar.spaced and mention.who == "name" and mention.part == "bare":
        cue = _before_words(text, at, cues)
        described = cue is not None and "to" in cue.roles and at - cue.end >= _WORD
        return mention._replace(part="to") if described else mention
    if cue is None and not determined:
        part = _behind_description(mention, text, cues, grammar) or mention.part
        acts = (
            mention.who == "name"
            and part == "oblique"
            and any(cue.start == mention.end + 1 and cue.roles & VERBS for cue in cues)
        )
        return mention._replace(part="bare" if acts and not grammar.verb_second else part)
    return mention._replace(part=_part_of(cue, grammar) or mention.part)


def _before_words(text: str, at: int, cues: Sequence[Cue]) -> Cue | None:
    """Return the cue that stands right before the few words, no cues themselves, that end at *at*."""
    start = at
    while start > max(at - _DESCRIBED, 0) and text[start - 1].isalpha() and not any(cue.end == start for cue in cues):
        start -= 1
    return next((cue for cue in reversed(cues) if cue.end == start), None)


def _is_dative(text: str, at: int, grammar: Grammar) -> bool:
    """Whether the article at *at* has the case of a recipient (*seinem Anwalt*)."""
    return any(text.startswith(f"{form} ", at) for form in grammar.forms["dative"])


def _ending(mention: Mention, grammar: Grammar) -> str:
    """Return the case ending that makes a name a recipient (a dative), the empty text if it has none."""
    if mention.who != "name" or mention.part != "bare" or len(mention.name) < 4:
        return ""
    return next((ending for ending in grammar.endings if mention.name.endswith(ending)), "")


def _part_of(cue: Cue | None, grammar: Grammar) -> Part | None:
    if cue is None:
        return None
    if "alone" in cue.roles and cue.form.rpartition(" ")[2] in grammar.forms["to"]:
        return "to"
    for role, part in (
        ("to", "to"), ("from", "from"), ("preposition", "oblique"), ("in", "oblique"), ("dated", "oblique"),
    ):  # fmt: skip
        if role in cue.roles:
            return part  # type: ignore[return-value]
    return None


def _owner(mention: Mention, text: str, cues: Sequence[Cue], grammar: Grammar) -> Mention:
    """Return *mention* as an owner where what stands behind it says so, or the noun right before it."""
    owns = not grammar.spaced and text.startswith(tuple(grammar.forms["possessive"]) or ("\x00",), mention.end)
    if grammar.owner_behind and mention.part == "bare" and not mention.name.endswith(grammar.endings or ("\x00",)):
        owns = any(cue.end + 1 == mention.start and cue.roles & {"noun", "answer"} for cue in cues)
    if grammar.spaced and mention.part == "bare":
        owns = owns or any(cue.start == mention.end and "possessive" in cue.roles for cue in cues)
    whose = grammar.verb_second and mention.part == "bare" and mention.who == "name" and mention.name.endswith("s")
    if whose and any(cue.end + 1 == mention.start and cue.roles & {"noun", "answer"} for cue in cues):
        return mention._replace(part="owner", name=mention.name[:-1])  # *ein Brief Nowaks*
    begin = mention.start if mention.described < 0 else mention.described
    article = next((cue.form for cue in cues if cue.start == begin and "genitive" in cue.roles), "")
    if article and mention.part == "bare":
        owns = any(cue.end + 1 == begin and cue.roles & {"noun", "answer"} for cue in cues)
    return mention._replace(part="owner") if owns else mention


def _behind_description(mention: Mention, text: str, cues: Sequence[Cue], grammar: Grammar) -> Part | None:
    """The part that *to* gives in *to his old friend Ada*, or that the case of the article gives."""
    if mention.described == mention.start:
        return None
    before = len(text[: mention.described].rstrip(" \n"))
    part = _part_of(next((one for one in reversed(cues) if one.end == before), None), grammar)
    return part or ("to" if _is_dative(text, mention.described, grammar) else None)


def _coordinated(mentions: list[Mention], text: str, cues: Sequence[Cue], grammar: Grammar) -> list[Mention]:
    """Return *mentions* with a group each; those that *and* or a list joins play the part of the one that is marked."""
    joins = []
    for left, right in pairwise(mentions):
        joins.append(_joined(text, left, right, cues))
    grouped: list[Mention] = []
    start = 0
    for index in range(len(mentions)):
        if index < len(joins) and _goes_on(joins, index):
            continue
        members = mentions[start : index + 1]
        ordered = members[::-1] if grammar.particles else members  # the marker stands behind them all, or before
        marked: list[Part] = [m.part for m in ordered if m.part != "bare"]
        marked = [part for part in marked if part != "oblique"] or [m.part for m in members[:1] if m.part != "bare"]
        part: Part = marked[0] if marked else "bare"
        if len(members) > 1 and "," in joins[start:index] and "and" not in joins[start:index]:
            part = members[-1].part
        grouped += [member._replace(part=part, group=start) for member in members]
        start = index + 1
    return grouped


def _goes_on(joins: Sequence[str], index: int) -> bool:
    """Whether one more follows in a list that ends with *and* (*Ada, Ben and Cleo*)."""
    while index < len(joins) and joins[index] == ",":
        index += 1
    return index < len(joins) and joins[index] == "and"


def _joined(text: str, left: Mention, right: Mention, cues: Sequence[Cue]) -> str:
    """Return ``and`` or ``,`` where nothing but that (and titles) stands between two mentions, else the empty text."""
    if left.part in ("topic", "subject") or (right.who != "name" and right.part == "oblique" and left.who == "name"):
        return ""
    between = list(text[left.end : right.start])
    found, titled = "", False
    for cue in cues:
        if cue.start >= left.end and cue.end <= right.start:
            if "and" in cue.roles:
                found = "and"
            elif not cue.roles & {"title", "honorific", "determiner"} and not (found and "to" in cue.roles):
                return ""
            titled = titled or "title" in cue.roles
            between[cue.start - left.end : cue.end - left.end] = " " * (cue.end - cue.start)
    words = "".join(between).split()
    if found and titled and len(words) <= 2 and all(word.isalpha() and word.islower() for word in words):
        return found  # an adjective of the title
    rest = "".join(words)
    if rest in (",", "、", "，") and not found:
        return ","
    return found if not rest or (found and set(rest) <= set(",、，") and (titled or len(rest) == 1)) else ""
