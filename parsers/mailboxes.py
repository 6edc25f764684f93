"""Mailboxes as documents print them: names, addresses, and what was blanked out of both.

Wider than RFC 5322 section 3.4: names with commas, ``;`` and ``、`` between mailboxes, ``name at host`` of list
archives, ``[mailto:...]`` of Outlook, brackets emptied by redaction. Runs in one pass over the value.
"""

from __future__ import annotations

from dataclasses import dataclass

from .folding import BLANK, EMPHASIS, visible
from .lexicon import Lexicon
from .message import Address
from .templates import even, fit

_STRONG = ";；、"
_COMMAS = ",，،"
_PAIRS = {"<": ">", "(": ")", "[": "]", "＜": "＞", "（": "）", "「": "」"}
_QUOTES = "\"'“”‘’„"
_BLACK = frozenset("█■▇▆▉▊▋▬◼⬛*＊_＿x×X-–—•?.…")
_BARS = "█■▇▆▉▊▋▬◼⬛_"
_MOST = 2000
"""Mailboxes that one field may have; what follows is left out (mailing-list exports bomb here)."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One stretch of a list between separators; ``hard`` where ``;`` or ``、`` ended it, not a comma."""

    text: str
    hard: bool


def mailboxes(value: str, lexicon: Lexicon) -> tuple[Address, ...]:
    """Return the mailboxes of an address list as printed, in order; empty for an empty value."""
    pieces = _cut(" ".join(value.split("\n")))
    if any(piece.hard and piece.text.strip(BLANK) for piece in pieces[:-1]) or _surnames_first(pieces):
        pieces = _join_names(pieces)
    found = [mailbox(piece.text, lexicon) for piece in pieces[:_MOST] if piece.text.strip(BLANK)]
    return tuple(address for address in found if address is not None)


def originator(value: str, lexicon: Lexicon) -> tuple[Address | None, Address | None]:
    """Return the author and the sender of a From value: ``desk on behalf of Ada`` has both, else sender is None.

    A From value is one mailbox, so its commas belong to the name (``Lang, Ada``), unless every part of it
    has an address of its own; then the first is the author (RFC 5322 allows several).
    """
    text = " ".join(value.split("\n"))
    flat = even(text)
    for form in lexicon.behalf:
        filled = fit(form, text, flat, _names) if form.parts[2].strip() in flat else None
        if filled is not None and form.weight > 20:
            found = {slot.slot: text[slot.start : slot.end] for slot in filled}
            return mailbox(found["from"], lexicon), mailbox(found["sender"], lexicon)
    pieces = [piece for piece in _cut(text) if piece.text.strip(BLANK)]
    if len(pieces) > 1 and all("@" in piece.text for piece in pieces):
        return mailbox(pieces[0].text, lexicon), None
    return mailbox(text, lexicon), None


def _names(_slot: str, text: str) -> bool:
    return any(character.isalpha() for character in text)


def mailbox(text: str, lexicon: Lexicon) -> Address | None:
    """Return one mailbox as printed, or None where *text* shows nothing at all."""
    shown = visible(text).strip(BLANK + _COMMAS + _STRONG)
    bare = shown.rstrip(_BARS + " ")
    barred = len(shown) - len(bare) > 3
    shown = (bare if barred else shown).strip(BLANK + EMPHASIS + _COMMAS + _STRONG)
    if not shown:
        return Address(redacted=True) if barred else None
    email, name, blanked = _address(shown)
    blanked |= barred
    name = _clean_name(name)
    if name and _is_blanked(name, lexicon):
        name, blanked = "", True
    if name and email is None and (plain := _spelled_out(name)) is not None:
        name, email = plain
    if name.casefold() == (email or "").casefold():
        name = ""
    if not name and email is None and not blanked:
        return None
    return Address(name or None, email, redacted=blanked)


def _address(shown: str) -> tuple[str | None, str, bool]:
    """Return (address, name, blanked) of a shown mailbox; the last bracket that holds an address wins."""
    blanked = False
    spans = _brackets(shown)
    for start, end in reversed(spans):
        inside = shown[start + 1 : end].strip(BLANK + _QUOTES)
        inside = inside[7:] if inside.lower().startswith("mailto:") else inside
        if _is_address(inside):
            rest = shown[:start] + " " + shown[end + 1 :]
            return inside, _without_twins(rest, inside), False
        if not inside and shown[start] in "<＜":
            shown, blanked = shown[:start] + " " + shown[end + 1 :], True
    for word in shown.split(" "):
        bare = word.strip(_QUOTES + "<>()[]" + _COMMAS + _STRONG)
        bare = bare[7:] if bare.lower().startswith("mailto:") else bare
        if _is_address(bare):
            return bare, _without_twins(shown.replace(word, " ", 1), bare), blanked
    return None, shown.replace("<>", " "), blanked


def _without_twins(rest: str, email: str) -> str:
    """Take further prints of the same address out of the name (``ada@x.org [mailto:ada@x.org]``)."""
    words = [w for w in rest.split() if w.strip(_QUOTES + "<>()[]").lower().removeprefix("mailto:") != email.lower()]
    return " ".join(words)


def _brackets(shown: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened = -1
    for position, character in enumerate(shown):
        if character in _PAIRS:
            opened = position
        elif opened >= 0 and character == _PAIRS[shown[opened]]:
            spans.append((opened, position))
            opened = -1
    return spans


def _is_address(text: str) -> bool:
    local, at, host = text.rpartition("@")
    return bool(at and local and host) and not any(c in ' \t<>()[],;:"' for c in text) and "." in host.strip(".")


def _spelled_out(name: str) -> tuple[str, str] | None:
    """Read ``ada at example.org`` (list archives blank the sign so): (name, address as repaired)."""
    words = name.split()
    if len(words) < 3 or words[-2] not in ("at", "en", "a", "AT", "(at)", "[at]") or "." not in words[-1].strip("."):
        return None
    if "@" in words[-1] or not all(c.isalnum() or c in ".-_" for c in words[-1] + words[-3]):
        return None
    return " ".join(words[:-3]), f"{words[-3]}@{words[-1]}"


def _clean_name(name: str) -> str:
    name = visible(name).strip(BLANK + EMPHASIS + _COMMAS + _STRONG + "<>＜＞")
    while len(name) > 1 and name[0] in _QUOTES and name[-1] in _QUOTES:
        name = name[1:-1].strip()
    for empty in ("()", "( )", "[]", "[ ]", '""', "''"):
        name = name.replace(empty, "").strip()
    if len(name) > 2 and name[0] in "(（" and name[-1] in ")）":
        name = name[1:-1].strip()
    return name.strip(_QUOTES).strip() if name.count('"') == 1 else name


def _is_blanked(name: str, lexicon: Lexicon) -> bool:
    return visible(name).casefold() in lexicon.redactions or (
        len(name) > 1 and all(c in _BLACK or c == " " for c in name)
    )


def _cut(text: str) -> list[_Piece]:
    """Cut a list at separators outside quotation marks and brackets; an unclosed mark protects nothing."""
    pieces: list[_Piece] = []
    closing = _closings(text)
    start = position = 0
    while position < len(text):
        character = text[position]
        if position in closing:
            position = closing[position]
        elif character in _STRONG or character in _COMMAS:
            pieces.append(_Piece(text[start:position], character in _STRONG))
            start = position + 1
        position += 1
    return [*pieces, _Piece(text[start:], hard=True)]


def _closings(text: str) -> dict[int, int]:
    """Map each opening quotation mark or bracket to its partner, in one pass; pairs do not nest here."""
    found: dict[int, int] = {}
    waiting = -1
    for position, character in enumerate(text):
        if waiting >= 0:
            if character == ('"' if text[waiting] == '"' else _PAIRS.get(text[waiting], "")):
                found[waiting] = position
                waiting = -1
            elif character in "<" and text[waiting] != '"':
                waiting = position
        elif character == '"' or character in _PAIRS:
            waiting = position
    return found


def _surnames_first(pieces: list[_Piece]) -> bool:
    """Whether a comma list is ``Lang, Ada, Okri, Ben``: single words without address before given names."""
    texts = [visible(piece.text) for piece in pieces if piece.text.strip(BLANK)]
    if len(texts) < 2 or len(texts) % 2:
        return False
    return all(
        _is_surname(first) and not _is_surname_only(second)
        for first, second in zip(texts[::2], texts[1::2], strict=True)
    )


def _is_surname(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= 3
        and "@" not in text
        and not any(c in "<>()[]0123456789" for c in text)
        and all(word[:1].islower() for word in words[:-1])
    )


def _is_surname_only(text: str) -> bool:
    """Whether the text can not be given names: it starts with an address."""
    return _is_address(text.split()[0].strip("<>" + _QUOTES)) if text.split() else True


def _join_names(pieces: list[_Piece]) -> list[_Piece]:
    """Join what a comma inside a name tore apart: pieces end at hard separators or behind a given name."""
    hard = any(piece.hard for piece in pieces[:-1])
    joined: list[_Piece] = []
    waiting = ""
    for piece in pieces:
        whole = f"{waiting},{piece.text}" if waiting else piece.text
        complete = piece.hard or bool(waiting) if not hard else piece.hard or ("@" in whole and ">" in whole)
        if complete:
            joined.append(_Piece(whole, hard=True))
            waiting = ""
        else:
            waiting = whole
    return [*joined, _Piece(waiting, hard=True)] if waiting else joined
