"""What a body quotes, read in one pass."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailweave.threads.quoting import holds, read_quoting

LINE = "which of the two quays shall we take"


@pytest.mark.parametrize(
    ("body", "probes", "older", "attribution"),
    [
        ("No quote here.", (), (), ""),
        (f"Ada wrote:\n> {LINE}", ("which of the two quays shall we",), (), "ada wrote:"),
        (f"Ada wrote:\n>{LINE}", ("which of the two quays shall we",), (), "ada wrote:"),
        (f"Ada wrote:\n>> {LINE}", (), ("which of the two quays shall we",), "ada wrote:"),
        (f"Ada wrote:\n> > {LINE}", (), ("which of the two quays shall we",), "ada wrote:"),
        (f"Yes.\n\nFrom: Ada Lang\nSent: Monday\n\n{LINE}", ("which of the two quays shall we",), (),
         "from: ada lang sent: monday"),
        (f"Ada wrote:\n> From: Ben Okri\n> {LINE}", (), ("which of the two quays shall we",), "ada wrote:"),
        (f"Yes.\n\nOn 3 May 2014 at 09:12, Ada wrote:\n\n{LINE}", ("which of the two quays shall we",), (),
         "on 3 may 2014 at 09:12, ada wrote:"),
        (f"Yes.\n\nOn 3 May 2014 at 09:12, Ada Lang\n<ada@example.org> wrote:\n{LINE}",
         ("which of the two quays shall we",), (), "on 3 may 2014 at 09:12, ada lang <ada@example.org> wrote:"),
        (f"Yes.\n\nOn 3 May 2014 at 09:12, Ada wrote:\nThe long quay, as ever.\nOn 2 May 2014 at 18:01, Ben wrote:\n{LINE}",
         ("The long quay, as ever.",), ("which of the two quays shall we",), "on 3 may 2014 at 09:12, ada wrote:"),
        (f"The boats at 09:12:\n{LINE}", (), (), ""),
        ("Yes.\n\nOn 3 May 2014 at 09:12, Ada wrote:\n\n", (), (), "on 3 may 2014 at 09:12, ada wrote:"),
        (f"Yes.\n\nFrom：Ada Lang\nSent：Monday\n\n{LINE}", ("which of the two quays shall we",), (),
         "from：ada lang sent：monday"),
    ],
    ids=["none", "marked", "glued", "twice", "twice apart", "header block", "header block in quotes", "unmarked",
         "unmarked and folded", "unmarked twice", "a time is no date", "cut off", "full-width colons"],
)  # fmt: skip
def test_quotes(body: str, probes: tuple[str, ...], older: tuple[str, ...], attribution: str) -> None:
    found = read_quoting(body)
    assert (found.probes, found.older, found.attribution) == (probes, older, attribution)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Hello, {LINE}?", True),
        (f"Hello,\n> {LINE}?", False),
        (f"Hello,\n> {LINE}?\nI ask {LINE}", True),
        ("Hello", False),
    ],
)
def test_own_text_is_what_no_mark_stands_before(body: str, expected: bool) -> None:
    assert holds(body, len(body), LINE) is expected


@pytest.mark.parametrize(
    "body",
    [">" * 500_000, ("> " * 500 + "\n") * 1_000, "From: x\n" * 60_000, "a:" * 250_000, "\n" * 500_000],
    ids=["marks", "deep", "labels", "colons", "blank"],
)
def test_hostile_bodies_are_read_in_linear_time(body: str) -> None:
    started = time.process_time()
    read_quoting(body)
    assert time.process_time() - started < 2


@given(st.text(alphabet=st.sampled_from(list("> \n:aFrom|*")), max_size=300))
def test_no_body_raises(body: str) -> None:
    found = read_quoting(body)
    assert 0 <= found.own_end <= len(body)
    assert len(found.probes) <= 6
