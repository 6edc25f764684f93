"""Attribution lines: ``On Sat, 3 May 2014, Ada Lang wrote:`` before quoted text, in any language.

A line that ends like an attribution of the tables is joined with up to four lines before it, and each
template that closes this way is laid over the joined text. What fills its slots must read as a date and a
person; so prose such as "On the other hand, she wrote:" is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from .folding import BLANK, EMPHASIS, visible
from .lexicon import Lexicon
from .lines import Line
from .message import Field, MailDate, Span
from .templates import Filled, Template, even, fit

ReadDate = Callable[[str, Sequence[str]], MailDate | None]
_FOLDED = 4
"""Lines before its last one over which an attribution may be folded."""
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution: lines ``first`` to ``last`` (inclusive), the printed sender, recipient and date.

    Each of the three is None where the form has none ("On Monday you wrote:" names no sender).
    """

    first: int
    last: int
    start: int
    end: int
    depth: int
    form: str
    language: str
    sender: str | None
    recipient: str | None
    date: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Joined:
    """Several lines as one text, evened for comparison; ``places`` maps its offsets to the document."""

    text: str
    flat: str
    places: tuple[tuple[int, int], ...]

    def place(self, offset: int) -> int:
        before = [pair for pair in self.places if pair[0] <= offset][-1]
        return before[1] + offset - before[0]


def attribution_at(lines: Sequence[Line], index: int, lexicon: Lexicon, read_date: ReadDate) -> Attribution | None:
    """Return the attribution whose last line is ``lines[index]``, or None.

    Of several that fit, the one with more words of its own wins, then the one with more slots. A form
    without a date, and one that no words close, must be followed by quoted text to be believed.
    """
    shown = lines[index].content.rstrip(BLANK + EMPHASIS)
    forms = lexicon.attributions.get(even(shown[-1:]), ()) if shown else ()
    quoted = _quoted_below(lines, index)
    if quoted:
        forms = (*forms, *lexicon.attributions.get("", ()))
    if not forms:
        return None
    best: Attribution | None = None
    rank = (0, 0)
    for first in _window(lines, index):
        joined = _join(lines[first : index + 1])
        if len(joined.text) > _LONGEST:
            break
        for form in forms:
            if (form.weight, len(form.slots)) <= rank or ("date" not in form.slots and not quoted):
                continue
            found = _lay(form, joined, read_date)
            if found is not None:
                best, rank = _attribution(lines, first, index, joined, form, found), (form.weight, len(form.slots))
        if best is not None and best.date is not None:
            break
    return best


def _quoted_below(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line that shows something is quoted deeper than ``lines[index]``."""
    for following in range(index + 1, min(index + 4, len(lines))):
        if not lines[following].blank:
            return lines[following].depth > lines[index].depth
    return False


def _window(lines: Sequence[Line], index: int) -> list[int]:
    """Return the first lines that an attribution ending at *index* may have, nearest first."""
    found = [index]
    for first in range(index - 1, max(-1, index - 1 - _FOLDED), -1):
        if lines[first].blank or lines[first].depth != lines[index].depth:
            break
        found.append(first)
    return found


def _join(lines: Sequence[Line]) -> _Joined:
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for line in lines:
        lead = len(line.content) - len(line.content.lstrip(BLANK + EMPHASIS))
        piece = line.content[lead:].rstrip(BLANK + EMPHASIS)
        places.append((length, line.start + lead))
        pieces.append(piece)
        length += len(piece) + 1
    text = " ".join(pieces)
    return _Joined(text, even(text), tuple(places))


def _lay(form: Template, joined: _Joined, read_date: ReadDate) -> tuple[Filled, ...] | None:
    def accept(slot: str, text: str) -> bool:
        if slot == "date":
            return read_date(text, (form.language,)) is not None
        if slot in ("from", "to"):
            return reads_as_person(text) and ("date" in form.slots or reads_as_name(text))
        return slot != "id" or ("@" in text and " " not in text.strip())

    return fit(form, joined.text, joined.flat, accept)


def _attribution(
    lines: Sequence[Line], first: int, last: int, joined: _Joined, form: Template, filled: tuple[Filled, ...]
) -> Attribution:
    texts = {slot.slot: joined.text[slot.start : slot.end] for slot in filled}
    spans = tuple(
        Span(cast("Field", slot.slot), joined.place(slot.start), joined.place(slot.end - 1) + 1)
        for slot in filled
        if slot.slot in ("date", "from", "to")
    )
    return Attribution(
        first, last, joined.places[0][1], lines[last].end, lines[last].depth,
        form.form, form.language, texts.get("from"), texts.get("to"), texts.get("date"), spans,
    )  # fmt: skip


def reads_as_name(text: str) -> bool:
    """Whether *text* can be nothing but a name or an address: no word of it at either end is in lower case."""
    words = visible(text).partition("<")[0].strip("\"' ").split()
    return "@" in text or (bool(words) and not words[0][0].islower() and not words[-1][0].islower() and len(words) <= 4)


def reads_as_person(text: str) -> bool:
    """Whether *text* may be a mailbox: an address, a blanked one, or a short run of words that name someone."""
    shown = visible(text)
    name, bracket, _ = shown.partition("<")
    name = name.strip().strip("\"'“”")
    if "@" in shown or bracket:
        return len(name.split()) <= 10 and len(name) <= 100
    words = name.split()
    if not 0 < len(words) <= 6 or len(name) > 60 or any(c in ".!?:;" for c in (w[-1] for w in words if len(w) > 3)):
        return False
    return not any(character.isdigit() for character in name) and any(
        word[0].isupper() or not word[0].islower() for word in words
    )
