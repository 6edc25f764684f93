"""Web pages saved as one file: the page is the document."""

from __future__ import annotations

import pytest

from mailweave.parsers.parse import parse_document
from mailweave.parsers.readers import read_bytes

HEAD = b'From: <Saved by a browser>\nSubject: A page\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"%s\n\n'
PAGE = b"--b\nContent-Type: text/html%s\nContent-Transfer-Encoding: quoted-printable\n\n%s\n"
PICTURE = b"--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
END = b"--b--\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (HEAD % b"" + PAGE % (b"; charset=utf-8", b"<p>Gr=C3=BC=C3=9Fe") + PICTURE + END, "Grüße\n"),
        (HEAD % b"" + PAGE % (b"; charset=iso-8859-1", b"<p>Gr=FC=DFe") + END, "Grüße\n"),
        (HEAD % b"" + PAGE % (b"", b"<meta charset=3Dkoi8-r><p>=EC=CF=C4=CB=C9") + END, "Лодки\n"),
        (HEAD % b"" + PICTURE + PAGE % (b"", b"<p>one") + PAGE % (b"", b"<p>two") + END, "one\n"),
        (HEAD % b'; start="<2>"' + PAGE % (b"", b"<p>one") + PAGE % (b"\nContent-ID: <2>", b"<p>two") + END, "two\n"),
        (b"Content-Type: text/html\n\n<p>alone", "alone\n"),
        (b"<html><p>no mail at all", "no mail at all\n"),
    ],
    ids=range(7),
)
def test_the_page_is_the_document(data: bytes, text: str) -> None:
    document = read_bytes(data, "page.mhtml")
    assert (document.text, document.mails) == (text, ())


def test_an_email_on_the_page_is_found_and_the_page_is_none() -> None:
    page = b"<p>From: Mara Quist<br>Sent: 3 May 2016 09:12<br>To: Olu<br>Subject: Oars</p><p>Two oars.</p>"
    (message,) = parse_document(read_bytes(HEAD % b"" + PAGE % (b"", page) + END, "page.mht")).messages
    assert (message.subject, message.body) == ("Oars", "Two oars.")
