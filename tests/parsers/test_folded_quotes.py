"""Quoted lines that a mail program folded: which of the lines below them are their ends."""

import pytest

from mailweave.parsers.folded_quotes import with_folded_quotes
from mailweave.parsers.lines import split_lines

LONG = "> > the boat that we had seen in the morning lay at the pier until the harbour"
LINK = "> https://example.org/minutes/of/the/harbour/board/2014/05/03/on-the-depth-of-the-water"


@pytest.mark.parametrize(
    ("text", "depths", "why"),
    [
        (f"{LONG}\n> master came\n> > at noon", [2, 2, 2], "one word too many for the line"),
        (f"{LONG}\nmaster came\nand went\n> > at noon", [2, 2, 2, 2], "no mark is left, and two lines are"),
        (f"{LONG}\n> Yes, she did.\n> > at noon", [2, 1, 2], "an answer begins with a capital letter"),
        (f"{LONG}.\n> master came\n> > at noon", [2, 1, 2], "the sentence has ended"),
        (f"{LONG}\n> master came\n\n> > at noon", [2, 1, 0, 2], "a blank line: what follows does not go on"),
        (f"{LONG}\n> master.\n> \n> Yes.", [2, 2, 1, 1], "the last word of a paragraph"),
        (f"{LONG}\n> master who came at noon.\n> \n> Yes.", [2, 1, 1, 1], "too many words for the rest of a line"),
        ("> > the boat\n> lay there\n> > at noon", [2, 1, 2], "the line had room for the word"),
        (
            "> > the old boat\n> lay\n> > at the pier and\n> left\n> > it when nobody\n> came.\n> > So",
            [2, 2, 2, 2, 2, 2, 2],
            "folded at no customary width, but again and again",
        ),
        ("> > the old boat\n> lay\n> > at the pier?\n> No.\n> > it left", [2, 1, 2, 1, 2], "once is chance"),
        (f"> > See\n> >\n{LINK}\n> > at noon", [2, 2, 2, 2], "an address longer than any line"),
        (f"> > See\n{LINK}\n> > at noon", [2, 1, 2], "an address that answers"),
        (f"{LONG}\n> master came", [2, 1], "nothing goes on below"),
    ],
)
def test_depths(text: str, depths: list[int], why: str) -> None:
    lines = split_lines(text)
    found = with_folded_quotes(lines)
    assert [line.depth for line in found] == depths, why
    assert [line._replace(depth=0) for line in found] == [line._replace(depth=0) for line in lines]
