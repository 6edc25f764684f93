"""Emails that prose only tells of: every cue of every table, samples, and laws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailweave.parsers.document import Document, Options
from mailweave.parsers.locale import Locale, LocaleError, all_locales
from mailweave.parsers.message import Message
from mailweave.parsers.parse import parse_document
from mailweave.parsers.reported import reported_messages
from mailweave.parsers.reported.cues import grammar_of
from mailweave.parsers.reported.sound import same_person

TABLES = [locale for locale in all_locales() if "cues" in locale.reported]
PLACES = "{form}"


def told_by(text: str, *languages: str) -> list[Message]:
    return reported_messages(Document("page.txt", text), text, [], Options(languages))[0]


def names(message: Message) -> tuple[str | None, list[str | None]]:
    return message.from_.name if message.from_ else None, [box.name for box in message.to]


def examples(kind: str) -> Iterator[Any]:
    for locale in TABLES:
        for number, example in enumerate(locale.reported[kind]):
            yield pytest.param(example, id=f"{locale.language}-{number}")


def framed(public: bool) -> Iterator[Any]:
    """Every form of a table in each sentence that the table has for its role."""
    for locale in TABLES:
        frames = locale.reported["frames"]
        for role in frames:
            if (role == "public") == public:
                for form in locale.reported["cues"][role]:
                    sentences = [frame.replace(PLACES, form) for frame in frames[role]]
                    yield pytest.param(locale, sentences, id=f"{locale.language}-{role}-{form}")


def people_of(locale: Locale) -> tuple[str, list[str]]:
    """The two people of the frames: those of the answer among the examples, the other way round."""
    answer = next(example for example in locale.reported["told"] if example.get("answers"))
    return answer["to"][0], [answer["from"]]


def test_twelve_languages_can_tell() -> None:
    assert {locale.language for locale in TABLES} >= {
        "de", "en", "es", "fr", "id", "it", "ja", "ko", "pt", "ru", "zh-Hans", "zh-Hant"
    }  # fmt: skip


@pytest.mark.parametrize("example", [*examples("told")])
def test_what_a_sentence_tells(example: dict[str, Any]) -> None:
    found = told_by(example["text"])
    assert len(found) == 1 + bool(example.get("answers"))
    message = found[-1]
    assert names(message) == (example["from"], example["to"])
    assert message.kind == "reported"
    assert message.found.method == "reported"
    if "date" in example:
        assert message.date is not None
        assert message.date.edtf == example["date"]
    if "body" in example:
        assert message.body == example["body"]
        assert not message.paraphrase
    if example.get("answers"):
        assert message.in_reply_to == (found[0].id,)


@pytest.mark.parametrize("example", [*examples("untold")])
def test_what_is_no_email(example: dict[str, Any]) -> None:
    assert told_by(example["text"]) == []


@pytest.mark.parametrize(("locale", "sentences"), [*framed(public=False)])
def test_every_form_tells(locale: Locale, sentences: list[str]) -> None:
    found = [told[-1] for text in sentences if (told := told_by(text, locale.language))]
    assert people_of(locale) in [names(message) for message in found]


@pytest.mark.parametrize(("locale", "sentences"), [*framed(public=True)])
def test_every_public_form_rules_out(locale: Locale, sentences: list[str]) -> None:
    assert [told for text in sentences if (told := told_by(text, locale.language))] == []


def test_running_context_is_named_with_its_line() -> None:
    text = (
        "In June 2009 Vera Amsel wrote a letter to Otto Brandt.\n\n"
        "“The roof is leaking,” she added.\n\n"
        "Brandt replied: “Then buy a bucket.”\n\n"
        "The following month, Amsel emailed him again.\n"
    )
    letter, answer, second = told_by(text)
    assert letter.body == "The roof is leaking,"
    assert names(answer) == ("Brandt", ["Vera Amsel"])
    assert answer.context == ("to: line 1", "date: line 1")
    assert answer.date is not None
    assert answer.date.edtf == "2009-06"
    assert second.date is not None
    assert second.date.edtf == "2009-07"
    assert "date: line 1" in second.context


def test_a_paraphrase_says_so_and_keeps_the_sentence() -> None:
    text = "Amsel sent Brandt an email in 2009, asking for the key of the shed."
    (message,) = told_by(text)
    assert message.paraphrase
    assert message.body == text
    assert message.found.rule.endswith("paraphrase")


def test_the_item_of_a_list_is_about_its_email() -> None:
    text = "• Amsel sent Brandt an email in 2009, asking for help. Otherwise the shed in Hull would fall.\n• Rain came."
    assert [message.body for message in told_by(text)] == [text[2 : text.index("\n")]]


def test_whoever_is_not_named_takes_no_name_from_beside_him() -> None:
    text = "In 2009 Amsel was away, and someone in the house wrote to Brandt in an email that the roof leaks."
    assert told_by(text) == []


def test_a_far_reply_answers_nothing() -> None:
    filler = "The summer was long. Nobody came to the house. The garden dried out. The well gave no water. "
    text = f"Amsel emailed Brandt in 2009. {filler}Brandt replied: “I never asked for this.”"
    _, answer = told_by(text)
    assert answer.in_reply_to == ()
    assert answer.to == ()


def test_footnotes_point_at_the_print() -> None:
    text = (
        "In May, Amsel sent us an email: “The bucket is full.” [1]\n\n"
        "[1]\n"
        "From: Vera Amsel <vera@example.org>\n"
        "To: Otto Brandt <otto@example.org>\n"
        "Date: Sat, 3 May 2014 09:12:00 +0200\n"
        "Subject: Roof\n\n"
        "The bucket is full, please come.\n"
    )
    told, printed = parse_document(Document("page.txt", text)).messages
    assert told.same_as == printed.id
    assert [box.name for box in told.to] == ["Otto Brandt"]
    assert "to: footnote [1]" in told.context


def test_bodies_of_printed_emails_tell_nothing() -> None:
    text = (
        "From: Vera Amsel <vera@example.org>\nTo: Otto Brandt <otto@example.org>\n"
        "Date: Sat, 3 May 2014 09:12:00 +0200\nSubject: Roof\n\n"
        "Carl Dorn emailed Erna Falk in 2013 that the roof leaks.\n"
    )
    assert [message.kind for message in parse_document(Document("page.txt", text)).messages] == ["original"]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Vera Amsel", "Amsel", True),
        ("Amsel", "AMSEL", True),
        ("ハミルトン", "Hamilton", True),
        ("Otto Brandt", "Anna Brandt", False),
        ("Amsel", "Brandt", False),
        ("Li", "Lu", False),
    ],
)
def test_who_may_be_one_person(left: str, right: str, same: bool) -> None:
    assert same_person(left, right) is same


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"cues": {"verb": ["sent"]}}, "reported.cues.verb"),
        ({"cues": {"send": "sent"}}, "reported.cues.send"),
        ({"cues": {}, "relative": {"soon": "1 moment"}}, "reported.relative.soon"),
        ({"cues": {}, "words": []}, "reported.words"),
    ],
)
def test_a_broken_table_is_named(table: dict[str, Any], named: str) -> None:
    locale = replace(all_locales()[0], language="xx", reported=table)
    with pytest.raises(LocaleError, match=named.replace(".", r"\.")):
        grammar_of(locale)


_WORDS = [
    "email",
    "Amsel",
    "wrote",
    "to",
    "Brandt",
    "“",
    "”",
    "「",
    "」",
    "2009",
    "\n",
    ". ",
    "。",
    "メール",
    "は",
    "に",
    "[1]",
    "he",
    "答え",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=60), st.booleans())
def test_any_text_gives_spans_within_it(words: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(words)
    for message in told_by(text):
        assert 0 <= message.found.start < message.found.end <= len(text)
        assert 0 <= message.found.body_start <= message.found.body_end <= len(text)
        for span in message.found.spans:
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "hostile", ["email said he wrote to ", "メール「", "给马克发邮件", "email “", "이메일 린드는 ", "May 2012 email "]
)
def test_time_grows_with_the_text(hostile: str) -> None:
    def seconds(length: int) -> float:
        text = hostile * (length // len(hostile))
        begun = process_time()
        told_by(text)
        return process_time() - begun

    seconds(2_000)
    assert seconds(64_000) < 12 * seconds(16_000) + 0.5
