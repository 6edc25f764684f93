"""The conversations as one HTML file: read, searched and published without anything else, offline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from ..parsers.message import Address, Message
from ..threads.retold import put_under
from ..threads.thread import Thread
from .asset import asset
from .chart import chart
from .facts import counted, facts_of
from .markup import island, named, shown
from .options import ExportOptions
from .page_email import Sheet, email_html, mark
from .page_frame import page_data, page_head, page_search
from .people import messages_of, people_of
from .printable import sound
from .timeline import picture
from .times import clock_text
from .tree import Node, Tree, tree_of

_SCRIPTS = ("query.js", "page.js")
_STYLES = ("page.css",)
_PICTURE = 900  # pixels that the timeline is wide
_FIRST_WORDS = 90  # characters of an email beside its row in the tree
_DEEPEST = 10  # levels that the tree is indented


def to_page(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:
    """Yield one HTML file that loads nothing and runs nothing but its own script, which a hash in it names.

    Without scripts it is the whole text to read; the script adds search, filters and the keyboard. *options*
    may hold the text of the documents, from which the place of each email is shown.
    """
    for part in _parts(threads, options):
        yield part.encode()


def _parts(threads: Sequence[Thread], options: ExportOptions) -> Iterator[str]:
    names = element_names(threads)
    messages = {message.id: message for message in messages_of(threads)}
    apart = [put_under(thread) for thread in threads]
    people = people_of(threads)
    sheet = Sheet(names, messages, {person.key: number for number, person in enumerate(people)}, options.sources)
    style, script = asset(*_STYLES), asset(*_SCRIPTS)
    yield page_head(threads, style, script)
    data = page_data(apart, people, names)
    yield page_search(people, data["emails"])
    yield from _contents(threads)
    yield '<main id="emails" tabindex="-1"><p id="found" class="found" role="status" aria-live="polite"></p>'
    yield from _timeline(threads, sheet)
    for number, (thread, reports) in enumerate(apart):
        yield from _conversation(thread, reports, number, sheet)
    if not threads:
        yield "<p>No email was found.</p>"
    yield '<p class="foot">Made with mailweave. Nothing on this page is loaded from elsewhere.</p></main></div>'
    yield f'<script type="application/json" id="data">{island(data)}</script>'
    yield f"<script>{script}</script></body></html>\n"


def element_names(threads: Sequence[Thread]) -> dict[int, str]:
    """Return the name of each message in links, by ``id(message)``; it depends on the id of the email alone."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for message in messages_of(threads):
        name = first = blake2b(sound(message.id).encode(), digest_size=6).hexdigest()
        count = 1
        while name in taken:
            count += 1
            name = f"{first}-{count}"
        taken.add(name)
        names[id(message)] = name
    return names


def _contents(threads: Sequence[Thread]) -> Iterator[str]:
    yield '<div class="columns"><nav aria-label="Conversations"><h2>Conversations</h2><ol>'
    for number, thread in enumerate(threads):
        yield f'<li id="l-{number}"><a href="#t-{number}"><span class="name{"" if thread.subject else " untitled"}">'
        yield f'{named(_title(thread))}</span><span class="facts">{_said(thread)}</span></a></li>'
    yield "</ol></nav>"


def _title(thread: Thread) -> str:
    """The subject, or the first words of the conversation: a list of which none has a subject can still be read."""
    begins = next((_begins(message) for message in thread.messages if message.body.strip()), "")
    return thread.subject or begins or "(no subject)"


def _said(thread: Thread) -> str:
    facts = facts_of([thread])
    told = "only reported" if facts.emails and facts.reported == facts.emails else ""
    bare = "no subject" if not thread.subject and not told and _title(thread) != "(no subject)" else ""
    return ", ".join(filter(None, (counted(facts.emails, "email"), facts.days, told, bare)))


def _timeline(threads: Sequence[Thread], sheet: Sheet) -> Iterator[str]:
    if any(True for _ in messages_of(threads)):
        yield '<section class="when-who" aria-labelledby="when"><h2 id="when">Who wrote when</h2>'
        yield '<div class="scroll" tabindex="0" role="region" aria-labelledby="when">'
        yield from picture(chart(threads, width=_PICTURE - 220), sheet.names, _PICTURE)
        yield "</div></section>"


def _conversation(thread: Thread, reports: Mapping[str, Sequence[Message]], number: int, sheet: Sheet) -> Iterator[str]:
    """One conversation: its tree, then its emails, the *reports* of each under it."""
    tree = tree_of(thread)
    yield f'<section class="thread" id="t-{number}" aria-labelledby="th-{number}"><header class="about">'
    untitled = "" if thread.subject else ' class="untitled"'
    yield f'<h2 id="th-{number}"{untitled}>{named(_title(thread))}</h2>'
    yield f"<p>{_said(thread)}</p></header>"
    if len(thread.messages) + len(thread.placeholders) > 1:
        yield '<ol class="tree" aria-label="Who answers whom">'
        yield from (_row(node, tree, sheet) for node in tree.walk())
        yield "</ol>"
    waiting = dict(reports)
    for message in thread.messages:
        if id(message) in sheet.names:
            yield from email_html(message, tree, sheet, waiting.pop(message.id, ()))
    yield "</section>"


def _row(node: Node, tree: Tree, sheet: Sheet) -> str:
    """One line of the tree; the levels are boxes with borders, and said in words where they are not seen."""
    message = node.message
    levels = node.last[-_DEEPEST:]
    boxes = "".join(f'<i class="{"n" if last else "t"}"></i>' for last in levels[:-1])
    boxes += f'<i class="{"e" if levels[-1] else "b"}"></i>' if levels else ""
    who = message.from_.name or message.from_.email if message.from_ else None
    name = named(who) if who else mark("redacted", "redacted") if _blank(message.from_) else mark("unknown", "unknown")
    parent = tree.parent(message.id)
    above = (parent.from_.name or parent.from_.email if parent.from_ else None) if parent else None
    said = (
        f'<span class="hidden">, level {len(node.last) + 1}, answers {named(above or "unnamed")}</span>'
        if parent
        else ""
    )
    when = f'<span class="clock">{shown(clock_text(message.date, seconds=False))}</span>'
    told = mark("reported", "reported") if message.kind == "reported" else ""
    if id(message) not in sheet.names:
        absent = mark("unknown", "not printed here")
        return f'<li><span class="guide" aria-hidden="true">{boxes}</span>{name} {absent}</li>'
    element = sheet.names[id(message)]
    return (
        f'<li id="r-{element}"><span class="guide" aria-hidden="true">{boxes}</span><a href="#e-{element}">'
        f'<b class="spot {sheet.color(message.from_)}" aria-hidden="true"></b>{name} {when}{told}{said}'
        f"{_says(message)}</a></li>"
    )


def _says(message: Message) -> str:
    """The first words of an email, for eyes that look for one among many; a screen reader finds them below."""
    words = _begins(message)
    return f'<span class="says" aria-hidden="true">{named(words)}</span>' if words else ""


def _begins(message: Message) -> str:
    words = " ".join(message.body[: 4 * _FIRST_WORDS].split())
    return f"{words[:_FIRST_WORDS].rstrip()}…" if len(words) > _FIRST_WORDS else words


def _blank(address: Address | None) -> bool:
    return address is not None and address.redacted
