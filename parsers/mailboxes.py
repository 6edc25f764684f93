"""Mailboxes as documents print them: names, addresses, and what was blanked out of both.

Wider than RFC 5322 section 3.4: names with commas, ``;`` and ``、`` between mailboxes, ``name at host`` of list
archives, ``[mailto:...]`` of Outlook, brackets emptied by redaction. Runs in one pass over the value.
"""

from __future__ import annotations

from .address_list import COMMAS, PAIRS, QUOTES, STRONG, is_address, is_exemption, split_list
from .folding import BLANK, EMPHASIS, visible
from .lexicon import Lexicon
from .message import Address
from .templates import even, fit

_BLACK = frozenset("█■▇▆▉▊▋▬◼⬛*＊_＿x×X-–—•?.…")
_BARS = "█■▇▆▉▊▋▬◼⬛_"


def mailboxes(value: str, lexicon: Lexicon) -> tuple[Address, ...]:
    """Return the mailboxes of an address list as printed, in order; empty for an empty value."""
    found = [mailbox(text, lexicon) for text in split_list(" ".join(value.split("\n")))]
    return tuple(address for address in found if address is not None)


def originator(value: str, lexicon: Lexicon) -> tuple[Address | None, Address | None]:
    """Return the author of a From value and, in ``desk on behalf of Ada``, the other party; else that is None.

    A From value is one mailbox, so its commas belong to the name (``Lang, Ada``), unless every part of it
    has an address of its own; then the first is the author (RFC 5322 allows several).
    """
    text = " ".join(value.split("\n"))
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
    if " () " in shown:  # MARC blanks the signs of an address: ``ada () example ! org``
        shown = shown.replace(" () ", "@").replace(" ! ", ".")
    if is_exemption(shown) or (shown and _is_blanked(shown, lexicon)):
        return Address(redacted=True)
    bare = shown.rstrip(_BARS + " ")
    codes = bare.find("(b)")
    if codes > 0 and is_exemption(bare[codes:]):
        bare = bare[:codes]
    barred = len(shown) - len(bare) > 3
    shown = (bare if barred else shown).strip(BLANK + EMPHASIS + COMMAS + STRONG)
    if not shown:
        return Address(redacted=True) if barred else None
    email, name, blanked = _address(shown)
    blanked |= barred
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
        attached = bool(kept[-1]) and not kept[-1].endswith((" ", "<"))
        kept.append(piece.partition(">")[2] if attached else "<mailto:" + piece)
    return "".join(kept)


def _address(shown: str) -> tuple[str | None, str, bool]:
    """Return (address, name, blanked) of a shown mailbox; the last bracket that holds an address wins."""
    blanked = False
    brackets = sorted(_brackets(shown), key=lambda span: (shown[span[0]] in "<＜", span))  # angles speak first
    for start, end in reversed(brackets):
        inside = _bare(shown[start + 1 : end])
        schemed = ":" in shown[start + 1 : end]
        email = _as_address(inside, in_angles=schemed or shown[start] in "<＜")
        if email is not None:
            before = shown[:start].strip(BLANK + QUOTES)
            return email, _without_twins(shown[:start] if before else shown[end + 1 :], inside), False
        if not inside and shown[start] in "<＜":
            shown, blanked = shown[:start] + " " + shown[end + 1 :], True
    for word in shown.split(" "):
        if (email := _as_address(_bare(word))) is not None:
            return email, _without_twins(shown.replace(word, " ", 1), email), blanked
    if shown.count(".") > 1 and " " not in shown and shown.islower() and shown.isascii():
        return shown, "", blanked  # an archive that hides the sign, as in <ada.example.hidden>
    spelled = _spelled_out(shown)
    return (spelled[1], spelled[0], blanked) if spelled else (None, shown.replace("<>", " "), blanked)


def _bare(text: str) -> str:
    """Take quotes, brackets and a scheme (``mailto:``, ``SMTP:``) off a printed address."""
    text = text.strip(BLANK + QUOTES + "<>()[]" + COMMAS + STRONG)
    scheme, colon, rest = text.partition(":")
    return rest.strip() if colon and scheme.isalpha() and rest and "/" not in rest[:2] else text


def _as_address(text: str, *, in_angles: bool = False) -> str | None:
    """Return the address that *text* is, as printed or with its sign put back; None if it is none.

    In angle brackets a word with dots is an address even where the sign was blanked out of it.
    """
    if is_address(text):
        return text
    if in_angles and (spelled := _spelled_out(text)) is not None and not spelled[0]:
        return spelled[1]
    return text if in_angles and text.count(".") > 1 and " " not in text else None


def _without_twins(rest: str, email: str) -> str:
    """Take further prints of the same address out of the name (``ada@x.org [mailto:ada@x.org]``)."""
    return " ".join(
        word for word in rest.split() if _bare(word).lower() != email.lower() and word not in ("[", "|", "]")
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


def _spelled_out(text: str) -> tuple[str, str] | None:
    """Read ``Ada Lang ada at example.org``, as list archives spell the sign in words: (name, repaired address).

    Whatever the language, the sign is one short word in lower case between a local part and a host.
    """
    words = text.split()
    if len(words) < 3 or not (len(words[-2].strip("()[]")) <= 4 and words[-2].islower()):
        return None
    local, host = _bare(words[-3]), _bare(words[-1])
    tail = host.rpartition(".")[2]
    if "." not in host.strip(".") or not tail.isalpha() or len(tail) < 2 or "@" in host:
        return None
    if not all(c.isalnum() or c in ".-_+" for c in local + host) or (local.istitle() and local.isalpha()):
        return None
    return " ".join(words[:-3]).rstrip("<[( "), f"{local}@{host}"


def _clean_name(name: str) -> str:
    name = visible(name.partition("<mailto:")[0]).strip(BLANK + EMPHASIS + COMMAS + STRONG + "<>＜＞").rstrip("([ ")
    while len(name) > 1 and name[0] in QUOTES and name[-1] in QUOTES:
        name = name[1:-1].strip(BLANK + EMPHASIS)
    if "**" in name or "__" in name:
        name = " ".join(name.replace("**", "").replace("__", "").split()).replace(" ,", ",")
    for empty in ("()", "( )", "[]", "[ ]", '""', "''"):
        name = name.replace(empty, "").strip()
    if len(name) > 2 and name[0] in "(（" and name[-1] in ")）":
        name = name[1:-1].strip()
    return name.strip(QUOTES).strip() if name.count('"') == 1 else name


def _is_blanked(name: str, lexicon: Lexicon) -> bool:
    return visible(name).casefold() in lexicon.redactions or (
        len(name) > 1 and all(c in _BLACK or c == " " for c in name)
    )
