"""Outlook messages: a mail with header lines and text, like one in an .eml file."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from mailweave.parsers.document import Document
from mailweave.parsers.parse import parse_document
from mailweave.parsers.readers import read_bytes
from mailweave.parsers.readers.msg import msg_pieces
from mailweave.parsers.readers.pieces import joined
from mailweave.parsers.readers.rtf_compressed import decompressed

END, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
MAIL_NAME = "__substg1.0_3701000D"


@dataclass
class Folder:
    """A storage of a compound file: streams by name, folders in it by name."""

    streams: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)


class Sectors:
    """Data in sectors of one size, and the table that says which follows which."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.data = b""
        self.table: list[int] = []

    def store(self, data: bytes) -> int:
        """Add *data*; return the sector in which it begins."""
        first, count = len(self.table), -(-len(data) // self.size)
        self.data += data.ljust(count * self.size, b"\0")
        self.table += [*range(first + 1, first + count), END] if count else []
        return first if count else END


def compound(root: Folder) -> bytes:
    """Return *root* as a compound file (MS-CFB, version 3)."""
    small, large = Sectors(64), Sectors(512)
    entries: list[tuple[str, int, int, int, int, int]] = []  # name, kind, right sibling, child, first sector, size

    def add(name: str, kind: int, folder: Folder) -> int:
        at = len(entries)
        entries.append((name, kind, NONE, NONE, END, 0))
        children = [add(inner, 1, entry) for inner, entry in sorted(folder.folders.items())]
        for inner, data in sorted(folder.streams.items()):
            children.append(len(entries))
            entries.append((inner, 2, NONE, NONE, (small if len(data) < 4096 else large).store(data), len(data)))
        for left, right in pairwise(children):
            entries[left] = (*entries[left][:2], right, *entries[left][3:])
        entries[at] = (name, kind, NONE, children[0] if children else NONE, END, 0)
        return at

    add("Root Entry", 5, root)
    entries[0] = (*entries[0][:4], large.store(small.data), len(small.data))
    directory = b""
    for name, kind, right, child, first, size in entries:
        wide = name.encode("utf-16-le") + b"\0\0"
        directory += wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, NONE, right, child) + bytes(36)
        directory += struct.pack("<IQ", first, size)
    begin = large.store(directory)
    minis = large.store(struct.pack(f"<{len(small.table)}I", *small.table).ljust(512, b"\xff"))
    tables = -(-(len(large.table) + 1) // 127)
    places = [len(large.table) + number for number in range(tables)]
    chain = [*large.table, *[0xFFFFFFFD] * tables]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512 * tables, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, tables, begin, 0, 4096, minis, -(-len(small.table) // 128), END, 0)
    head += struct.pack("<109I", *places, *[FREE] * (109 - tables))
    return head + large.data + table


Value = str | bytes | int | datetime


def properties(values: dict[int, Value], header: int) -> dict[str, bytes]:
    """Return the streams of an object with these properties; *header* is how many bytes come before them."""
    fixed, streams = bytes(header), {}
    for number, value in values.items():
        if isinstance(value, int):
            fixed += struct.pack("<HHIII", 0x0003, number, 6, value, 0)
        elif isinstance(value, datetime):
            ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
            fixed += struct.pack("<HHIQ", 0x0040, number, 6, ticks)
        else:
            kind, data = (0x001F, value.encode("utf-16-le")) if isinstance(value, str) else (0x0102, value)
            fixed += struct.pack("<HHIII", kind, number, 6, len(data), 0)
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
    return {"__properties_version1.0": fixed, **streams}


def message(
    values: dict[int, Value],
    recipients: tuple[dict[int, Value], ...] = (),
    attachments: tuple[tuple[dict[int, Value], Folder | None], ...] = (),
    *,
    header: int = 32,
) -> Folder:
    folder = Folder(properties(values, header))
    for number, recipient in enumerate(recipients):
        folder.folders[f"__recip_version1.0_#{number:08X}"] = Folder(properties(recipient, 8))
    for number, (about, attached) in enumerate(attachments):
        inner = {} if attached is None else {MAIL_NAME: attached}
        folder.folders[f"__attach_version1.0_#{number:08X}"] = Folder(properties(about, 8), inner)
    return folder


def opened(folder: Folder) -> Document:
    return joined("one.msg", msg_pieces(compound(folder)))


SENT: dict[int, Value] = {
    0x0037: "Oars",
    0x0042: "Quist, Mara",
    0x5D02: "mara@example.org",
    0x0039: datetime(2016, 5, 3, 7, 12, tzinfo=UTC),
    0x1035: "<one@example.org>",
    0x1000: "Two oars.\r\nAnd a boat.\r\n",
}
PEOPLE: tuple[dict[int, Value], ...] = (
    {0x3001: "Olu", 0x39FE: "olu@example.org", 0x0C15: 1},
    {0x3001: "Bo", 0x3003: "/O=LAKE/OU=BOATS/CN=BO", 0x0C15: 2},
    {0x3001: "kim@example.org", 0x39FE: "kim@example.org", 0x0C15: 1},
)


def test_a_message_is_read_like_a_mail() -> None:
    document = opened(message(SENT, PEOPLE))
    assert document.text == (
        'From: "Quist, Mara" <mara@example.org>\nTo: Olu <olu@example.org>, kim@example.org\nCc: Bo\n'
        "Date: Tue, 03 May 2016 07:12:00 +0000\nSubject: Oars\nMessage-ID: <one@example.org>\n\nTwo oars.\nAnd a boat.\n"
    )
    (mail,) = document.mails
    assert document.text[mail.body_start : mail.body_end] == "Two oars.\nAnd a boat."
    assert {span.field: document.text[span.start : span.end] for span in mail.spans}["subject"] == "Oars"


@pytest.mark.parametrize("name", ["one.msg", "noname"])
def test_the_email_comes_out_of_the_process(name: str) -> None:
    (found,) = parse_document(read_bytes(compound(message(SENT, PEOPLE)), name)).messages
    assert found.id == "<one@example.org>"
    assert found.date is not None
    assert (found.date.iso, found.subject, found.body) == (
        "2016-05-03T07:12:00+00:00",
        "Oars",
        "Two oars.\nAnd a boat.",
    )


def test_the_header_that_came_over_the_wire_wins() -> None:
    wire = (
        "Received: x\r\nFrom: =?utf-8?q?M=C3=A1ra?= <mara@example.org>\r\nDate: Tue, 3 May 2016 09:12:00 +0200\r\n\r\n"
    )
    text = opened(message({**SENT, 0x007D: wire})).text
    assert text.startswith("From: Mára <mara@example.org>\nDate: Tue, 3 May 2016 09:12:00 +0200\nSubject: Oars\n")


def test_who_sent_it_for_another_is_named() -> None:
    text = opened(message({**SENT, 0x0C1A: "Kim", 0x5D01: "kim@example.org"})).text
    assert text.startswith('From: "Quist, Mara" <mara@example.org>\nSender: Kim <kim@example.org>\n')


PACKED = b"\x23\0\0\0\x20\0\0\0LZFu\0\0\0\0\x00" + rb"{\rtf1 O" + b"\x00ars \\par" + b"\x00 Boats.}"


@pytest.mark.parametrize(
    ("values", "body"),
    [
        ({0x1000: "Plain.", 0x1013: b"<p>Rich."}, "Plain."),
        ({0x1000: " \r\n", 0x1013: b"<p>Rich <b>text</b>.<blockquote>Older."}, "Rich text.\n\n> Older."),
        ({0x1013: "<p>Лодки".encode("cp1251"), 0x3FDE: 1251}, "Лодки"),
        ({0x1013: b"<meta charset=koi8-r><p>" + "Лодки".encode("koi8-r")}, "Лодки"),
        ({0x1009: PACKED}, "Oars\nBoats."),
        ({}, ""),
    ],
    ids=range(6),
)
def test_the_body_is_plain_text_else_that_of_html_or_rtf(values: dict[int, Value], body: str) -> None:
    document = opened(message({0x0037: "Oars", **values}))
    (mail,) = document.mails
    assert document.text[mail.body_start : mail.body_end] == body


def test_compressed_text_may_repeat_itself() -> None:
    # MS-OXRTFCP section 4.1.2: a reference that reaches into what it is itself writing
    data = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert decompressed(data) == rb"{\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_attachments_are_named_and_attached_messages_follow() -> None:
    inner = message({0x0037: "Inner", 0x1000: "Inner text.", 0x0042: "Olu"}, header=24)
    attachments: tuple[tuple[dict[int, Value], Folder | None], ...] = (
        ({0x3707: "Übersicht der Boote.pdf", 0x3704: "UBERSI~1.PDF"}, None),
        ({0x3704: "oar.png"}, None),
        ({0x3001: "Inner"}, inner),
        ({}, None),
    )
    document = opened(message(SENT, PEOPLE, attachments))
    assert [mail.attachments for mail in document.mails] == [
        ("Übersicht der Boote.pdf", "oar.png", "Inner", "unnamed"),
        (),
    ]
    assert [mail.attached_to for mail in document.mails] == [None, 0]
    assert document.text[document.mails[1].start :] == "From: Olu\nSubject: Inner\n\nInner text.\n"


@pytest.mark.parametrize(
    "data",
    [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", compound(message(SENT))[:700], b"From: a\n\nb"],
    ids=["empty", "head", "cut", "mail"],
)
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    (piece,) = msg_pieces(data)
    assert (piece.text, piece.problem) == ("", "not an Outlook message, or a broken one, passed over")


def test_no_damaged_byte_raises() -> None:
    data = compound(message(SENT, PEOPLE))
    for at in range(0, len(data), 41):
        for piece in msg_pieces(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            piece.text.encode()
