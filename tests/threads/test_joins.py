"""Conversations joined, split and parents set by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mailweave.parsers.message import Message
from mailweave.threads import Joins, JoinsError, Thread, build

Letter = Callable[..., Message]


def parents(threads: list[Thread]) -> list[dict[str, str | None]]:
    """Return for each conversation the number of the parent of each message."""
    links = {link.child: link.parent for thread in threads for link in thread.links}
    return [{m.id[1]: links[m.id][1] if m.id in links else None for m in thread.messages} for thread in threads]


@pytest.fixture
def page(letter: Letter) -> list[Message]:
    """Two conversations: 2 answers 1, 3 answers 2; 4 stands alone."""
    return [
        letter(1, "Ada Lang", "2014-05-03T09:00Z"),
        letter(2, "Ben Okri", "2014-05-03T10:00Z", in_reply_to=[1]),
        letter(3, "Ada Lang", "2014-05-03T11:00Z", in_reply_to=[2]),
        letter(4, "Cleo Hart", "2014-05-03T12:00Z", "Ferry times"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [{"1": None, "2": "1", "3": "2"}, {"4": None}]),
        ('split = ["<2@mailweave.invalid>"]', [{"1": None}, {"2": None, "3": "2"}, {"4": None}]),
        ('join = [["<4@mailweave.invalid>", "<3@mailweave.invalid>"]]', [{"1": None, "2": "1", "3": "2", "4": "1"}]),
        ('[parent]\n"4@mailweave.invalid" = "2@mailweave.invalid"', [{"1": None, "2": "1", "3": "2", "4": "2"}]),
        ('[parent]\n"<3@mailweave.invalid>" = "<4@mailweave.invalid>"', [{"1": None, "2": "1"}, {"4": None, "3": "4"}]),
        ('split = ["<3@mailweave.invalid>"]\njoin = [["<3@mailweave.invalid>", "<4@mailweave.invalid>"]]',
         [{"1": None, "2": "1"}, {"3": None, "4": "3"}]),
        ('split = ["<gone@mailweave.invalid>"]', [{"1": None, "2": "1", "3": "2"}, {"4": None}]),
        ('[parent]\n"<1@mailweave.invalid>" = "<1@mailweave.invalid>"', [{"1": None, "2": "1", "3": "2"}, {"4": None}]),
    ],
    ids=["nothing", "split", "join", "parent", "another parent", "split and join", "unknown", "itself"],
)  # fmt: skip
def test_joins(page: list[Message], text: str, expected: list[dict[str, str | None]]) -> None:
    assert parents(build(page, joins=Joins.read(text))) == expected


def test_the_reason_names_the_file(page: list[Message]) -> None:
    joins = Joins.read('join = [["1@mailweave.invalid", "4@mailweave.invalid"]]', "mine.toml")
    (thread,) = build(page, joins=joins)
    link = thread.parent_of("<4@mailweave.invalid>")
    assert link is not None
    assert (link.reason, link.confidence, link.evidence) == ("joined by hand: mine.toml", 1.0, ("by hand",))


def test_a_circle_by_hand_is_cut_open_where_only_print_speaks(page: list[Message]) -> None:
    joins = Joins.read('[parent]\n"1@mailweave.invalid" = "3@mailweave.invalid"')
    found = parents(build(page, joins=joins))[0]
    assert found["1"] == "3"
    assert list(found.values()).count(None) == 1


def test_ids_that_no_message_has_are_named(page: list[Message]) -> None:
    joins = Joins.read('split = ["<2@mailweave.invalid>", "<gone@mailweave.invalid>"]')
    assert joins.unknown(build(page, joins=joins)) == ("<gone@mailweave.invalid>",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("split = [", "mine.toml"),
        ("splitt = []", "'splitt' means nothing"),
        ('split = "<1@x>"', "split must"),
        ("split = [1]", "split must"),
        ('join = ["<1@x>", "<2@x>"]', "join must"),
        ('join = [["<1@x>"]]', "join must"),
        ('parent = [["<1@x>", "<2@x>"]]', "parent must"),
        ('[parent]\n"<1@x>" = 2', "parent must"),
    ],
)
def test_broken_joins_are_refused(text: str, said: str) -> None:
    with pytest.raises(JoinsError, match=said):
        Joins.read(text, "mine.toml")
