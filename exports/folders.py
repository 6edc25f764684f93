"""Folders of mails, one file each: Maildir for mail programs, ``.eml`` for everything that opens single mails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b

from ..parsers.message import Message
from ..threads.thread import Thread
from .mailboxes import slug
from .mails import mails
from .options import ExportOptions
from .printable import sound
from .rfc5322 import POLICY, mailed_at
from .times import clock_text

_FOR_FILES = POLICY.clone(linesep="\r\n")
_LONGEST = 40


def to_eml(threads: Sequence[Thread], options: ExportOptions) -> Iterator[tuple[str, bytes]]:
    """Yield ``2019-03-04-ada-lang-5f0c....eml`` and its bytes, an email a file, lines ended by CR LF.

    Names are lower-case ASCII, sort by the printed date and depend on the email alone.
    """
    taken = Counter[str]()
    for message, mail in mails(threads, options):
        day = clock_text(message.date)[:10] if mailed_at(message.date) else "undated"
        who = slug(message.from_.name or message.from_.email or "" if message.from_ else "")[:_LONGEST].strip("-")
        name = _free("-".join(filter(None, (day, who, _digest(message)))), taken)
        yield f"{name}.eml", mail.as_bytes(policy=_FOR_FILES)


def to_maildir(threads: Sequence[Thread], options: ExportOptions) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a Maildir (cr.yp.to/proto/maildir.html), all read mail; a folder's name ends with a slash."""
    yield from (("cur/", b""), ("new/", b""), ("tmp/", b""))
    taken = Counter[str]()
    for message, mail in mails(threads, options):
        at = mailed_at(message.date)
        when = (at.instant or at.wall) if at else datetime(1970, 1, 1)
        seconds = max(int(when.replace(tzinfo=UTC).timestamp()), 0)
        name = _free(f"{seconds}.{_digest(message)}", taken)
        yield f"cur/{name}.mailweave:2,S", mail.as_bytes()


def _digest(message: Message) -> str:
    return blake2b(sound(message.id).encode(), digest_size=6).hexdigest()


def _free(name: str, taken: Counter[str]) -> str:
    """Return *name*, numbered where it is not the first: one id may stand on two emails."""
    taken[name] += 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"
