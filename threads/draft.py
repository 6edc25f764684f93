"""The links as they are decided, before they are given out."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Decision:
    """The link of one message to its parent, before it is given out."""

    parent: int
    reason: str
    confidence: float
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """What is decided so far: links by child, messages that merely belong together, what stays open."""

    links: dict[int, Decision] = field(default_factory=dict)
    together: list[tuple[int, int]] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)

    def parents(self) -> dict[int, int]:
        """Return the parent of each message that has one, by index."""
        return {child: decision.parent for child, decision in self.links.items()}

    def root(self, index: int) -> int:
        """Return the message at the top of the links above *index*; there must be no circles."""
        while index in self.links:
            index = self.links[index].parent
        return index

    def cut(self, index: int) -> None:
        """Let *index* begin a conversation of its own, which all that answer it follow."""
        self.links.pop(index, None)
        self.notes.pop(index, None)
        children: dict[int, list[int]] = {}
        for child, decision in self.links.items():
            children.setdefault(decision.parent, []).append(child)
        below, waiting = {index}, [index]
        while waiting:
            new = [child for child in children.get(waiting.pop(), ()) if child not in below]
            below.update(new)
            waiting += new
        self.together = [pair for pair in self.together if (pair[0] in below) == (pair[1] in below)]

    def break_circles(self) -> None:
        """Drop the weakest link of every circle, so that each conversation is a tree."""
        done: set[int] = set()
        for start in sorted(self.links):
            path: dict[int, int] = {}
            at = start
            while at in self.links and at not in done and at not in path:
                path[at] = len(path)
                at = self.links[at].parent
            if at in path:
                circle = list(path)[path[at] :]
                weakest = min(circle, key=lambda index: (self.links[index].confidence, index))
                self.together.append((weakest, self.links.pop(weakest).parent))
            done.update(path)
