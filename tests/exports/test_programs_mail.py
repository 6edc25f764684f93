"""Mail programs open what we export: the number of emails, the trees, every script, no defect."""

import mailbox
import re
import shutil
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import mailparser
import pytest

from mailweave.exports import ExportOptions, export
from mailweave.exports.rfc5322 import message_id
from mailweave.exports.write import write_file
from mailweave.parsers.message import Address, MailDate, Message
from mailweave.threads.thread import Thread

from .conftest import Mail

Builder = Callable[..., Message]
MUTTRC = """\
set sort=threads strict_threads=yes charset=utf-8 read_only=yes status_format="%m emails"
set date_format="!%Y-%m-%d %H:%M" index_format="%3C %D %-20.20F|%s" wrap=100 pager_stop=yes
set header_cache="" mail_check=0 confirmappend=no folder=/
ignore *
unignore from to date subject
"""


@pytest.fixture
def box(threads: list[Thread], message: Builder, tmp_path: Path) -> Path:
    """The shared conversations and one of odd people, as an mbox with the reported emails."""
    odd = message(
        8, from_=Address('Ada "the (first" <x> Lang', "ada@example.org"), subject="=?utf-8?q?a=0D=0AX-Injected:_1?=",
        to=(Address("a, b; c"), Address(redacted=True), Address("=?utf-8?b?x?=", "d@example.org"), Address("é" * 90)),
        cc=(Address(None, "two words@example.org"),), body="From a\x1b[2J\x85\u2028b\n" + "港" * 2000,
        date=MailDate("x\r\nX-Injected: 1"),
    )  # fmt: skip
    path = tmp_path / "threads.mbox"
    write_file(path, export([*threads, Thread("odd", None, (odd,))], "mbox", ExportOptions(reported=True)))
    return path


@pytest.fixture
def mutt(box: Path, screen: Callable[..., str], tmp_path: Path) -> Callable[..., str]:
    """Return what mutt shows of the box: its index, or what comes of the keys."""
    assert shutil.which("mutt"), "mutt is needed by this test: apt-get install mutt"
    (tmp_path / "muttrc").write_text(MUTTRC)
    index = screen(f"mutt -n -F {tmp_path}/muttrc -R -f {box}", "8 emails")
    return lambda awaited="", *keys: screen("", awaited, *keys) if keys else index


def test_mutt_shows_the_same_trees(mutt: Callable[..., str]) -> None:
    rows = [row.split("|") for row in mutt().splitlines() if "|" in row]
    trees = {re.sub(r"^ *\d+ ", "", left).strip(): subject.strip() for left, subject in rows}
    assert trees == {
        "2019-03-04 14:05 木村 花子": "港の予算について",
        "2019-03-04 07:20 Ada Lang": "├─>",
        "1970-01-01 00:00 木村 花子": "│ └─>",
        "2019-03-05 08:00 Bo Ek": "└─>",
        "2016-09-01 00:00 (redacted)": "Lighthouse",
        "2019-03-04 08:12 Bo Ek": "└─>Fwd: Lighthouse",
        "2016-01-01 00:00 Ada Lang": "[reported]",
        '1970-01-01 00:00 Ada "the (first" <x>': "=?utf-8?q?a=0D=0AX-Injected:_1?=",
    }


@pytest.mark.parametrize("number", range(1, 8))
def test_mutt_shows_every_email_as_printed(mutt: Callable[..., str], mails: dict[int, Mail], number: int) -> None:
    mail = mails[number]
    last = mail.body.rpartition("\n")[2] or re.escape(mail.subject)
    page = mutt(f"(?s)From: .*{last}", f"/~i {number}@mailweave.invalid", "Enter", "Enter")
    assert re.search(f'From: "?{re.escape(mail.sender)}"? <', page)
    assert f"Subject: {mail.subject}\n" in page
    assert mail.body in page


def test_mailparser_finds_no_defect(box: Path, mails: dict[int, Mail]) -> None:
    parsed = [mailparser.parse_from_bytes(box_mail) for box_mail in raw_mails(box)]
    assert len(parsed) == 8
    for mail in parsed:
        assert (mail.date_header_defects, mail.address_header_defects, mail.defects) == ([], [], [])
        assert "X-Injected" not in mail.headers
    shown = [
        Mail(str(m.subject), m.from_[0][0], m.text_plain[0].rstrip("\n") if m.text_plain else "") for m in parsed[:7]
    ]
    assert shown == [*mails.values()]
    assert parsed[0].to[0] == ("Ada Lang", "ada@example.org")
    assert [mail.date.isoformat() if mail.date else None for mail in parsed[:4]] == [
        "2019-03-04T14:05:00+00:00", "2019-03-04T07:20:00+00:00", None, "2019-03-05T08:00:00+00:00",
    ]  # fmt: skip
    odd = parsed[-1]
    assert odd.from_ == [('Ada "the (first" <x> Lang', "ada@example.org")]
    assert [name for name, _ in odd.to] == ["a, b; c", "(redacted)", "=?utf-8?b?x?=", "é" * 90]
    assert odd.to[2][1] == "d@example.org"


def test_python_rebuilds_the_same_trees(box: Path, threads: list[Thread], mails: dict[int, Mail]) -> None:
    read = [BytesParser(policy=policy.default).parsebytes(raw) for raw in raw_mails(box)]
    parents = {mail["Message-ID"]: (mail["References"] or "").split()[-1:] for mail in read}
    links = {link.child: [link.parent] for thread in threads for link in thread.links}
    assert parents == {mail["Message-ID"]: links.get(mail["Message-ID"], []) for mail in read}
    assert [mail["In-Reply-To"] for mail in read] == [next(iter(parents[mail["Message-ID"]]), None) for mail in read]
    assert all(message_id(mail["Message-ID"]) == mail["Message-ID"] for mail in read)
    assert not [mail.defects for mail in read if mail.defects]
    assert [shown_by_python(mail) for mail in read[:7]] == [*mails.values()]


def shown_by_python(mail: EmailMessage) -> Mail:
    sender = mail["From"].addresses[0].display_name
    return Mail(str(mail["Subject"]), sender, mail.get_content().rstrip("\n"))


def raw_mails(path: Path) -> list[bytes]:
    box = mailbox.mbox(path, create=False)
    try:
        return [box.get_bytes(key) for key in box.iterkeys()]
    finally:
        box.close()
