"""Text of unknown origin never reaches a terminal, a header or a cell as anything but text."""

import pytest

from mailweave.exports.printable import one_line, printable, sound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada\x1b[31;5m paid", "Ada␛[31;5m paid"),
        ("a\x07\x08\x00b\x7f", "a␇␈␀b␡"),
        ("\x9b31m", "\ufffd31m"),  # C1: CSI in one byte
        ("paid\rowes", "paid owes"),
        ("a\tb\nc\r\nd", "a b c  d"),
        ("a\u2028b\u2029c\x85d\x0be\x1cf", "a b c d e f"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2067a\u2066b\u061c\u200f\u200e\ufeff\u00ad\u200b\u2060c", "abc"),
        ("x\U000e0069\U000e0067y", "xy"),  # tags
        ("a\ud800b \ud83d\ude00", "a\ufffdb 😀"),  # a pair of surrogates is a character
        ("\ufffe\uffff\U0001fffe", "\ufffd" * 3),
        ("می\u200cخواهم", "می\u200cخواهم"),  # the joiner that Persian is written with
        ("港の予算", "港の予算"),
        ("<user@example.org> [/x] [red]y", "<user@example.org> [/x] [red]y"),
    ],
)
def test_printable_is_one_harmless_line(text: str, expected: str) -> None:
    assert printable(text) == expected


def test_printable_keeps_lines_where_asked() -> None:
    assert printable("a\r\nb\rc\u2028d\te\x1b", lines=True) == "a\nb\nc\nd       e␛"


def test_printable_caps_stacked_marks() -> None:
    assert printable("H" + "\u0336" * 900 + "i\u0301") == "H" + "\u0336" * 8 + "i\u0301"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nBcc: x", "a  Bcc: x"),
        ("a\u2028b\u2029c\x85d\0e", "a b c d e"),
        (" \ta ", "a"),
        ("\udcff", "\ufffd"),
    ],
)
def test_one_line_folds_what_would_end_a_header(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_sound_text_is_left_alone() -> None:
    assert sound("é\u202e\x1b😀") == "é\u202e\x1b😀"
