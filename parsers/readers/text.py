"""Plain text and Markdown: the file's own characters, line ends and all."""

from __future__ import annotations

from ..document import Document
from ..message import Problem
from .charset import NotTextError, decode


def read_text(data: bytes, name: str) -> Document:
    """Return *data* as text; only a byte-order mark is gone, so offsets are those of the decoded file."""
    try:
        decoded = decode(data)
    except NotTextError as error:
        return not_text(name, str(error))
    return Document(name, decoded.text, problems=charset_note(name, decoded.note))


def not_text(name: str, why: str) -> Document:
    """Return the empty document of a file that is no text, with the Problem that says so."""
    return Document(name, "", problems=(Problem(name, f"not text ({why}), passed over"),))


def charset_note(name: str, note: str) -> tuple[Problem, ...]:
    """Return the note on how a charset was settled as a Problem, none for an empty one."""
    return (Problem(name, note, severity="note"),) if note else ()
