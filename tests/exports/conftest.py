"""Conversations that the tests of this floor share: one blanked, inferred, undated and wide; and a builder."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads.thread import Link, Thread

ROOT_BODY = "花子です。\n\n予算の件、よろしくお願いします。\nFrom here on the figures are final.\n>From the quay\n"

Builder = Callable[..., Message]


def build(number: int, **fields: Any) -> Message:
    """Return a sound message; *fields* replace what a test is about."""
    defaults: dict[str, Any] = {
        "id": f"<{number}@mailweave.invalid>",
        "from_": Address("Ada Lang", "ada@example.org"),
        "date": MailDate("4 March 2019 09:12:30 +0100", "2019-03-04T09:12:30+01:00", None, "second", "stated",
                         "2019-03-04T08:12:30Z"),
        "subject": "Budget",
        "body": "Hello.\n",
        "found": Provenance("notes/minutes.txt", number * 100, number * 100 + 60, number * 9, "header-block",
                            rule="header-block", confidence=0.97, body_start=number * 100 + 61,
                            body_end=number * 100 + 95),
    }  # fmt: skip
    return Message(**(defaults | fields))


class Mail(NamedTuple):
    """What every mail program is to show of an email."""

    subject: str
    sender: str
    body: str


@pytest.fixture
def mails(threads: list[Thread]) -> dict[int, Mail]:
    """What every mail program is to show of the shared conversations, by the number of the email."""
    return {
        int(message.id.strip("<>").partition("@")[0]): Mail(
            "[reported]" if message.kind == "reported" else message.subject or "",
            (message.from_.name if message.from_ else None) or "(redacted)",
            message.body.rstrip("\n"),
        )
        for thread in threads
        for message in thread.messages
    }


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Return a function that starts a program in a terminal, types keys, and returns what the screen shows."""
    assert shutil.which("tmux"), "tmux is needed by this test: apt-get install tmux"
    socket = f"mailweave-{secrets.token_hex(4)}"
    env = {name: value for name, value in os.environ.items() if name != "TMUX"} | {
        "LC_ALL": "C.UTF-8", "HOME": str(tmp_path), "MAIL": str(tmp_path / "none"),
    }  # fmt: skip

    def tmux(*words: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", socket, "-f", os.devnull, *words], env=env, capture_output=True, check=True
        )
        return done.stdout.decode()

    def show(command: str, awaited: str, *keys: str) -> str:
        if not keys:
            tmux("new-session", "-d", "-x", "110", "-y", "30", command)
        else:
            tmux("send-keys", *keys)
        for _ in range(100):
            time.sleep(0.1)
            page = tmux("capture-pane", "-p")
            if re.search(awaited, page):
                return page
        raise AssertionError(f"{awaited!r} did not appear in:\n{tmux('capture-pane', '-p')}")

    yield show
    subprocess.run(["tmux", "-L", socket, "kill-server"], env=env, check=False, capture_output=True)


@pytest.fixture
def message() -> Builder:
    return build


@pytest.fixture
def threads() -> list[Thread]:
    """Two conversations, seven emails: a tree with two branches, and a forward of an email by nobody."""
    hanako = Address("木村 花子", redacted=True)
    ada, bo = Address("Ada Lang", "ada@example.org"), Address("Bo Ek", redacted=True)
    root = build(1, from_=hanako, to=(ada, bo), subject="港の予算について", date=_clock("2019-03-04T14:05"),
                 body=ROOT_BODY)  # fmt: skip
    first = build(2, to=(hanako, bo), subject="Re: 港の予算について", kind="reply", body="=1+1 is two.\nAda\n",
                  date=_clock("2019-03-04T16:20", "2019-03-04T07:20:00Z"))  # fmt: skip
    second = build(3, from_=bo, to=(hanako,), subject="Re: 港の予算について", kind="reply", body="承知しました。\n",
                   date=_clock("2019-03-05T08:00"))  # fmt: skip
    third = build(4, from_=hanako, to=(ada,), subject="Re: 港の予算について", kind="reply", date=None,
                  body="ありがとうございます。\n")  # fmt: skip
    inner = build(5, from_=Address(redacted=True), to=(bo,), subject="Lighthouse", body="The lamp is out.\n",
                  date=MailDate("September 2016", "2016-09", "2016-09", "month"))  # fmt: skip
    outer = build(6, from_=bo, to=(ada,), subject="Fwd: Lighthouse", kind="forward", body="See below.\n")
    told = build(7, kind="reported", from_=ada, to=(bo,), subject=None, body="", same_as=inner.id,
                 date=MailDate("2016", "2016", "2016", "year"))  # fmt: skip
    return [
        Thread("budget", "港の予算について", (root, first, third, second),
               (Link(first.id, root.id, "same base subject, people swapped", 0.9),
                Link(second.id, root.id, "same base subject", 0.8),
                Link(third.id, first.id, "quotes it", 0.99))),
        Thread("lamp", "Lighthouse", (inner, outer, told),
               (Link(outer.id, inner.id, "prints it behind a forward separator", 0.99),)),
    ]  # fmt: skip


def _clock(iso: str, utc: str | None = None) -> MailDate:
    return MailDate(iso.replace("T", " "), iso, iso, "minute", "inferred" if utc else "unknown", utc,
                    "the answer is later than what it answers" if utc else None)  # fmt: skip
