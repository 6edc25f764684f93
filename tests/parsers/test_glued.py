"""A header block that begins at the end of a line of text."""

from __future__ import annotations

import pytest

from mailweave.parsers import Document, parse_document

BELOW = "Sent: Saturday, May 3, 2014 9:12 AM\nTo: Ben Okri\nSubject: The boat\n\nIn the harbour.\n"


@pytest.mark.parametrize(
    ("line", "sender"),
    [
        ("Thank you. From: Ada Lang <ada@example.org>", "Ada Lang"),
        ("Thank you.From: Ada Lang", "Ada Lang"),
        ("謝謝。From: Ada Lang", "Ada Lang"),
        ("Thank you *From:* Ada Lang", None),
        ("This is what I have From: it was about the boat and many other things", None),
    ],
)
def test_the_sentence_stays_text(line: str, sender: str | None) -> None:
    text = f"From: Eva Roth\nSent: 4 May 2014 09:00\nTo: Ada Lang\nSubject: FW: The boat\n\n{line}\n{BELOW}"
    messages = parse_document(Document("a.txt", text)).messages
    glued = [message for message in messages if message.from_ and message.from_.name == "Ada Lang"]
    assert len(glued) == (sender is not None)
    if sender:
        assert messages[0].body == line.replace("From:", "\0").split("\0")[0].strip()
        assert text[glued[0].found.start :].startswith("From: Ada Lang")
        assert glued[0].found.line == 6
        assert glued[0].body == "In the harbour."
