"""Tables with one email a row."""

import pytest

from mailweave.parsers import Document, parse_document
from mailweave.parsers.readers import read_bytes

HEAD = ("From", "To", "Date", "Subject", "Text")
ROWS = (
    ("Ada Lang", "Ben Okri", "May 3, 2014 9:12 AM", "Oars", "Who has them?"),
    ("Ben Okri", "Ada Lang", "May 3, 2014 10:30 AM", "Re: Oars", "I have."),
)
EXPECTED = [
    ("Ada Lang", "2014-05-03T09:12", "Oars", "Who has them?"),
    ("Ben Okri", "2014-05-03T10:30", "Re: Oars", "I have."),
]


def table(joint: str, edge: str = "", *, head: tuple[str, ...] = HEAD, rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    return "\n".join(edge + joint.join(row) + edge for row in (head, *rows)) + "\n"


def emails(text: str) -> list[tuple[str | None, str | None, str | None, str]]:
    messages = parse_document(Document("x.txt", text)).messages
    return [(m.from_.name if m.from_ else None, m.date.iso if m.date else None, m.subject, m.body) for m in messages]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (table(" | ", "|"), "Markdown"),
        (table(" | ", "|").replace("\nAda", "\n| --- | --- |\nAda"), "Markdown, its borders"),
        (table("\t"), "cells parted by tabs"),
        (table('";"', '"'), "a spreadsheet's cells in quotation marks"),
        (table('","', '"'), "commas within dates, the cells in quotation marks"),
        ("Exhibit 7\n\n" + table(" | ", "|") + "\nEnd of the exhibit.\n", "text above and below"),
        (table("|", head=("Von", "An", "Datum", "Betreff", "Inhalt")), "another language"),
    ],
)
def test_each_row_is_an_email(text: str, why: str) -> None:
    assert emails(text) == EXPECTED, why


def test_the_text_of_a_cell_may_have_paragraphs() -> None:
    cells = "".join(
        "<td>" + "</td><td>".join(row[:4]) + f"</td><td><p>{row[4]}</p><p>Yours</p></td></tr><tr>" for row in ROWS
    )
    page = "<table><tr><th>" + "</th><th>".join(HEAD) + "</th></tr><tr>" + cells + "</tr></table>"
    messages = parse_document(read_bytes(page.encode(), "x.html")).messages
    assert [message.body for message in messages] == ["Who has them?\n\nYours", "I have.\n\nYours"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (table("|", head=("From", "To", "Date", "Subject", "Privilege")), "a log that tells of emails"),
        (table("|", rows=(("London", "Paris", "on Mondays", "Fares", "see below"),)), "no dates"),
        (table("|", rows=(("Ada Lang", "Ben Okri", "May 3, 1814", "Oars", "Who has them?"),)), "letters"),
        (table("|", rows=()), "a head alone"),
    ],
)
def test_what_is_no_table_of_emails(text: str, why: str) -> None:
    assert emails(text) == [], why


def test_the_fields_stand_where_their_spans_say() -> None:
    text = table(" | ", "|")
    for message in parse_document(Document("x.txt", text)).messages:
        spans = {span.field: text[span.start : span.end] for span in message.found.spans}
        assert spans["from"] == (message.from_ and message.from_.name)
        assert spans["date"] == (message.date and message.date.text)
        assert text[message.found.body_start : message.found.body_end] == message.body
