"""Who is who: strong evidence joins two names, resemblance never does."""

import pytest

from mailweave.parsers.message import Address
from mailweave.threads.people import Identities, People, name_key


def same(left: Address, right: Address, *others: Address, people: People | None = None) -> bool:
    identities = Identities([left, right, *others], people)
    return identities.person(left) == identities.person(right) >= 0


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (Address("Ben Okri"), Address("Okri, Ben"), True),
        (Address("Ben Okri"), Address("BEN OKRI"), True),
        (Address("Ben Okri", "ben@example.org"), Address(None, "Ben@Example.org"), True),
        (Address("Ben", "ben@example.org"), Address("Ben Okri", "ben@example.org"), True),
        (Address("Ben Okri", "ben@example.org"), Address("Ben Okri", "okri@example.net"), True),
        (Address("Ben Okri"), Address("Ben Okra"), False),
        (Address("B. Okri"), Address("Ben Okri"), False),
        (Address("Ben", "ben@example.org"), Address("Ben", "ben@example.net"), False),
        (Address(None, None, redacted=True), Address(None, None, redacted=True), False),
    ],
)
def test_one_person_or_two(left: Address, right: Address, expected: bool) -> None:
    assert same(left, right) is expected


def test_the_address_of_a_list_is_nobody() -> None:
    post = "quay@lists.example.org"
    boxes = [Address(f"{name} via Quay", post) for name in ("Ada Lang", "Ben Okri", "Cleo Hart")]
    assert not same(boxes[0], boxes[1], boxes[2])
    assert same(boxes[0], Address("Ada Lang", "ada@example.org"), *boxes)


def test_a_table_of_people_joins_what_nothing_else_would() -> None:
    people = People.of({"Ada Lang": ["エイダ・ラング", "ada@example.org"]})
    assert same(Address("エイダ・ラング"), Address(None, "ada@example.org"), people=people)
    identities = Identities([Address("エイダ・ラング")], people)
    assert identities.canonical(identities.person(Address("エイダ・ラング"))) == "Ada Lang"


@pytest.mark.parametrize("name", ["", " , ", "e" + "\u0301" * 100_000, "🚢"])
def test_odd_names_have_a_key(name: str) -> None:
    assert len(name_key(name)) <= 200
