"""What ``show`` prints: right at any width, in any script, and nothing of a document acts."""

import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from mailweave.exports import render
from mailweave.exports.wrap import wrap
from mailweave.parsers.message import Address, MailDate, Message
from mailweave.threads.thread import Link, Thread

Builder = Callable[..., Message]
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")

PAGE = """\
━━ 1 of 2 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
港の予算について
4 emails · 3 senders · 2019-03-04 to 2019-03-05

  1  木村 花子        2019-03-04 14:05
  2  ├─ Ada Lang      2019-03-04 16:20  (+09:00)
  3  │  └─ 木村 花子  no date
  4  └─ Bo Ek         2019-03-05 08:00            about 17 h later

── 1 ────────────────────────────────────────────── notes/minutes.txt, line 9 ──
From      木村 花子 (address redacted)
To        Ada Lang <ada@example.org>, Bo Ek (address redacted)
Date      2019-03-04 14:05 zone unknown
Subject   港の予算について

花子です。

予算の件、よろしくお願いします。
From here on the figures are final.
>From the quay

── 2 ───────────────────────────────────────────── notes/minutes.txt, line 18 ──
From      Ada Lang <ada@example.org>
To        木村 花子, Bo Ek (addresses redacted)
Date      2019-03-04 16:20 +09:00 inferred (the answer is later than what it
          answers)
Subject   Re: 港の予算について
Answers   email 1: same base subject, people swapped (confidence 0.90)

=1+1 is two.
Ada
"""

SECOND = """\
━━ 2 of 2 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
Lighthouse
2 emails · 1 sender · 2016-09 to 2019-03-04

  5  (redacted)  2016-09
  6  └─ Bo Ek    2019-03-04 09:12   +01:00  forwarded
"""


def test_page(threads: list[Thread]) -> None:
    page = render(threads, width=80)
    assert page.startswith(PAGE)
    assert SECOND in page


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("width", [30, 41, 80, 120, 200])
def test_no_line_is_too_wide(threads: list[Thread], width: int, color: bool, ascii: bool) -> None:
    page = render(threads, width=width, color=color, ascii=ascii)
    assert bool(ESCAPES.search(page)) == color
    assert max(map(cell_len, ESCAPES.sub("", page).splitlines())) <= width
    assert not (ascii and set("├└│─━·") & set(page))


def test_color_adds_only_color(threads: list[Thread]) -> None:
    assert ESCAPES.sub("", render(threads, color=True)) == render(threads)


def test_a_person_has_one_color(threads: list[Thread]) -> None:
    colors = set(re.findall(r"\x1b\[([0-9;]+)mBo Ek", render(threads, color=True)))
    assert len(colors) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<ada@example.org>",
        "[/x] [bold red]y[/]",
        ":skull:",
        "[link=http://evil.example]z[/link]",
        "\\[x]",
        "http://a.example/?b=1",
    ],
)
def test_nothing_is_markup(message: Builder, text: str) -> None:
    page = render([Thread("t", text, (message(1, subject=text, body=text, from_=Address(text)),))], color=True)
    assert ESCAPES.sub("", page).count(text) >= 4
    assert "\x1b]8" not in page


def test_nothing_acts(message: Builder) -> None:
    text = "a\x1b[2J\x9b31m\x07\x08\r\x85\u2028\u202e\u2066\u200f\ud800b"
    hostile = message(1, subject=text, body=text, from_=Address(text, text), date=MailDate(text), attachments=(text,))
    page = render([Thread(text, text, (hostile,), (Link(hostile.id, text, text, 0.5),))])
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]",
        page.replace("\u200e  ", "  "),
    )  # our own mark


def test_a_new_base_subject_is_told(message: Builder) -> None:
    answer = message(2, subject="Re: Lamps (was: Budget)", kind="reply")
    page = render([Thread("t", "Budget", (message(1), answer), (Link(answer.id, message(1).id, "r", 0.5),))])
    assert re.search(r"^ +2  └─ Ada Lang .*\n +Lamps$", page, re.MULTILINE)


def test_a_placeholder_stands_in_the_tree(message: Builder) -> None:
    cited = message(1, kind="placeholder", date=None)
    thread = Thread("t", "Budget", (message(2),), (Link(message(2).id, cited.id, "cites it", 0.5),), (cited,))
    page = render([thread])
    assert "     Ada Lang     not printed here" in page
    assert "Answers   an email that is not printed here: cites it" in page
    assert page.count("── 1 ──") == 1


def test_what_was_left_undecided_is_said(message: Builder) -> None:
    page = render([Thread("t", "Budget", (message(1),), notes=(("<1@mailweave.invalid>", "two emails fit equally"),))])
    assert "Undecided two emails fit equally\n" in page


def test_a_deep_tree_leaves_room_for_names(message: Builder) -> None:
    chain = tuple(message(number) for number in range(100))
    links = tuple(Link(chain[at].id, chain[at - 1].id, "r", 0.5) for at in range(1, 100))
    page = render([Thread("t", "Budget", chain, links)])
    assert max(map(cell_len, page.splitlines())) <= 80
    assert page.count("└─ Ada Lang") == 99


@pytest.mark.parametrize(("width", "row"), [
    (80, "2019-03-04 10:12   +01:00  1 h later"), (50, "2019-03-04 10:12  1 h later"), (40, "2019-03-04 10:12"),
])  # fmt: skip
def test_where_room_is_short_the_gap_in_time_stays_longer_than_the_zone(message: Builder, width: int, row: str) -> None:
    later = MailDate("x", "2019-03-04T10:12:30+01:00", None, "second", "stated", "2019-03-04T09:12:30Z")
    parts = (message(1, from_=Address("Office of the Harbour")), message(2, date=later))
    page = render([Thread("t", "Budget", parts, (Link(parts[1].id, parts[0].id, "r", 0.5),))], width=width)
    (line,) = [line for line in page.splitlines() if "└─" in line]
    assert line.endswith(row)


def test_a_thread_of_nothing() -> None:
    assert "(no subject)\n0 emails\n" in render([Thread("t", None, ())])


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("x" * 10, 4, ["xxxx", "xxxx", "xx"]),
        ("港の予算について", 6, ["港の予", "算につ", "いて"]),
        ("予算です。次", 8, ["予算で", "す。次"]),  # a full stop does not begin a line
        ("予算「次」", 6, ["予算", "「次」"]),  # a bracket does not end one
        ("see 港の予算", 8, ["see 港の", "予算"]),
        ("a\nb", 9, ["a", "b"]),
        ("", 9, [""]),
        ("مرحبا بالعالم", 8, ["مرحبا", "بالعالم"]),
    ],
)
def test_wrap(text: str, width: int, expected: list[str]) -> None:
    assert [*wrap(text, width)] == expected


@pytest.mark.parametrize(
    ("name", "marked"),
    [("ليلى حداد", True), ("דנה כהן", True), ("Dana כהן", True), ("木村 花子", False), ("Zoë", False)],
)
def test_a_date_is_not_turned_round_by_the_name_before_it(message: Builder, name: str, marked: bool) -> None:
    """UAX 9: digits behind Arabic letters take their direction, and 2018-03-12 would be shown as 12-03-2018."""
    page = render([Thread("t", None, (message(1, from_=Address(name)),))])
    row = next(line for line in page.splitlines() if line.startswith("  1  "))
    assert row.startswith(f"  1  {name}\u200e  2019" if marked else f"  1  {name}  2019")
    assert cell_len(row) == len(row) - marked + sum(cell_len(letter) == 2 for letter in row)
