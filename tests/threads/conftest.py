"""A short way to write messages down in tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from mailweave.parsers.message import Address, Enclosure, Kind, MailDate, Message, Provenance

Letter = Callable[..., Message]


def box(text: str) -> Address:
    """Return ``Ada Lang <ada@example.org>``, ``ada@example.org`` or ``Ada Lang`` as a mailbox."""
    name, _, email = text.rpartition("<")
    if name or email.endswith(">"):
        return Address(name.strip() or None, email.rstrip(">") or None)
    return Address(None, text) if "@" in text else Address(text)


@pytest.fixture
def letter() -> Letter:
    """Return a function that builds a message; *at* is its date, *number* its place in the document."""

    def build(
        number: int | str,
        sender: str | None = "Ada Lang",
        at: str | None = "2014-05-03T09:12",
        subject: str | None = "Harbour fees",
        body: str = "",
        *,
        to: Sequence[str] = (),
        cc: Sequence[str] = (),
        within: int | str | None = None,
        enclosure: Enclosure | None = None,
        document: str = "page.txt",
        attribution: bool = False,
        kind: Kind = "original",
        in_reply_to: Sequence[int | str] = (),
        references: Sequence[int | str] = (),
    ) -> Message:
        start = 100 * number if isinstance(number, int) else 0
        return Message(
            id=name(number),
            from_=box(sender) if sender else None,
            date=MailDate(at, at) if at else None,
            subject=subject,
            body=body,
            found=Provenance(
                document, start, start + 50, start // 10 + 1, "attribution" if attribution else "header-block"
            ),
            to=tuple(map(box, to)),
            cc=tuple(map(box, cc)),
            kind=kind,
            in_reply_to=tuple(map(name, in_reply_to)),
            references=tuple(map(name, references)),
            printed_in=None if within is None else name(within),
            enclosure=enclosure,
        )

    return build


def name(number: int | str) -> str:
    """Return the id of the message with that *number*."""
    return f"<{number}@mailweave.invalid>"
