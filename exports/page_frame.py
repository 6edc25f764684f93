"""The frame of a page: its policy, its title, the search and what the script is given to search."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from ..parsers.message import Address, Message
from ..threads.thread import Thread
from .axis import stretch
from .excerpt import file_name
from .facts import counted, facts_of
from .markup import named, shown
from .people import Person, everyone, keys, messages_of
from .printable import printable

_EXAMPLE = 'Search: words, from:ada, before:2016-09, "a phrase"'


def page_head(threads: Sequence[Thread], style: str, script: str) -> str:
    """Return the page up to its search; the policy allows *style* and *script* and nothing else."""
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    facts = facts_of(threads)
    title = (threads[0].subject if len(threads) == 1 else None) or _documents(threads)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{shown(title)}</title><style>{style}</style></head>'
        '<body><a class="skip" href="#emails">Skip to the emails</a><header class="top">'
        f'<div class="title"><h1>{named(title)}</h1><p>{counted(facts.emails, "email")} in '
        f"{counted(len(threads), 'conversation')}{facts.days and ', '}{facts.days}</p></div>"
        '<button type="button" id="theme" class="js">Dark</button></header>'
    )


def _documents(threads: Sequence[Thread]) -> str:
    found = {message.found.document for message in messages_of(threads)}
    return f"Emails in {file_name(*found)}" if len(found) == 1 else f"Emails in {counted(len(found), 'document')}"


def page_search(people: Sequence[Person], emails: Sequence[Mapping[str, Any]]) -> str:
    """Return the search and its filters, which are hidden until the script runs; *emails* are of ``page_data``."""
    found = Counter(who for who, _ in {(who, email.get("of", email["id"])) for email in emails for who in email["who"]})
    listed = "".join(
        f'<option value="{number}">{shown(person.name)} ({found[number]})</option>'
        for number, person in sorted(enumerate(people), key=lambda item: item[1].name.casefold())
    )
    return (
        '<div role="search" class="bar js"><label class="query"><span class="hidden">Search the emails</span>'
        f'<input type="search" id="query" placeholder="{shown(_EXAMPLE)}" aria-describedby="found" autocomplete="off" '
        'spellcheck="false" dir="auto"></label>'
        f'<label>With <select id="who"><option value="">anyone</option>{listed}</select></label>'
        '<label>since <input type="date" id="since"></label><label>until <input type="date" id="until"></label>'
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


def page_data(
    apart: Sequence[tuple[Thread, Mapping[str, Sequence[Message]]]], people: Sequence[Person], names: Mapping[int, str]
) -> dict[str, Any]:
    """What the script searches besides the bodies, which it reads from the page itself.

    The reports of an email follow it; ``of`` is the name of that email, whose time is theirs where it has one.
    """
    place = {person.key: number for number, person in enumerate(people)}
    records = []
    for number, (thread, reports) in enumerate(apart):
        waiting = dict(reports)
        for message in messages_of([thread]):
            email = _record(message, number, place, names[id(message)])
            records.append(email)
            for report in waiting.pop(message.id, ()):
                record = _record(report, number, place, names[id(report)])
                records.append(record | {"of": email["id"], "days": email["days"] or record["days"]})
    return {"emails": records}


def _record(message: Message, thread: int, place: Mapping[str, int], name: str) -> dict[str, Any]:
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


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
