"""What the body of a message quotes: its own part, samples of the quoted text, and the attribution line."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ..parsers.locale import all_locales

_PROBES = 6
_OLDER_PROBES = 3
_PROBE_LENGTH = 32
_SHORTEST_PROBE = 16
_KEPT_LINES = 400
_OWN_LIMIT = 20_000
_LINE_LIMIT = 1_000
_ATTRIBUTION_LINES = 3
_ATTRIBUTION_LENGTH = 400
_HEADER_LINES = 8
_ANCHORS = 8
_ANCHOR_LENGTH = 24


class Quoting(NamedTuple):
    """The quotes of one body.

    ``own_end`` is where unmarked quoting (behind a header block) begins, else the body's length; the marked
    lines before it are quotes too. ``probes`` are pieces of the text quoted at first depth, ``older`` of
    what stands deeper. ``attribution`` is the text that introduces the first quote. ``opening`` is the
    first own line, ``anchors`` and ``quoted_anchors`` are hashes of how own and quoted paragraphs begin.
    """

    own_end: int
    probes: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    attribution: str = ""
    opening: str = ""
    closing: str = ""
    anchors: tuple[int, ...] = ()
    quoted_anchors: tuple[int, ...] = ()


def read_quoting(body: str) -> Quoting:
    """Return what *body* quotes, in one pass over its lines."""
    labels = _from_labels()
    own_end, place = -1, 0
    depth_below = 0  # headers of unmarked quotes passed so far
    header_left = 0
    attribution: list[str] = []
    recent: list[str] = []
    quoted: list[str] = []
    older: list[str] = []
    own: list[str] = []
    anchors: list[int] = []
    quoted_anchors: list[int] = []
    fresh = True
    in_older_block = False
    for line in body.split("\n"):
        start = place
        place += len(line) + 1
        mark = line[:1]
        if mark == ">" or (mark == " " and line.lstrip()[:1] == ">"):
            depth, text = _unquoted(line)
            if not attribution and own_end < 0:
                attribution = recent[-_ATTRIBUTION_LINES:] or [" "]
            if not text:
                fresh, in_older_block = True, in_older_block and depth == 1
                continue
            if depth + depth_below == 1 and not in_older_block:
                if ":" in text[:32] and _is_from_line(text, labels):
                    in_older_block = True
                    continue
                if len(text) >= _SHORTEST_PROBE and len(quoted) < _KEPT_LINES:
                    quoted.append(text)
                if fresh and len(quoted_anchors) < _ANCHORS and len(text) >= _ANCHOR_LENGTH:
                    quoted_anchors.append(hash(text[:_ANCHOR_LENGTH]))
            elif len(text) >= _SHORTEST_PROBE and len(older) < _KEPT_LINES:
                older.append(text)
            fresh = False
            continue
        text = line.strip()[:_LINE_LIMIT]
        if not text:
            fresh = True
            continue
        if ":" in text[:32] and _is_from_line(text, labels):
            depth_below += 1
            header_left = _HEADER_LINES
            if own_end < 0:
                own_end = start
            if depth_below == 1 and not attribution:
                attribution = [text]
            continue
        if header_left and depth_below == 1 and ":" in text[:40] and len(attribution) < _HEADER_LINES:
            attribution.append(text)
            header_left -= 1
            continue
        header_left = 0
        if depth_below == 0:
            recent.append(text)
            if len(recent) > 8:
                del recent[:5]
            if len(own) < 3:
                own.append(text)
            if fresh and len(anchors) < _ANCHORS and len(text) >= _ANCHOR_LENGTH:
                anchors.append(hash(text[:_ANCHOR_LENGTH]))
        elif len(text) >= _SHORTEST_PROBE:
            if depth_below == 1 and len(quoted) < _KEPT_LINES:
                quoted.append(text)
            elif len(older) < _KEPT_LINES:
                older.append(text)
            if depth_below == 1 and fresh and len(quoted_anchors) < _ANCHORS and len(text) >= _ANCHOR_LENGTH:
                quoted_anchors.append(hash(text[:_ANCHOR_LENGTH]))
        fresh = False
    return Quoting(
        min(own_end if own_end >= 0 else len(body), _OWN_LIMIT),
        _sample(quoted, _PROBES),
        _sample(older, _OLDER_PROBES),
        " ".join(attribution)[-_ATTRIBUTION_LENGTH:].casefold().strip(),
        " ".join(own[:2])[:120].casefold(),
        " ".join(recent[-2:])[-80:].casefold(),
        tuple(anchors),
        tuple(quoted_anchors),
    )


def holds(body: str, own_end: int, probe: str) -> bool:
    """Return whether *probe* stands in an unquoted line of *body* before *own_end*."""
    place = body.find(probe, 0, own_end)
    for _ in range(4):
        if place < 0:
            return False
        line = body.rfind("\n", 0, place) + 1
        if body[line : line + 1] != ">" and body[line : line + 2] != " >":
            return True
        place = body.find(probe, place + 1, own_end)
    return False


def _unquoted(line: str) -> tuple[int, str]:
    depth, place, length = 0, 0, min(len(line), _LINE_LIMIT)
    while place < length and line[place] in "> \t":
        depth += line[place] == ">"
        place += 1
    return depth, line[place:length].rstrip()


def _sample(lines: list[str], count: int) -> tuple[str, ...]:
    """Return *count* pieces spread evenly over *lines*, each cut at a word."""
    if len(lines) > count:
        step = (len(lines) - 1) / (count - 1)
        lines = [lines[round(i * step)] for i in range(count)]
    return tuple(dict.fromkeys(_piece(line) for line in lines))


def _piece(line: str) -> str:
    if len(line) <= _PROBE_LENGTH:
        return line
    cut = line.rfind(" ", _SHORTEST_PROBE, _PROBE_LENGTH)
    return line[: cut if cut > 0 else _PROBE_LENGTH]


def _is_from_line(text: str, labels: frozenset[str]) -> bool:
    colon = text.find(":", 0, 40)
    return text[:colon].strip("* \t").casefold() in labels and len(text) > colon + 2


@cache
def _from_labels() -> frozenset[str]:
    return frozenset(label.casefold() for locale in all_locales() for label in locale.fields.get("from", {}))
