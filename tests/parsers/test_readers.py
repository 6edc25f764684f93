"""Files to documents: whatever the file is, a document comes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailweave.parsers.readers import Source, files, read, read_bytes
from mailweave.parsers.readers.formats import FORMATS

SUFFIXES = ("", *(suffix for form in FORMATS if form.function for suffix in form.suffixes))  # no process for each
MAIL_LIKE = b"From: a@b\nX-Mailer: x\nReceived: y\nMIME-Version: 1.0\n\ntext\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\r"])
def test_line_ends_stay_as_they_are(end: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = f"one{end}two{end}{end}three"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    with path.open(newline="", encoding="utf-8-sig") as file:
        assert read(path).text == text == file.read()


@pytest.mark.parametrize(
    ("data", "name", "text", "mails"),
    [
        (MAIL_LIKE, "a.txt", MAIL_LIKE.decode(), 0),  # a text that prints headers is a text
        (MAIL_LIKE, "noname", MAIL_LIKE.decode(), 0),
        (MAIL_LIKE, "a.eml", "From: a@b\n\ntext\n", 1),
        (MAIL_LIKE, "A.EML", "From: a@b\n\ntext\n", 1),
        (b"<!DOCTYPE html><p>x", "noname", "x\n", 0),
        (b"\xef\xbb\xbf<html><p>x", "-", "x\n", 0),
        (b"<!DOCTYPE html><p>x", "a.md", "<!DOCTYPE html><p>x", 0),
        (b"plain", "a.unknown", "plain", 0),
    ],
)
def test_the_format_is_that_of_the_suffix_else_what_it_looks_like(
    data: bytes, name: str, text: str, mails: int
) -> None:
    document = read_bytes(data, name)
    assert (document.name, document.text, len(document.mails)) == (name, text, mails)


def test_json_lines_are_recognised_on_standard_input() -> None:
    document = read(Source("-", None), stdin=b'{"id": "<a>"}\n')
    assert [message.id for message in document.messages] == ["<a>"]


@pytest.mark.parametrize(
    ("data", "name", "what", "severity"),
    [
        (b"", "a.txt", "empty, nothing to read", "error"),
        (b" \n\t", "a.html", "empty, nothing to read", "error"),
        (
            b"\0" * 50 + b"x",
            "a.txt",
            "not text (it holds NUL bytes and other control characters), passed over",
            "error",
        ),
        (b"%PDF-1.4 ...", "noname", "not a PDF, or a broken one, passed over", "error"),
        (b"PK\x03\x04...", "noname", "not a Word document, or a broken or locked one, passed over", "error"),
        (b"anything", "a.msg", "not an Outlook message, or a broken one, passed over", "error"),
        (b"anything", "a.rtf", "not an RTF document, passed over", "error"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, name: str, what: str, severity: str) -> None:
    document = read_bytes(data, name)
    assert document.text == ""
    assert [(problem.document, problem.what, problem.severity) for problem in document.problems] == [
        (name, what, severity)
    ]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("missing.txt", "no such file, passed over"),
        ("fifo.txt", "not a regular file, passed over"),
        ("circle.txt", "a link that goes round in a circle, passed over"),
        ("folder.eml", "a folder, not a file: passed over"),
        ("file.txt/below", "no such file, passed over"),
        ("n" * 300, "the name is too long for this system, passed over (a text itself goes to standard input)"),
        ("a\0b.txt", "cannot be read (embedded null byte), passed over"),
        ("sparse.txt", "enormous (more than 256 MB), passed over"),
    ],
)
def test_a_file_that_is_none_is_refused_at_once(name: str, what: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    (tmp_path / "folder.eml").mkdir()
    (tmp_path / "file.txt").write_text("x")
    with (tmp_path / "sparse.txt").open("wb") as file:
        file.truncate(files.LARGEST + 1)
    (problem,) = read(tmp_path / name).problems
    assert (problem.what, problem.severity) == (what, "error")


def test_the_name_is_the_one_that_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert [read(given).name for given in ("a.txt", "./a.txt", Path("a.txt"))] == ["a.txt", "./a.txt", "a.txt"]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.text(alphabet="<>a&;:= \n\"'/!-{}[]\0é", max_size=120).map(str.encode)),
    st.sampled_from(SUFFIXES),
    st.sampled_from([b"", MAIL_LIKE[:-6], b"<html><blockquote>", b'{"id": ', b"From a Fri May  6 10:15:00 2016\n"]),
)
def test_no_bytes_raise(data: bytes, suffix: str, before: bytes) -> None:
    document = read_bytes(before + data, "x" + suffix)
    document.text.encode()
    for mail in document.mails:
        assert 0 <= mail.start < mail.body_start <= mail.body_end <= len(document.text)
        assert all("\n" not in document.text[span.start : span.end] for span in mail.spans)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    b"Content-Type: ",
                    b"multipart/mixed; boundary=b\n",
                    b"text/html",
                    b"message/rfc822\n",
                    b"--b",
                    b"--b--\n",
                ),
                *(
                    b"; charset=",
                    b"utf-16",
                    b"\n",
                    b"\n\n",
                    b"Content-Disposition: attachment; filename*0*=",
                    b"'a'%FF",
                ),
                *(b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable", b"x-uuencode", b"=?utf-8?b?", b"?="),
                *(b"\xff", b"a:b"),
            ]
        ),
        max_size=40,
    ).map(b"".join),
)
def test_no_mail_raises(data: bytes) -> None:
    document = read_bytes(MAIL_LIKE[:-6] + data, "x.eml")
    document.text.encode()
    assert len(document.mails) >= 1
