"""Where an email begins and where it only seems to: near-misses with their reasons, and how sure a mark is."""

import pytest

from mailweave.parsers import Document, Options, parse_document
from mailweave.parsers.document import LOOSE, STRICT

LONE = "\nAda Lang to Ben Okri - May 3, 2014\n\nWhere is the boat?\n"
UNKNOWN = "Kelionero: Ada <ada@example.org>\nAdresato: Ben <ben@example.org>\nMomento: 2014-05-03 09:12\nTemo: The boat\n\nHere.\n"
SURE = "From: Ada Lang <ada@example.org>\nTo: Ben Okri\nDate: 3 May 2014 09:12\nSubject: The boat\n\nHere.\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "From: the old house in the village by the northern shore of the lake\nSubject: salt",
            "does not read as a person",
        ),
        ("From: Ada Lang\nDate: whenever it suits\nSubject: salt", "does not read as a date"),
        ("From: Ada Lang\nTo:\nCc:\n\ntext", "fewer than two fields have a value"),
        ("From: ____\nTo: ____\nDate: ____\n\ntext", "a form to be filled in"),
        (
            "GET / HTTP/1.1\nHost: example.org\nFrom: bot\nDate: Tue, 03 May 2016 07:12:00 GMT\n",
            "another kind of header",
        ),
        (LONE, "a line alone"),
    ],
)
def test_near_misses_say_why(text: str, reason: str) -> None:
    parsed = parse_document(Document("x.txt", text))
    assert parsed.messages == ()
    assert reason in " | ".join(miss.reason for miss in parsed.passed_over)


@pytest.mark.parametrize(
    "text",
    [
        "To whom it may concern: nothing.\nSubject: to change.\n",
        "I flew from London to Paris - May 5, 2015\n\nIt rained.\n\nShe went from Oslo to Bergen - May 6, 2015\n",
        "Name: Ada\nEmail: ada@example.org\nDate: 3 May 2014 10:00\nMessage: hello\n",
        "Departure: Porto\nArrival: Bergen\nDate: 3 May 2014 10:00\nPrice: 40\n",
        "commit 71d9b6eb\nAuthor: Ada Lang <ada@example.org>\nDate:   Mon Feb 7 10:43:25 2022 +0300\n\n    Mend the hull\n",
        'from            =   "From:" mailbox-list CRLF\nsender          =   "Sender:" mailbox CRLF\n',
        "He wrote:\n\n> The sea keeps no copies.\n",
        "12:30 lunch\n13:30 boat\n",
    ],
)
def test_what_is_no_email(text: str) -> None:
    assert parse_document(Document("x.txt", text)).messages == ()


@pytest.mark.parametrize(
    ("text", "threshold", "count"),
    [
        (SURE, STRICT, 1),
        (SURE, LOOSE, 1),
        (UNKNOWN, STRICT, 0),
        (UNKNOWN, Options().threshold, 1),
        (UNKNOWN, LOOSE, 1),
    ],
)
def test_the_line_between_precision_and_recall(text: str, threshold: float, count: int) -> None:
    assert len(parse_document(Document("x.txt", text), Options(threshold=threshold)).messages) == count
