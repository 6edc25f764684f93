"""What the body of a message quotes: its own part, samples of the quoted text, and the attribution line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..parsers.locale import all_locales

_PROBES = 6
_OLDER_PROBES = 3
_PROBE_LENGTH = 32
_SHORTEST_PROBE = 16
_LINES_READ = 160
_OWN_LIMIT = 20_000
_LINE_LIMIT = 1_000
_ATTRIBUTION_LINES = 3
_ATTRIBUTION_LENGTH = 400
_HEADER_LINES = 8
_LABEL_LENGTH = 32
_ANCHORS = 8
_ANCHOR_LENGTH = 24


class Quoting(NamedTuple):
    """The quotes of one body.

    ``own_end`` is where unmarked quoting (behind a header block) begins, else the body's length; the marked
    lines before it are quotes too. ``probes`` are pieces of the text quoted at first depth, ``older`` of
    what stands deeper. ``attribution`` is the text that introduces the first quote, ``opening`` the first
    two own lines, both case-folded. ``anchors`` are hashes of how the quoted paragraphs begin.
    """

    own_end: int
    probes: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    attribution: str = ""
    opening: str = ""
    anchors: tuple[int, ...] = ()


def read_quoting(body: str) -> Quoting:
    """Return what *body* quotes, in one pass over its lines; very long bodies are read in part."""
    mark = 0 if body[:1] == ">" else body.find("\n>") + 1 or len(body)
    header = _first_header(body, mark)
    own = body[: min(mark, header, _OWN_LIMIT)]
    opening = " ".join(own[:400].split()[:16]).casefold()[:120]
    if header < mark:
        lines = body[header:].split("\n", _LINES_READ)[:_LINES_READ]
        head = [line.strip() for line in lines[:_HEADER_LINES]]
        named = head[: head.index("")] if "" in head else head
        attribution, texts = " ".join(named), _unmarked(lines, len(named))
        own_end = header
    elif mark < len(body):
        lines = body[mark:].split("\n", _LINES_READ)[:_LINES_READ]
        attribution, texts = " ".join(_last_lines(own)), _marked(lines)
        own_end = len(body)
    else:
        return Quoting(min(len(body), _OWN_LIMIT), opening=opening)
    quoted: list[str] = []
    older: list[str] = []
    anchors: list[int] = []
    for depth, fresh, text in texts:
        if depth > 1:
            older.append(text)
        else:
            quoted.append(text)
            if fresh and len(text) >= _ANCHOR_LENGTH and len(anchors) < _ANCHORS:
                anchors.append(hash(text[:_ANCHOR_LENGTH]))
    return Quoting(
        min(own_end, _OWN_LIMIT),
        _sample(quoted, _PROBES),
        _sample(older, _OLDER_PROBES),
        attribution[-_ATTRIBUTION_LENGTH:].casefold() or " ",
        opening,
        tuple(anchors),
    )


def own_anchors(body: str, own_end: int) -> list[int]:
    """Return hashes of how the own paragraphs of *body* begin, as ``Quoting.anchors`` has them of quoted ones."""
    found = []
    for paragraph in body[:own_end].split("\n\n", 4 * _ANCHORS):
        text = paragraph.lstrip()
        start = text[:_ANCHOR_LENGTH]
        if start[:1] != ">" and len(start) == _ANCHOR_LENGTH and "\n" not in start:
            found.append(hash(start))
    return found[:_ANCHORS]


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


def _marked(lines: list[str]) -> Iterator[tuple[int, bool, str]]:
    """Yield the quoted lines that are long enough: their depth, whether they begin a paragraph, their text.

    What stands behind a header block within the quotes is one deeper.
    """
    labels = _from_labels()
    fresh, below = True, 0
    for line in lines:
        if line[:1] != ">":
            if line:
                fresh, below = True, 0
            continue
        if line[1:2] == " " and line[2:3] not in "> ":
            depth, text = 1, line[2:_LINE_LIMIT]
        else:
            depth, text = _unquoted(line)
        if depth == 1 and text.find(":", 0, _LABEL_LENGTH) > 0 and _is_from_line(text, labels):
            below = 1
            continue
        if len(text) < _SHORTEST_PROBE:
            fresh = fresh or not text
            continue
        yield depth + below, fresh, text
        fresh = False


def _unmarked(lines: list[str], head: int) -> Iterator[tuple[int, bool, str]]:
    """Yield the same of text that is quoted without marks, behind the *head* lines of a header block."""
    labels = _from_labels()
    fresh, below = True, 1
    for line in lines[head:]:
        depth, text = (0, line.strip()) if line[:1] != ">" else _unquoted(line)
        if depth == 0 and text.find(":", 0, _LABEL_LENGTH) > 0 and _is_from_line(text, labels):
            below += 1
            continue
        if len(text) < _SHORTEST_PROBE:
            fresh = fresh or not text
            continue
        yield depth + below, fresh, text[:_LINE_LIMIT]
        fresh = False


def _first_header(body: str, end: int) -> int:
    """Return where the first line with a From label before *end* stands, the length of the body if none does."""
    labels = _from_labels()
    colon = body.find(":", 0, end)
    for _ in range(_LINES_READ):
        if colon < 0:
            break
        line = body.rfind("\n", 0, colon) + 1
        if colon - line <= _LABEL_LENGTH and body[line:colon].strip("* \t").casefold() in labels:
            following = body.find("\n", colon)
            if following > colon + 2:
                return line
        following = body.find("\n", colon, end)
        if following < 0:
            break
        colon = body.find(":", following, end)
    return len(body)


def _last_lines(own: str) -> list[str]:
    lines = [line.strip() for line in own[-2 * _ATTRIBUTION_LENGTH :].split("\n")]
    return [line for line in lines if line][-_ATTRIBUTION_LINES:]


def _unquoted(line: str) -> tuple[int, str]:
    line = line[:_LINE_LIMIT]
    text = line.lstrip("> \t")
    return line.count(">", 0, len(line) - len(text)), text


def _sample(lines: list[str], count: int) -> tuple[str, ...]:
    """Return *count* pieces spread evenly over *lines*, each cut at a word."""
    if len(lines) > count:
        step = (len(lines) - 1) / (count - 1)
        lines = [lines[round(i * step)] for i in range(count)]
    return tuple(dict.fromkeys(_piece(line) for line in lines))


def _piece(line: str) -> str:
    if len(line) <= _PROBE_LENGTH:
        return line.rstrip()
    cut = line.rfind(" ", _SHORTEST_PROBE, _PROBE_LENGTH)
    return line[: cut if cut > 0 else _PROBE_LENGTH]


def _is_from_line(text: str, labels: frozenset[str]) -> bool:
    colon = text.find(":", 0, _LABEL_LENGTH)
    return text[:colon].strip("* \t").casefold() in labels and len(text) > colon + 2


@cache
def _from_labels() -> frozenset[str]:
    return frozenset(label.casefold() for locale in all_locales() for label in locale.fields.get("from", {}))
