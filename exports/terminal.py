"""The conversations as text for a terminal, a pager or a file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from ..threads.retold import put_under
from ..threads.thread import Thread
from .facts import counted, facts_of
from .letter import body_text, letter_head, rule
from .options import ExportOptions
from .outline import FAINT, STRONG, Look, outline, person_colors
from .printable import printable
from .tree import tree_of
from .wrap import wrap

_LEAST_WIDTH = 30


def to_text(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:
    """Yield the text that ``mailweave show`` prints, as UTF-8."""
    for part in render_lines(threads, options):
        yield part.encode()


def render_lines(threads: Sequence[Thread], options: ExportOptions) -> Iterator[str]:
    """Yield the text of *threads* in pieces that each end with a line break: tree, then emails, thread by thread.

    A report of an email that is shown stands under it and yields the empty text in its own place. No line is wider
    than ``options.width`` cells. Nothing of a document is read as markup or reaches the terminal as a control
    character.
    """
    width = max(options.width, _LEAST_WIDTH)
    messages = [message for thread in threads for message in thread.messages]
    shown = [put_under(thread) for thread in threads]
    numbered = (message for thread, _ in shown for message in thread.messages)
    look = Look(
        numbers={id(message): number for number, message in enumerate(numbered, 1)},
        colors=person_colors(message.from_ for message in messages),
        width=width,
        ascii=options.ascii,
    )
    console = Console(
        file=io.StringIO(), width=width, force_terminal=options.color, no_color=not options.color,
        color_system="256" if options.color else None, legacy_windows=False,
        markup=False, emoji=False, highlight=False, soft_wrap=True,
    )  # fmt: skip
    for place, (whole, (thread, reports)) in enumerate(zip(threads, shown, strict=True), 1):
        tree = tree_of(thread)
        yield _drawn(console, [*_title(thread, place, len(threads), look), *outline(tree, look), Text()])
        for message in whole.messages:
            if id(message) not in look.numbers:
                yield ""
                continue
            head = letter_head(message, tree, look, reports.get(message.id, ()))
            yield _drawn(console, head) + body_text(message, width)


def _drawn(console: Console, lines: Iterable[Text]) -> str:
    with console.capture() as drawn:
        for line in lines:
            console.print(line)
    return drawn.get()


def _title(thread: Thread, place: int, of: int, look: Look) -> Iterator[Text]:
    yield rule(f"{place} of {of}" if of > 1 else "", "", look, heavy=True)
    facts = facts_of([thread])
    told = facts.emails > 0 and facts.reported == facts.emails
    for line in wrap(printable(thread.subject or ("(only reported)" if told else "(no subject)")), look.width):
        yield Text(line, STRONG)
    said = (counted(facts.emails, "email"), counted(facts.senders, "sender") if facts.senders else "", facts.days)
    for line in wrap(f" {'-' if look.ascii else '·'} ".join(filter(None, said)), look.width):
        yield Text(line, FAINT)
    yield Text()
