"""Measure threading on generated messages with quotes: time, and memory beyond the text, from 10k to 80k.

python benchmarks/threads.py [SIZE ...]
"""

from __future__ import annotations

import random
import sys
import time
import tracemalloc
from datetime import UTC, datetime, timedelta

from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads import build

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
    """Return *count* messages in conversations of eight on average, three answers in four with quotes."""
    chance = random.Random(7)
    start = datetime(2014, 1, 1, tzinfo=UTC)
    found: list[Message] = []
    open_threads: list[list[Message]] = []
    for number in range(count):
        at = (start + timedelta(minutes=7 * number)).isoformat()
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
            date=MailDate(at, at),
            subject=subject,
            body="\n".join(lines)[:4_000],
            found=Provenance("list.mbox", number, number + 1, number + 1, "rfc822"),
        )
        thread = next((t for t in open_threads[-20:] if parent in t), None) if parent else None
        if thread is None:
            open_threads.append([message])
        else:
            thread.append(message)
        found.append(message)
    return found


def main() -> None:
    """Print a line for each size."""
    for size in map(int, sys.argv[1:] or SIZES):
        found = messages(size)
        text = sum(len(message.body) for message in found)
        started = time.process_time()
        threads = build(found)
        seconds = time.process_time() - started
        del threads
        tracemalloc.start()
        threads = build(found)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(
            f"{size:>7} messages, {text // size} letters each: {seconds:6.2f} s, {size / seconds:7.0f} messages/s, "
            f"{peak / size:5.0f} bytes a message beyond the text, {len(threads)} conversations"
        )


if __name__ == "__main__":
    main()
