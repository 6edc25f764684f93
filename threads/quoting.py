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
_OPENING_WORDS = 16
_LONGEST_LABEL = 32
_SHORTEST_VALUE = 2

# Each begins with a line end, which the regex engine looks for quickly; none can take a character back.
_FIRST_DEPTH = re.compile(r"\n>[ \t]*+([^> \t\n][^\n]{15,31})")
_DEEPER = re.compile(r"\n>[ \t]*+>[> \t]*+([^\n]{16,32})")
_ANY_DEPTH = re.compile(r"\n>[> \t]*+([^\n]{16,32})")
_QUOTED_LABEL = re.compile(r"\n>[ \t]*+([^> \t\n:][^\n:]{0,31}+):[^\n]{2}")
_ANY_LINE = re.compile(r"\n([> \t]*+)([^\n]{4,32})")
_OWN_LINE = re.compile(r"\n[ \t]*+([^>\s][^\n]{15,31})")
_COLON_AT_END = re.compile(r":[ \t\u00a0]*+\n")
_TIME = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?!\d)")
_NUMBER = re.compile(r"\d+")
_NUMBERS_OF_A_DATE = 4  # hours, minutes, and at least a day and a year


class Quoting(NamedTuple):
    """The quotes of one body.

    ``own_end`` is where unmarked quoting (behind a header block or an attribution) begins, else the body's length;
    the marked lines before it are quotes too. ``probes`` are pieces of the text quoted at first depth, ``older`` of
    what stands deeper. ``attribution`` is the text that introduces the first quote, ``opening`` the first
    two own lines, both case-folded. ``headed`` says that a header block introduces it, which prints its sender, and
    ``subject`` is the one printed there.
    """

    own_end: int
    probes: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    attribution: str = ""
    opening: str = ""
    headed: bool = False
    subject: str = ""


class _Unmarked(NamedTuple):
    """A quote without marks: where its introduction begins and its text, and whether the former is a header block."""

    start: int
    text: int
    headed: bool


def read_quoting(body: str) -> Quoting:
    """Return what *body* quotes, in one pass over its lines; very long bodies are read in part."""
    mark, unmarked = _quotes_begin(body)
    own_end = min(unmarked.start if unmarked else len(body), _OWN_LIMIT)
    own = body[: min(mark, own_end)]
    opening = " ".join(own[:400].split(None, _OPENING_WORDS)[:_OPENING_WORDS]).casefold()[:120]
    if unmarked is None and mark == len(body):
        return Quoting(own_end, opening=opening)
    head = body[unmarked.start : unmarked.text] if unmarked else ""
    attribution = " ".join(map(str.strip, head.split("\n"))).strip() if unmarked else " ".join(_last_lines(own))
    quoted, older = _quoted_pieces(body, mark, unmarked)
    headed = unmarked is not None and unmarked.headed
    return Quoting(
        own_end,
        _sample(quoted, _PROBES),
        _sample(older, _OLDER_PROBES),
        attribution[-_ATTRIBUTION_LENGTH:].casefold() or " ",
        opening,
        headed,
        _labelled(head, "subject") if headed else "",
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


def _quotes_begin(body: str) -> tuple[int, _Unmarked | None]:
    """Return where the first marked line stands, else the body's length, and the first unmarked quote before it."""
    mark = 0 if body[:1] == ">" else body.find("\n>") + 1 or len(body)
    return mark, _unmarked(body, 0, mark)


def _unmarked(body: str, start: int, end: int) -> _Unmarked | None:
    """Return the first quote in ``body[start:end]`` that a header block or an attribution introduces, without marks."""
    whole = ("\n" + body[start : min(end, start + _OWN_LIMIT)]).rstrip().replace("：", ":")
    if end == len(body):
        whole += "\n"  # an attribution at the very end: the quote below it was cut off
    first, text = len(whole), 0
    for ending in _COLON_AT_END.finditer(whole):
        if (begin := _attribution(whole, ending.start())) >= 0:
            first, text = begin, ending.end()
            break
    if (line := _from_line(whole, first)) >= 0:
        head = sum(len(line) + 1 for line in _head(body, start + line))
        return _Unmarked(start + line, start + line + head - 1, headed=True)
    return _Unmarked(start + first - 1, start + text - 2, headed=False) if text else None


def _from_line(text: str, end: int) -> int:
    """Return where the line break stands before the first line with a From label before *end*, or -1."""
    colon = text.find(":", 0, end)
    while colon >= 0:
        begin = text.rfind("\n", max(0, colon - _LONGEST_LABEL - 1), colon)
        line_end = text.find("\n", colon)
        labels = begin >= 0 and (line_end < 0 or line_end - colon > _SHORTEST_VALUE)
        if labels and _is_label("from", text[begin + 1 : colon]):
            return begin
        colon = text.find(":", line_end, end) if line_end >= 0 else -1
    return -1


def _attribution(text: str, colon: int) -> int:
    """Return where the line begins, folded twice at most, that ends in a *colon* and prints a day and a time; or -1."""
    end = colon
    for _ in range(_ATTRIBUTION_LINES):
        first = text.rfind("\n", max(0, colon - _ATTRIBUTION_LENGTH), end) + 1
        line = text[first:colon]
        if first == 0 or first == end:
            return -1
        if _TIME.search(line):
            return first if len(_NUMBER.findall(line)) >= _NUMBERS_OF_A_DATE else -1
        end = first - 1
    return -1


def _quoted_pieces(body: str, mark: int, unmarked: _Unmarked | None) -> tuple[list[str], list[str]]:
    """Return pieces of what *body* quotes at first depth, and of what stands deeper or is introduced behind it."""
    if unmarked is None:
        text = "\n" + body[mark : mark + _LETTERS_READ]
        header = next((label for label in _QUOTED_LABEL.finditer(text) if _is_label("from", label[1])), None)
        below, behind = (header.start(), header.end()) if header else (len(text), len(text))
        return _FIRST_DEPTH.findall(text, 0, below), _DEEPER.findall(text, 0, below) + _ANY_DEPTH.findall(text, behind)
    end = unmarked.text + _LETTERS_READ
    older = _unmarked(body, unmarked.text, end)
    first = _ANY_LINE.findall(body[unmarked.text : older.start if older else end])
    rest = _ANY_LINE.findall(body[older.text : end]) if older else []
    quoted = [text for marks, text in first if ">" not in marks and len(text) >= _SHORTEST_PROBE]
    deeper = [text for marks, text in first if ">" in marks and len(text) >= _SHORTEST_PROBE]
    return quoted, deeper + [text for _, text in rest if len(text) >= _SHORTEST_PROBE]


def _head(body: str, header: int) -> list[str]:
    """Return the lines of the header block that stands there."""
    lines = body[header : header + _LETTERS_READ].split("\n", _HEADER_LINES)[:_HEADER_LINES]
    return list(takewhile(str.strip, lines))


def _labelled(head: str, field: str) -> str:
    """Return the value behind the first label of *field* in a header block, empty where there is none."""
    for line in head.split("\n"):
        label, colon, value = line.partition(":")
        if colon and _is_label(field, label):
            return value.strip("* \t")
    return ""


def _last_lines(own: str) -> list[str]:
    """Return the last lines of *own* that are not blank, as many as an attribution may be folded over."""
    found: list[str] = []
    for line in reversed(own[-2 * _ATTRIBUTION_LENGTH :].split("\n")):
        if text := line.strip():
            found.insert(0, text)
            if len(found) == _ATTRIBUTION_LINES:
                break
    return found


def _sample(lines: list[str], count: int) -> tuple[str, ...]:
    """Return *count* of *lines*, spread evenly."""
    if len(lines) > count:
        step = (len(lines) - 1) / (count - 1)
        lines = [lines[round(i * step)] for i in range(count)]
    return tuple(dict.fromkeys(map(str.rstrip, lines)))


def _is_label(field: str, label: str) -> bool:
    return label.strip("* \t").casefold() in _labels(field)


@cache
def _labels(field: str) -> frozenset[str]:
    return frozenset(label.casefold() for locale in all_locales() for label in locale.fields.get(field, {}))
