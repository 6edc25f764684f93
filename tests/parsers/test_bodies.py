"""Whose lines are whose: quoted text, answers between the lines, headers without blank lines, page furniture."""

import pytest

from mailweave.parsers.document import Document
from mailweave.parsers.parse import parse_document

HEAD = "From: Ada Lang <ada@example.org>\nDate: Sat, 3 May 2014 09:12:00 +0200\nSubject: Budget\n"
RE = HEAD.replace("Budget", "Re: Budget")
SAID = "On Fri, May 2, 2014 at 5:00 PM, Ben Okri <ben@example.org> wrote:\n"


def bodies(text: str) -> list[str]:
    return [message.body for message in parse_document(Document("x.txt", text)).messages]


def printed(text: str) -> list[tuple[str, int | None, str | None]]:
    """(body, index of the message that it is printed in, how)."""
    messages = parse_document(Document("x.txt", text)).messages
    places = {message.id: index for index, message in enumerate(messages)}
    return [(m.body, places.get(m.printed_in or ""), m.enclosure) for m in messages]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (HEAD + "\nYes.\n", ["Yes."], "one email"),
        (HEAD + "Yes.", ["Yes."], "no blank line below the header"),
        (HEAD + "\nYes.\n\n" + SAID + "> Shall we?\n", ["Yes.", "Shall we?"], "an answer above the quote"),
        (HEAD + "\n" + SAID + "> Shall we?\n\nYes.", ["Yes.", "Shall we?"], "an answer below the quote"),
        (
            HEAD + "\n" + SAID + "> One?\n\nYes.\n\n> Two?\n\nNo.\n",
            ["Yes.\n\n\nNo.", "One?\n\nTwo?"],
            "answers between the lines",
        ),
        (
            HEAD + "\nYes.\n\n" + SAID + "> Shall we?\n> > Older words.\n",
            ["Yes.", "Shall we?"],
            "a quote that nobody names belongs to nobody",
        ),
        (HEAD + "\n> Shall we?\n\nYes.", ["Yes."], "the same at the first level"),
        (
            "".join(f"> {line}\n" for line in HEAD.splitlines()) + "\nYes.\n\n"
            + "".join(f"> {line}\n" for line in RE.splitlines()) + "\nNo.\n",
            ["Yes.", "No."],
            "notes that set off the header alone",
        ),
        (
            "> ---- Original Message ----\n" + "".join(f"> {line}\n" for line in RE.splitlines())
            + ">\n>> ---- Original Message ----\n" + "".join(f">> {line}\n" for line in HEAD.splitlines())
            + ">>\n>> Shall we?\n>\n> Yes.\n\nGood.\n",
            ["Yes.", "Shall we?"],
            "a header directly above one that is quoted deeper",
        ),
        (
            SAID + "> On Thu, May 1, 2014 at 1:00 PM, Ada Lang wrote:\n> > Oars?\n\n[...]\n\n> > A sail?\n> Both.\n\nGood.\n",
            ["Both.", "Oars?\n\nA sail?"],
            "a chain taken up again two marks deep, in a text whose own header is not printed",
        ),
        (
            RE + "\n" + SAID + "> On Thu, May 1, 2014 at 1:00 PM, Ada Lang wrote:\n\nYes.\n",
            ["Yes.", "", ""],
            "an attribution whose quote was cut, at the end of a quote",
        ),
        (
            RE + "\n" + SAID + "> On Thu, May 1, 2014 at 1:00 PM, Ada Lang wrote:\n> \n> Shall we?\n\nYes.\n",
            ["Yes.", "Shall we?", ""],
            "an attribution whose quote was cut: the answer below it is of who is quoted around it",
        ),
        (
            RE + "\n" + SAID + "> [...]\n> Shall we?\n> On Thu, May 1, 2014 at 1:00 PM, Ada Lang wrote:\n> […]\n> > Oars?\n\nYes.\n",
            ["Yes.", "[...]\nShall we?\n[…]", "Oars?"],
            "marks of what was left out stand between an attribution and its quote",
        ),
        (HEAD + "\nTwo points:\n> oars\n> a sail\n", ["Two points:\noars\na sail"], "marks that set in"),
        (RE + "\nTwo points:\n> oars\n> a sail\n", ["Two points:"], "marks that quote: this is an answer"),
        (HEAD + "\nYes.\n\n---\n\n" + HEAD + "\nNo:\n> Yes.", ["Yes.", "No:"], "the same without a prefix"),
        (
            HEAD + "\nYes.\n_______________________________________________\nDesk mailing list\ndesk@example.org\n",
            ["Yes."],
            "the footer of a mailing list",
        ),
        (HEAD + "\nYes.\n\nComments\n\nPopular posts from this blog\n\nStars\n", ["Yes."], "the furniture of a blog"),
        (HEAD + "\n?Yes.\n\nAda\n?\n", ["Yes.\n\nAda"], "invisible marks that a list lost"),
        (HEAD + "\n?Yes?\n", ["?Yes?"], "a question mark that is one"),
        (
            HEAD + "\nPrevious message: Oars\nNext message: Sails\n\nYes.\n\nPrevious message: Oars\nNext message: Sails\n",
            ["Yes."],
            "links of an archive's page between the header and the text, and below",
        ),
        (HEAD + "\nYes.\n\n--\ndesk mailing list\nhttps://example.org/mailman/listinfo/desk\n", ["Yes."], "a list's footer below a short rule"),
        ("     " + HEAD.replace("\n", "\n     ") + "\n     Yes.\n     Ada\n\nSo it was sold.\n", ["Yes.\nAda"], "an email that a book sets in"),
        (RE + "\n-----Original Message-----\n" + HEAD + "> Shall we?\n\nYes.", ["Yes.", "Shall we?"], "text quoted below a header that is not, the answer below"),
        (RE + "\nYes.\n\n-----Original Message-----\n" + HEAD + "> Older.\n\nShall we?", ["Yes.", "Shall we?"], "the same header above a text that quotes"),
        (RE + "\n" + SAID + "> One?\n> >> Zero.\n\nYes.\n\n> Two?\n", ["Yes.", "One?\n\nTwo?"], "a quote goes on behind the answer"),
        (RE + "\nIn a message dated 99-05-02 18:22:10 EDT, you write:\n\n<< Shall we?\nOr not? >>\n\nYes.\n", ["Yes.", "Shall we?\nOr not?"], "AOL's brackets"),
        (RE + "\n" + SAID + "AL> Shall we?\nAL> Or not?\n\nYes.\n", ["Yes.", "Shall we?\nOr not?"], "initials before the marks"),
        (HEAD + "\ncin >> x;\nP> one prompt\n", ["cin >> x;\nP> one prompt"], "marks that quote nothing"),
        (RE + "\n" + SAID + "> " + "a" * 72 + "=\nbcd\n> and more.\n\nYes.\n", ["Yes.", "a" * 72 + "=\nbcd\nand more."], "lines that quoted-printable broke"),
        (HEAD + "\nYes.\n\n**********\n" + "Produced under licence. " * 8 + "\n**********\n", ["Yes."], "a banner in a frame of stars"),
        (HEAD + "\nYes.\n\n**********\nAda Lang\n**********\n", ["Yes.\n\n**********\nAda Lang\n**********"], "a signature in one"),
        ("Exhibit A\n\n" + HEAD + "\nYes.\n\nExhibit B\n\n" + RE + "\nNo.\n", ["Yes.", "No."], "captions with letters"),
        ("3. Brief\n" + HEAD + "\nYes.\n\n4. Brief\n" + RE + "\nNo.\n", ["Yes.", "No."], "captions with numbers, in any language"),
        (HEAD + "\nYes.\n\nAda B\n\n" + RE + "\nNo.\n", ["Yes.\n\nAda B", "No."], "a line that stands once is a signature"),
        (HEAD + "\nYes.<br>\nAda<br />\n", ["Yes.\nAda"], "line breaks of Markdown"),
        (HEAD + "\nComments\nare welcome.", ["Comments\nare welcome."], "one such word is only a word"),
        (
            "Desk copy\n" + HEAD + "\nFirst half\n\nPage 1 of 2\nDesk copy\n\nsecond half.",
            ["First half\n\n\n\nsecond half."],
            "page numbers and running heads",
        ),
    ],
)  # fmt: skip
def test_bodies(text: str, expected: list[str], why: str) -> None:
    assert [" ".join(body.split()) for body in bodies(text)] == [" ".join(body.split()) for body in expected], why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "Shall we?\n\n\n\n_____________________\nDesk mailing list\ndesk@example.org\n",
            ["", "Shall we?"],
            "a footer",
        ),
        ("Shall we?\nBen\n\n\nYes.\n\nAda\n", ["Yes.\n\nAda", "Shall we?\nBen"], "the widest gap parts them"),
        ("Shall we?\n\n\nBen Okri\nHarbour desk\n", ["", "Shall we?\n\n\nBen Okri\nHarbour desk"], "his own signature"),
        ("Shall we?\n\nYes.\n", ["", "Shall we?\n\nYes."], "no gap is wide"),
        ("Shall we?\n\n\nOr not?\n\n\nYes.\n", ["", "Shall we?\n\n\nOr not?\n\n\nYes."], "two gaps are"),
        ("> Shall we?\n\n\nYes.\n", ["Yes.", "Shall we?"], "quote marks need no gap"),
    ],
)
def test_answers_below_quotes_without_marks(text: str, expected: list[str], why: str) -> None:
    assert bodies(HEAD + "\n" + SAID + text) == expected, why


def test_quotes_that_are_set_in_deeper_and_deeper() -> None:
    text = (
        HEAD
        + "\nFirst.\n\n"
        + SAID
        + "\n    Second.\n\n    "
        + SAID.replace("5:00", "4:00")
        + "\n        Third.\n\n    Below.\n"
    )
    assert bodies(text) == ["First.", "Second.\n\nBelow.", "Third."]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            HEAD
            + "\nSee below.\n\n---------- Forwarded message ---------\nFrom: Ben\nSubject: x\nDate: 2 May 2014\n\nHi",
            [("See below.", None, None), ("Hi", 0, "forwarded")],
            "behind a forward separator",
        ),
        (
            HEAD + "Begin forwarded message:\nFrom: Ben <\n>\nSubject: x\nDate: 2 May 2014\nHi",
            [("", None, None), ("Hi", 0, "forwarded")],
            "a forward without a word of its own",
        ),
        (
            HEAD + "\nYes.\n\n-----Original Message-----\nFrom: Ben\nSubject: x\nSent: 2 May 2014\n\nHi",
            [("Yes.", None, None), ("Hi", 0, "quoted")],
            "behind the separator of an answered email",
        ),
        (
            HEAD + "\nYes.\n\nFrom: Ben\nSubject: x\nDate: 2 May 2014\n\nHi",
            [("Yes.", None, None), ("Hi", 0, "below")],
            "merely below",
        ),
        (
            HEAD + "\nYes.\n\n* * *\n\nFrom: Ben\nSubject: x\nDate: 2 May 2014\n\nHi",
            [("Yes.", None, None), ("Hi", None, None)],
            "parted by a rule",
        ),
        (
            HEAD + "\nYes.\n[2]\nFrom: Ben\nSubject: x\nDate: 2 May 2014\n\nHi",
            [("Yes.", None, None), ("Hi", None, None)],
            "parted by the mark of a footnote",
        ),
        (
            HEAD + "\nYes.\n\n> From: Ben\n> Subject: x\n> Date: 2 May 2014\n> \n> Hi",
            [("Yes.", None, None), ("Hi", 0, "quoted")],
            "a quoted block",
        ),
    ],
)
def test_where_a_message_is_printed(text: str, expected: list[tuple[str, int | None, str | None]], why: str) -> None:
    assert printed(text) == expected, why
