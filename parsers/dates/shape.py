"""Shape a written date: look words up, join numbers into clocks, number groups and offsets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from .scan import Token
from .words import Lexicon, Reading

ItemKind = Literal["word", "number", "clock", "group", "offset", "mark"]

_JOINING = ".,-'()"
_GROUPING = "./-"
_ALLOWED = ",.()[]-/';:|~@\"#"
_UNSPACED = "\u0590"
"""From here on scripts glue words together (prefixes that are one letter, scripts without spaces)."""


class Item(NamedTuple):
    """A piece of a date: a word with its readings, or numbers with what their separator tells.

    ``numbers`` holds a clock's hour, minute and second, a group's numbers, or an offset's minutes (empty for
    ``-0000``); ``digits`` how many digits each was printed with; ``mark`` the separator, with a space where it
    is spaced, or the mark itself.
    """

    kind: ItemKind
    start: int
    end: int
    readings: tuple[Reading, ...] = ()
    numbers: tuple[int, ...] = ()
    digits: tuple[int, ...] = ()
    mark: str = ""
    tight: bool = False


class Shaped(NamedTuple):
    """The items of a text up to the first thing that no date holds, and whether that is all of it.

    ``split`` is a set of languages that read several words as one form where others may read them one by one
    ("Thu 5 May" begins with a Thursday, or with the fifth day of the week); 0 where nobody differs.
    """

    items: list[Item]
    complete: bool
    split: int


def shape(tokens: Sequence[Token], lexicon: Lexicon, languages: int, names: bool = False) -> Shaped:
    """Return the items of *tokens*; only words of *languages* count, with *names* also those of RFC 5322."""
    known = _Words(lexicon, languages, names)
    items: list[Item] = []
    split = at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "word":
            found, after = _word(tokens, at, known)
            if after > at + 1 and not split:
                split = _split(found[0], languages)
        elif token.kind == "number":
            found, after = _numbers(tokens, at, items, known)
        else:
            found, after = _mark(tokens, at, items)
        if not found:
            return Shaped(items, False, split)
        items += found
        at = after
    return Shaped(items, True, split)


def _split(item: Item, languages: int) -> int:
    """Return the languages in which these words are one form, 0 if that is all of them."""
    readers = 0
    for reading in item.readings:
        readers |= reading.languages
    return readers & languages if languages & ~readers else 0


class _Words(NamedTuple):
    """The words that may stand in a date: those of some languages, with or without the names of RFC 5322."""

    lexicon: Lexicon
    languages: int
    names: bool

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return the readings of a form in these languages."""
        found = self.lexicon.forms.get(form, ())
        if self.names:
            found += self.lexicon.names.get(form, ())
        if self.languages != self.lexicon.everyone:
            found = tuple([reading for reading in found if reading.languages & self.languages])
        return found


def _word(tokens: Sequence[Token], at: int, known: _Words) -> tuple[Sequence[Item], int]:
    """Return the longest known form that starts here, else the known pieces that make up the word."""
    first = tokens[at]
    limit = known.lexicon.longest.get(first.text, 1)
    words: list[str] = []
    ends: list[int] = []
    ahead = at
    while len(words) < limit and ahead < len(tokens):
        token = tokens[ahead]
        ahead += 1
        if token.kind == "mark":
            if token.text not in _JOINING:
                break
            continue
        if (
            token.kind == "number"
            and ahead < len(tokens)
            and tokens[ahead].text in "/-.:"
            and _tight_number(tokens, ahead + 1)
        ):
            break
        words.append(token.text.lstrip("0") if token.kind == "number" else token.text)
        ends.append(ahead)
    while words:
        readings = known.readings(" ".join(words))
        if readings:
            return (Item("word", first.start, tokens[ends[-1] - 1].end, readings, tight=first.tight),), ends[-1]
        words.pop()
        ends.pop()
    return (_pieces(first, known), at + 1) if first.text >= _UNSPACED else ((), at)


def _pieces(token: Token, known: _Words) -> list[Item]:
    """Return the known forms, longest first, that a word of a script without spaces is made of, or nothing."""
    items: list[Item] = []
    text, at = token.text, 0
    while at < len(text):
        for end in range(min(len(text), at + known.lexicon.longest_piece), at, -1):
            readings = known.readings(text[at:end])
            if readings:
                items.append(Item("word", token.start, token.end, readings, tight=True))
                at = end
                break
        else:
            return []
    return items


def _numbers(tokens: Sequence[Token], at: int, items: Sequence[Item], known: _Words) -> tuple[Sequence[Item], int]:
    """Return the clock, number group or single number that starts here."""
    token = tokens[at]
    if len(token.text) > 8:
        return (), at
    after = _clock_end(tokens, at)
    if after > at + 1:
        parts = [t.text for t in tokens[at:after:2]]
        if len(parts) > 3 or len(parts[0]) > 2 or any(len(part) != 2 for part in parts[1:]):
            return (), at
        end = _fraction_end(tokens, after) if len(parts) == 3 else after
        return (_joined("clock", tokens[at:after:2], ":", tokens[end - 1].end),), end
    if len(token.text) in (4, 6) and (_after_compact_date(items) or _before_zone(tokens, at, known)):
        pairs = [int(token.text[i : i + 2]) for i in range(0, len(token.text), 2)]
        return (Item("clock", token.start, token.end, (), tuple(pairs), (2,) * len(pairs), ":", True),), at + 1
    if len(token.text) == 8:
        numbers = (int(token.text[:4]), int(token.text[4:6]), int(token.text[6:]))
        return (Item("group", token.start, token.end, (), numbers, (4, 2, 2), "", token.tight),), at + 1
    chain, after = _chain(tokens, at)
    if len(chain) > 1:
        mark = tokens[at + 1].text + ("" if tokens[at + 1].tight and chain[1].tight else " ")
        return (_joined("group", chain, mark, chain[-1].end),), after
    return (_joined("number", chain, "", token.end),), at + 1


def _joined(kind: ItemKind, numbers: Sequence[Token], mark: str, end: int) -> Item:
    return Item(
        kind,
        numbers[0].start,
        end,
        (),
        tuple(int(number.text) for number in numbers),
        tuple(len(number.text) for number in numbers),
        mark,
        numbers[0].tight,
    )


def _clock_end(tokens: Sequence[Token], at: int) -> int:
    """Return where ``9:31`` or ``9:31:05`` ends: numbers with colons and nothing else between them.

    Scanners set blanks at both sides of a colon (``9 : 31``); on one side alone it ends what stands before it.
    """
    spaced = at + 2 < len(tokens) and not tokens[at + 1].tight and not tokens[at + 2].tight
    if spaced and (len(tokens[at].text) > 2 or len(tokens[at + 2].text) != 2):
        return at + 1
    while at + 2 < len(tokens) and tokens[at + 2].kind == "number" and tokens[at + 1].text == ":":
        if tokens[at + 1].tight == spaced or tokens[at + 2].tight == spaced:
            break
        at += 2
    return at + 1


def _fraction_end(tokens: Sequence[Token], at: int) -> int:
    """Return where fractions of a second end; they are beyond the precision that a MailDate keeps."""
    if at + 1 < len(tokens) and tokens[at].text in (".", ",") and tokens[at].tight and _tight_number(tokens, at + 1):
        return at + 2
    return at


def _chain(tokens: Sequence[Token], at: int) -> tuple[list[Token], int]:
    """Return up to three numbers joined by one separator: all close together, or all spaced (``27. 10. 2021``)."""
    chain = [tokens[at]]
    mark, close = "", True
    while len(chain) < 3 and at + 2 < len(tokens):
        separator, number = tokens[at + 1], tokens[at + 2]
        if separator.text not in _GROUPING or number.kind != "number" or (mark and separator.text != mark):
            break
        if len(chain) > 1 and close != (separator.tight and number.tight):
            break
        mark, close = separator.text, separator.tight and number.tight
        if _clock_end(tokens, at + 2) > at + 3 or (not close and (mark == "-" or _starts_close_chain(tokens, at + 2))):
            break
        chain.append(number)
        at += 2
    return chain, at + 1


def _starts_close_chain(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the number belongs with what follows it (the 9 of ``27. 9.31``)."""
    return (
        at + 2 < len(tokens)
        and tokens[at + 1].text in _GROUPING
        and tokens[at + 1].tight
        and _tight_number(tokens, at + 2)
    )


def _tight_number(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "number" and tokens[at].tight


def _after_compact_date(items: Sequence[Item]) -> bool:
    """Tell whether the time of ``20211027T093105`` (ISO 8601 basic format) stands here."""
    return len(items) > 1 and items[-1].kind == "word" and items[-1].tight and items[-2].digits == (4, 2, 2)


def _before_zone(tokens: Sequence[Token], at: int, known: _Words) -> bool:
    """Tell whether a time without a colon stands here, a zone joined to it: ``1432-EST`` (RFC 733)."""
    joined = [token for token in tokens[at + 1 : at + 3] if token.tight]
    zoned = len(joined) == 2 and joined[0].text == "-"
    return zoned and any(reading.kind == "zone" for reading in known.readings(joined[1].text))


def _mark(tokens: Sequence[Token], at: int, items: Sequence[Item]) -> tuple[Sequence[Item], int]:
    token = tokens[at]
    if token.text in ("+", "-") and items and _tight_number(tokens, at + 1):
        found = _offset(tokens, at, items)
        if found is not None:
            return (found[0],), found[1]
    if token.text in _ALLOWED:
        return (Item("mark", token.start, token.end, mark=token.text, tight=token.tight),), at + 1
    return (), at


def _offset(tokens: Sequence[Token], at: int, items: Sequence[Item]) -> tuple[Item, int] | None:
    """Return the offset at a sign: ``+0200`` behind a time, ``+02:00`` in ISO 8601, ``+2`` behind a zone."""
    sign, number, before = tokens[at], tokens[at + 1], items[-1]
    zone = any(reading.kind == "zone" for reading in before.readings)
    if not _may_have_offset(items, sign):
        return None
    after = at + 2
    minutes = 0
    if _clock_end(tokens, at + 1) == at + 4 and len(tokens[at + 3].text) == 2 and len(number.text) <= 2:
        iso = before.tight and sign.tight and len(items) > 1 and items[-2].kind == "word"
        if before.kind == "clock" and not (zone or iso or sign.text == "+" or len(before.numbers) == 3):
            return None  # 9:00-10:00 is a stretch of time
        hours, minutes, after = int(number.text), int(tokens[at + 3].text), at + 4
    elif len(number.text) == 4:
        hours, minutes = divmod(int(number.text), 100)
    elif len(number.text) <= 2 and (zone or (sign.tight and before.kind == "clock" and len(before.numbers) == 3)):
        hours = int(number.text)
    else:
        return None
    follows = after + 1 < len(tokens) and tokens[after].text in _GROUPING and _tight_number(tokens, after + 1)
    if follows or hours > 14 or minutes not in (0, 15, 30, 45):
        return None
    total = hours * 60 + minutes
    unknown = sign.text == "-" and total == 0 and len(number.text) == 4
    numbers = () if unknown else (-total if sign.text == "-" else total,)
    return Item("offset", sign.start, tokens[after - 1].end, (), numbers, (), sign.text, sign.tight), after


def _may_have_offset(items: Sequence[Item], sign: Token) -> bool:
    """Tell whether an offset can stand behind these items: a time, a word, a bracket, or a date after a time."""
    before = items[-1]
    if before.kind == "word":  # the hyphen that joins a preposition to the time is no sign
        return not sign.tight or any(reading.kind == "zone" for reading in before.readings)
    if before.kind in ("clock", "mark"):
        return True
    if sign.tight:
        return False
    timed = any(item.kind == "clock" for item in items)
    if before.kind == "number":
        return before.digits == (4,) and timed
    return before.kind == "group" and (before.mark == "." or timed)
