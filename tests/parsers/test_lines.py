"""Lines, quote depth, and the places that they point back to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailweave.parsers.lines import split_lines


@pytest.mark.parametrize(
    ("line", "depth", "content"),
    [
        ("plain", 0, "plain"),
        ("> quoted", 1, "quoted"),
        (">quoted", 1, "quoted"),
        (">> twice", 2, "twice"),
        ("> > twice", 2, "twice"),
        (" > indented mark", 1, "indented mark"),
        (">     code", 1, "    code"),
        (">", 1, ""),
        ("\\> escaped in Markdown", 1, "escaped in Markdown"),
        ("\\>>> Ada Lang 5/3/2014 9:12 AM >>>", 0, ">>> Ada Lang 5/3/2014 9:12 AM >>>"),
        ("\\textbf", 0, "\\textbf"),
        ("    code", 0, "    code"),
        ("a > b", 0, "a > b"),
        ("\u202a> mark behind a bidi control", 1, "mark behind a bidi control"),
        ("text with trailing blanks \u00a0\u3000", 0, "text with trailing blanks"),
    ],
)
def test_depth_and_content(line: str, depth: int, content: str) -> None:
    [found] = split_lines(line)
    assert (found.depth, found.content) == (depth, content)


@pytest.mark.parametrize(
    ("text", "contents", "numbers", "why"),
    [
        ("a\nb", ["a", "b"], [1, 2], "LF"),
        ("a\r\nb\r\n", ["a", "b"], [1, 2], "CR LF"),
        ("a\rb", ["a", "b"], [1, 2], "CR alone, as old Macs wrote"),
        ("a\r\r\nb", ["a", "", "b"], [1, 2, 3], "a CR before CR LF is a line end of its own"),
        ("a\u2028b\nc", ["a", "b", "c"], [1, 1, 2], "editors do not count U+2028"),
        ("a\x0cb", ["a", "b"], [1, 1], "a form feed parts lines, as pages do"),
        ("", [], [], "nothing"),
    ],
)
def test_line_ends(text: str, contents: list[str], numbers: list[int], why: str) -> None:
    lines = split_lines(text)
    assert [line.content for line in lines] == contents, why
    assert [line.number for line in lines] == numbers, why


@pytest.mark.parametrize(
    ("text", "depths", "why"),
    [
        ("Ada Lang <\n>\nTo:", [0, 0, 0], "a blanked address closes on its own line"),
        ("Ada Lang <\n>、Ben Okri <\n>", [0, 0, 0], "and the list goes on behind the bracket"),
        ("On 3 May Ada <ada@example.org\n> wrote:", [0, 0], "an attribution folded inside the bracket"),
        ("> Ada <ada@example.org\n> > wrote:", [1, 1], "the same, quoted"),
        ("Is 3 < 4?\n> no", [0, 1], "a bracket in prose opens nothing"),
        ("Ada Lang <ada@example.org>\n> quoted", [0, 1], "a closed bracket"),
        ("Ada <\nBen\n> quoted", [0, 0, 1], "the bracket must close on the next line"),
    ],
)
def test_a_closing_bracket_is_no_quote_mark(text: str, depths: list[int], why: str) -> None:
    assert [line.depth for line in split_lines(text)] == depths, why


@given(st.text(alphabet=st.sampled_from("ab> <\r\n\t\u2028\u00a0:@\ufeff"), max_size=80))
def test_every_line_points_back(text: str) -> None:
    for line in split_lines(text):
        assert text[line.start : line.end] == line.content
        assert line.first <= line.start <= line.end


@given(st.lists(st.text(alphabet="ab> <:@", max_size=12), max_size=8))
def test_line_ends_do_not_matter(rows: list[str]) -> None:
    lf, crlf = split_lines("\n".join(rows)), split_lines("\r\n".join(rows))
    assert [(a.content, a.depth, a.number) for a in lf] == [(b.content, b.depth, b.number) for b in crlf]
