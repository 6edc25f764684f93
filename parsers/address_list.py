"""Lists of mailboxes: where one ends and the next begins, with commas inside names and between them."""

from __future__ import annotations

from dataclasses import dataclass

from .folding import BLANK, visible

STRONG = ";；、"
"""What only stands between mailboxes."""
COMMAS = ",，،"
PAIRS = {"<": ">", "(": ")", "[": "]", "＜": "＞", "（": "）", "「": "」", "‹": "›", "〈": "〉", "【": "】"}
QUOTES = "\"'“”‘’„«»"
_MOST = 2000
"""Mailboxes that one field may have; what follows is left out."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One stretch of a list between separators; ``hard`` where ``;`` or ``、`` ended it, not a comma."""

    text: str
    hard: bool


def split_list(text: str) -> list[str]:
    """Return the mailboxes of a printed list as they stand, without empty ones, in one pass over *text*."""
    pieces = _cut(text)
    if any(piece.hard and piece.text.strip(BLANK) for piece in pieces[:-1]) or _surnames_first(pieces):
        pieces = _join_names(pieces)
    found: list[str] = []
    for piece in pieces[:_MOST]:
        if not piece.text.strip(BLANK) or (found and is_exemption(piece.text) and is_exemption(found[-1])):
            continue  # several codes for one redaction: ``(b)(6), (b)(7)(C)``
        found.append(piece.text)
    return found


def is_exemption(text: str) -> bool:
    """Whether *text* is only codes for exemptions from freedom of information: ``(b)(6)``, ``(b) (7)(C)``."""
    groups = "".join(text.replace(",", " ").split()).removeprefix("(").removesuffix(")").split(")(")
    return len(groups) > 1 and all(0 < len(group) <= 2 and group.isascii() and group.isalnum() for group in groups)


def is_address(text: str) -> bool:
    """Whether *text* is one address and nothing else: a local part, the sign, a host with a dot."""
    local, at, host = text.rpartition("@")
    return bool(at and local and host) and not any(c in ' \t<>()[],;:"' for c in text) and "." in host.strip(".")


def _cut(text: str) -> list[_Piece]:
    """Cut a list at separators outside quotation marks and brackets; an unclosed mark protects nothing."""
    pieces: list[_Piece] = []
    closing = _closings(text)
    start = position = 0
    while position < len(text):
        character = text[position]
        if position in closing:
            position = closing[position]
        elif character in STRONG or character in COMMAS:
            pieces.append(_Piece(text[start:position], character in STRONG))
            start = position + 1
        position += 1
    return [*pieces, _Piece(text[start:], hard=True)]


def _closings(text: str) -> dict[int, int]:
    """Map each opening quotation mark or bracket to its partner, in one pass; pairs do not nest here."""
    found: dict[int, int] = {}
    waiting = -1
    for position, character in enumerate(text):
        if waiting >= 0:
            if character == ('"' if text[waiting] == '"' else PAIRS.get(text[waiting], "")):
                found[waiting] = position
                waiting = -1
            elif character in "<" and text[waiting] != '"':
                waiting = position
        elif character == '"' or character in PAIRS:
            waiting = position
    return found


def _surnames_first(pieces: list[_Piece]) -> bool:
    """Whether the commas of a list stand inside names too: ``Lang, Ada, Okri, Ben <ben@example.org>``.

    Either every other piece is a surname, or every piece without an address is one that an address follows.
    """
    texts = [visible(piece.text) for piece in pieces if piece.text.strip(BLANK)]
    if len(texts) < 2:
        return False
    bare = [index for index, text in enumerate(texts) if "@" not in text and "<" not in text]
    if 0 < len(bare) < len(texts):
        return all(
            _is_surname(texts[i]) and i + 1 < len(texts) and i + 1 not in bare and _has_name(texts[i + 1]) for i in bare
        )
    return bool(bare) and len(texts) % 2 == 0 and all(map(_is_surname, texts[::2])) and all(map(_is_given, texts[1::2]))


def _has_name(text: str) -> bool:
    return bool(text.partition("<")[0].strip(BLANK + QUOTES)) and not is_address(text.split()[0])


def _is_given(text: str) -> bool:
    return len(text.split()) <= 5


def _is_surname(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= 3
        and "@" not in text
        and not any(c in "<>()[]0123456789" for c in text)
        and all(word[:1].islower() for word in words[:-1])
        and not words[-1][:1].islower()
    )


def _join_names(pieces: list[_Piece]) -> list[_Piece]:
    """Join what a comma inside a name tore apart: a surname waits for its given name, unless ``;`` ends it."""
    hard = any(piece.hard for piece in pieces[:-1])
    joined: list[_Piece] = []
    waiting = ""
    for piece in pieces:
        whole = f"{waiting},{piece.text}" if waiting else piece.text
        ended = "@" in whole or ("<" in whole and ">" in whole)
        if piece.hard or ended or (bool(waiting) and not hard):
            joined.append(_Piece(whole, hard=True))
            waiting = ""
        else:
            waiting = whole
    return [*joined, _Piece(waiting, hard=True)] if waiting else joined
