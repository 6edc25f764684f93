"""mbox: which emails, and the line in front of each."""

import mailbox
from collections.abc import Callable
from pathlib import Path

import pytest

from mailweave.exports import ExportOptions, export
from mailweave.parsers.message import MailDate, Message
from mailweave.threads.thread import Thread

Builder = Callable[..., Message]


@pytest.mark.parametrize(("reported", "kinds"), [(False, 6), (True, 7)])
def test_reported_emails_come_where_asked_for(
    threads: list[Thread], tmp_path: Path, reported: bool, kinds: int
) -> None:
    path = tmp_path / "x.mbox"
    path.write_bytes(b"".join(export(threads, "mbox", ExportOptions(reported=reported))))
    found = [mail["X-Mailweave-Kind"] for mail in mailbox.mbox(path)]
    assert len(found) == kinds
    assert ("reported" in found) == reported


def test_placeholders_never_come(message: Builder) -> None:
    thread = Thread("t", None, (message(1),), placeholders=(message(2, kind="placeholder"),))
    mails = [*export([thread], "mbox", ExportOptions(reported=True, placeholders=True))]
    assert len(mails) == 1


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (MailDate("x", "2019-03-04T00:12:30+01:00", None, "second", "stated"), "Sun Mar  3 23:12:30 2019"),
        (MailDate("x", "2019-03-04T16:20", None, "minute"), "Mon Mar  4 16:20:00 2019"),
        (MailDate("x"), "Thu Jan  1 00:00:00 1970"),
        (None, "Thu Jan  1 00:00:00 1970"),
    ],
)
def test_separator(message: Builder, date: MailDate | None, expected: str) -> None:
    [mail] = export([Thread("t", None, (message(1, date=date),))], "mbox")
    assert mail.startswith(f"From MAILER-DAEMON {expected}\n".encode())
    assert mail.endswith(b"\n\n")
