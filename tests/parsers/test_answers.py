"""Answers that only the colour or the indentation of an HTML page tells from what they answer."""

from __future__ import annotations

import pytest

from mailweave.parsers import parse_document
from mailweave.parsers.readers import read_bytes
from mailweave.parsers.readers.html import html_to_text
from mailweave.parsers.readers.styles import color_of, has_left_border, steps_right

HEAD = (
    "<p>From: Ada Lang &lt;ada@example.org&gt;<br>Date: Mon, 5 May 2014 09:12<br>To: Ben Okri<br>Subject: Re: Boat</p>"
)
QUOTED = (
    "<p>-----Original Message-----<br>From: Ben Okri<br>Sent: 3 May 2014 09:12<br>To: Ada Lang<br>Subject: Boat</p>"
)


def bodies(page: str, name: str = "a.html") -> dict[str, str]:
    """Return the body of each sender's email."""
    messages = parse_document(read_bytes(page.encode(), name)).messages
    return {message.from_.name or "": message.body for message in messages if message.from_}


def lines(*written: str) -> str:
    """Return paragraphs; of ``red: Yes.`` the part before the colon is the colour of the rest."""
    parts = (line.rpartition(": ") for line in written)
    return "".join(f'<p style="margin:0;color:{color or "black"}">{text}</p>' for color, _, text in parts)


@pytest.mark.parametrize(
    ("written", "own", "answers"),
    [
        (("Where?", "blue: Here.", "Who paid?", "Ben"), "Where?\nWho paid?\nBen", "Here."),
        (("Where?", "Here.", "Who paid?", "Ben"), "Where?\nHere.\nWho paid?\nBen", ""),
        (("Where?", "Who paid?", "blue: Harbour Office"), "Where?\nWho paid?\nHarbour Office", ""),
        (("red: News", "One.", "red: More", "Two.", "Three."), "News\nOne.\nMore\nTwo.\nThree.", ""),
        (("Where?", "#777: Here.", "Who paid?", "Ben"), "Where?\nHere.\nWho paid?\nBen", ""),
        (("A?", "red: Eva.", "B?", "blue: Ada.", "C?"), "A?\nEva.\nB?\nAda.\nC?", ""),
        (("blue: A?", "rgb(192, 0, 0): Yes.", "blue: B?", "blue: Ben"), "A?\nB?\nBen", "Yes."),
    ],
)
def test_colors(written: tuple[str, ...], own: str, answers: str) -> None:
    found = bodies(HEAD + "<p>See below.</p>" + QUOTED + lines(*written))
    assert found["Ben Okri"] == own
    assert found["Ada Lang"] == "\n\n".join(filter(None, ("See below.", answers)))


def test_who_writes_in_a_color_answers_in_it_at_any_length() -> None:
    page = HEAD + lines("blue: See below.") + QUOTED + lines("Where?", "blue: Here,", "blue: as ever.", "Who paid?")
    assert bodies(page) == {"Ada Lang": "See below.\n\nHere,\nas ever.", "Ben Okri": "Where?\nWho paid?"}


def test_a_link_is_no_answer() -> None:
    page = HEAD + QUOTED + '<p>See</p><p><a style="color:blue" href="https://example.org">the list</a></p><p>Ben</p>'
    assert "the list" in bodies(page)["Ben Okri"]


def test_colors_within_quote_marks_and_in_a_mail() -> None:
    quoted = '<blockquote><div>Where?</div><div><font color="blue">Here.</font></div><div>Who paid?</div></blockquote>'
    text = f"<p>Hello.</p><p>On 3 May 2014, Ben Okri &lt;ben@example.org&gt; wrote:</p>{quoted}"
    mail = f"From: Ada Lang <ada@example.org>\nSubject: Re: Boat\nContent-Type: text/html; charset=utf-8\n\n{text}\n"
    assert bodies(HEAD + text) == bodies(mail, "a.eml")
    assert bodies(mail, "a.eml")["Ben Okri"] == "Where?\nWho paid?"
    assert bodies(mail, "a.eml")["Ada Lang"].endswith("Here.")


def test_indentation_below_an_attribution_and_nowhere_else() -> None:
    right = '<div style="margin-left:40px">{}</div>'
    text = html_to_text(
        "<p>On 3 May 2014 Ben wrote:</p>" + right.format("Where?") + "<div>Here.</div>" + right.format("Who paid?")
    )
    assert text == "On 3 May 2014 Ben wrote:\n\n    Where?\nHere.\n    Who paid?\n"
    assert html_to_text("<p>A page.</p>" + right.format("Its design.")) == "A page.\n\nIts design.\n"
    assert html_to_text("<p>Subject:</p>" + right.format("The boat")) == "Subject:\n\nThe boat\n"


@pytest.mark.parametrize(
    ("style", "quotes"),
    [
        ("border:none;border-left:solidblue1.5pt;padding:0cm", True),
        ("border-left:1pxsolid#ccc", True),
        ("border-left:none", False),
        ("border-left:0pxsolid", False),
        ("border:solid1px;border-left:solid2px", False),
        ("border-top:solid1pt", False),
    ],
)
def test_borders(style: str, quotes: bool) -> None:
    assert has_left_border(style) == quotes
    assert html_to_text(f'<div style="{style}">Hello</div>') == ("> Hello\n" if quotes else "Hello\n")


@pytest.mark.parametrize(
    ("value", "color"),
    [("#1f497d", "1f497d"), ("blue", "0000ff"), ("rgb(255,0,0)", "ff0000"), ("#f00!important", "ff0000"), ("black", ""),
     ("windowtext", ""), ("#888", ""), ("rgb(99999,0,0)", ""), ("#12", ""), ("", "")],
)  # fmt: skip
def test_color_of(value: str, color: str) -> None:
    assert color_of(value) == color


@pytest.mark.parametrize(
    ("style", "steps"),
    [("margin-left:40px", 1), ("margin-left:36.0pt", 1), ("margin-left:1.0in", 2), ("margin-left:4px", 0),
     ("margin-left:99999px", 8), ("margin-left:auto", 0), ("color:red", 0)],
)  # fmt: skip
def test_steps(style: str, steps: int) -> None:
    assert steps_right(style) == steps
