"""The base subject (RFC 5256 section 2.1) in every language of the tables, and the prefixes in front of it."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Literal, NamedTuple

from .locale import all_locales

Prefix = Literal["reply", "forward"]

_COLONS = ":："
_COUNTERS = " []()^*#0123456789"
_LONGEST_COUNTER = 8
_LONGEST_MARK = 24
_AROUND_MARKS = " *:->]"
_ENDS_OF_MARKS = ":：>]"
_ENCODED = re.compile(r"=[89a-f][0-9a-f]")
"""Letters beyond ASCII in quoted-printable (RFC 2045 section 6.7) that a program left as they were."""


class Subject(NamedTuple):
    """A subject taken apart: its base, the kind of its first prefix, and the list tags and the like cut off.

    ``was`` is the old subject that ``(was: ...)`` names, as printed.
    """

    base: str
    prefix: Prefix | None
    blobs: tuple[str, ...] = ()
    was: str | None = None


def base_subject(subject: str) -> str:
    """Return *subject* without reply and forward prefixes, list tags and trailers, white space collapsed.

    RFC 5256 section 2.1, with the prefixes of every language table, counters (``Re[2]:``), full-width
    colons and a trailing ``(was: ...)``. A subject that is nothing but prefixes gives an empty string.
    """
    return split_subject(subject).base


def prefix_of(subject: str) -> Prefix | None:
    """Return the kind of the first reply or forward prefix of *subject*, None where there is none."""
    return split_subject(subject).prefix


def untagged(subject: str) -> str:
    """Return *subject* without the tag of a list at its beginning, white space collapsed: answers keep it so."""
    text = " ".join(subject.split())
    if text[:1] == "[" and 0 < (close := text.find("]")) < len(text) - 1:
        return text[close + 1 :].lstrip()
    return text


def grouping_key(base: str) -> str:
    """Return the base subject as it is compared: letters and digits alone, for white space gets lost in transit.

    Where most are ASCII the others are left out too: they are what a wrong charset damages.
    """
    folded = (unescape(base) if "&" in base else base).casefold()
    if "=" in folded:
        folded = _ENCODED.sub("", folded)
    key = "".join(filter(str.isalnum, folded))
    if not key.isascii():
        plain = key.encode("ascii", "ignore").decode("ascii")
        if 4 * len(plain) > 3 * len(key):
            return plain
    return key or folded


def stripped_key(base: str) -> str:
    """Return the key of a base subject that lost the eighth bit of its letters on the way (ISO 8859-1: ``é`` to ``i``).

    Empty for a subject that has none to lose.
    """
    return "" if base.isascii() else grouping_key("".join(chr(ord(c) & 0x7F) if ord(c) < 0x100 else c for c in base))


def split_subject(subject: str) -> Subject:
    """Return *subject* taken apart, in time linear in its length."""
    text = " ".join(subject.split())
    start, end = 0, len(text)
    first: Prefix | None = None
    blobs: list[str] = []
    trailer: Prefix | None = None
    was: str | None = None
    looked_at_end = False
    while True:
        if not looked_at_end:
            end, found, renamed = _without_trailers(text, start, end)
            trailer, was, looked_at_end = trailer or found, was or renamed, True
        while start < end and text[start] == " ":
            start += 1
        after, kind = _prefix_at(text, start, end)
        if kind:
            start, first = after, first or kind
            continue
        if start < end and text[start] == "[":
            inner, kind = _prefix_at(text, start + 1, end - 1)
            if kind == "forward" and text[end - 1] == "]":
                start, end, first, looked_at_end = inner, end - 1, first or kind, False
                continue
            close = text.find("]", start, end)
            if close > 0 and text.find("[", start + 1, close) < 0 and close + 1 < end:
                blobs.append(text[start + 1 : close])
                start = close + 1
                continue
        if after := _behind_mark(text, start, end, first is not None):
            start = after
            continue
        return Subject(text[start:end].strip(), first or trailer, tuple(blobs), was)


def _behind_mark(text: str, start: int, end: int, answered: bool) -> int:
    """Return the place of a prefix behind a mark that a gateway or a person put before it, 0 where there is none.

    A mark ends in a colon, a bracket or an arrow (``Solved -> Re: x``, ``Subject: Re: x``); behind a first prefix
    (*answered*) it may be any word in capitals (``Re: EXTERNAL - Re: x``).
    """
    if not any(text.find(colon, start, start + 2 * _LONGEST_MARK) >= 0 for colon in _COLONS):
        return 0
    for place in range(start + 2, min(end, start + _LONGEST_MARK)):
        if text[place - 1] in _AROUND_MARKS and text[place] not in _AROUND_MARKS and _prefix_at(text, place, end)[1]:
            mark = text[start:place].rstrip()
            closed = mark[-1:] in _ENDS_OF_MARKS and text[place].isupper()
            return place if closed or (answered and mark.isascii() and mark.isupper()) else 0
    return 0


def _prefix_at(text: str, start: int, end: int) -> tuple[int, Prefix | None]:
    """Return the place behind the prefix that stands at *start*, and its kind."""
    table, longest = _prefixes()
    for place in range(start, min(end, start + longest + _LONGEST_COUNTER)):
        if text[place] in _COLONS:
            word = text[start:place].casefold()
            kind = table.get(word.strip()) or table.get(word.rstrip(_COUNTERS))
            return (place + 1, kind) if kind else (start, None)
    return start, None


def _without_trailers(text: str, start: int, end: int) -> tuple[int, Prefix | None, str | None]:
    """Return the end of the subject without ``(fwd)`` and ``(was: old)``, forward for the former, and the old one."""
    found: Prefix | None = None
    was: str | None = None
    while end > start:
        if text[end - 1] == " ":
            end -= 1
            continue
        if text[end - 1] == "]" and (opened := text.rfind("[", start, end)) > start and text[opened:end].isupper():
            end = opened
            continue
        opened = text.rfind("(", start, end) if text[end - 1] == ")" else -1
        if opened <= start:
            break
        table, _ = _prefixes()
        if table.get(text[opened + 1 : end - 1].strip().casefold()) == "forward":
            end, found = opened, "forward"
            continue
        renamed = _renamed_from(text, start, end)
        if renamed < 0:
            break
        if was is None:
            colon = min(place for mark in _COLONS if (place := text.find(mark, renamed, end)) >= 0)
            was = text[colon + 1 : end - 1].strip()
        end = renamed
    return end, found, was


def _renamed_from(text: str, start: int, end: int) -> int:
    """Return where a trailing ``(was: old subject)`` or ``(was Re: old subject)`` opens, -1 where none does.

    The old subject may hold brackets.
    """
    words, longest = _renamed()
    depth = 0
    for place in range(end - 1, start, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            opening = text[place + 1 : place + 3 + longest + _LONGEST_COUNTER].casefold()
            colon = next((at for at, letter in enumerate(opening) if letter in _COLONS), 0)
            word, *prefix = opening[:colon].split() or [""]
            answer = "".join(prefix).rstrip(_COUNTERS)
            return place if word in words and (not answer or answer in _prefixes()[0]) else -1
    return -1


@cache
def _renamed() -> tuple[frozenset[str], int]:
    """Return the words that introduce the old subject of a renamed one, and the length of the longest."""
    words = frozenset(form.casefold() for locale in all_locales() for form in locale.prefixes.get("renamed", {}))
    return words, max(map(len, words), default=0)


@cache
def _prefixes() -> tuple[dict[str, Prefix], int]:
    """Return the kinds of all prefixes by their case-folded form, and the length of the longest.

    A word that is a reply in one language and a forward in another counts as a reply, the commoner of the two.
    """
    table: dict[str, Prefix] = {}
    kinds: tuple[Prefix, ...] = ("forward", "reply")
    for kind in kinds:
        for locale in all_locales():
            for form in locale.prefixes.get(kind, {}):
                table[form.casefold().strip(_COLONS + " ")] = kind
    return table, max(map(len, table), default=0)
