"""``mailweave show --ids``: the ids of all emails, as a file of joins names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..exports.printable import printable
from ..exports.times import clock_text
from ..exports.tree import Node, tree_of
from ..threads.thread import Thread


def id_lines(threads: Sequence[Thread]) -> Iterator[str]:
    """Yield a line for each email, thread by thread: its id, indented by its place in the tree, and what it is.

    Placeholders have no line: nothing can be done to them by hand.
    """
    for place, thread in enumerate(threads, 1):
        yield f"{place} of {len(threads)}  {printable(thread.subject or '(no subject)')}\n"
        for node in tree_of(thread).walk():
            if node.message.kind != "placeholder":
                yield f"  {'  ' * len(node.last)}{_shown(node)}\n"
        yield "\n"


def _shown(node: Node) -> str:
    message = node.message
    sender = message.from_.name or message.from_.email if message.from_ else None
    facts = (f'"{message.id}"', clock_text(message.date, seconds=False), sender or "", message.subject or "")
    return "  ".join(printable(fact) for fact in facts if fact)
