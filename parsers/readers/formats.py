"""The formats that mailweave reads: a new one is a reader in a file of its own and one line in FORMATS."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from ..document import Document

Reader = Callable[[bytes, str], Document]


@dataclass(frozen=True, slots=True)
class Format:
    """One document format: its reader, its suffixes, and how its files begin where the suffix says nothing.

    ``function`` is the reader, in the module ``source`` of this folder; it is imported when it is first needed.
    Without one, the format is read in a process of its own, which ``worker`` knows by the format's name.
    """

    name: str
    suffixes: tuple[str, ...]
    source: str = ""
    function: str = ""
    begins: re.Pattern[bytes] | None = None

    def read(self, data: bytes, name: str) -> Document:
        """Return *data*, which is of this format, as the document *name*."""
        if not self.function:
            from .limited import read_limited

            return read_limited(self.name, data, name)
        reader: Reader = getattr(import_module(f".{self.source}", __package__), self.function)
        return reader(data, name)


_HTML = rb"(?i)(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s{1,20}html|html|head|body)\b"
_JSON = rb'(?:\xef\xbb\xbf)?\s{0,200}\{\s{0,20}"id"\s{0,20}:'
FORMATS = (
    Format("text", (".txt", ".text", ".md", ".markdown"), "text", "read_text"),
    Format("mail", (".eml",), "mail", "read_eml"),
    Format("mbox", (".mbox", ".mbx"), "mail", "read_mbox"),
    Format("HTML", (".html", ".htm", ".xhtml"), "html", "read_html", re.compile(_HTML)),
    Format("MHTML", (".mht", ".mhtml"), "mhtml", "read_mhtml"),
    Format("JSON Lines", (".jsonl",), "jsonl", "read_jsonl", re.compile(_JSON)),
    Format("PDF", (".pdf",), begins=re.compile(rb"\s{0,200}%PDF-")),
    Format("Word", (".docx", ".docm"), begins=re.compile(rb"PK\x03\x04")),
    Format("Outlook", (".msg",), begins=re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    Format("RTF", (".rtf",), begins=re.compile(rb"\s{0,200}\{\\rtf")),
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
