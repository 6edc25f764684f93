"""What the body of a message quotes: its own part, samples of the quoted text, and the attribution line."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from ..parsers.locale import all_locales

_PROBES = 6
_OLDER_PROBES = 3
_SHORTEST_PROBE = 16
_LETTERS_READ = 6_000
_OWN_LIMIT = 20_000
_ATTRIBUTION_LINES = 3
_ATTRIBUTION_LENGTH = 400
_HEADER_LINES = 8

# Each begins with a line end, which the regex engine looks for quickly; none can take a character back.
_MARKED_LINE = re.compile(r"\n>([> \t]*+)([^\n]{4,32})")
_ANY_LINE = re.compile(r"\n([> \t]*+)([^\n]{4,32})")
_OWN_LINE = re.compile(r"\n[ \t]*+([^>\s][^\n]{15,31})")
_LABELLED_LINE = re.compile(r"\n([^\n:：>]{1,32}+)[:：](?=[^\n]{2})")


class Quoting(NamedTuple):
    """The quotes of one body.

    ``own_end`` is where unmarked quoting (behind a header block) begins, else the body's length; the marked
    lines before it are quotes too. ``probes`` are pieces of the text quoted at first depth, ``older`` of
    what stands deeper. ``attribution`` is the text that introduces the first quote, ``opening`` the first
    two own lines, both case-folded. ``headed`` says that a header block introduces it, which prints its sender.
    """

    own_end: int
    probes: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    attribution: str = ""
    opening: str = ""
    headed: bool = False


def read_quoting(body: str) -> Quoting:
    """Return what *body* quotes, in one pass over its lines; very long bodies are read in part."""
    mark, header = _quotes_begin(body)
    own = body[: min(mark, header, _OWN_LIMIT)]
    opening = " ".join(own[:400].split()[:16]).casefold()[:120]
    if mark == header:  # both behind the last letter
        return Quoting(min(len(body), _OWN_LIMIT), opening=opening)
    attribution = " ".join(_head(body, header) if header < mark else _last_lines(own))
    quoted, older = _quoted_pieces(body, mark, header)
    return Quoting(
        min(header, _OWN_LIMIT),
        _sample(quoted, _PROBES),
        _sample(older, _OLDER_PROBES),
        attribution[-_ATTRIBUTION_LENGTH:].casefold() or " ",
        opening,
        header < mark,
    )


def quoted_lines(body: str) -> list[str]:
    """Return how the lines begin that *body* quotes at first depth, all those of which ``probes`` are a sample."""
    return list(dict.fromkeys(map(str.rstrip, _quoted_pieces(body, *_quotes_begin(body))[0])))


def own_lines(body: str, own_end: int) -> set[str]:
    """Return how the unquoted lines of *body* before *own_end* begin, in pieces as those of ``Quoting.probes``."""
    return set(map(str.rstrip, _OWN_LINE.findall("\n" + body[:own_end])))


def holds(body: str, own_end: int, probe: str) -> bool:
    """Return whether *probe* stands in an unquoted line of *body* before *own_end*."""
    place = body.find(probe, 0, own_end)
    for _ in range(4):
        if place < 0:
            return False
        line = body.rfind("\n", 0, place) + 1
        if body[line : line + 1] != ">":
            return True
        place = body.find(probe, place + 1, own_end)
    return False


def _quotes_begin(body: str) -> tuple[int, int]:
    """Return where the first marked line stands, and the first header block before it; else the body's length."""
    mark = 0 if body[:1] == ">" else body.find("\n>") + 1 or len(body)
    for found in _LABELLED_LINE.finditer("\n" + body[: min(mark, _OWN_LIMIT)]):
        if _is_from(found[1]):
            return mark, found.start()
    return mark, len(body)


def _quoted_pieces(body: str, mark: int, header: int) -> tuple[list[str], list[str]]:
    """Return pieces of what *body* quotes at first depth, and of what stands deeper or behind a further header."""
    if header < mark:
        start = header + sum(len(line) + 1 for line in _head(body, header)) - 1
        lines = _ANY_LINE.findall(body[start : start + _LETTERS_READ])
    else:
        lines = _MARKED_LINE.findall("\n" + body[mark : mark + _LETTERS_READ])
    below = next(
        (place for place, (marks, text) in enumerate(lines) if ">" not in marks and _is_header(text)), len(lines)
    )
    quoted = [text for marks, text in lines[:below] if ">" not in marks and len(text) >= _SHORTEST_PROBE]
    older = [text for marks, text in lines[:below] if ">" in marks and len(text) >= _SHORTEST_PROBE]
    return quoted, older + [text for _, text in lines[below + 1 :] if len(text) >= _SHORTEST_PROBE]


def _head(body: str, header: int) -> list[str]:
    """Return the lines of the header block that stands there."""
    lines = body[header : header + _LETTERS_READ].split("\n", _HEADER_LINES)[:_HEADER_LINES]
    return list(takewhile(str.strip, lines))


def _last_lines(own: str) -> list[str]:
    lines = [line.strip() for line in own[-2 * _ATTRIBUTION_LENGTH :].split("\n")]
    return [line for line in lines if line][-_ATTRIBUTION_LINES:]


def _sample(lines: list[str], count: int) -> tuple[str, ...]:
    """Return *count* of *lines*, spread evenly."""
    if len(lines) > count:
        step = (len(lines) - 1) / (count - 1)
        lines = [lines[round(i * step)] for i in range(count)]
    return tuple(dict.fromkeys(map(str.rstrip, lines)))


def _is_header(line: str) -> bool:
    """Whether *line* has a From label, and something behind it."""
    label, colon, value = line.partition(":")
    return bool(colon) and len(value) > 1 and _is_from(label)


def _is_from(label: str) -> bool:
    return label.strip("* \t").casefold() in _from_labels()


@cache
def _from_labels() -> frozenset[str]:
    return frozenset(label.casefold() for locale in all_locales() for label in locale.fields.get("from", {}))
