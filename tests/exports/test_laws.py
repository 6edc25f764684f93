"""Laws: what was written is read back, whatever it holds, and nothing becomes what it was not."""

import csv
import io
import json
import mailbox
import re
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from mailweave.exports import ExportOptions, export, export_folder, printable, render
from mailweave.exports.cells import disarmed, rearmed
from mailweave.exports.printable import one_line, sound
from mailweave.exports.wrap import wrap
from mailweave.parsers.message import Address, MailDate, Message, Provenance
from mailweave.threads.thread import Link, Thread

HOSTILE = st.sampled_from([
    "\r", "\n", "\r\n", "\0", "\x1b[31m", "\x85", "\u2028", "\x0b", "\x1c", "\u202e", "\ud800", "From ", "\nFrom x\n",
    "\n>From ", "=1", "=?utf-8?q?a=0A?=", ",", ";", '"', "<", ">", "@", "(", "\\", ":", "予算", "é", "e\u0301", "مرحبا",
    "😀", "\t", "  ", "'", "X-Injected: 1", "[/x]", "x" * 90, "港" * 60,
])  # fmt: skip
TEXT = st.lists(st.one_of(HOSTILE, st.text(max_size=6)), max_size=8).map("".join)
ADDRESS = st.builds(
    Address, name=st.none() | TEXT, email=st.none() | TEXT | st.just("ada@example.org"), redacted=st.booleans()
)
DATE = st.builds(MailDate, text=TEXT, iso=st.none() | TEXT | st.just("2019-03-04T09:12"), utc_reason=st.none() | TEXT)
PLACE = st.builds(
    Provenance, document=TEXT, start=st.just(1), end=st.just(2), line=st.just(3), method=st.just("reported"), rule=TEXT
)
MESSAGE = st.builds(
    Message, id=TEXT, from_=st.none() | ADDRESS, date=st.none() | DATE, subject=st.none() | TEXT, body=TEXT, found=PLACE,
    to=st.lists(ADDRESS, max_size=3).map(tuple), in_reply_to=st.lists(TEXT, max_size=1).map(tuple),
    references=st.lists(TEXT, max_size=2).map(tuple), attachments=st.lists(TEXT, max_size=1).map(tuple),
)  # fmt: skip


@st.composite
def thread(draw: st.DrawFn) -> Thread:
    messages = draw(st.lists(MESSAGE, min_size=1, max_size=4))
    ids = st.sampled_from([message.id for message in messages])
    links = draw(st.lists(st.builds(Link, ids, ids, TEXT, st.just(0.5)), max_size=3))
    return Thread(draw(TEXT), draw(st.none() | TEXT), tuple(messages), tuple(links))


THREADS = st.lists(thread(), max_size=2)
laws = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # making an example small took minutes
    suppress_health_check=[HealthCheck.too_slow],
)


def messages_of(threads: Iterable[Thread]) -> list[Message]:
    return [message for thread in threads for message in thread.messages]


def lines_of(text: str) -> str:
    return sound(text).replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


@laws
@given(THREADS)
def test_mbox_read_back_is_what_was_written(threads: list[Thread]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.mbox")
        path.write_bytes(b"".join(export(threads, "mbox")))
        box = mailbox.mbox(path, create=False)
        mails = [BytesParser(policy=policy.compat32).parsebytes(box.get_bytes(key)) for key in box.iterkeys()]
        box.close()
    messages = messages_of(threads)
    assert len(mails) == len(messages)
    for mail, message in zip(mails, messages, strict=True):
        assert not mail.defects
        subject = None if mail["Subject"] is None else str(make_header(decode_header(mail["Subject"])))
        assert subject == (None if message.subject is None else one_line(message.subject))
        assert lines_of(mail.get_payload(decode=True).decode()) == lines_of(message.body)  # type: ignore[union-attr]


@laws
@given(THREADS)
def test_no_header_is_injected(threads: list[Thread]) -> None:
    known = re.compile(
        r"(X-Mailweave-[A-Za-z-]+|From|Sender|Reply-To|To|Cc|Bcc|Subject|Date|Message-ID|In-Reply-To|References"
        r"|Content-Type|Content-Transfer-Encoding|MIME-Version)"
    )
    for mail in export(threads, "mbox"):
        envelope, _, rest = mail.partition(b"\n")
        head = rest.partition(b"\n\n")[0]
        assert re.fullmatch(rb"From MAILER-DAEMON \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}", envelope)
        assert head.isascii()
        names = [line.partition(b":")[0].decode() for line in head.split(b"\n") if line[:1] != b" "]
        assert all(map(known.fullmatch, names))
        assert max(map(len, head.split(b"\n"))) <= 998
        assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", head)


@laws
@given(THREADS)
def test_csv_read_back_is_what_was_written(threads: list[Thread]) -> None:
    text = b"".join(export(threads, "csv")).decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(text, newline=""), strict=True)]
    messages = messages_of(threads)
    assert len(rows) == len(messages)
    for row, message in zip(rows, messages, strict=True):
        for name, value in (("id", message.id), ("subject", message.subject), ("body", message.body)):
            kept = sound(value or "").replace("\0", "")
            expected = kept.replace("\r\n", "\n").replace("\r", "\n")
            assert rearmed(row[name]) == expected
        assert not any(re.match("[=+@\t\r＝＋－＠-]|\n+[=+@-]", cell) for cell in row.values())


@laws
@given(THREADS)
def test_json_lines_read_back_are_what_was_written(threads: list[Thread]) -> None:
    lines = b"".join(export(threads, "jsonl")).decode().splitlines()
    messages = messages_of(threads)
    assert len(lines) == len(messages)
    for line, message in zip(lines, messages, strict=True):
        record = json.loads(line)
        assert record["body"] == sound(message.body)
        assert record["id"] == sound(message.id)


@laws
@given(THREADS, st.integers(30, 120))
def test_the_terminal_is_given_text_within_its_width(threads: list[Thread], width: int) -> None:
    page = render(threads, width=width)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]",
        page.replace("\u200e  ", "  "),
    )  # our own mark
    assert all(cell_len(line) <= width for line in page.split("\n"))


@laws
@given(TEXT)
def test_printable_has_no_control_characters_and_is_stable(text: str) -> None:
    shown = printable(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert printable(shown) == shown


@laws
@given(TEXT)
def test_a_cell_gives_its_text_back(text: str) -> None:
    assert rearmed(disarmed(text)) == text


@laws
@given(TEXT, st.integers(2, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    shown = printable(text, lines=True)
    lines = [*wrap(shown, width)]
    assert "".join(lines).replace(" ", "").replace("\n", "") == shown.replace(" ", "").replace("\n", "")
    assert all(cell_len(line) <= width for line in lines)


@laws
@given(THREADS)
def test_the_same_in_is_the_same_out(threads: list[Thread]) -> None:
    for name in ("mbox", "csv", "tsv", "jsonl", "txt", "html", "svg", "sqlite", "dat", "ftm.json"):
        once = b"".join(export(threads, name, ExportOptions(reported=True)))
        assert once == b"".join(export(threads, name, ExportOptions(reported=True)))


@laws
@given(THREADS)
def test_a_page_has_the_elements_of_a_harmless_one_only(threads: list[Thread]) -> None:
    page = b"".join(export(threads, "html")).decode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", page)
    assert len(re.findall("<script|</script", page)) == 4
    assert page.count("<article") == page.count("</article>") == len(messages_of(threads))
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert len(data["emails"]) == len(messages_of(threads))


@laws
@given(THREADS)
def test_a_picture_is_sound_xml(threads: list[Thread]) -> None:
    root = ElementTree.fromstring(b"".join(export(threads, "svg")))
    assert sum(1 for _ in root.iter("{http://www.w3.org/2000/svg}circle")) == len(messages_of(threads))


@laws
@given(THREADS)
def test_a_database_holds_every_body(threads: list[Thread]) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(b"".join(export(threads, "sqlite")))
        bodies = [body for (body,) in database.execute("SELECT body FROM emails ORDER BY number")]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert bodies == [sound(message.body).replace("\0", "") for message in messages_of(threads)]


@laws
@given(THREADS)
def test_a_load_file_has_a_line_an_email(threads: list[Thread]) -> None:
    text = b"".join(export(threads, "dat")).decode("utf-8-sig")
    found = [*csv.reader(io.StringIO(text, newline=""), delimiter="\x14", quotechar="þ", strict=True)]
    assert {len(row) for row in found} == {len(found[0])}
    assert len(found) == len(messages_of(threads)) + 1 == text.count("\r\n")


@laws
@given(THREADS)
def test_names_of_files_are_safe_and_different(threads: list[Thread]) -> None:
    for name in ("eml", "maildir"):
        files = [
            path for path, _ in export_folder(threads, name, ExportOptions(reported=True)) if not path.endswith("/")
        ]
        assert len({path.casefold() for path in files}) == len(messages_of(threads))
        assert all(re.fullmatch(r"(cur/)?[a-z0-9][a-z0-9.:,S-]{0,100}", path) for path in files)
