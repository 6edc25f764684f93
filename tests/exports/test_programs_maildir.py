"""Mail programs index the Maildir and serve it over IMAP: the same emails, the same trees, bodies in every script."""

import imaplib
import json
import mailbox
import os
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import mailparser
import pytest

from mailweave.exports import ExportOptions, save
from mailweave.threads.thread import Thread

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


def test_notmuch(folder: Path) -> None:
    needs("notmuch", "notmuch")
    (folder.parent / "notmuch").write_text(
        f"[database]\npath={folder}\n[user]\nname=x\nprimary_email=x@example.org\n[maildir]\nsynchronize_flags=false\n"
    )
    ran(folder, "notmuch", "new")
    shown = json.loads(ran(folder, "notmuch", "show", "--format=json", "--entire-thread=true", "--body=true", "*"))

    def tree(nodes: list[Any]) -> Tree:
        return {number(mail["id"]): tree(below) for mail, below in nodes}

    found: Tree = {}
    for conversation in shown:
        found |= tree(conversation)
    assert found == TREES
    [root] = [mail for thread in shown for mail, _ in thread if number(mail["id"]) == 1]
    assert root["headers"]["Subject"] == "港の予算について"
    assert root["headers"]["From"].startswith("木村 花子 <")
    assert root["body"][0]["content"].endswith("\nFrom here on the figures are final.\n>From the quay\n")
    assert ran(folder, "notmuch", "count", "from:ada@example.org").strip() == "2"
    assert ran(folder, "notmuch", "search", "--output=messages", "lamp").split() == ["id:5@mailweave.invalid"]


def test_mu(folder: Path) -> None:
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
    assert [line for line in lines if "木村 花子" in line and "港の予算について" in line]
    assert number(ran(folder, "mu", "find", home, "--fields", "i", "lamp").strip()) == 5


def test_dovecot(folder: Path) -> None:
    needs(DOVECOT, "dovecot-imapd")
    top = folder.parent
    user, group = (NOBODY, NOBODY) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    if os.geteuid() == 0:
        top.chmod(0o755)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user, group)
    settings = {
        "mail_location": f"maildir:{folder}", "log_path": "/dev/null", "base_dir": str(top / "run"), "state_dir": str(top / "run"),
        "mail_uid": user, "mail_gid": group, "first_valid_uid": 0, "first_valid_gid": 0, "ssl": "no",
    }  # fmt: skip
    (top / "dovecot").write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
    imap: Any = imaplib.IMAP4_stream(f"env USER=x HOME={top} {DOVECOT} -c {top / 'dovecot'}")
    try:
        assert imap.select("INBOX")[1] == [b"7"]
        mails = {}
        for at in range(1, 8):
            [(_, raw), *_] = imap.fetch(str(at), "(BODY.PEEK[] ENVELOPE)")[1]
            mails[at] = BytesParser(policy=policy.default).parsebytes(bytes(raw))
        answer = imap.thread("REFERENCES", "UTF-8", "ALL")[1][0]
        dates = {number(mail["Message-ID"]): str(mail["Date"]) for mail in mails.values()}
        found = threads_of(bytes(answer).decode(), {at: number(mail["Message-ID"]) for at, mail in mails.items()})
        envelope = bytes(
            imap.fetch(str(next(at for at, m in mails.items() if number(m["Message-ID"]) == 1)), "(ENVELOPE)")[1][0]
        )
    finally:
        imap.logout()
    assert found == TREES
    assert dates[2] == "Mon, 04 Mar 2019 16:20:00 +0900"
    assert dates[3] == "Tue, 05 Mar 2019 08:00:00 -0000"
    assert dates[4] == "None"
    subject = re.findall(r'"(=\?[^"]*)"', envelope.decode())[0]
    assert str(make_header(decode_header(subject))) == "港の予算について"
    bodies = {number(mail["Message-ID"]): mail.get_content().replace("\r\n", "\n") for mail in mails.values()}
    assert bodies[3] == "承知しました。\n"
    assert bodies[1].endswith("From here on the figures are final.\n>From the quay\n")


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


def test_neomutt(folder: Path) -> None:
    for program in ("neomutt", "tmux"):
        needs(program, program)
    (folder.parent / "rc").write_text(
        'set sort=threads strict_threads=yes charset=utf-8 read_only=yes status_format="%m emails"\n'
        'set date_format="!%Y-%m-%d" index_format="%3C %D %-20.20F|%s" header_cache="" folder=/\n'
    )
    env = {name: value for name, value in os.environ.items() if name != "TMUX"} | {
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder.parent),
    }
    tmux = ["tmux", "-L", f"mailweave-{secrets.token_hex(4)}", "-f", os.devnull]
    command = f"neomutt -n -F {folder.parent}/rc -R -f {folder}"
    subprocess.run([*tmux, "new-session", "-d", "-x", "110", "-y", "30", command], env=env, check=True)
    page = ""
    try:
        for _ in range(100):
            time.sleep(0.1)
            page = subprocess.run(
                [*tmux, "capture-pane", "-p"], env=env, capture_output=True, check=True
            ).stdout.decode()
            if "7 emails" in page:
                break
    finally:
        subprocess.run([*tmux, "kill-server"], env=env, check=False, capture_output=True)
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


def test_python_mailbox(folder: Path) -> None:
    box = mailbox.Maildir(folder, create=False)
    assert sorted(number(mail["Message-ID"]) for mail in box) == [1, 2, 3, 4, 5, 6, 7]
    assert {mail.get_flags() for mail in box} == {"S"}


def test_eml_files_are_read_by_email_and_mailparser(threads: list[Thread], tmp_path: Path) -> None:
    save(tmp_path / "x.eml", threads, "eml")
    files = sorted((tmp_path / "x.eml").iterdir())
    mails = [BytesParser(policy=policy.default).parsebytes(path.read_bytes()) for path in files]
    assert sorted(number(mail["Message-ID"]) for mail in mails) == [1, 2, 3, 4, 5, 6]
    for path, mail in zip(files, mails, strict=True):
        assert not mail.defects
        assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
        parsed = mailparser.parse_from_file(str(path))
        assert (parsed.defects, parsed.date_header_defects, parsed.address_header_defects) == ([], [], [])
        assert parsed.subject == str(mail["Subject"])
        assert parsed.message_id == mail["Message-ID"]
