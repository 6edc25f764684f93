"""Addresses as documents print them: the sign spelled, spaced out, hidden or lost, and put back where it can be."""

from __future__ import annotations

from typing import NamedTuple

from .address_list import COMMAS, QUOTES, STRONG, is_address
from .folding import BLANK

_LONGEST_SIGN = 5
"""Letters of the word that stands for the sign or the dot, in any language: at, en, chez, dot, punto."""
_LONGEST_ENDING = 8
"""Letters of the last word of a host that is spelled in words."""
_BRACKETS = str.maketrans(dict.fromkeys("()[]{}", " "))
_MARKS = frozenset(".-_+=~%!#&'")


class Spelled(NamedTuple):
    """An address spelled in words and what stood before it: ``Ada Lang ada at example.org``."""

    before: str
    address: str


def bare(text: str) -> str:
    """Return *text* without the quotes, brackets and scheme (``mailto:``, ``SMTP:``) around a printed address."""
    text = text.strip(BLANK + QUOTES + "<>()[]" + COMMAS + STRONG)
    scheme, colon, rest = text.partition(":")
    return rest.strip() if colon and scheme.isalpha() and rest and "/" not in rest[:2] else text


def printed_address(text: str, *, in_angles: bool = False) -> str | None:
    """Return the address that *text* is, as printed or with its sign put back; None if it is none.

    Angle brackets hold nothing but addresses: there one is read also where blanks were torn into it, where the
    archive masked its host (``ada@xxxxxxxx``), and where the sign is lost or hidden (``ada.example.hidden``).
    """
    if is_address(text):
        return text
    if (spelled := spelled_out(text)) is not None and not spelled.before:
        return spelled.address
    if not in_angles:
        return None
    whole = "".join(text.split())
    if is_address(mended := whole.replace(",", ".")) and _is_plain(mended.replace("@", "", 1)):
        return mended
    return text if whole == text and _is_damaged(text) else None


def address_alone(text: str) -> str | None:
    """Return the address that a whole value is, of hosts without a dot (UUCP, masked hosts) too; None if it is none."""
    local, at, host = text.partition("@")
    if at and local and host and _is_plain(local + host):
        return text
    if text.count(".") > 1 and " " not in text and text.islower() and text.isascii():
        return text  # an archive that hides the sign
    return None


def spelled_out(text: str) -> Spelled | None:
    """Read ``Ada Lang ada at example.org``, as list archives spell the sign in words, None where nothing is so spelled.

    Whatever the language, the sign is one short word, alone, in brackets (``ada(at)example.org``) or between
    underscores (hypermail); the dots of the host may be spelled like it where nothing stands before the address.
    """
    words = text.translate(_BRACKETS).split() if any(map(text.__contains__, "([{")) else text.split()
    if len(words) == 1:
        words = _at_underscores(words[0])
    if len(words) < 3:
        return None
    if (spelled := _with_dots(words)) is not None:
        return spelled
    before, local, sign, host = words[:-3], bare(words[-3]), words[-2], bare(words[-1])
    tail = host.rpartition(".")[2]
    alone = not before and host.isupper() and sign.islower()  # RFC 733, before hosts had dots: ``ada at HARBOUR-20``
    dotted = "." in host.strip(".") and tail.isalpha() and len(tail) > 1
    if not _is_sign(sign) or not (dotted or alone) or "@" in host:
        return None
    if not all(c.isalnum() or c in ".-_+" for c in local + host) or (local.istitle() and local.isalpha()):
        return None
    return Spelled(" ".join(before).rstrip("<[( "), f"{local}@{host}")


def _at_underscores(word: str) -> list[str]:
    """Return local part, sign and host of ``ada_lang_at_example.org``, nothing where it is not so written."""
    local, _, host = word.rpartition("_")
    local, _, sign = local.rpartition("_")
    return [local, sign, host] if local and "@" not in word else []


def _with_dots(words: list[str]) -> Spelled | None:
    """Return the address of ``ada at example dot org`` if *words* are that alone, its dots all the same word."""
    local, sign, *host = words
    dots, ending = {word.casefold() for word in host[1::2]}, host[-1]
    if len(words) % 2 == 0 or len(dots) != 1 or not (_is_sign(sign) and _is_sign(host[1])):
        return None
    if not ending.isalpha() or len(ending) > _LONGEST_ENDING:
        return None
    parts = [local, *host[::2]]
    if not all(c.isalnum() or c in "-_+" for part in parts for c in part):
        return None
    return Spelled("", f"{local}@{'.'.join(host[::2])}")


def _is_sign(word: str) -> bool:
    return len(word) <= _LONGEST_SIGN and word.isalpha() and (word.islower() or word.isupper())


def _is_plain(word: str) -> bool:
    return all(character.isalnum() or character in _MARKS for character in word)


def _is_damaged(word: str) -> bool:
    """Whether one word in angle brackets has the shape of an address that lost its sign or its host."""
    if not _is_plain(word.replace("@", "", 1)):
        return False
    local, at, host = word.partition("@")
    return bool(local and host) if at else "." in word.strip(".") and word.rpartition(".")[2].isalpha()
