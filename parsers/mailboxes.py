"""Mailboxes as documents print them: names, addresses, and what was blanked out of both.

Wider than RFC 5322 section 3.4: names with commas, ``;`` and ``、`` between mailboxes, ``name at host`` of list
archives, ``[mailto:...]`` of Outlook, brackets emptied by redaction. Runs in one pass over the value.
"""

from __future__ import annotations

import re
from html import unescape

from .address_list import COMMAS, PAIRS, QUOTES, STRONG, is_exemption, split_list
from .folding import BLANK, EMPHASIS, visible
from .lexicon import Lexicon
from .message import Address
from .printed_address import address_alone, bare, printed_address, spelled_out
from .templates import even, fit

_BLACK = frozenset("█■▇▆▉▊▋▬◼⬛*＊_＿x×X-–—•?.…")
_BARS = "█■▇▆▉▊▋▬◼⬛_"
_ESCAPED = re.compile(r"\\([<>@\[\]()_*.`~#|-])")
_MISREAD_SIGN = str.maketrans("©®", "@@")
_ANGLES = "<＜‹〈"


def mailboxes(value: str, lexicon: Lexicon) -> tuple[Address, ...]:
    """Return the mailboxes of an address list as printed, in order; empty for an empty value."""
    found = [mailbox(text, lexicon) for text in split_list(_on_one_line(value))]
    return tuple(address for address in found if address is not None)


def originator(value: str, lexicon: Lexicon) -> tuple[Address | None, Address | None]:
    """Return the author of a From value and, in ``desk on behalf of Ada``, the other party; else that is None.

    A From value is one mailbox, so its commas belong to the name (``Lang, Ada``), unless every part of it
    has an address of its own; then the first is the author (RFC 5322 allows several).
    """
    text = _on_one_line(value)
    flat = even(text)
    for form in (form for words, forms in lexicon.behalf.items() if words in flat for form in forms):
        filled = fit(form, text, flat, _names)
        if filled is not None:
            found = {slot.slot: mailbox(text[slot.start : slot.end], lexicon) for slot in filled}
            return _author_first(found["from"], found["sender"])
    several = split_list(text)
    if len(several) > 1 and all("@" in each for each in several):
        return mailbox(several[0], lexicon), None
    return mailbox(text, lexicon), None


def _on_one_line(value: str) -> str:
    """Return a value without its folding, and with the signs that sources of pages escape: ``&lt;``, ``\\<``."""
    text = " ".join(value.split("\n"))
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return unescape(text) if "&" in text and ";" in text else text


def _author_first(represented: Address | None, sender: Address | None) -> tuple[Address | None, Address | None]:
    """Put the author first: the party represented, unless only the sender has a person's full name."""
    if represented and sender and not represented.name and " " in (sender.name or ""):
        return sender, represented
    return represented, sender


def _names(_slot: str, text: str) -> bool:
    return any(character.isalpha() for character in text)


def mailbox(text: str, lexicon: Lexicon) -> Address | None:
    """Return one mailbox as printed, or None where *text* shows nothing at all."""
    shown = _without_links(visible(text)).strip(BLANK + COMMAS + STRONG)
    if "@" not in shown:  # what scanners read for the sign
        shown = shown.translate(_MISREAD_SIGN)
    if " () " in shown:  # MARC blanks the signs of an address: ``ada () example ! org``
        shown = shown.replace(" () ", "@").replace(" ! ", ".")
    if is_exemption(shown) or (shown and _is_blanked(shown, lexicon)) or _hides_local_part(shown, lexicon):
        return Address(redacted=True)
    bare = shown.rstrip(_BARS + " ")
    codes = bare.find("(b)")
    if codes > 0 and is_exemption(bare[codes:]):
        bare = bare[:codes]
    barred = len(shown) - len(bare) > 3
    shown = (bare if barred else shown).strip(BLANK + EMPHASIS + COMMAS + STRONG)
    if not shown:
        return Address(redacted=True) if barred else None
    email, name, blanked = _address(shown, lexicon)
    blanked |= barred
    if email is not None and _hides_local_part(email, lexicon):
        email, blanked = None, True
    name = _clean_name(name)
    if name and _is_blanked(name, lexicon):
        name, blanked = "", True
    if name.casefold() == (email or "").casefold():
        name = ""
    if not name and email is None and not blanked:
        return None
    return Address(name or None, email, redacted=blanked)


def _without_links(shown: str) -> str:
    """Take out the link that Outlook prints right behind a name or an address: ``ada@x.org<mailto:ada@x.org>``."""
    pieces = shown.split("<mailto:")
    kept = [pieces[0]]
    for piece in pieces[1:]:
        attached = bool(kept[-1]) and not kept[-1].endswith((" ", "<", "[", "("))
        kept.append(piece.partition(">")[2] if attached else "<mailto:" + piece)
    return "".join(kept)


def _address(shown: str, lexicon: Lexicon) -> tuple[str | None, str, bool]:
    """Return (address, name, blanked) of a shown mailbox; the last bracket that holds an address wins."""
    shown, blanked = _without_blanked(shown, lexicon)
    brackets = sorted(_brackets(shown), key=lambda span: (shown[span[0]] in _ANGLES, span))  # angles speak first
    for start, end in reversed(brackets):
        inside = bare(shown[start + 1 : end])
        schemed = ":" in shown[start + 1 : end]
        email = printed_address(inside, in_angles=schemed or shown[start] in _ANGLES)
        if email is not None:
            before = shown[:start].strip(BLANK + QUOTES)
            return email, _without_twins(shown[:start] if before else shown[end + 1 :], inside), False
        masked = not any(map(str.isalnum, inside)) or inside.endswith("_")  # ``<***@***.***>``, ``[mailto:ada_at_]``
        if (shown[start] in _ANGLES or schemed) and (masked or "://" in inside):
            blanked |= masked
            shown = shown[:start] + " " * (end + 1 - start) + shown[end + 1 :]
        elif end == len(shown) - 1 and (spelled := spelled_out(shown[:start])) is not None and not spelled.before:
            return spelled.address, inside, False  # pipermail: ``ada at example.org (Ada Lang)``
    for word in shown.split(" "):
        if (email := printed_address(bare(word))) is not None:
            return email, _without_twins(shown.replace(word, " ", 1), email), blanked
    if (email := address_alone(shown.strip(" <>"))) is not None:
        return email, "", blanked
    spelled = spelled_out(shown)
    return (spelled.address, spelled.before, blanked) if spelled else (None, shown.replace("<>", " "), blanked)


def _without_blanked(shown: str, lexicon: Lexicon) -> tuple[str, bool]:
    """Take out brackets that only say that something was blanked (``[REDACTED]``), and say whether there were any."""
    kept, position = [], 0
    for start, end in _brackets(shown):
        if (
            start >= position
            and shown[start] not in _ANGLES
            and shown[start : end + 1].casefold() in lexicon.redactions
        ):
            kept.append(shown[position:start])
            position = end + 1
    return "".join([*kept, shown[position:]]), bool(position)


def _without_twins(rest: str, email: str) -> str:
    """Take further prints of the same address out of the name (``ada@x.org [mailto:ada@x.org]``)."""
    return " ".join(
        word for word in rest.split() if bare(word).lower() != email.lower() and word not in ("[", "|", "]")
    )


def _brackets(shown: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened = -1
    for position, character in enumerate(shown):
        if character in PAIRS:
            opened = position
        elif opened >= 0 and character == PAIRS[shown[opened]]:
            spans.append((opened, position))
            opened = -1
    return spans


def _clean_name(name: str) -> str:
    name = (
        visible(name.partition("<mailto:")[0]).strip(BLANK + EMPHASIS + COMMAS + STRONG + "<>＜＞‹›〈〉").rstrip("([ ")
    )
    while len(name) > 1 and name[0] in QUOTES and name[-1] in QUOTES:
        name = name[1:-1].strip(BLANK + EMPHASIS)
    if "**" in name or "__" in name:
        name = " ".join(name.replace("**", "").replace("__", "").split()).replace(" ,", ",")
    for empty in ("()", "( )", "[]", "[ ]", '""', "''"):
        name = name.replace(empty, "").strip()
    if len(name) > 2 and ((name[0] in "(（" and name[-1] in ")）") or (name[0] == "[" and name[-1] == "]")):
        name = name[1:-1].strip()
    return name.strip(QUOTES).strip() if name.count('"') == 1 else name


def _hides_local_part(address: str, lexicon: Lexicon) -> bool:
    """Whether only the host of an address is shown (``███@example.org``): that would be one person for all there."""
    local, at, host = address.rpartition("@")
    return bool(at and host) and " " not in host and (is_exemption(local) or _is_blanked(local, lexicon))


def _is_blanked(name: str, lexicon: Lexicon) -> bool:
    return visible(name).casefold() in lexicon.redactions or (
        len(name) > 1 and all(c in _BLACK or c == " " for c in name)
    )
