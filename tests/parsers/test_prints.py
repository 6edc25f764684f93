"""Several prints of one email: the fullest wins field by field, contradictions are kept with both places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mailweave.parsers.dates import parse_date
from mailweave.parsers.message import Address, Message, Provenance, Span
from mailweave.parsers.prints import combine, fullest

ADA, BEN, EVA = Address("Ada Lang"), Address("Ben Okri"), Address("Eva Roth")
FULL = Address("Ada Lang", "ada@example.org")


def printed(document: str = "a.txt", **values: Any) -> Message:
    """A print of one email; *values* are given to its record, a text to ``date`` as it is printed."""
    spans = (Span("to", 20, 28), Span("subject", 40, 48))
    found = Provenance(document, 10, 60, 3, "header-block", body_start=61, body_end=90, spans=spans)
    date = parse_date(values.pop("date", "3 May 2014 09:12"))
    bare = Message("<1@mailweave.invalid>", ADA, date, "The boat", "It is in the harbour.", found)
    return replace(bare, **values)


@pytest.mark.parametrize(
    ("field", "first", "second", "kept", "contradicts"),
    [
        ("subject", "The boat", "Re: [Desk] The boat", "Re: [Desk] The boat", True),
        ("subject", "The boat", "The  Boat", "The boat", False),
        ("subject", "The boat", "The oars", "The boat", True),
        ("subject", None, "The boat", "The boat", False),
        ("from_", ADA, FULL, FULL, False),
        ("from_", Address(redacted=True), ADA, ADA, False),
        ("from_", ADA, Address("Lang, Ada"), ADA, False),
        ("from_", ADA, replace(FULL, name="Eva Roth"), ADA, True),
        ("from_", FULL, replace(FULL, email="ada@example.com"), FULL, True),
        ("to", (BEN,), (BEN, EVA), (BEN, EVA), True),
        ("to", (BEN, EVA), (EVA, BEN), (BEN, EVA), False),
        ("to", (Address(redacted=True),), (BEN,), (BEN,), False),
        ("cc", (), (EVA,), (EVA,), False),
        ("cc", (BEN,), (EVA, ADA), (BEN,), True),
    ],
)
def test_field_by_field(field: str, first: object, second: object, kept: object, contradicts: bool) -> None:
    values: list[dict[str, Any]] = [{field: first}, {field: second}]
    message = combine(printed(**values[0]), [printed("b.txt", **values[1])])
    assert getattr(message, field) == kept
    assert [conflict.field for conflict in message.conflicts] == [field.strip("_")] * contradicts


@pytest.mark.parametrize(
    ("first", "second", "kept", "contradicts"),
    [
        ("3 May 2014 09:12", "Sat, 3 May 2014 09:12:45 +0200", "2014-05-03T09:12:45+02:00", False),
        ("3 May 2014", "3 May 2014 09:12", "2014-05-03T09:12", False),
        ("3 May 2014 09:12", "3 May 2014 16:12", "2014-05-03T09:12", True),
        ("Sat, 3 May 2014 09:12 +0200", "Sat, 3 May 2014 07:12 +0000", "2014-05-03T09:12+02:00", False),
    ],
)
def test_dates(first: str, second: str, kept: str, contradicts: bool) -> None:
    message = combine(printed(date=first), [printed("b.txt", date=second)])
    assert message.date
    assert message.date.iso == kept
    assert bool(message.conflicts) == contradicts


def test_both_values_and_both_places_are_kept() -> None:
    message = combine(printed(), [printed("b.txt", subject="[Desk] The boat")])
    (conflict,) = message.conflicts
    assert (conflict.kept.text, conflict.kept.document) == ("[Desk] The boat", "b.txt")
    assert (conflict.other.text, conflict.other.document) == ("The boat", "a.txt")
    assert (conflict.other.start, conflict.other.end, conflict.other.line) == (40, 48, 3)
    assert [span.field for span in message.found.spans] == ["to"], "the subject is not printed there"


def test_in_one_document_the_span_is_where_the_value_is_printed() -> None:
    there = printed(to=(BEN, EVA))
    there = replace(there, found=replace(there.found, start=200, end=300, spans=(Span("to", 220, 240),)))
    message = combine(printed(to=(BEN,)), [there])
    assert [(span.start, span.end) for span in message.found.spans if span.field == "to"] == [(220, 240)]
    assert message.also_at == (there.found,)


def test_the_order_of_the_prints_does_not_matter() -> None:
    prints = [
        printed("a.txt", to=(BEN,)),
        printed("b.txt", to=(EVA,)),
        printed("c.txt", body="It is in the harbour. A."),
    ]
    assert fullest(prints) == fullest(prints[::-1])
    assert fullest(prints).found.document == "c.txt"
    assert fullest(prints[:1]) is prints[0]
