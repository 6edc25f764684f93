"""The same email read from several documents: one message with several places."""

from __future__ import annotations

from collections.abc import Iterable

from ..parsers.message import Message
from ..parsers.prints import fullest


def merge_duplicates(messages: Iterable[Message]) -> list[Message]:
    """Return *messages* with each id once, in order of the ids.

    Of several prints the one with the longest body stays; each field is that of its fullest print,
    ``also_at`` lists where the others stand and ``conflicts`` what they say otherwise.
    """
    by_id: dict[str, list[Message]] = {}
    for message in messages:
        by_id.setdefault(message.id, []).append(message)
    return [fullest(by_id[key]) for key in sorted(by_id)]
