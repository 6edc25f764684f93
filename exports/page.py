"""The conversations as one HTML file: read, searched and published without anything else, offline."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import blake2b, sha256
from typing import Any

from ..parsers.message import Address, Message
from ..threads.thread import Thread
from .asset import asset
from .axis import stretch
from .chart import chart
from .excerpt import file_name
from .markup import island, named, shown
from .options import ExportOptions
from .page_email import Sheet, email_html, mark
from .people import Person, everyone, keys, messages_of, people_of
from .printable import printable, sound
from .timeline import picture
from .times import clock_text
from .tree import Node, Tree, tree_of

_SCRIPTS = ("query.js", "page.js")
_STYLES = ("page.css",)
_PICTURE = 900  # pixels that the timeline is wide
_EXAMPLE = 'Search: words, from:ada, before:2016-09, "a phrase"'
_DEEPEST = 10  # levels that the tree is indented


def to_page(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:
    """Yield one HTML file that loads nothing and runs nothing but its own script, which a hash in it names.

    Without scripts it is the whole text to read; the script adds search, filters and the keyboard. *options*
    may hold the text of the documents, from which the place of each email is shown.
    """
    for part in _parts(threads, options):
        yield part.encode()


def _parts(threads: Sequence[Thread], options: ExportOptions) -> Iterator[str]:
    people = people_of(threads)
    names = element_names(threads)
    messages = {message.id: message for message in messages_of(threads)}
    sheet = Sheet(names, messages, {person.key: number for number, person in enumerate(people)}, options.sources)
    style, script = asset(*_STYLES), asset(*_SCRIPTS)
    yield _head(threads, style, script)
    yield _search(people)
    yield from _contents(threads)
    yield '<main id="emails" tabindex="-1"><p id="found" class="found" role="status" aria-live="polite"></p>'
    yield from _timeline(threads, sheet)
    for number, thread in enumerate(threads):
        yield from _conversation(thread, number, sheet)
    if not threads:
        yield "<p>No email was found.</p>"
    yield '<p class="foot">Made with mailweave. Nothing on this page is loaded from elsewhere.</p></main></div>'
    yield f'<script type="application/json" id="data">{island(_data(threads, people, names))}</script>'
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


def _head(threads: Sequence[Thread], style: str, script: str) -> str:
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    emails = sum(1 for _ in messages_of(threads))
    title = (threads[0].subject if len(threads) == 1 else None) or _documents(threads)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{shown(title)}</title><style>{style}</style></head>'
        '<body><a class="skip" href="#emails">Skip to the emails</a><header class="top">'
        f'<div class="title"><h1>{named(title)}</h1><p>{_count(emails, "email")} in '
        f"{_count(len(threads), 'conversation')}{_days(messages_of(threads))}</p></div>"
        '<button type="button" id="theme" class="js">Dark</button></header>'
    )


def _documents(threads: Sequence[Thread]) -> str:
    found = {message.found.document for message in messages_of(threads)}
    return f"Emails in {file_name(*found)}" if len(found) == 1 else f"Emails in {_count(len(found), 'document')}"


def _search(people: Sequence[Person]) -> str:
    listed = "".join(
        f'<option value="{number}">{shown(person.name)} ({person.sent + person.received})</option>'
        for number, person in sorted(enumerate(people), key=lambda item: item[1].name.casefold())
    )
    return (
        '<div role="search" class="bar js"><label class="query"><span class="hidden">Search the emails</span>'
        f'<input type="search" id="query" placeholder="{shown(_EXAMPLE)}" aria-describedby="found" autocomplete="off" '
        'spellcheck="false" dir="auto"></label>'
        f'<label>With <select id="who"><option value="">anyone</option>{listed}</select></label>'
        '<label>from <input type="date" id="since"></label><label>until <input type="date" id="until"></label>'
        '<button type="button" id="clear" hidden>Clear</button><details class="help"><summary>How to search</summary>'
        f"<dl>{_HELP}</dl></details></div>"
    )


_HELP = "".join(
    f"<div><dt><code>{shown(example)}</code></dt><dd>{meaning}</dd></div>"
    for example, meaning in (
        ("harbour budget", "both words, in any script, anywhere in the email"),
        ('"the harbour budget"', "these words in this order"),
        ("-budget", "without the word; works with everything below"),
        ("ada OR bo", "either"),
        ("from:ada to:bo cc:eva", "who wrote it, who received it"),
        ("subject:lamp", "in the subject"),
        ("after:2016-09 before:2016-12-24", "by date; a date printed without its day counts where it may fit"),
        ("has:redacted has:attachment", "with something blanked, with files"),
        ("is:reported is:reply is:forward", "by kind; also is:stated, is:inferred, is:unknown for the time zone"),
        ("document:exhibit", "printed in that document"),
        ("/ Esc", "keys: to the search, out of it"),
        ("j k n p o", "keys: next and previous email, next and previous conversation, open the place of an email"),
    )
)  # fmt: skip


def _contents(threads: Sequence[Thread]) -> Iterator[str]:
    yield '<div class="columns"><nav aria-label="Conversations"><h2>Conversations</h2><ol>'
    for number, thread in enumerate(threads):
        count = len(thread.messages)
        yield f'<li id="l-{number}"><a href="#t-{number}"><span class="name">{named(thread.subject or "(no subject)")}'
        yield f'</span><span class="facts">{_count(count, "email")}{_days(thread.messages)}</span></a></li>'
    yield "</ol></nav>"


def _timeline(threads: Sequence[Thread], sheet: Sheet) -> Iterator[str]:
    if any(True for _ in messages_of(threads)):
        yield '<section class="when-who" aria-labelledby="when"><h2 id="when">Who wrote when</h2>'
        yield '<div class="scroll" tabindex="0" role="region" aria-labelledby="when">'
        yield from picture(chart(threads, width=_PICTURE - 220), sheet.names, _PICTURE)
        yield "</div></section>"


def _conversation(thread: Thread, number: int, sheet: Sheet) -> Iterator[str]:
    tree = tree_of(thread)
    yield f'<section class="thread" id="t-{number}" aria-labelledby="th-{number}"><header class="about">'
    yield f'<h2 id="th-{number}">{named(thread.subject or "(no subject)")}</h2>'
    yield f"<p>{_count(len(thread.messages), 'email')}{_days(thread.messages)}</p></header>"
    if len(thread.messages) + len(thread.placeholders) > 1:
        yield '<ol class="tree" aria-label="Who answers whom">'
        yield from (_row(node, tree, sheet) for node in tree.walk())
        yield "</ol>"
    for message in thread.messages:
        if id(message) in sheet.names:
            yield from email_html(message, tree, sheet)
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
    told = " " + mark("reported", "reported") if message.kind == "reported" else ""
    if id(message) not in sheet.names:
        absent = mark("unknown", "not printed here")
        return f'<li><span class="guide" aria-hidden="true">{boxes}</span>{name} {absent}</li>'
    element = sheet.names[id(message)]
    return (
        f'<li id="r-{element}"><span class="guide" aria-hidden="true">{boxes}</span><a href="#e-{element}">'
        f'<b class="spot {sheet.color(message.from_)}" aria-hidden="true"></b>{name} {when}{said}</a>{told}</li>'
    )


def _blank(address: Address | None) -> bool:
    return address is not None and address.redacted


def _data(threads: Sequence[Thread], people: Sequence[Person], names: dict[int, str]) -> dict[str, Any]:
    """What the script searches besides the bodies, which it reads from the page itself."""
    place = {person.key: number for number, person in enumerate(people)}
    return {
        "emails": [
            _record(message, number, place, names[id(message)])
            for number, thread in enumerate(threads)
            for message in messages_of([thread])
        ]
    }


def _record(message: Message, thread: int, place: dict[str, int], name: str) -> dict[str, Any]:
    found = stretch(message.date)
    record: dict[str, Any] = {
        "id": name,
        "thread": thread,
        "who": sorted(place[key] for key in keys(everyone(message))),
    }
    record["days"] = [f"{at.year:04}-{at.month:02}-{at.day:02}" for at in found] if found else []
    record["from"] = _names([message.from_])
    record |= {field: _names(getattr(message, field)) for field in ("to", "cc", "bcc")}
    record["subject"] = printable(message.subject or "")
    record["document"] = printable(message.found.document)
    record["is"] = [message.kind, message.date.zone if message.date else "undated"]
    record["has"] = ["redacted"] * any(address.redacted for address in everyone(message))
    record["has"] += ["attachment"] * bool(message.attachments)
    return record


def _names(people: Sequence[Address | None]) -> str:
    found = (part for a in people if a for part in (a.name, a.email, a.person) if part)
    return printable(" ".join(dict.fromkeys(found)))


def _days(messages: Iterator[Message] | Sequence[Message]) -> str:
    days = [text for text in (clock_text(message.date)[:10] for message in messages) if text[:1].isdigit()]
    return f", {' to '.join(dict.fromkeys((min(days), max(days))))}" if days else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
