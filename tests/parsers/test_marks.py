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
        ("Date: 3 March 2014\nTo: Mr A. Okri\n    7 Quay Lane\nFrom: Harbour Office\nRe: Berth 7\n\nDear Mr Okri", "a letter or a memo"),
        ("From: _______\nTo: Harbour Office\nSubject: _______\n\nRemarks: ____", "a form to be filled in"),
    ],
)  # fmt: skip
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
        " -- Ada Lang <ada@example.org>  Sat, 03 May 2014 09:12:00 +0200\n",
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


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Ada Lang <ada@example.org>      Sat, May 3, 2014 at 9:12 AM\nTo: Ben Okri\n\nYes.", ("Ada Lang", "2014-05-03T09:12", None), "Gmail's print"),
        ("Ada Lang   23/10/2014 19:04\n\nTo: Ben Okri/OU\ncc:\n\nSubject: Oars\n\nYes.", ("Ada Lang", "2014-10-23T19:04", "Oars"), "Lotus Notes on one line"),
        ("Re: [boat] Oars\n\nAda Lang via boat Sat, 03 May 2014 09:12:00 +0200\n\nYes.", ("Ada Lang via boat", "2014-05-03T09:12:00+02:00", "Re: [boat] Oars"), "The Mail Archive"),
        ("Ada Lang/OU\n05/23/2014 02:15 PM\n\nTo\nBen Okri\nSubject\nOars\n\nYes.", ("Ada Lang/OU", "2014-05-23T14:15", "Oars"), "labels without colons"),
        ("From\nAda Lang\nSent\nSaturday, May 3, 2014 9:12 AM\nTo\nBen Okri\nSubject\nOars\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "the cells of a table, one below the other"),
        (">>> Ada Lang 5/23/2014 4:40 PM >>>\nYes.", ("Ada Lang", "2014-05-23T16:40", None), "GroupWise"),
        ("Ada Lang\nunread,\nMay 3, 2014, 9:12:05 AM\nto boats, Ben Okri\n\nYes.", ("Ada Lang", "2014-05-03T09:12:05", None), "Google Groups"),
        ("From: Ada Lang <ada@example.org>\nDate: May 3, 2014 9:12 AM\nSubject: A question about the oars of the boat and their very long\nhandles\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "A question about the oars of the boat and their very long handles"), "a subject folded at the end of its line"),
        ("Ada Lang wrote\n________________________\nFrom: Ada Lang <ada@example.org>\nDate: May 3, 2014 9:12 AM\nSubject: Oars\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "a rule above the header"),
        ("FROM: Ada\nTO: Ben\nDATE: May 3, 2014, 9:14 p.m.\nRE: oars\n\nYes.", ("Ada", "2014-05-03T21:14", "oars"), "a prefix for the label of the subject"),
        ("# Oars\n\n## ↳ Re: Oars\n\n- **From:** Ada Lang <ada@example.org>\n- **Date:** 2014-05-03T09:12:00Z\n\nYes.", ("Ada Lang", "2014-05-03T09:12:00+00:00", "Re: Oars"), "a heading for the subject"),
        ("## Exhibit B\n\nFrom: Ada Lang <ada@example.org>\nDate: May 3, 2014 9:12 AM\n\nYes.", ("Ada Lang", "2014-05-03T09:12", None), "a heading that is none"),
        ("Oars\n2 messages\n\nAda Lang <ada@example.org>   Sat, May 3, 2014 at 9:12 AM\nTo: Ben\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "the subject above the count of messages"),
        ("----- Forwarded by Ben Okri/OU on 05/03/2014\n08:15 AM -----\nFrom: Ada Lang <ada@example.org>\nDate: May 3, 2014 9:12 AM\nSubject: Oars\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "a separator on two lines"),
        ("\\>>> Ada Lang 5/23/2014 4:40 PM >>>\nYes.", ("Ada Lang", "2014-05-23T16:40", None), "GroupWise in Markdown, its marks escaped"),
        ("\\-----Original Message----- From: Ada Lang To: Ben Okri Sent: Sat, May 3, 2014 9:12 am Subject: Oars\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "a header on one line behind escaped dashes"),
        ("-- *From:* Ada Lang [mailto:a...@example.org] *Sent:* Saturday, May 03, 2014 9:12 AM *To:* Ben *Subject:* Oars\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "the end of a folded rule before it"),
        ("Subject:\tOars\tActions...\nFrom:\tAda Lang (a...@example.org)\nDate:\tMay 3, 2014 9:12:00 am\nList:\torg.example.boat\n\nYes.", ("Ada Lang", "2014-05-03T09:12:00", "Oars"), "MarkMail: a button in the next cell, a row without a known label"),
        ("Ada Lang\nMay 3, 2014, 9:12 AM (2 days ago)\nto me\n\nYes.", ("Ada Lang", "2014-05-03T09:12", None), "Gmail's page: how long ago it was"),
        ("Ada Lang\n上午10:45 (7小时前)\n发送至 我\n\nYes.", ("Ada Lang", None, None), "Gmail's page on the same day"),
        ("# Oars\n\n### [1] Ada Lang <ada@example.org>\n> 2014-05-03 09:12 · reply to 7\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "an archive in Markdown: number, sender, a quoted line for the date"),
        ("---\nsubject: Oars\n---\n\n## Messages\n\n### [1] Ada Lang <ada@example.org>\n> 2014-05-03 09:12\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "the subject in the front matter of the page"),
        ("---- 回复的原邮件 ----\n发件人 Ada Lang<a...@example.org>\n发送日期 2014年5月3日 09:12\n收件人 Ben\n主题 Oars\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "NetEase: labels without colons"),
        ("From: Ada Lang\n\nSent: May 3, 2014 9:12 AM\n\nTo: Ben\n\nSubject Oars\n\nYes.", ("Ada Lang", "2014-05-03T09:12", "Oars"), "one label lost its colon"),
        ("Från: Desk <desk@example.org> För Ada Lang via Desk\nSkickat: den 3 maj 2014 09:12\nÄmne: Oars\n\nYes.", ("Ada Lang via Desk", "2014-05-03T09:12", "Oars"), "on behalf of, behind an address"),
        ("From: boats\n[mailto:boats-bounces@example.org] On Behalf Of Ada\nLang via boats\nSent: Saturday, 3 May 2014 9:12\nSubject: A question about the oars and how to keep\n4 of them dry\n\nYes.", ("Ada Lang via boats", "2014-05-03T09:12", "A question about the oars and how to keep 4 of them dry"), "a subject folded where the sender was"),
        ("Message: 2\nDate: Sat, 3 May 2014 09:12:00 +0200\nFrom: Ada Lang <ada@example.org>\nTo: Ben Okri <ben@example.org>,\n\tDesk <desk@example.org>\nSubject: Oars\n\nYes.", ("Ada Lang", "2014-05-03T09:12:00+02:00", "Oars"), "a strange line above a known block"),
    ],
)  # fmt: skip
def test_headers_in_the_wild(text: str, expected: tuple[str, str, str | None], why: str) -> None:
    (message,) = parse_document(Document("x.txt", text)).messages
    sender = message.from_ and message.from_.name
    assert (sender, message.date and message.date.iso, message.subject) == expected, why
    assert message.body == "Yes.", why


def test_the_rule_above_every_header_ends_an_email_also_where_none_follows() -> None:
    mail = "From: {0} <{0}@example.org>\nDate: May {1}, 2014 9:12 AM\n\nText of {0}.\n\n------\n\n"
    text = "------\n\n" + "".join(mail.format(name, day) for day, name in enumerate(("ada", "ben", "eva"), 1))
    messages = parse_document(Document("x.txt", text + "A remark of the publisher.\n")).messages
    assert [message.body for message in messages] == ["Text of ada.", "Text of ben.", "Text of eva."]


def test_a_rule_that_also_stands_below_the_headers_parts_nothing() -> None:
    mail = "------\n\nFrom: {0} <{0}@example.org>\nDate: May {1}, 2014 9:12 AM\n\n------\n\nText of {0}.\n\n"
    text = "".join(mail.format(name, day) for day, name in enumerate(("ada", "ben", "eva"), 1))
    messages = parse_document(Document("x.txt", text)).messages
    assert [message.body for message in messages] == ["Text of ada.", "Text of ben.", "Text of eva."]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Ada Lang\nMay 3, 2014, 9:12:05 AM\nto boats\n\nYes.\n\nBen Okri's profile photo\n\n"
            "Ben Okri\nMay 4, 2014, 9:12:05 AM\nto boats\n\nNo.\n",
            ["Yes.", "No."],
        ),
        ("From: ada@example.org\nSent: May 3, 2014 9:12 AM\nTo: Ben\n\n1 attachments (212 KB)\nplan.pdf;\n\nYes.", ["plan.pdf;\n\nYes."]),
    ],
)  # fmt: skip
def test_what_a_page_prints_above_a_header_or_below_is_no_text(text: str, bodies: list[str]) -> None:
    assert [message.body for message in parse_document(Document("x.txt", text)).messages] == bodies


@pytest.mark.parametrize(
    ("between", "inside", "why"),
    [
        ("\n", None, "an unquoted blank line parts two quotes"),
        (">\n", "quoted", "a quoted one does not"),
    ],
)
def test_two_quotes_are_two_conversations(between: str, inside: str | None, why: str) -> None:
    mail = "> From: {0} <{0}@example.org>\n> Date: May {1}, 2014 9:12 AM\n>\n> Text.\n"
    messages = parse_document(Document("x.txt", mail.format("ada", 3) + between + mail.format("ben", 7))).messages
    assert [message.enclosure for message in messages] == [None, inside], why


def test_letters_that_answer_each_other_are_a_correspondence() -> None:
    first, second = (
        "From: Ada Lang\nTo: Ben Okri\nDate: May 3, 2014\n\nShall we?",
        "From: Ben Okri\nTo: Ada Lang\nDate: May 4, 2014\n\nYes.",
    )
    assert parse_document(Document("x.txt", first)).messages == ()
    assert [m.body for m in parse_document(Document("x.txt", f"{first}\n\n{second}")).messages] == ["Shall we?", "Yes."]


@pytest.mark.parametrize(
    "text",
    [
        "发件人 **Ada Lang** <ada@example.org>\n发送日期 2014年5月3日 09:12\n收件人 Ben\n主题 *Oars*\n\nYes.",
        "**From:** Ada <ada@example.org> **Sent:** 3 May 2014 09:12 **To:** Ben **Subject:** *Oars*\n\nYes.",
    ],
)
def test_emphasis_around_a_value_is_outside_its_span(text: str) -> None:
    [message] = parse_document(Document("x.txt", text)).messages
    [span] = [span for span in message.found.spans if span.field == "subject"]
    assert message.subject == text[span.start : span.end] == "Oars"
