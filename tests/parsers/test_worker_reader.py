"""The process that reads native formats: whatever happens in it costs one Problem and no more than its limits."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailweave.parsers.document import RawMail
from mailweave.parsers.message import Span
from mailweave.parsers.readers import limited, pieces
from mailweave.parsers.readers.limited import read_limited
from mailweave.parsers.readers.pieces import BrokenPieceError, Piece, from_line, joined, to_line

READER = """
import os, time
from mailweave.parsers.readers.pieces import Piece

def read(data):
    yield Piece("first page\\n", page=True)
    yield Piece("second page\\n", page=True)
    {then}
"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that makes the worker process read with a reader which, after two pages, does as told."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(limited, "SILENCE", 1.5)
    monkeypatch.setattr(limited, "LONGEST", 4.0)

    def make(then: str) -> None:
        (tmp_path / "a_reader.py").write_text(READER.format(then=then))
        start = (
            "import sys; sys.path[:] = sys.argv[4:]; import mailweave.parsers.readers.worker as worker, a_reader; "
            "worker.import_module = lambda name, package: a_reader; worker.PIECES['test'] = ('a_reader', 'read'); "
            "worker.main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))"
        )
        monkeypatch.setattr(limited, "_START", start)

    return make


@pytest.mark.parametrize(
    ("then", "problem"),
    [
        ("return", None),
        ("time.sleep(60)", "took longer than 2 s, stopped after page 2; what was read is kept"),
        ("while True: pass", "took longer than 2 s, stopped after page 2; what was read is kept"),
        ("while True: time.sleep(0.2); yield Piece('x')", "took longer than 4 s, stopped after page 2; what was read is kept"),
        ("os._exit(3)", "its reader broke down (status 3), stopped after page 2; what was read is kept"),
        ("os.abort()", "its reader broke down (status -6), stopped after page 2; what was read is kept"),
        ("raise KeyError", "its reader broke down (status 1), stopped after page 2; what was read is kept"),
        ("bytearray(8 << 30)", "asks for too much memory, given up"),
        ("os.write(1, b'noise')", None),
    ],
    ids=["ends", "sleeps", "spins", "drips", "exits", "aborts", "raises", "eats", "prints"],
)  # fmt: skip
@pytest.mark.skipif(sys.platform == "win32", reason="status numbers and limits of memory are those of POSIX")
def test_what_happens_in_the_process_costs_one_problem(
    then: str, problem: str | None, reader: Callable[[str], None]
) -> None:
    reader(then)
    began = time.monotonic()
    document = read_limited("test", b"data", "a.test")
    assert time.monotonic() - began < 15
    assert document.text.startswith("first page\nsecond page\n")
    assert document.pages == (0, 11)
    assert [(found.document, found.what) for found in document.problems] == ([("a.test", problem)] if problem else [])


def test_a_document_that_nobody_reads_to_its_end_is_no_trouble(reader: Callable[[str], None]) -> None:
    reader("os._exit(0)")
    assert len(read_limited("test", b"x" * 5_000_000, "a.test").problems) == 1


def test_more_text_than_is_kept_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MOST_TEXT", 10)
    document = joined("a", [Piece("12345\n"), Piece("678901"), Piece("more")])
    assert (document.text, len(document.problems)) == ("12345\n", 1)


@given(
    st.text(max_size=30),
    st.booleans(),
    st.text(max_size=10),
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5))),
)
def test_a_piece_travels_unchanged(text: str, page: bool, problem: str, headers: list[tuple[str, str]]) -> None:
    mail = RawMail(0, len(text) // 2, len(text), tuple(headers), (Span("subject", 0, 1),), ("a.txt",), None)
    piece = Piece(text, page, (mail,), problem, "note")
    assert from_line(to_line(piece)) == piece


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}\n",
        b"[]\n",
        b"\xff\n",
        b"[" * 100_000,
        to_line(Piece("x", mails=(RawMail(0, 1, 9, ()),))),  # beyond the text
        to_line(Piece("x")).replace(b'"x"', b'"\\ud800"'),
        to_line(Piece("x")).replace(b'"x"', b"7"),
    ],
    ids=range(8),
)
def test_what_is_no_piece_is_refused(line: bytes) -> None:
    with pytest.raises(BrokenPieceError):
        from_line(line)


def test_places_of_mails_count_from_the_start_of_the_document() -> None:
    mail = RawMail(0, 3, 5, (), (Span("subject", 1, 2),))
    inner = RawMail(2, 3, 5, (), attached_to=0)
    document = joined("a", [Piece("12345", mails=(mail,)), Piece("67890", mails=(mail, inner))])
    assert [(found.start, found.body_end, found.attached_to) for found in document.mails] == [
        (0, 5, None),
        (5, 10, None),
        (7, 10, 1),
    ]
    assert document.mails[1].spans == (Span("subject", 6, 7),)
