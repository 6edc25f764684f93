"""Word documents (.docx, .docm): paragraphs as lines, tables in their place, a row a line, label and value together.

ECMA-376 part 1, section 17. The markup is read as a stream: its depth and its size are the document's choice.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO
from xml.parsers import expat

from .layout import Layout
from .pieces import Piece

LARGEST_PART = 128 * 1024 * 1024
"""Bytes of markup, unpacked, that are read."""

DEEPEST_TABLE = 40
"""Tables in tables whose rows are kept as rows."""

_BLOCK = 64 * 1024
_RELATIONS = "_rels/.rels"
_USUAL = "word/document.xml"
_SKIPPED = frozenset((
    "del", "moveFrom", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "Fallback",
))  # fmt: skip
_BREAKS = frozenset(("br", "cr"))
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}

_REFUSED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError, RuntimeError)
"""What reading a broken zip archive is known to raise; RuntimeError for an encrypted one."""


class _TooLargeError(ValueError):
    """The markup unpacks to more than is read."""


def docx_pieces(data: bytes) -> Iterator[Piece]:
    """Yield the text of the document; page headers, footers, notes, comments and deleted text are left out."""
    page = _Page()
    problem = ""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_main_part(archive)) as part:
            for _ in _parse(part, page):
                yield Piece()  # a sign of life
    except _TooLargeError:
        problem = f"unpacks to more than {LARGEST_PART // 1024**2} MB, the rest is left out"
    except expat.ExpatError:
        problem = "a broken Word document, read up to the break"
    except _REFUSED:
        problem = "not a Word document, or a broken or locked one, passed over"
    text = page.layout.page().text
    if not problem and not page.is_word:
        problem = "not a Word document, passed over"
    elif not problem and not text:
        problem = "a Word document without text, nothing read from it"
    yield Piece(text, problem=problem)


def _main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text, which the relations of the package name."""
    found: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(posixpath.normpath(attributes.get("Target", "")).lstrip("/"))

    try:
        with archive.open(_RELATIONS) as file:
            parser = _parser()
            parser.StartElementHandler = start
            parser.Parse(file.read(_BLOCK), True)
    except (KeyError, expat.ExpatError):
        pass
    return found[0] if found else _USUAL


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entities
    return parser


def _refuse_entities(*_: object) -> None:
    raise ValueError("Word declares no entities")


def _parse(part: IO[bytes], page: _Page) -> Iterator[None]:
    """Read the markup block by block and put what it says on the page; yield after each."""
    parser = _parser()
    parser.StartElementHandler = page.start
    parser.EndElementHandler = page.end
    parser.CharacterDataHandler = page.characters
    size = 0
    while block := part.read(_BLOCK):
        size += len(block)
        if size > LARGEST_PART:
            raise _TooLargeError
        parser.Parse(block, False)
        yield
    parser.Parse(b"", True)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _Page:
    """What the elements met so far have put on the page."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.is_word = False
        self._skipped = 0  # elements that are open, from one that is left out
        self._hidden = False  # the run is
        self._printing = False  # inside an element of text
        self._tables = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        if self._skipped or name in _SKIPPED:
            self._skipped += 1
            self._hidden = self._hidden or (name == "vanish" and _is_on(attributes))
        elif name == "body":
            self.is_word = True
        elif name == "r":
            self._hidden = False
        elif name == "t":
            self._printing = True
        elif name == "tbl":
            self._tables += 1
            self.layout.block(1)
        elif name == "tr" and self._tables <= DEEPEST_TABLE:
            self.layout.row()
        elif name == "tc" and self._tables <= DEEPEST_TABLE:
            self.layout.cell()
        elif name == "txbxContent" or (name == "p" and self._tables):
            self.layout.block(1)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if self._skipped:
            self._skipped -= 1
        elif name == "t":
            self._printing = False
        elif name in _SIGNS:
            self._put(_SIGNS[name])
        elif name in _BREAKS:
            if not self._hidden:
                self.layout.line_break()
        elif name == "p" and not self._tables:
            self.layout.line_break()
        elif name in ("p", "txbxContent"):
            self.layout.block(1)
        elif name == "tbl":
            self._tables -= 1
            self.layout.block(1)
        elif name == "tc" and self._tables <= DEEPEST_TABLE:
            self.layout.end_cell()
        elif name == "tr" and self._tables <= DEEPEST_TABLE:
            self.layout.end_row()

    def characters(self, text: str) -> None:
        if self._printing and not self._skipped:
            self._put(text)

    def _put(self, text: str) -> None:
        if not self._hidden:
            self.layout.put(text)


def _is_on(attributes: Mapping[str, str]) -> bool:
    value = next((value for key, value in attributes.items() if _local(key) == "val"), "true")
    return value not in ("0", "false", "off", "none")
