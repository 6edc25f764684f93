"""A document as read: its text, and which stretches of it are raw mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .message import Message, PassedOver, Problem, Span


@dataclass(frozen=True, slots=True)
class RawMail:
    """A mail that the document holds as mail (``.eml``, one of an ``.mbox``), within the text as read.

    ``text[start:body_start]`` is its header, ``text[body_start:body_end]`` its decoded text. ``headers``
    are the decoded values that a mail program would show, by lower-case field name, several to a name.
    ``attached_to`` is the index in ``Document.mails`` of the mail that carries this one as an attachment
    (``message/rfc822``), ``None`` for a mail that stands alone.
    """

    start: int
    body_start: int
    body_end: int
    headers: tuple[tuple[str, str], ...]
    spans: tuple[Span, ...] = ()
    attachments: tuple[str, ...] = ()
    attached_to: int | None = None


class Tint(NamedTuple):
    """A line of which every word is in one colour that is none of black and grey: ``text[start:end]``.

    ``color`` is six hexadecimal digits, red first.
    """

    start: int
    end: int
    color: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader returns: the text that all offsets count in, in code points, and what it knows of it.

    ``text`` keeps line ends as they were (only a byte-order mark is gone). ``mails`` lists the raw mails in
    it, in order and without overlap; a plain text has none. ``pages`` are the offsets at which pages
    begin, where the format has pages. ``messages`` are there ready-made (``.jsonl``). ``tints`` are the lines that
    the format sets in colour, in order. ``title`` is the title of a page, which is no part of its text.
    """

    name: str
    text: str
    mails: tuple[RawMail, ...] = ()
    pages: tuple[int, ...] = ()
    messages: tuple[Message, ...] = ()
    problems: tuple[Problem, ...] = ()
    tints: tuple[Tint, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are to be understood; the defaults let the document speak.

    ``languages`` (BCP 47) narrow the tables that are used, none means all. ``day_first`` settles
    ``3/4/2019`` where the document gives no evidence; ``None`` leaves it to the language. What is less sure
    than ``threshold`` (0 to 1) is passed over: ``STRICT`` for precision, ``LOOSE`` for recall.
    """

    languages: tuple[str, ...] = ()
    day_first: bool | None = None
    threshold: float = 0.5


STRICT, LOOSE = 0.85, 0.0


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came out of one document: messages in the order of the text, problems, near-misses."""

    messages: Sequence[Message] = ()
    problems: Sequence[Problem] = ()
    passed_over: Sequence[PassedOver] = field(default=())
