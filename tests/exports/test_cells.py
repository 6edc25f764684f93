"""A cell that would act is disarmed, and gets its text back."""

import pytest

from mailweave.exports.cells import disarmed, rearmed


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠x", "−1", "  =1",
     "\u200b=1", "\u00a0\ufeff+1", "\u3000＝1", "'=1", "''=1", "-", "- first\n- second"],
)  # fmt: skip
def test_disarmed(text: str) -> None:
    assert disarmed(text) == f"'{text}"
    assert rearmed(disarmed(text)) == text


@pytest.mark.parametrize(
    "text", ["", "Budget", "a=1", "'quoted'", "0001234", "1-2", " Budget", "港の予算", "<=>", "' x"]
)
def test_left_alone(text: str) -> None:
    assert disarmed(text) == text
    assert rearmed(text) == text
