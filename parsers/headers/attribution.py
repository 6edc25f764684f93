"""Attribution lines: ``On Sat, 3 May 2014, Ada Lang wrote:`` before quoted text, in any language.

A line that ends like an attribution of the tables is joined with up to four lines before it, and each
template that closes this way is laid over the joined text. What fills its slots must read as a date and a
person; so prose such as "On the other hand, she wrote:" is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from ..dates import parse_date
from ..folding import BLANK, EMPHASIS, visible
from ..lexicon import WORDY, Lexicon
from ..lines import Line
from ..message import Field, MailDate, Span
from ..templates import Filled, Template, even, fit
from .labels import label_at_start
from .persons import reads_as_name, reads_as_numbered, reads_as_person

ReadDate = Callable[[str, Sequence[str]], MailDate | None]
_FOLDED = 4
"""Lines before its last one over which an attribution may be folded."""
_LONGEST = 400
_COLONS = 3
_TAIL = 8
_HEAD = 48


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution: lines ``first`` to ``last`` (inclusive), the printed sender, recipient and date.

    Each of the three is None where the form has none ("On Monday you wrote:" names no sender). ``rest`` is
    the document offset at which the quoted text begins on the attribution's own last line, if it does.
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
    rest: int | None = None


@dataclass(frozen=True, slots=True)
class _Joined:
    """Several lines as one text, evened for comparison; ``places`` maps its offsets to the document."""

    text: str
    flat: str
    places: tuple[tuple[int, int], ...]

    def place(self, offset: int) -> int:
        before = [pair for pair in self.places if pair[0] <= offset][-1]
        return before[1] + offset - before[0]


def attribution_at(
    lines: Sequence[Line],
    index: int,
    lexicon: Lexicon,
    read_date: ReadDate,
    *,
    block_end: int = -1,
) -> Attribution | None:
    """Return the attribution whose last line is ``lines[index]``, or None.

    Of several that fit, the one with more words of its own wins, then the one with more slots. A form
    without a date, and one that no words close, must be followed by quoted text to be believed; any
    other by quoted or indented text, or it is itself the beginning of a quote, or prints the address of
    its sender. *block_end* is the last line of the header block above, if there is one.
    """
    shown = lines[index].content.rstrip(BLANK + EMPHASIS)
    below = _shown_below(lines, index)
    if not shown or below is None:
        return None
    quoted = below.depth > lines[index].depth
    cut = below.depth < lines[index].depth  # the answer trimmed all that was quoted
    if not quoted and not cut and label_at_start(below.content, lexicon) is not None:
        return None
    ending = even(shown[-_TAIL:])
    forms = list((lexicon.attributions if quoted else lexicon.dated).candidates(ending))
    if not forms:
        return None
    opens = not quoted and _opens_quote(lines, index, block_end)
    if not quoted and not (opens and below.depth):
        forms = list(lexicon.proving.candidates(ending))
    proven = bool(forms) and (forms[0].embraces or ((opens or cut) and forms[0].weight >= WORDY))
    addressed = not (quoted or _indented(below, lines[index]) or proven)
    return _best(lines, index, forms, read_date, addressed=addressed)


def attribution_within(lines: Sequence[Line], index: int, lexicon: Lexicon, read_date: ReadDate) -> Attribution | None:
    """Return the attribution that ends inside ``lines[index]``, the quoted text going on behind it, or None.

    Printed so where line breaks were lost. It must print date and address, and words of its own.
    """
    line = lines[index]
    if "@" not in line.content and "<" not in line.content:
        return None
    colons = [
        i for i, c in enumerate(line.content[:_LONGEST]) if c in ":：" and i and not line.content[i - 1].isdigit()
    ]
    for colon in colons[:_COLONS]:
        rest = line.content[colon + 1 :].lstrip(BLANK)
        cut = line._replace(content=line.content[: colon + 1], end=line.start + colon + 1)
        usable = tuple(lexicon.proving.candidates(even(cut.content[-_TAIL:])))
        found = _best(
            [*lines[max(0, index - _FOLDED) : index], cut], min(index, _FOLDED), usable, read_date, addressed=True
        )
        if found is not None and rest:
            moved = index - min(index, _FOLDED)
            return replace(found, first=found.first + moved, last=index, rest=line.end - len(rest))
    return None


def _best(
    lines: Sequence[Line], index: int, forms: Sequence[Template], read_date: ReadDate, *, addressed: bool
) -> Attribution | None:
    """Return the attribution of the form that fits best; if *addressed*, only one that prints an address."""
    best: Attribution | None = None
    rank = (0, 0)
    window = _window(lines, index) if forms else []
    forms = sorted(_sayable(forms, lines[window[-1] : index + 1]), key=_rank, reverse=True) if window else ()
    for first in window if forms else ():
        opening = even(lines[first].content[:_HEAD].strip(BLANK + EMPHASIS))
        fitting = [form for form in forms if opening.startswith(form.opening.strip()[: _HEAD // 2])]
        if not fitting:
            continue
        joined = _join(lines[first : index + 1])
        if len(joined.text) > _LONGEST:
            break
        for form in fitting:
            if _rank(form) <= rank:
                break
            found = _lay(form, joined, read_date)
            if found is not None and (not addressed or _has_address(joined, found)):
                best, rank = _attribution(lines, first, index, joined, form, found), _rank(form)
                break
        if best is not None and best.date is not None:
            break
    return best


def _rank(form: Template) -> tuple[int, int]:
    return form.weight, len(form.slots)


def _sayable(forms: Sequence[Template], lines: Sequence[Line]) -> Iterator[Template]:
    """Yield those of *forms* whose own words all stand in *lines*, with a number where they want a date."""
    flat = even(" ".join([line.content.strip(BLANK + EMPHASIS)[:_LONGEST] for line in lines]))
    numbered = any(map(str.isnumeric, flat))
    for form in forms:
        if (numbered or "date" not in form.slots) and (not form.words or form.words[0] in flat):
            yield form


def _has_address(joined: _Joined, filled: tuple[Filled, ...]) -> bool:
    sender = next((joined.text[slot.start : slot.end] for slot in filled if slot.slot == "from"), "")
    return "@" in sender or "<" in sender


def _shown_below(lines: Sequence[Line], index: int) -> Line | None:
    """Return the next line that shows something, or else that something was left out, at most eight lines on."""
    first: Line | None = None
    for line in lines[index + 1 : index + 9]:
        if line.blank:
            continue
        if not line.elides:
            return line
        first = first or line
    return first


def _opens_quote(lines: Sequence[Line], index: int, block_end: int) -> bool:
    """Whether an attribution that ends at *index* is the first text of a quote or of the email above it.

    Apple Mail quotes its attributions too; web mail that shows no quote marks prints them right below the
    header block that ends at line *block_end*.
    """
    depth = lines[index].depth
    above = (position for position in range(index - 1, max(-1, index - 12), -1) if not lines[position].blank)
    for seen, position in enumerate(above):
        if position == block_end:
            return True
        if lines[position].depth != depth or seen > _FOLDED:
            return lines[position].depth < depth
    return depth > 0


def _indented(line: Line, than: Line) -> bool:
    """Whether *line* is indented by two columns or more against *than*."""
    margins = [len(content) - len(content.lstrip(BLANK)) for content in (than.content, line.content)]
    return margins[1] - margins[0] >= 2 or (line.content[0] == "\t" and margins[0] == 0)


def _window(lines: Sequence[Line], index: int) -> list[int]:
    """Return the first lines that an attribution ending at *index* may have, nearest first.

    They stand at one depth, but an address that a mail program broke off lost the marks of its line.
    """
    found = [index]
    for first in range(index - 1, max(-1, index - 1 - _FOLDED), -1):
        broken = lines[first].depth > lines[index].depth and lines[first + 1].content[:1] == "<"
        if lines[first].blank or (lines[first].depth != lines[index].depth and not broken):
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
            languages = (form.language,)
            return read_date(text, languages) is not None or (form.weight >= WORDY and _may_date(text, languages))
        if slot in ("from", "to"):
            if "date" not in form.slots:
                return _names_in_full(text)
            proven = form.weight >= WORDY
            return reads_as_person(text, named=not proven) or (proven and reads_as_numbered(text))
        return slot != "id" or ("@" in text and " " not in text.strip())

    return fit(form, joined.text, joined.flat, accept)


def _may_date(text: str, languages: Sequence[str]) -> bool:
    """Whether *text* is a date but for its year (``Sat, 3 May 09:12``), or one of numbers that could be two dates."""
    if parse_date(text, languages, day_first=True) is not None:
        return True
    return ":" in text and parse_date(f"{text} 2000", languages) is not None


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
        first, last, joined.places[0][1], lines[last].end, lines[first].depth,
        form.form, form.language, texts.get("from"), texts.get("to"), texts.get("date"), spans,
    )  # fmt: skip


def _names_in_full(text: str) -> bool:
    """Whether *text* is an address or a full name: a form without a date says "He wrote:" of anyone."""
    name = visible(text)
    return reads_as_name(text) and ("@" in name or "<" in name or " " in name or not name.isascii())
