"""Laws of the parser: no text raises, every span points at what was taken, line ends do not matter."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailweave.parsers import Document, Message, parse_document

FRAGMENTS = [
    "From: Ada Lang <ada@example.org>", "Von: Lang, Ada", "差出人：アダ <", ">", "から:\u00a0", "アダ・ラング <", ">、ベン<", "De : Ada",
    "To: Ben Okri; Eva Roth", "To:", "Cc: <", "Date: Sat, 3 May 2014 09:12:00 +0200", "Gesendet: Samstag, 3. Mai 2014 09:12",
    "日時: 2014 年 5 月 3 日 (土) 午前 9 時 12 分", "Date: tomorrow", "Subject: Budget", "件　名: 予算", "*Subject:* a long one",
    " folded", "", "", "-----Original Message-----", "---------- Forwarded message ---------", "転送メッセージを開始します:", "________________________",
    "On Sat, May 3, 2014 at 9:12 AM, Ada Lang <ada@example.org> wrote:", "> On 2 May 2014, at 10:00, Ben <ben@example.org> wrote:",
    "Am 3. Mai 2014 um 09:12 schrieb Ada Lang <ada@example.org>:", "> quoted", ">> deeper", "> ", "text of a body", "Ada", "[2]", "* * *", "```",
    "Page 1 of 2", "ABC_000123", "ABC_000124", "Comments", "Popular posts from this blog", "予算3 件のメッセージ", "### Ada Lang to Ben Okri - May 3, 2014",
    "BQ_BEGIN", "BQ_END", "From: a To: b Date: 3 May 2014 Subject: c", "\u202aFrom:\u202c Ada", "Ada Lang ada at example.org", "Sat May  3 09:12:00 2014",
]  # fmt: skip

texts = st.lists(st.sampled_from(FRAGMENTS), max_size=24)


def parsed(text: str) -> list[Message]:
    return list(parse_document(Document("x.txt", text)).messages)


def told(message: Message) -> tuple[object, ...]:
    date = message.date and (" ".join(message.date.text.split()), message.date.iso)
    return message.from_, message.to, message.cc, date, message.subject, message.body, message.found.line


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts)
def test_spans_point_at_what_was_taken(rows: list[str]) -> None:
    text = "\n".join(rows)
    for message in parsed(text):
        found = message.found
        assert 0 <= found.start < found.end <= len(text)
        assert found.body_start <= found.body_end <= len(text)
        for span in found.spans:
            assert 0 <= span.start <= span.end <= len(text)
            if span.field == "date" and message.date:
                squashed = "".join(text[span.start : span.end].replace(">", "").split())
                assert "".join(message.date.text.replace(">", "").split()) == squashed.strip("*_")
        if message.subject:
            [span] = [span for span in found.spans if span.field == "subject"]
            assert message.subject.split()[0] in text[span.start : span.end]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts)
def test_line_ends_do_not_matter(rows: list[str]) -> None:
    assert [told(m) for m in parsed("\n".join(rows))] == [told(m) for m in parsed("\r\n".join(rows))]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    parse_document(Document("x.txt", text))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_messages(rows: list[str]) -> None:
    text = "\n".join(rows)
    assert parsed(text) == parsed(text)
    assert len({message.id for message in parsed(text)}) == len(parsed(text))
    json.dumps([message.id for message in parsed(text)])
