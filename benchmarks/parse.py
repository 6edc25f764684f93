"""How fast documents are read: MB of UTF-8 a second of processor time, on text that this script makes.

``python benchmarks/parse.py [MEGABYTES]``. Prose without an email, an Outlook chain, a nested reply, a page in
labels alone on their lines in a script without spaces, a mailing list as one text. The best of three runs is printed.
"""

from __future__ import annotations

import platform
import random
import sys
import time
from collections.abc import Callable

from mailweave.parsers import Document, parse_document

SENTENCE = (
    "the harbour master made a long list of the depths of the water near pier four and nobody looked at it until "
    "autumn when boats could not leave any more because sand had come in with every tide since March"
)
WORDS = SENTENCE.split()
KANA = "山頂の天文台をめぐる議論が続いているため当時の電子記録を公開します寄付だけで望遠鏡を建てるつもりでした"


def prose(random_: random.Random) -> str:
    """Return a paragraph of words, folded at 72 columns."""
    words = [random_.choice(WORDS) for _ in range(120)]
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 72:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line, ""])


def outlook(random_: random.Random) -> str:
    """Return one email of an Outlook chain."""
    day = random_.randint(1, 28)
    return (
        f"-----Original Message-----\nFrom: Lang, Ada\nSent: Monday, {day} May 2014 09:{day:02d}\n"
        "To: Okri, Ben; Roth, Eva\n"
        f"Subject: RE: The boat, pier {day}\n\n{prose(random_)}\n"
    )


def nested(random_: random.Random) -> str:
    """Return a reply with three older emails quoted in it."""
    text = "From: Ada Lang <ada@example.org>\nDate: Sat, 3 May 2014 09:12:00 +0200\n"
    text += f"Subject: Re: boat {random_.random()}\n\n"
    for depth in range(3):
        marks = "> " * depth
        said = f"{marks}On {20 - depth} April 2014 at 10:0{depth}, Ben Okri <ben@example.org> wrote:\n"
        text += "".join(f"{marks}{line}\n" for line in prose(random_).split("\n")) + said
    return text + "> > > Where is it?\n\n"


def page(random_: random.Random) -> str:
    """Return one email as a machine translation prints it, labels alone on their lines."""
    body = "".join(random_.choice(KANA) for _ in range(300))
    return (
        f"[{random_.randint(1, 9)}]\nから:\u00a0\u00a0\nアダ・ラング <\n>\n"
        "に:\u00a0\u00a0\nベン・オクリ <\n>、エバ<\n>\n"
        f"日時:\u00a02014 年 5 月 {random_.randint(1, 28)} 日 (日) 午後 7 時 48 分\n"
        f"件名:船 {random_.random()}\n{body}。\n\n"
    )


def plain(random_: random.Random) -> str:
    """Return a paragraph of prose and nothing else."""
    return prose(random_) + "\n"


def telling(random_: random.Random) -> str:
    """Return a paragraph of an article that tells of emails."""
    return f'In May 2014 Ada Lang wrote an email to Ben Okri: "The boat is here." {prose(random_)}\n'


def measure(make: Callable[[random.Random], str], megabytes: float) -> tuple[float, int]:
    """Return (MB a second, emails found) for a document of about *megabytes* that *make* fills."""
    random_ = random.Random(7)
    pieces: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        pieces.append(make(random_))
        size += len(pieces[-1].encode())
    document = Document("made.txt", "".join(pieces))
    best, found = 0.0, 0
    for _ in range(3):
        start = time.process_time()
        found = len(parse_document(document).messages)
        best = max(best, size / 1e6 / (time.process_time() - start))
    return best, found


def main() -> None:
    """Print a line a kind of document."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}, {megabytes} MB each\n")
    parse_document(Document("warm.txt", "From: Ada\nDate: 3 May 2014 09:12\n\nHello"))
    for make in (plain, telling, outlook, nested, page):
        speed, found = measure(make, megabytes)
        sys.stdout.write(f"{make.__name__:8} {speed:8.1f} MB/s {found:7} emails\n")


if __name__ == "__main__":
    main()
