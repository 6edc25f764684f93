"""A thread as a tree, whatever its links say."""

from collections.abc import Callable

import pytest

from mailweave.exports.tree import Tree, tree_of
from mailweave.parsers.message import Message
from mailweave.threads.thread import Link, Thread

Builder = Callable[..., Message]


def tree_from(message: Builder, ids: str, links: str, unknown: str = "") -> Tree:
    """Each letter of *ids* is a message, of *unknown* a placeholder; a link is a child and its parent: ``ba``."""
    return tree_of(Thread(
        "t", None, tuple(message(1, id=letter) for letter in ids),
        tuple(Link(pair[0], pair[1], "r", 1.0) for pair in links.split()),
        tuple(message(1, id=letter, kind="placeholder") for letter in unknown),
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("ids", "links", "unknown", "expected"),
    [
        ("a", "", "", "a"),
        ("abcd", "ba cb da", "", "a .b ..c .d"),
        ("abcd", "ad bd cb", "", "d .a .b ..c"),  # the root has the latest clock
        ("abc", "cb", "", "a b .c"),  # two roots
        ("abc", "cx bx", "x", "a x .b .c"),  # a placeholder stands where its first answer does
        ("abc", "cz", "", "a b c"),  # a parent that is not at hand
        ("aab", "ba", "", "a .b a"),  # one id twice: answers hang under the first
        ("a", "aa", "", "a"),
        ("abc", "ba ab", "", "b .a c"),  # a circle is cut
        ("abc", "ab bc ca", "", "b .a ..c"),
    ],
)
def test_walk(message: Builder, ids: str, links: str, unknown: str, expected: str) -> None:
    tree = tree_from(message, ids, links, unknown)
    assert " ".join("." * len(node.last) + node.message.id for node in tree.walk()) == expected


def test_guides_know_what_follows(message: Builder) -> None:
    tree = tree_from(message, "abcd", "ba cb da")
    assert [node.last for node in tree.walk()] == [(), (False,), (False, True), (True,)]


@pytest.mark.parametrize(("most", "expected"), [(9, "abcd"), (4, "abcd"), (3, "acd"), (2, "ad")])
def test_ancestors(message: Builder, most: int, expected: str) -> None:
    tree = tree_from(message, "abcde", "ba cb dc ed")
    assert "".join(tree.ancestors("e", most)) == expected


def test_a_deep_tree_is_no_recursion(message: Builder) -> None:
    ids = [chr(0x4E00 + number) for number in range(3000)]
    tree = tree_from(message, "".join(ids), " ".join(map("".join, zip(ids[1:], ids, strict=False))))
    assert sum(1 for _ in tree.walk()) == 3000
    assert tree.roots[ids[-1]] == ids[0]
