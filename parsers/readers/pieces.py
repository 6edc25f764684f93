"""What a reader hands over as it goes, a page or a few paragraphs at a time, and the plain form it travels in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..document import Document, RawMail
from ..message import Problem, Span

MOST_TEXT = 64 * 1024 * 1024
"""Characters of one document that are kept; what follows is left out, and said to be."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The next stretch of a document, or a problem met there.

    ``page`` says that a page begins with ``text``. The offsets in ``mails`` count from the start of ``text``.
    """

    text: str = ""
    page: bool = False
    mails: tuple[RawMail, ...] = ()
    problem: str = ""
    severity: Literal["error", "note"] = "error"


class BrokenPieceError(ValueError):
    """The line is no piece; whoever reads it gives up on the one who wrote it."""


def joined(name: str, pieces: Iterable[Piece]) -> Document:
    """Return the document *name* that *pieces* make up, in their order."""
    texts: list[str] = []
    pages: list[int] = []
    mails: list[RawMail] = []
    problems: list[Problem] = []
    length = 0
    for piece in pieces:
        if piece.problem:
            problems.append(Problem(name, piece.problem, severity=piece.severity))
        if length + len(piece.text) > MOST_TEXT:
            problems.append(Problem(name, f"more than {MOST_TEXT:,} characters of text, the rest is left out"))
            break
        pages += [length] if piece.page else []
        mails += [_moved(mail, length, len(mails)) for mail in piece.mails]
        texts.append(piece.text)
        length += len(piece.text)
    return Document(name, "".join(texts), tuple(mails), tuple(pages), problems=tuple(problems))


def to_line(piece: Piece) -> bytes:
    """Return *piece* as one line of JSON."""
    record = {
        "text": piece.text,
        "page": piece.page,
        "mails": [
            [
                *(mail.start, mail.body_start, mail.body_end, mail.headers, mail.attachments, mail.attached_to),
                [(span.field, span.start, span.end) for span in mail.spans],
            ]
            for mail in piece.mails
        ],
        "problem": piece.problem,
        "severity": piece.severity,
    }
    return json.dumps(record).encode("ascii") + b"\n"


def from_line(line: bytes) -> Piece:
    """Return the piece in *line*; raise BrokenPieceError where it is not exactly what ``to_line`` writes."""
    try:
        record = json.loads(line)
        text, page, problem = record["text"], record["page"], record["problem"]
        if not (isinstance(text, str) and isinstance(page, bool) and isinstance(problem, str)):
            raise BrokenPieceError("wrong types")
        text.encode()  # a lone surrogate is no text
        mails = tuple([_mail(values, len(text)) for values in record["mails"]])
        return Piece(text, page, mails, problem, "note" if record["severity"] == "note" else "error")
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise BrokenPieceError(str(error)) from None


def _mail(values: list[Any], length: int) -> RawMail:
    start, body_start, body_end, headers, attachments, attached_to, spans = values
    if not 0 <= start <= body_start <= body_end <= length:
        raise BrokenPieceError("offsets outside the text")
    return RawMail(
        start,
        body_start,
        body_end,
        tuple([(str(field), str(value)) for field, value in headers]),
        tuple([Span(field, int(first), int(last)) for field, first, last in spans]),
        attachments=tuple([str(name) for name in attachments]),
        attached_to=None if attached_to is None else int(attached_to),
    )


def _moved(mail: RawMail, by: int, mails: int) -> RawMail:
    """Return *mail* in a document that holds *by* characters and *mails* mails before its piece."""
    carrier = None if mail.attached_to is None else mail.attached_to + mails
    spans = tuple(replace(span, start=span.start + by, end=span.end + by) for span in mail.spans)
    return replace(
        mail,
        start=mail.start + by,
        body_start=mail.body_start + by,
        body_end=mail.body_end + by,
        spans=spans,
        attached_to=carrier,
    )
