"""Mail programs index the Maildir and serve it over IMAP: the same emails, the same trees, bodies in every script."""

import imaplib
import json
import mailbox
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal

import mailparser
import pytest

from mailweave.exports import ExportOptions, save
from mailweave.threads.thread import Thread

from .conftest import Mail

TREES = {1: {2: {4: {}}, 3: {}}, 5: {6: {}}, 7: {}}
NOBODY = 65534
DOVECOT = next((path for path in ("/usr/lib/dovecot/imap", "/usr/libexec/dovecot/imap") if Path(path).exists()), "imap")
Tree = dict[int, Any]


@pytest.fixture
def folder(threads: list[Thread]) -> Iterator[Path]:
    """A Maildir, in a folder that Dovecot's user may enter."""
    with tempfile.TemporaryDirectory(prefix="mailweave-", ignore_cleanup_errors=True) as top:
        path = Path(top, "threads.maildir")
        save(path, threads, "maildir", ExportOptions(reported=True))
        yield path


@pytest.fixture
def box(folder: Path, threads: list[Thread]) -> Path:
    """The same as an mbox, beside the Maildir."""
    path = folder.parent / "threads.mbox"
    save(path, threads, "mbox", ExportOptions(reported=True))
    return path


def needs(program: str, package: str) -> None:
    assert shutil.which(program), f"{program} is needed by this test: apt-get install {package}"


def number(message_id: str) -> int:
    return int(message_id.strip("<>").partition("@")[0])


def ran(folder: Path, *command: str) -> str:
    env = os.environ | {
        "HOME": str(folder.parent),
        "LC_ALL": "C.UTF-8",
        "NOTMUCH_CONFIG": str(folder.parent / "notmuch"),
    }
    done = subprocess.run(command, capture_output=True, env=env, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_notmuch(folder: Path, mails: dict[int, Mail]) -> None:
    needs("notmuch", "notmuch")
    (folder.parent / "notmuch").write_text(
        f"[database]\npath={folder}\n[user]\nname=x\nprimary_email=x@example.org\n[maildir]\nsynchronize_flags=false\n"
    )
    ran(folder, "notmuch", "new")
    shown = json.loads(ran(folder, "notmuch", "show", "--format=json", "--entire-thread=true", "--body=true", "*"))

    def tree(nodes: list[Any]) -> Tree:
        return {number(mail["id"]): tree(below) for mail, below in nodes}

    def listed(nodes: list[Any]) -> Iterator[dict[str, Any]]:
        for mail, below in nodes:
            yield mail
            yield from listed(below)

    found: Tree = {}
    for conversation in shown:
        found |= tree(conversation)
    assert found == TREES
    assert {number(mail["id"]): (
        mail["headers"]["Subject"], parseaddr(mail["headers"]["From"])[0], mail["body"][0]["content"].rstrip("\n")
    ) for conversation in shown for mail in listed(conversation)} == mails  # fmt: skip
    assert ran(folder, "notmuch", "count", "from:ada@example.org").strip() == "2"
    assert ran(folder, "notmuch", "search", "--output=messages", "lamp").split() == ["id:5@mailweave.invalid"]


def test_mu(folder: Path, mails: dict[int, Mail]) -> None:
    needs("mu", "maildir-utils")
    home = f"--muhome={folder.parent / 'mu'}"
    ran(folder, "mu", "init", home, f"--maildir={folder}", "--quiet")
    ran(folder, "mu", "index", home, "--quiet")
    lines = ran(folder, "mu", "find", home, "--threads", "--fields", "i f s", "").splitlines()
    found: Tree = {}
    above: list[Tree] = [found]
    for line in lines:
        guides, arrow, rest = line.partition("-> ")
        level, rest = ((len(guides) + 1) // 2, rest) if arrow else (0, line)
        above[level + 1 :] = [{}]
        above[level][number(rest.split()[0])] = above[level + 1]
    assert found == TREES
    paths = ran(folder, "mu", "find", home, "--fields", "i l", "").splitlines()
    assert sorted(number(line.split()[0]) for line in paths) == sorted(mails)
    for line in paths:
        id_, path = line.split(" ", 1)
        mail = mails[number(id_)]
        shown = ran(folder, "mu", "view", path)
        assert shown.startswith(f"From: {mail.sender} <")
        assert f"\nSubject: {mail.subject}\n" in shown
        assert shown.rstrip("\n").endswith(mail.body)
    assert number(ran(folder, "mu", "find", home, "--fields", "i", "lamp").strip()) == 5


@pytest.mark.parametrize("form", ["maildir", "mbox"])
def test_dovecot(folder: Path, box: Path, mails: dict[int, Mail], form: Literal["maildir", "mbox"]) -> None:
    needs(DOVECOT, "dovecot-imapd")
    top = folder.parent
    user, group = (NOBODY, NOBODY) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    if os.geteuid() == 0:
        top.chmod(0o755)
        os.chown(top, user, group)
        for path in (box, folder, *folder.rglob("*")):
            os.chown(path, user, group)
    settings = {
        "mail_location": f"maildir:{folder}" if form == "maildir" else f"mbox:{top / 'mail'}:INBOX={box}", "log_path": "/dev/null", "base_dir": str(top / "run"), "state_dir": str(top / "run"),
        "mail_uid": user, "mail_gid": group, "first_valid_uid": 0, "first_valid_gid": 0, "ssl": "no",
    }  # fmt: skip
    (top / "dovecot").write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
    imap: Any = imaplib.IMAP4_stream(f"env USER=x HOME={top} {DOVECOT} -c {top / 'dovecot'}")
    try:
        assert imap.select("INBOX")[1] == [b"7"]
        served = {}
        for at in range(1, 8):
            [(_, raw), *_] = imap.fetch(str(at), "(BODY.PEEK[] ENVELOPE)")[1]
            served[at] = BytesParser(policy=policy.default).parsebytes(bytes(raw))
        answer = imap.thread("REFERENCES", "UTF-8", "ALL")[1][0]
        dates = {number(mail["Message-ID"]): str(mail["Date"]) for mail in served.values()}
        found = threads_of(bytes(answer).decode(), {at: number(mail["Message-ID"]) for at, mail in served.items()})
        searched = imap.uid("SEARCH", "CHARSET", "UTF-8", "SUBJECT", '"lighthouse"')[1][0].split()
        envelope = bytes(
            imap.fetch(str(next(at for at, m in served.items() if number(m["Message-ID"]) == 1)), "(ENVELOPE)")[1][0]
        )
    finally:
        imap.logout()
    assert found == TREES
    assert dates[2] == "Mon, 04 Mar 2019 16:20:00 +0900"
    assert dates[3] == "Tue, 05 Mar 2019 08:00:00 -0000"
    assert dates[4] == "None"
    subject = re.findall(r'"(=\?[^"]*)"', envelope.decode())[0]
    assert str(make_header(decode_header(subject))) == "港の予算について"
    assert len(searched) == 2
    assert {number(mail["Message-ID"]): shown_by_python(mail) for mail in served.values()} == mails


def threads_of(answer: str, ids: dict[int, int]) -> Tree:
    """Read ``(2)(3 5)(6 (4 1)(7))``, RFC 5256 section 4."""
    found: Tree = {}
    at, waiting = found, []
    for part in re.findall(r"\(|\)|\d+", answer):
        if part == "(":
            waiting.append(at)
        elif part == ")":
            at = waiting.pop()
        else:
            at = at.setdefault(ids[int(part)], {})
    return found


@pytest.mark.parametrize("form", ["folder", "box"])
def test_neomutt(
    folder: Path, box: Path, screen: Callable[..., str], mails: dict[int, Mail], form: Literal["folder", "box"]
) -> None:
    needs("neomutt", "neomutt")
    (folder.parent / "rc").write_text(
        'set sort=threads strict_threads=yes charset=utf-8 read_only=yes status_format="%m emails"\n'
        'set date_format="!%Y-%m-%d" index_format="%3C %D %-20.20F|%s" header_cache="" folder=/\n'
        "set wrap=100 pager_stop=yes mail_check=0\nignore *\nunignore from subject\n"
    )
    page = screen(f"neomutt -n -F {folder.parent}/rc -R -f {box if form == 'box' else folder}", "7 emails")
    rows = [row.split("|") for row in page.splitlines() if "|" in row]
    assert {re.sub(r"^ *\d+ ", "", left).strip(): subject.strip() for left, subject in rows} == {
        "2019-03-04 木村 花子": "港の予算について",
        "2019-03-04 Ada Lang": "├─>",
        "1970-01-01 木村 花子": "│ └─>",
        "2019-03-05 Bo Ek": "└─>",
        "2016-09-01 (redacted)": "Lighthouse",
        "2019-03-04 Bo Ek": "└─>Fwd: Lighthouse",
        "2016-01-01 Ada Lang": "[reported]",
    }
    for at, mail in mails.items():
        last = mail.body.rpartition("\n")[2] or re.escape(mail.subject)
        page = screen(
            "", f'(?s)From: "?{re.escape(mail.sender)}"? <.*{last}', f"/~i {at}@mailweave.invalid", "Enter", "Enter"
        )
        assert f"Subject: {mail.subject}\n" in page
        assert mail.body in page
        screen("", "7 emails", "q")


def test_python_mailbox(folder: Path, mails: dict[int, Mail]) -> None:
    box = mailbox.Maildir(folder, create=False)
    read = [BytesParser(policy=policy.default).parsebytes(box.get_bytes(key)) for key in box.iterkeys()]
    assert {number(mail["Message-ID"]): shown_by_python(mail) for mail in read} == mails
    assert {mail.get_flags() for mail in box} == {"S"}


def shown_by_python(mail: EmailMessage) -> Mail:
    body = mail.get_content().replace("\r\n", "\n").rstrip("\n")
    return Mail(str(mail["Subject"]), mail["From"].addresses[0].display_name, body)


def test_eml_files_are_read_by_email_and_mailparser(
    threads: list[Thread], mails: dict[int, Mail], tmp_path: Path
) -> None:
    save(tmp_path / "x.eml", threads, "eml")
    files = sorted((tmp_path / "x.eml").iterdir())
    read = [BytesParser(policy=policy.default).parsebytes(path.read_bytes()) for path in files]
    assert sorted(number(mail["Message-ID"]) for mail in read) == [1, 2, 3, 4, 5, 6]
    for path, mail in zip(files, read, strict=True):
        assert not mail.defects
        assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
        parsed = mailparser.parse_from_file(str(path))
        assert (parsed.defects, parsed.date_header_defects, parsed.address_header_defects) == ([], [], [])
        assert parsed.subject == str(mail["Subject"])
        assert parsed.message_id == mail["Message-ID"]
        body = parsed.text_plain[0].replace("\r\n", "\n").rstrip("\n") if parsed.text_plain else ""
        shown = Mail(str(parsed.subject), parsed.from_[0][0], body)
        assert shown == shown_by_python(mail) == mails[number(str(parsed.message_id))]
