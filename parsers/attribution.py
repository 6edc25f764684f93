"""Attribution lines: ``On Sat, 3 May 2014, Ada Lang wrote:`` before quoted text, in any language.

A line that ends like an attribution of the tables is joined with up to four lines before it, and each
template that closes this way is laid over the joined text. What fills its slots must read as a date and a
person; so prose such as "On the other hand, she wrote:" is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .folding import BLANK, EMPHASIS, visible
from .lexicon import Lexicon, Template, even
from .lines import Line
from .message import MailDate, Span

ReadDate = Callable[[str, Sequence[str]], MailDate | None]
_FOLDED = 4
"""Lines before its last one over which an attribution may be folded."""
_LONGEST = 400
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution: lines ``first`` to ``last`` (inclusive), the printed sender and the printed date.

    ``date_text`` is None where the form has none; ``date`` is None where the text was not understood.
    """

    first: int
    last: int
    start: int
    end: int
    depth: int
    form: str
    language: str
    sender: str
    date_text: str | None
    date: MailDate | None
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

    Of several that fit, the one with more slots filled wins, then the one with more words of its own.
    """
    shown = lines[index].content.rstrip(BLANK + EMPHASIS)
    forms = lexicon.attributions.get(even(shown[-1:])) if shown else None
    if not forms:
        return None
    best: Attribution | None = None
    best_weight = 0
    for first in _window(lines, index):
        joined = _join(lines[first : index + 1])
        if len(joined.text) > _LONGEST:
            break
        for form in forms:
            found = _lay(form, joined, read_date)
            if found is not None and (best is None or (len(found[3]), form.weight) > (len(best.spans), best_weight)):
                best_weight = form.weight
                sender, date_text, date, spans = found
                best = Attribution(
                    first, index, joined.places[0][1], lines[index].end, lines[index].depth,
                    form.form, form.language, sender, date_text, date, spans,
                )  # fmt: skip
        if best is not None and len(best.spans) > 1:
            break
    return best


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


_Found = tuple[str, str | None, MailDate | None, tuple[Span, ...]]


def _lay(form: Template, joined: _Joined, read_date: ReadDate) -> _Found | None:
    """Lay a template over a joined text: (sender, date text, date, spans), or None where it does not fit."""
    flat, opening, closing = joined.flat, form.opening.strip(), form.closing.strip()
    if not flat.startswith(opening) or not flat.endswith(closing) or len(flat) <= len(opening) + len(closing):
        return None
    if opening and opening[-1].isalpha() and flat[len(opening)].isalpha() and ord(opening[-1]) < 0x2E80:
        return None
    start, end = len(opening), len(flat) - len(closing)
    slots = [slot for slot in form.slots if slot in ("date", "from", "id", "to")]
    if len(slots) == 1:
        return _fill(form, joined, [(slots[0], start, end)], read_date)
    if len(slots) == 2:
        return _split(form, joined, start, end, read_date)
    return None


def _split(form: Template, joined: _Joined, start: int, end: int, read_date: ReadDate) -> _Found | None:
    """Cut at the literal between the two slots wherever it occurs; of the cuts that read well, the longest date."""
    middle = form.parts[2].strip() or " "
    first, second = form.slots
    best: _Found | None = None
    at = joined.flat.find(middle, start, end)
    for _ in range(_TRIES):
        if at < 0:
            break
        found = _fill(form, joined, [(first, start, at), (second, at + len(middle), end)], read_date)
        if found is not None and (best is None or len(found[1] or "") > len(best[1] or "")):
            best = found
        at = joined.flat.find(middle, at + 1, end)
    return best


def _fill(form: Template, joined: _Joined, slots: list[tuple[str, int, int]], read_date: ReadDate) -> _Found | None:
    sender = ""
    date_text: str | None = None
    date: MailDate | None = None
    spans: list[Span] = []
    for slot, start, end in slots:
        text, start, end = _trim(joined.text, start, end, slot)
        if not text:
            return None
        if slot == "date":
            date = read_date(text, (form.language,))
            date_text = text
            if date is None:
                return None
            spans.append(Span("date", joined.place(start), joined.place(end - 1) + 1))
        elif slot == "from":
            if not reads_as_person(text):
                return None
            sender = text
            spans.append(Span("from", joined.place(start), joined.place(end - 1) + 1))
    return (sender, date_text, date, tuple(spans)) if sender else None


def _trim(text: str, start: int, end: int, slot: str) -> tuple[str, int, int]:
    edge = BLANK + EMPHASIS + (",;" if slot == "date" else ",")
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return text[start:end], start, end


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
