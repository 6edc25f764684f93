"""The emails that go into mailboxes, as mails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.message import EmailMessage

from ..parsers.message import Message
from ..threads.thread import Thread
from .options import ExportOptions
from .rfc5322 import to_mail
from .tree import tree_of


def mails(threads: Sequence[Thread], options: ExportOptions) -> Iterator[tuple[Message, EmailMessage]]:
    """Yield each email with its mail, thread by thread, in order of time within each.

    Emails that a document only tells of are left out unless *options* asks for them; placeholders always are.
    """
    for thread in threads:
        tree = tree_of(thread)
        for message in thread.messages:
            if message.kind == "placeholder" or (message.kind == "reported" and not options.reported):
                continue
            yield message, to_mail(message, tree)
