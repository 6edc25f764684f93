"""The records of a conversation."""

from __future__ import annotations

from dataclasses import dataclass

from ..parsers.message import Message


@dataclass(frozen=True, slots=True)
class Link:
    """*child* answers or forwards *parent* (both message ids), and why that is believed.

    ``reason`` is a short sentence for people; ``evidence`` names the kinds that spoke for it;
    ``confidence`` is 0 to 1.
    """

    child: str
    parent: str
    reason: str
    confidence: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation: its messages in order of time, and the links between them.

    ``id`` depends on the messages alone. ``subject`` is the base subject (RFC 5256) of its first message,
    ``None`` where none is printed. A message without a link is a root; a thread may have several where
    it is known that they belong together but not how. ``placeholders`` are messages of kind
    ``placeholder``: known only from an answer, a citation or an attribution without text.
    ``notes`` says what was left undecided (two parents that fit equally), by message id.
    """

    id: str
    subject: str | None
    messages: tuple[Message, ...]
    links: tuple[Link, ...] = ()
    placeholders: tuple[Message, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    def parent_of(self, message_id: str) -> Link | None:
        """Return the link from *message_id* to its parent, or None for a root."""
        return next((link for link in self.links if link.child == message_id), None)
