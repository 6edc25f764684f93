"""Header blocks: where they begin and end, which value belongs to which field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailweave.parsers.headers.header_block import HeaderBlock, header_block_at
from mailweave.parsers.lexicon import lexicon_for
from mailweave.parsers.lines import split_lines

LEXICON = lexicon_for(())


def block(text: str) -> HeaderBlock | None:
    return header_block_at(split_lines(text), 0, LEXICON)


def fields(text: str) -> list[tuple[str, str]] | None:
    found = block(text)
    return None if found is None else [(value.field, value.text) for value in found.fields]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "From: Ada Lang\nTo: Ben Okri\nDate: 3 May 2014\nSubject: Budget\n\nDear Ben,",
            [("from", "Ada Lang"), ("to", "Ben Okri"), ("date", "3 May 2014"), ("subject", "Budget")],
            "the plainest block",
        ),
        (
            "From: Ada Lang\nTo: Eva Roth/OU@ORG, Ben\nOkri/OU@ORG, Ole Brandt/OU@ORG\n\nSubject: Budget",
            [
                ("from", "Ada Lang"),
                ("to", "Eva Roth/OU@ORG, Ben\nOkri/OU@ORG, Ole Brandt/OU@ORG"),
                ("subject", "Budget"),
            ],
            "a list folded within a name",
        ),
        (
            "- **From:** Ada Lang\n- **Date:** 3 May 2014\n- **Subject:** Budget",
            [("from", "Ada Lang"), ("date", "3 May 2014"), ("subject", "Budget")],
            "a list of Markdown",
        ),
        (
            "Subject: Budget\nDate: 3 May 2014\nFrom: Ada Lang",
            [("subject", "Budget"), ("date", "3 May 2014"), ("from", "Ada Lang")],
            "any order of fields",
        ),
        (
            "から:\u00a0\u00a0\nアダ <\n>\nに:\u00a0\nベン <\n>、\n<\n>\n日時:\u00a02014 年 5 月 3 日\n件名:予算\n本文です。",
            [("from", "アダ <\n>"), ("to", "ベン <\n>、\n<\n>"), ("date", "2014 年 5 月 3 日"), ("subject", "予算")],
            "labels alone, values below, brackets emptied, the body glued to the block",
        ),
        (
            "差出人：アダ\n件　名：予算\n",
            [("from", "アダ"), ("subject", "予算")],
            "full-width colons, a space inside the label",
        ),
        (
            "From: Desk [mailto:desk@example.org] on behalf of Ada Lang Sent: Saturday, 3 May 2014 9:12\nSubject: Budget",
            [
                ("from", "Desk [mailto:desk@example.org] on behalf of Ada Lang"),
                ("date", "Saturday, 3 May 2014 9:12"),
                ("subject", "Budget"),
            ],
            "the date directly behind the sender",
        ),
        (
            "*From:* Ada Lang\n*Sent:* 3 May 2014\n**Subject:** Budget",
            [("from", "Ada Lang"), ("date", "3 May 2014"), ("subject", "Budget")],
            "emphasis around labels",
        ),
        (
            "From: Ada\nTo: Ben <ben@example.org>,\n Eve <eve@example.org>\nSubject: a long\n line",
            [("from", "Ada"), ("to", "Ben <ben@example.org>,\nEve <eve@example.org>"), ("subject", "a long\nline")],
            "folded values",
        ),
        (
            "From: Ada\nTo: Ben\nSubject: one line\nthe body follows",
            [("from", "Ada"), ("to", "Ben"), ("subject", "one line")],
            "a line behind a complete value is the body",
        ),
        (
            "From: Ada\n\nTo: Ben\n\nDate: 3 May 2014\n\nSubject: Budget\n\nText",
            [("from", "Ada"), ("to", "Ben"), ("date", "3 May 2014"), ("subject", "Budget")],
            "blank lines between fields",
        ),
        (
            "From: Ada\nTo: Ben\nX-Mailer-Kind: 7\nSubject: Budget",
            [("from", "Ada"), ("to", "Ben"), ("subject", "Budget")],
            "optional fields among the others",
        ),
        (
            "Von: Ada\nAn: Ben\nCc:\nBetreff: Haushalt",
            [("from", "Ada"), ("to", "Ben"), ("cc", ""), ("subject", "Haushalt")],
            "an empty field stays empty",
        ),
        (
            "Da: Ada\nA: Ben\nData: 3 maggio 2014\nOggetto: Bilancio",
            [("from", "Ada"), ("to", "Ben"), ("date", "3 maggio 2014"), ("subject", "Bilancio")],
            "labels that mean several things are read in the language of the others",
        ),
        ("From: London\nBaggage: two", None, "one field is no block"),
        ("Dear From: Ada\nTo: Ben", None, "a label must begin the line"),
        ("Name: Ada\nAge: 7", None, "unknown labels"),
    ],
)
def test_fields(text: str, expected: list[tuple[str, str]] | None, why: str) -> None:
    found = fields(text)
    if expected is not None and found is not None:
        found = [pair for pair in found if pair[0] != "other"]
    assert found == expected, why


@pytest.mark.parametrize(
    ("text", "last", "why"),
    [
        ("From: Ada\nSubject: x\nFrom: Ben\nSubject: y", 1, "a field that comes again begins the next block"),
        ("From: Ada\nSubject: x\n\nTo my friends: hello", 1, "a body that begins with a short line"),
        ("> From: Ada\n> Subject: x\n> \nunquoted", 1, "the quoting ends"),
        ("> From: Ada\nSubject: x", None, "a block stands at one depth"),
    ],
)
def test_extent(text: str, last: int, why: str) -> None:
    found = block(text)
    assert (found and found.last) == last, why


@given(
    st.lists(
        st.sampled_from(
            ["From: Ada", "To: Ben <", ">", "Subject: x", "Date: 3 May 2014", "", " folded", "text", "> Cc:", "件名："]
        ),
        max_size=12,
    )
)
def test_spans_hold_the_values(rows: list[str]) -> None:
    text = "\n".join(rows)
    lines = split_lines(text)
    for index in range(len(lines)):
        found = header_block_at(lines, index, LEXICON)
        for value in found.fields if found else ():
            assert " ".join(text[value.start : value.end].split()) == " ".join(value.text.split())


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("From: Ada Lang\n\nSubject: Budget\n\nNewsgroups: harbour.talk\n\nText", 4),
        ("From: Ada Lang\nSubject: Budget\n\nNewsgroups: harbour.talk\n\nText", 1),
    ],
)
def test_a_lesser_field_behind_a_blank_line_belongs_to_a_block_of_blank_lines(text: str, last: int) -> None:
    found = block(text)
    assert found is not None
    assert found.last == last
