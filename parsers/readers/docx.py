"""Word documents (.docx, .docm): paragraphs as lines, tables in their place, a row a line, label and value together.

ECMA-376 part 1, section 17. The markup is read as a stream: its depth and its size are the document's choice.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element

from lxml import etree

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
    "del", "moveFrom", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "Fallback", "instrText", "delText",
))  # fmt: skip
_BREAKS = frozenset(("br", "cr"))
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}

_REFUSED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError, RuntimeError)
"""What reading a broken zip archive is known to raise; RuntimeError for an encrypted one."""


class _TooLargeError(ValueError):
    """The markup unpacks to more than is read."""


def docx_pieces(data: bytes) -> Iterator[Piece]:
    """Yield the text of the document; page headers, footers, notes, comments and deleted text are left out."""
    layout = Layout()
    problem = ""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_main_part(archive)) as part:
            _lay_out(part, layout)
    except _TooLargeError:
        problem = f"unpacks to more than {LARGEST_PART // 1024**2} MB, the rest is left out"
    except etree.XMLSyntaxError:
        problem = "not a Word document, or a broken one, what was read until the break is kept"
    except _REFUSED:
        problem = "not a Word document, or a broken or locked one, passed over"
    text = layout.text()
    if not text and not problem:
        problem = "a Word document without text, nothing read from it"
    yield Piece(text, problem=problem)


def _main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text, which the relations of the package name."""
    try:
        with archive.open(_RELATIONS) as file:
            relations = etree.fromstring(file.read(_BLOCK), _parser())
    except (KeyError, etree.XMLSyntaxError):
        return _USUAL
    for relation in relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", "")).lstrip("/")
    return _USUAL


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _lay_out(part: IO[bytes], layout: Layout) -> None:
    """Read the markup block by block and put what it says on the page."""
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    page = _Page(layout)
    size = 0
    while block := part.read(_BLOCK):
        size += len(block)
        if size > LARGEST_PART:
            raise _TooLargeError
        parser.feed(block)
        page.take(parser.read_events())
    parser.close()
    page.take(parser.read_events())
    if not page.is_word:
        raise ValueError("no Word markup")


class _Page:
    """What the elements met so far have done to the layout."""

    def __init__(self, layout: Layout) -> None:
        self.is_word = False
        self._layout = layout
        self._skipping = 0  # depth within an element that is left out
        self._run: list[str] = []
        self._hidden = False
        self._properties = 0
        self._tables = 0

    def take(self, events: Iterator[tuple[str, Element]]) -> None:
        for event, element in events:
            tag = element.tag if isinstance(element.tag, str) else ""
            name = tag.rpartition("}")[2]
            if event == "start":
                self._start(name, element)
            else:
                self._end(name, element)
                element.clear()
                while element.getprevious() is not None:  # type: ignore[attr-defined]
                    del element.getparent()[0]  # type: ignore[attr-defined]

    def _start(self, name: str, element: Element) -> None:
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            self._hidden = self._hidden or (name == "vanish" and _is_on(element))
        elif name == "body":
            self.is_word = True
        elif name == "r":
            self._hidden = False
            self._run = []
        elif name == "tbl":
            self._layout.block(1)
            self._tables += 1
        elif name == "tr" and self._tables <= DEEPEST_TABLE:
            self._layout.row()
        elif name == "tc" and self._tables <= DEEPEST_TABLE:
            self._layout.cell()
        elif name == "p" and self._tables:
            self._layout.block(1)
        elif name == "txbxContent":
            self._layout.block(1)

    def _end(self, name: str, element: Element) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == "t":
            self._put(element.text or "")
        elif name in _SIGNS:
            self._put(_SIGNS[name])
        elif name in _BREAKS:
            if not self._hidden:
                self._layout.line_break()
        elif name == "p":
            if self._tables:
                self._layout.block(1)
            else:
                self._layout.line_break()
        elif name == "tc":
            self._layout.end_cell()
        elif name == "tr" and self._tables <= DEEPEST_TABLE:
            self._layout.end_row()
        elif name == "tbl":
            self._tables -= 1
            self._layout.block(1)
        elif name == "txbxContent":
            self._layout.block(1)

    def _put(self, text: str) -> None:
        if not self._hidden:
            self._layout.put(text)


def _is_on(element: Element) -> bool:
    value = next((value for key, value in element.attrib.items() if key.endswith("val")), "true")
    return value not in ("0", "false", "off", "none")
