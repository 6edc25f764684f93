"""A thread as a tree: who hangs under whom, looked up in constant time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..parsers.message import Message
from ..threads.thread import Link, Thread


@dataclass(frozen=True, slots=True)
class Node:
    """A message in its place; *last* says for each level below the root whether nothing follows there."""

    message: Message
    last: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """One thread looked up by message id: the messages, the link up, the root above, what was left undecided."""

    thread: Thread
    messages: dict[str, Message]
    links: dict[str, Link]
    roots: dict[str, str]
    notes: dict[str, str]

    def parent(self, message_id: str) -> Message | None:
        """Return the message or placeholder above *message_id*, None for a root and where it is not at hand."""
        link = self.links.get(message_id)
        return self.messages.get(link.parent) if link else None

    def ancestors(self, message_id: str, most: int) -> list[str]:
        """Return the ids above *message_id*, root first; of a longer line, the root and the last *most* - 1."""
        line: list[str] = []
        link = self.links.get(message_id)
        while link is not None and len(line) < most:
            line.append(link.parent)
            link = self.links.get(link.parent)
        if link is not None:
            line[-1] = self.roots[message_id]
        return line[::-1]

    def walk(self) -> Iterator[Node]:
        """Yield every message and placeholder once, depth first, in order of time among siblings."""
        everyone = [*self.thread.messages, *self.thread.placeholders]
        place = {message.id: at for at, message in reversed([*enumerate(everyone)])}
        under: dict[int, list[int]] = {}
        for at in sorted(range(len(everyone)), key=self._ranks(everyone).__getitem__):
            link = self.links.get(everyone[at].id)
            under.setdefault(place.get(link.parent, -1) if link else -1, []).append(at)
        waiting = [(at, Node(everyone[at])) for at in reversed(under.get(-1, []))]
        while waiting:
            at, node = waiting.pop()
            yield node
            children = under.get(at, []) if place[node.message.id] == at else []
            for child in reversed(children):
                waiting.append((child, Node(everyone[child], (*node.last, child == children[-1]))))

    def _ranks(self, everyone: list[Message]) -> list[int]:
        """A message ranks by time, a placeholder with the first message below it."""
        rank: dict[str, int] = {}
        unknown = {message.id for message in self.thread.placeholders}
        for at, message in enumerate(everyone):
            rank.setdefault(message.id, at)
            link = self.links.get(message.id)
            while link is not None and link.parent in unknown and link.parent not in rank:
                rank[link.parent] = at
                link = self.links.get(link.parent)
        return [rank[message.id] for message in everyone]


def tree_of(thread: Thread) -> Tree:
    """Return the tree of *thread*; a link that would close a circle is left out."""
    links = {link.child: link for link in reversed(thread.links)}
    roots: dict[str, str] = {}
    for start in [*links]:
        line: list[str] = []
        climbed: set[str] = set()
        at = start
        while at in links and at not in roots and at not in climbed:
            climbed.add(at)
            line.append(at)
            at = links[at].parent
        if at in climbed:
            at = line.pop()
            del links[at]
        root = roots.get(at, at)
        roots.update(dict.fromkeys(line, root))
    everyone = reversed([*thread.messages, *thread.placeholders])
    return Tree(thread, {message.id: message for message in everyone}, links, roots, dict(thread.notes))
