"""Rich Text Format: its text, a table row a line, by the library striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .charset import without_surrogates
from .pieces import Piece

LARGEST = 16 * 1024 * 1024
"""Bytes that are read, pictures aside: the library takes a third of a second for each megabyte."""

_CELL = re.compile(r"\\(?:nest)?cell(?![a-zA-Z])")
_PICTURE = re.compile(rb"(?<![0-9a-fA-F\s])[0-9a-fA-F\s]{2000,}+")
_LABEL_GAP = re.compile(r"[:：] ?\t")
_BLANK_ENDS = re.compile(r"[ \t]+\n")


def rtf_pieces(data: bytes) -> Iterator[Piece]:
    """Yield the text of the document, cells parted by tabs, a value behind its label by a space."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        yield Piece(problem="not an RTF document, passed over")
        return
    data = _PICTURE.sub(b"", data)
    if len(data) > LARGEST:
        yield Piece(problem=f"more than {LARGEST // 1024**2} MB of RTF, the rest is left out")
    source = data[:LARGEST].decode("latin-1")
    source = source.replace("\\fldinst", "\\fldinst\n")  # or the library prints the target behind each link
    try:
        text = str(rtf_to_text(_CELL.sub(r"\\tab", source), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, TypeError, LookupError, OverflowError) as error:
        yield Piece(problem=f"a broken RTF document ({type(error).__name__}), passed over")
        return
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # letters come as two halves
    text = _LABEL_GAP.sub(": ", _BLANK_ENDS.sub("\n", text.replace("\xa0", " ").replace("\0", "")))
    yield Piece(without_surrogates(text).strip("\n") + "\n")
