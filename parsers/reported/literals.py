"""Patterns that find the longest of many words, with one look at most places of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def literals(forms: Iterable[str], *, whole: bool) -> re.Pattern[str]:
    """Return a pattern that finds the longest of *forms*; if *whole* only as words, a space as any white space.

    Forms with the same beginning share it, so that at most places of a text one look is enough.
    """
    by_first: dict[str, list[str]] = {}
    for form in sorted(set(forms)):
        by_first.setdefault(form[0], []).append(form[1:])
    edge = r"(?<!\w{})" if whole else ""
    branches = [
        f"{re.escape(first)}{edge.format(re.escape(first)) if first.isalnum() else ''}{_branches(rests)}"
        for first, rests in by_first.items()
    ]
    return re.compile(f"(?:{'|'.join(branches)})" + (r"(?!\w)" if whole else ""))


def _branches(rests: Sequence[str]) -> str:
    """Return the pattern of what may follow a shared beginning, longer forms first."""
    by_first: dict[str, list[str]] = {}
    for rest in rests:
        if rest:
            by_first.setdefault(rest[0], []).append(rest[1:])
    if not by_first:
        return ""
    branches = [
        (r"\s" if first == " " else re.escape(first)) + _branches(following) for first, following in by_first.items()
    ]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in rests else "")
