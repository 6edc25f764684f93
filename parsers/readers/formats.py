"""The formats that mailweave reads: a new one is a reader in a file of its own and one line in FORMATS."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from ..document import Document
from ..message import Problem
from .html import read_html
from .jsonl import read_jsonl
from .mail import read_eml, read_mbox
from .text import read_text

Reader = Callable[[bytes, str], Document]


@dataclass(frozen=True, slots=True)
class Format:
    """One document format: its reader, its suffixes, and how its files begin where the suffix says nothing."""

    name: str
    reader: Reader
    suffixes: tuple[str, ...]
    begins: re.Pattern[bytes] | None = None


def _unread(data: bytes, name: str) -> Document:  # noqa: ARG001 - the shape of every reader
    return Document(name, "", problems=(Problem(name, "not a format that mailweave reads yet: passed over"),))


_HTML = rb"(?i)(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s{1,20}html|html|head|body)\b"
FORMATS = (
    Format("text", read_text, (".txt", ".text", ".md", ".markdown")),
    Format("mail", read_eml, (".eml",)),
    Format("mbox", read_mbox, (".mbox", ".mbx")),
    Format("HTML", read_html, (".html", ".htm", ".xhtml"), re.compile(_HTML)),
    Format("JSON Lines", read_jsonl, (".jsonl",), re.compile(rb'(?:\xef\xbb\xbf)?\s{0,200}\{\s{0,20}"id"\s{0,20}:')),
    Format("PDF", _unread, (".pdf",), re.compile(rb"%PDF-")),
    Format("Word", _unread, (".docx", ".docm"), re.compile(rb"PK\x03\x04")),
    Format("Outlook", _unread, (".msg",), re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
)
_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}


def format_of(name: str, data: bytes) -> Format:
    """Return the format by the suffix of *name*, else by how *data* begins; plain text where neither tells."""
    by_suffix = _BY_SUFFIX.get(_suffix(name))
    if by_suffix is not None:
        return by_suffix
    return next((form for form in FORMATS if form.begins and form.begins.match(data)), FORMATS[0])


def is_known(name: str) -> bool:
    """Return whether some reader takes the suffix of *name*."""
    return _suffix(name) in _BY_SUFFIX


def _suffix(name: str) -> str:
    return PurePath(name.replace("\0", "_")).suffix.lower()
