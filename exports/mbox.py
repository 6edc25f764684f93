"""mbox in the mboxrd form: what mail clients open as a folder."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime

from ..parsers.message import Message
from ..threads.thread import Thread
from .mails import mails
from .options import ExportOptions
from .rfc5322 import mailed_at

_UNDATED = datetime(1970, 1, 1)


def to_mbox(threads: Sequence[Thread], options: ExportOptions) -> Iterator[bytes]:
    """Yield one mail at a time, thread by thread, in order of time within each.

    No body line needs the ``>`` of mboxrd: a body that has such a line is base64. Which emails go in is said
    in ``mails``.
    """
    for message, mail in mails(threads, options):
        yield _separator(message) + mail.as_bytes() + b"\n"


def _separator(message: Message) -> bytes:
    """The line in front of a mail, in UTC where that is known: a place in time for the folder, no claim."""
    at = mailed_at(message.date)
    when = _UNDATED if at is None else at.instant or at.wall
    return f"From MAILER-DAEMON {time.asctime(when.timetuple())}\n".encode()
