"""Header fields that keep any text as it is: RFC 2047 words, folded, by the standard library's ``Header``."""

from __future__ import annotations

from collections.abc import Iterable
from email.header import Header
from email.policy import Policy

from .mailboxes import Mailbox

_WIDTH = 76
_LONGEST_WORD = 200
_ATEXT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~ ")
_QUOTED = frozenset(map(chr, range(32, 127))) - {"\\", '"'}


class Field(str):
    """The value of a header field, already in its wire form; the text itself is what it was made from.

    ``email.policy`` takes such an object (with ``name`` and ``fold``) as it is. The library's own folding
    is passed by: until Python 3.13 it lost spaces between encoded words, and it is slow on long lists.
    """

    __slots__ = ("name", "wire")
    name: str
    wire: str
    max_count = None

    def fold(self, *, policy: Policy) -> str:
        """Return the field as lines that end as *policy* wants."""
        return f"{self.name}: {self.wire}\n".replace("\n", policy.linesep)


def text_field(name: str, text: str) -> Field:
    """Return an unstructured field (Subject and the like) that reads back as *text*, one line of any script."""
    return _field(name, text, _encoded(text, len(name) + 2))


def address_field(name: str, mailboxes: Iterable[Mailbox]) -> Field:
    """Return an address field, one mailbox a line."""
    boxes = [*mailboxes]
    text = ", ".join(f"{box.name} <{box.addr_spec}>" if box.name else box.addr_spec for box in boxes)
    wire = ",\n ".join(_mailbox(box, len(name) + 2) for box in boxes)
    return _field(name, text, wire)


def id_field(name: str, ids: Iterable[str]) -> Field:
    """Return a field of message ids, one a line."""
    listed = [*ids]
    return _field(name, " ".join(listed), "\n ".join(listed))


def _field(name: str, text: str, wire: str) -> Field:
    field = Field(text)
    field.name, field.wire = name, wire
    return field


def _mailbox(box: Mailbox, indent: int) -> str:
    if not box.name:
        return box.addr_spec
    phrase = _phrase(box.name, indent)
    return (
        f"{phrase}\n <{box.addr_spec}>"
        if len(phrase.rpartition("\n")[2]) + len(box.addr_spec) > _WIDTH
        else f"{phrase} <{box.addr_spec}>"
    )


def _phrase(name: str, indent: int) -> str:
    if "=?" not in name and len(name) <= _WIDTH and "  " not in name and name == name.strip():
        if _ATEXT.issuperset(name):
            return name
        if _QUOTED.issuperset(name):
            return f'"{name}"'
    return _words(name, indent)


def _encoded(text: str, indent: int) -> str:
    plain = text.isascii() and text.isprintable() and "=?" not in text and text == " ".join(text.split(" ")).strip()
    if not plain or "  " in text or max(map(len, text.split(" "))) > _LONGEST_WORD:
        return _words(text, indent)
    lines, line = [], " " * indent
    for word in text.split(" "):
        if len(line) + len(word) > _WIDTH and line.strip():
            lines.append(line)
            line = ""
        line += f" {word}" if line.strip() else word
    return "\n ".join([*lines, line])[indent:]


def _words(text: str, indent: int) -> str:
    return (
        Header(text, "utf-8", maxlinelen=_WIDTH - 1, header_name="x" * (indent - 2)).encode(linesep="\n")
        if text
        else ""
    )
