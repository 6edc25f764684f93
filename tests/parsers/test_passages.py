"""Passages as articles print them: who wrote to whom, when, in which words, in answer to what, and what is no email.

A file holds passages of a language, with ``===`` between them. Below each, a line ``> sender | recipients | date |
words | answers`` for each email that it tells of: joint senders with ``+``, several recipients with ``;``, ``~`` where
the words are the text's own, the number of the answered one, ``-`` for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mailweave.parsers.document import Document
from mailweave.parsers.message import Message
from mailweave.parsers.reported import reported_messages

PASSAGES = Path(__file__).parent / "passages"
WITH = "from: with "


def passages() -> Iterator[Any]:
    for path in sorted(PASSAGES.glob("*.txt")):
        for number, passage in enumerate(path.read_text("utf-8").strip("\n").split("\n===\n"), 1):
            lines = passage.split("\n")
            text = "\n".join(line for line in lines if not line.startswith("> "))
            expected = [tuple(line[2:].split(" | ")) for line in lines if line.startswith("> ")]
            yield pytest.param(text, expected, id=f"{path.stem}-{number}")


def as_told(message: Message, ids: list[str]) -> tuple[str, ...]:
    senders = [message.from_.name or "-"] if message.from_ else ["-"]
    senders += [note.removeprefix(WITH) for note in message.context if note.startswith(WITH)]
    return (
        "+".join(senders),
        "; ".join(box.name or "" for box in message.to) or "-",
        (message.date.edtf if message.date else None) or "-",
        "~" if message.paraphrase else message.body.replace("\n\n", " // "),
        str(ids.index(message.in_reply_to[0]) + 1) if message.in_reply_to else "-",
    )


@pytest.mark.parametrize(("text", "expected"), [*passages()])
def test_what_a_passage_tells(text: str, expected: list[tuple[str, ...]]) -> None:
    found = reported_messages(Document("page.txt", text), text, [])[0]
    assert [as_told(message, [one.id for one in found]) for message in found] == expected


def test_each_language_has_passages_without_an_email() -> None:
    kinds = {(case.id.rpartition("-")[0], bool(case.values[1])) for case in passages()}
    assert kinds == {(language, told) for language, _ in kinds for told in (True, False)}
