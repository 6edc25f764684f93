"""Several prints of one email as one message: the fullest wins field by field, what contradicts it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from .message import Address, Conflict, Field, MailDate, Message, Provenance, Reading

_LONGEST = 2_000
"""Code points of a subject, and mailboxes of a list, that are compared."""
_SHOWN = 500
"""Code points of a value that a conflict shows, mailboxes of a list that it is made of."""


class _Print(NamedTuple):
    """What one print says in a field, and the print."""

    value: Any
    message: Message


@dataclass(frozen=True, slots=True)
class _Rule:
    """How values of a field are weighed: whether two say the same, whether the second says all of the first and more.

    ``text`` is the value in words.
    """

    attribute: str
    field: Field
    agree: Callable[[Any, Any], bool]
    fuller: Callable[[Any, Any], bool]
    text: Callable[[Any], str]


def fullest(prints: Sequence[Message]) -> Message:
    """Return the one message that *prints* are, with the body of the longest; their order does not matter."""
    if len(prints) == 1:
        return prints[0]
    best, *others = sorted(prints, key=_standing_of)
    return combine(best, others)


def combine(best: Message, others: Sequence[Message]) -> Message:
    """Return *best* with what *others*, which are the same email, print more fully, and with their places.

    A value gives way to one that says all that it says and more; where two contradict each other the value of
    *best* stays. ``conflicts`` lists what another print says otherwise: a name without its address or a date without
    its seconds does not, a subject without its mark or a list with fewer names does.
    """
    values: dict[str, Any] = {}
    spans = best.found.spans
    conflicts: list[Conflict] = [conflict for message in (best, *others) for conflict in message.conflicts]
    for rule in _RULES:
        prints = [_Print(value, m) for m in (best, *others) if (value := getattr(m, rule.attribute))]
        if not prints:
            continue
        kept = prints[0]
        for other in prints[1:]:
            kept = other if rule.fuller(kept.value, other.value) else kept
        if kept.message is not best:
            values[rule.attribute] = kept.value
            spans = tuple([span for span in spans if span.field != rule.field])
            if kept.message.found.document == best.found.document:
                spans += tuple([span for span in kept.message.found.spans if span.field == rule.field])
        given_up = [other for other in prints if not rule.agree(kept.value, other.value)]
        if given_up:
            stays = _reading(rule, kept)
            conflicts += [Conflict(rule.field, stays, _reading(rule, other)) for other in given_up]
    for name in ("in_reply_to", "references", "attachments"):
        if not getattr(best, name) and (found := next((v for o in others if (v := getattr(o, name))), None)):
            values[name] = found
    if best.printed_in is None and (enclosed := next((other for other in others if other.printed_in), None)):
        values["printed_in"], values["enclosure"] = enclosed.printed_in, enclosed.enclosure
    places = {place for other in (best, *others) for place in (other.found, *other.also_at)} - {best.found}
    return replace(
        best,
        **values,
        found=best.found if spans is best.found.spans else replace(best.found, spans=spans),
        also_at=tuple(sorted(places, key=_place_of)),
        conflicts=tuple(dict.fromkeys(conflicts)),
    )


def _standing_of(message: Message) -> tuple[int, int, tuple[str, int, int], str]:
    filled = sum(bool(getattr(message, field.name)) for field in fields(message))
    return -len(message.body), -filled, _place_of(message.found), repr(message)


def _place_of(found: Provenance) -> tuple[str, int, int]:
    """Return what sorts places: the document, then where in it."""
    return found.document, found.start, found.end


def _reading(rule: _Rule, print_: _Print) -> Reading:
    found = print_.message.found
    span = next((span for span in found.spans if span.field == rule.field), found)
    text = rule.text(print_.value)
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return Reading(shown, found.document, found.line, span.start, span.end)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text[:_LONGEST].casefold()))


def _subjects_agree(left: str, right: str) -> bool:
    return _letters(left) == _letters(right)


def _subject_fuller(left: str, right: str) -> bool:
    short, long = _letters(left), _letters(right)
    return len(short) < len(long) and short in long


def _dates_agree(left: MailDate, right: MailDate) -> bool:
    if left.iso is None or right.iso is None:
        return True
    if left.utc is not None and right.utc is not None:
        return left.utc[:16] == right.utc[:16]
    short, long = sorted((left.iso[:19], right.iso[:19]), key=len)
    return long[:16].startswith(short[:16])


def _date_fuller(left: MailDate, right: MailDate) -> bool:
    if left.iso is None or right.iso is None:
        return left.iso is None and right.iso is not None
    more = len(right.iso[:19]) > len(left.iso[:19]) or (right.zone == "stated" and left.zone != "stated")
    return more and right.iso.startswith(left.iso[:16]) and _dates_agree(left, right)


def _boxes_agree(left: Address, right: Address) -> bool:
    if left.redacted or right.redacted:
        return True
    if left.email and right.email:
        return left.email.casefold() == right.email.casefold()
    if left.name and right.name:
        short, long = sorted((_words(left.name), _words(right.name)), key=len)
        return short <= long
    return True


def _box_fuller(left: Address, right: Address) -> bool:
    if left.redacted or right.redacted:
        return left.redacted and not right.redacted
    return not (left.name and left.email) and bool(right.name and right.email) and _boxes_agree(left, right)


def _lists_agree(left: Sequence[Address], right: Sequence[Address]) -> bool:
    return _covers(left, right) and _covers(right, left)


def _list_fuller(left: Sequence[Address], right: Sequence[Address]) -> bool:
    return _standing(right) > _standing(left) and _covers(right, left)


def _standing(boxes: Sequence[Address]) -> tuple[int, int]:
    """Return how much a list says: how many it names, how many of those with name and address."""
    return sum(not box.redacted for box in boxes), sum(bool(box.name and box.email) for box in boxes)


def _covers(outer: Sequence[Address], inner: Sequence[Address]) -> bool:
    """Whether each mailbox of *inner* may stand in *outer* too; a blanked one may be any."""
    if any(box.redacted for box in outer):
        return len(inner) <= len(outer)
    known = {key for box in outer[:_LONGEST] for key in _keys(box)}
    return all(box.redacted or not known.isdisjoint(_keys(box)) for box in inner[:_LONGEST])


def _keys(box: Address) -> tuple[str, ...]:
    email = (box.email or "").casefold()
    return tuple(filter(None, (email, " ".join(sorted(_words(box.name or ""))))))


def _words(name: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalnum() else " " for c in name[:_LONGEST].casefold()).split())


def _box_text(box: Address) -> str:
    if box.redacted and not (box.name or box.email):
        return "(redacted)"
    return f"{box.name} <{box.email}>" if box.name and box.email else box.name or box.email or ""


def _list_text(boxes: Sequence[Address]) -> str:
    return ", ".join(map(_box_text, boxes[:_SHOWN]))


def _date_text(date: MailDate) -> str:
    return date.text


_RULES = (
    _Rule("from_", "from", _boxes_agree, _box_fuller, _box_text),
    _Rule("sender", "sender", _boxes_agree, _box_fuller, _box_text),
    _Rule("reply_to", "reply_to", _lists_agree, _list_fuller, _list_text),
    _Rule("to", "to", _lists_agree, _list_fuller, _list_text),
    _Rule("cc", "cc", _lists_agree, _list_fuller, _list_text),
    _Rule("bcc", "bcc", _lists_agree, _list_fuller, _list_text),
    _Rule("date", "date", _dates_agree, _date_fuller, _date_text),
    _Rule("subject", "subject", _subjects_agree, _subject_fuller, str),
)
