"""Measure threading on generated messages with quotes: time, memory beyond the text, links found; from 10k to 80k.

python benchmarks/threads.py [SIZE ...]

For scale, the same messages are threaded by jwz's algorithm (jwz.org/doc/threading.html), as mail programs do it:
with In-Reply-To and References, and without them, as published emails are. mailweave never sees them here.
"""

from __future__ import annotations

import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads import base_subject, build

WORDS = [
    "quay",
    "ferry",
    "rope",
    "tide",
    "crane",
    "gull",
    "harbour",
    "mole",
    "anchor",
    "barge",
    "lamp",
    "buoy",
    "chart",
]
NAMES = [
    f"{first} {last}" for first in ("Ada", "Ben", "Cleo", "Dov", "Eli") for last in ("Lang", "Okri", "Hart", "Lund")
]
SIZES = (10_000, 20_000, 40_000, 80_000)


def messages(count: int) -> list[Message]:
    """Return *count* messages in conversations of eight on average, three answers in four with quotes.

    Each answer names its parent by In-Reply-To and all above it by References.
    """
    chance = random.Random(7)
    start = datetime(2014, 1, 1, tzinfo=UTC)
    found: list[Message] = []
    open_threads: list[list[Message]] = []
    for number in range(count):
        at = (start + timedelta(minutes=7 * number)).isoformat()
        date = MailDate(at, at, at, "second", "stated", at.removesuffix("+00:00") + "Z")  # as it is read from raw mail
        name = chance.choice(NAMES)
        lines = [" ".join(chance.choices(WORDS, k=9)) for _ in range(chance.randint(3, 9))]
        parent = None
        if open_threads and chance.random() < 0.875:
            parent = chance.choice(chance.choice(open_threads[-20:])[-4:])
        subject = f"{' '.join(chance.choices(WORDS, k=3))} {number}"
        if parent is not None:
            subject = f"Re: {(parent.subject or '').removeprefix('Re: ')}"
            if chance.random() < 0.75 and parent.from_:
                lines += ["", f"On {parent.date and parent.date.iso}, {parent.from_.name} wrote:"]
                lines += [f"> {line}" for line in parent.body.split("\n")]
        message = Message(
            id=f"<{number}@example.org>",
            from_=Address(name, f"{name.replace(' ', '.').lower()}@example.org"),
            date=date,
            subject=subject,
            body="\n".join(lines)[:4_000],
            in_reply_to=(parent.id,) if parent else (),
            references=(*parent.references[-20:], parent.id) if parent else (),
            found=Provenance("list.mbox", number, number + 1, number + 1, "rfc822"),
        )
        thread = next((t for t in open_threads[-20:] if parent in t), None) if parent else None
        if thread is None:
            open_threads.append([message])
        else:
            thread.append(message)
        found.append(message)
    return found


def jwz(messages: Iterable[Message]) -> dict[str, str]:
    """Return the parents that jwz's algorithm finds: by references, then roots under those of the same subject."""
    parents: dict[str, str] = {}
    subjects = {message.id: message.subject or "" for message in messages}

    def below(child: str, parent: str) -> bool:
        at: str | None = parent
        while at is not None:
            if at == child:
                return True
            at = parents.get(at)
        return False

    for message in messages:
        chain = (*message.references, *message.in_reply_to[:1])
        for above, key in pairwise(chain):
            if above != key and key not in parents and not below(key, above):
                parents[key] = above
        if chain and chain[-1] != message.id and not below(message.id, chain[-1]):
            parents[message.id] = chain[-1]
    roots: dict[str, str] = {}
    for key, subject in subjects.items():
        base = base_subject(subject)
        if key not in parents and base and (base not in roots or subjects[roots[base]] != base):
            roots[base] = key if base not in roots or subject == base else roots[base]
    for key, subject in subjects.items():
        base = base_subject(subject)
        if key not in parents and base in roots and roots[base] != key and subject != base:
            parents[key] = roots[base]
    return parents


def ours(messages: Iterable[Message]) -> dict[str, str]:
    """Return the parents that mailweave finds."""
    return {link.child: link.parent for thread in build(messages) for link in thread.links}


def measured(name: str, method: Callable[[Sequence[Message]], Mapping[str, str]], found: Sequence[Message]) -> None:
    """Print the time and memory that *method* takes for *found*, and how many of the true links it finds."""
    bare = [replace(message, in_reply_to=(), references=()) for message in found]
    given = found if name.endswith("with references") else bare
    started = time.process_time()
    parents = method(given)
    seconds = time.process_time() - started
    links = {message.id: message.in_reply_to[0] for message in found if message.in_reply_to}
    right = sum(parents.get(child) == parent for child, parent in links.items()) / len(links)
    del parents
    tracemalloc.start()
    kept = method(given)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    print(
        f"{len(found):>7} messages, {name:<24} {seconds:6.2f} s, {len(found) / seconds:8.0f} messages/s, "
        f"{peak / len(found):5.0f} bytes a message, {100 * right:5.1f} % of the links",
        flush=True,
    )


def main() -> None:
    """Print three lines for each size."""
    build(messages(100))  # reads the language tables
    for size in map(int, sys.argv[1:] or SIZES):
        found = messages(size)
        print(f"{size:>7} messages of {sum(len(message.body) for message in found) // size} letters each")
        measured("mailweave", ours, found)
        measured("jwz", jwz, found)
        measured("jwz with references", jwz, found)


if __name__ == "__main__":
    main()
