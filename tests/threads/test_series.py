"""Numbered series: patches hang on their cover letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from mailweave.parsers.message import Message
from mailweave.threads import build

Letter = Callable[..., Message]


@pytest.mark.parametrize(
    ("subjects", "expected"),
    [
        (["[PATCH 0/2] quay: fees", "[PATCH 1/2] quay: north", "[PATCH 2/2] quay: south"], [None, 0, 0]),
        (["[PATCH 1/2] quay: north", "[PATCH 2/2] quay: south"], [None, 0]),
        (["[harbour] [PATCH v2 0/1] fees", "[harbour] [PATCH v2 1/1] north"], [None, 0]),
        (["[PATCH 0/2] fees", "[PATCH v2 1/2] north"], [None, None]),
        (["[PATCH 0/2] fees", "[PATCH 1/3] north"], [None, None]),
        (["[PATCH 2/3] north", "[PATCH 3/3] south"], [None, None]),
        (["[PATCH 0/2] fees", "[PATCH 1/2] north", "Re: [PATCH 1/2] north"], [None, 0, 1]),
        (["[Rota 03/05/2014] quay", "[Rota 04/05/2014] ferry"], [None, None]),
    ],
    ids=["cover", "no cover", "list and version", "versions", "counts", "no first", "answer", "dates"],
)
def test_series(letter: Letter, subjects: Sequence[str], expected: list[int | None]) -> None:
    mails = [letter(at, "Ada Lang", f"2014-05-03T09:00:{at:02}Z", text) for at, text in enumerate(subjects)]
    mails[-1] = (
        letter(len(mails) - 1, "Ben Okri", "2014-05-03T12:00Z", subjects[-1]) if "Re:" in subjects[-1] else mails[-1]
    )
    links = {link.child: link.parent for thread in build(mails) for link in thread.links}
    assert [int(links[mail.id][1]) if mail.id in links else None for mail in mails] == expected


def test_a_series_of_another_day_is_another(letter: Letter) -> None:
    mails = [letter(0, at="2014-05-03T09:00Z", subject="[PATCH 0/1] fees"),
             letter(1, at="2014-06-03T09:00Z", subject="[PATCH 1/1] north")]  # fmt: skip
    assert not any(thread.links for thread in build(mails))
