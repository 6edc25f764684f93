"""The records that every floor speaks of: a message, its parts, and the place it was read from.

All are frozen. What a document states, what was inferred and what is unknown are kept apart: a field
that the document does not print is ``None`` or empty, and an inference always carries its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal[
    "from", "sender", "reply_to", "to", "cc", "bcc", "date", "subject",
    "message_id", "in_reply_to", "references", "attachments", "other",
]  # fmt: skip
"""The fields of a header block: RFC 5322 section 3.6, and ``other`` for a known line that is none of them."""

Method = Literal["rfc822", "header-block", "attribution", "reported"]
"""How a message was printed: raw mail, a header block, an attribution line, or told of in prose."""

Kind = Literal["original", "reply", "forward", "reported", "placeholder"]

Enclosure = Literal["forwarded", "quoted", "below"]
"""How a message is printed within another: behind a forward separator; as quoted text or behind a separator
of an answered email; or merely below it, which alone says nothing of how the two belong together."""

_LONGEST_NAME = 240
"""Code points of a document's name in what is told of it: whoever gave a text for a path need not read it again."""

Zone = Literal["stated", "inferred", "unknown"]
Precision = Literal["year", "month", "day", "hour", "minute", "second"]


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox as printed (RFC 5322 section 3.4).

    ``name`` and ``email`` are ``None`` where none is printed; ``redacted`` says that the document blanks
    the address or the name (``<>``, ``[REDACTED]``, black bars). ``person`` is the canonical name that a
    people table gives, never a guess.
    """

    name: str | None = None
    email: str | None = None
    redacted: bool = False
    person: str | None = None


@dataclass(frozen=True, slots=True)
class MailDate:
    """A date as printed and as understood.

    ``text`` is verbatim. ``iso`` is the printed wall clock to the printed precision, with an offset only
    where the document states one, and ``None`` where the text was not understood. ``edtf`` is the same
    in EDTF (ISO 8601-2). ``utc`` is an instant (``2018-02-01T07:54:30Z``) only where the zone is stated
    or inferred, and ``utc_reason`` says from what.
    """

    text: str
    iso: str | None = None
    edtf: str | None = None
    precision: Precision | None = None
    zone: Zone = "unknown"
    utc: str | None = None
    utc_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The printed value of one field: ``text[start:end]``, in code points."""

    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a message was found: ``text[start:end]`` of one document as read, in code points.

    The range is the header block, the attribution line or the reporting sentences, not the body, which
    is ``text[body_start:body_end]`` with whatever stands in between (quote marks, other emails).
    ``line`` counts from 1. ``rule`` names what recognised it; ``confidence`` is 0 to 1.
    """

    document: str
    start: int
    end: int
    line: int
    method: Method
    depth: int = 0
    rule: str = ""
    confidence: float = 1.0
    page: int | None = None
    bates: str | None = None
    body_start: int = 0
    body_end: int = 0
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one print of an email says in a field: ``text``, in words, and where: ``document``, ``start`` to ``end``.

    ``line`` is the one on which that print begins. Where the print gives no span the range is its header block.
    Of a very long value the beginning stands for all of it.
    """

    text: str
    document: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two prints of one email that do not say the same in a field: what stays, and what another one says."""

    field: Field
    kept: Reading
    other: Reading


@dataclass(frozen=True, slots=True)
class Message:
    """One email that a document prints or tells of.

    ``id`` is the printed Message-ID, angle brackets included, else one made from the content in
    ``@mailweave.invalid``. ``printed_in`` is the id of the message in whose text this one is printed and
    ``enclosure`` says how; both are ``None`` for a message that stands alone. ``body`` is its own text:
    no quote marks, no emails quoted in it. ``kind`` is what the print alone tells; threads may know better.
    Of a ``reported`` one ``paraphrase`` says that the body is the reporter's words, and ``context`` names each
    field that comes from the sentences around, with the place: ``date: line 12``. Of an email printed several
    times each field is that of its fullest print, ``also_at`` lists the other places and ``conflicts`` what they
    say otherwise.
    """

    id: str
    from_: Address | None
    date: MailDate | None
    subject: str | None
    body: str
    found: Provenance
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    kind: Kind = "original"
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    printed_in: str | None = None
    enclosure: Enclosure | None = None
    also_at: tuple[Provenance, ...] = ()
    same_as: str | None = None
    paraphrase: bool = False
    context: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong in a document, and what was done about it; the run goes on.

    ``line`` counts from 1 and is 0 where no line is to blame. ``excerpt`` is the text that was not
    understood, ``start`` its first code point in the document. ``severity`` is ``error`` where something
    could not be read (exit code 1), ``note`` where the document simply holds nothing.
    """

    document: str
    what: str
    line: int = 0
    excerpt: str = ""
    start: int = 0
    severity: Literal["error", "note"] = "error"

    @property
    def place(self) -> str:
        """Return ``document:line`` as it can stand in one line: of a very long name, the beginning and the end."""
        name = self.document
        if len(name) > _LONGEST_NAME:
            name = f"{name[: _LONGEST_NAME // 2]}…{name[-_LONGEST_NAME // 4 :]}"
        return f"{name}:{self.line}" if self.line else name


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A place that looked like an email and was not taken as one, with the reason, for ``explain``."""

    document: str
    start: int
    end: int
    line: int
    reason: str


class MailweaveError(Exception):
    """The base of every error that this package raises: a wrong call or a broken table, never a document."""
