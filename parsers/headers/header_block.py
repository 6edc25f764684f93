"""Header blocks: runs of labelled lines (From, Date, To, Subject in any order) printed inside a text.

The walk follows what mail programs print: a value behind its label or on the lines below it, values
continued over lines, blank lines between fields, fields in any order and language. A block ends where a
field comes a second time, or at a line that is neither a label nor the rest of a value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..folding import BLANK, EMPHASIS
from ..lexicon import Lexicon
from ..lines import Line
from ..message import Field
from ..pages.furniture import is_furniture
from .columns import Entry, spread_column
from .continuation import MAIN, PEOPLE, certain, continues, repeats
from .damage import damaged_label
from .labels import Label, first_colon, label_at_start, label_before_blank, labels_within

_WIDE = 1000
_LONGEST = 60
"""Lines that one header block may have, its values included (long recipient lists)."""
_TABLE = 2
"""Rows of a table of fields behind which any other row is one of them, whatever its label."""
_CELLS = ":\t"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field of a block: ``text`` is the printed value, its lines joined by LF without quote marks.

    ``text[start:end]`` of the document is where the value stands; both are equal for an empty value.
    """

    field: Field
    text: str
    start: int
    end: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """A header block: lines ``first`` to ``last`` (inclusive, indices), its fields in printed order.

    ``languages`` are those whose tables explain most of its labels.
    """

    first: int
    last: int
    start: int
    end: int
    depth: int
    fields: tuple[FieldValue, ...]
    languages: tuple[str, ...]
    rule: str = "labelled lines"

    def value(self, field: Field) -> FieldValue | None:
        """Return the first value of *field*, or None where the block does not print it."""
        return next((value for value in self.fields if value.field == field), None)


def header_block_at(lines: Sequence[Line], index: int, lexicon: Lexicon) -> HeaderBlock | None:
    """Return the header block that begins at ``lines[index]``, or None.

    A block needs an originator and one more field of To, Date, Subject; or Date, To and Subject together.
    Whether its values make sense is for the caller to judge.
    """
    entries, last = _walk(lines, index, lexicon)
    if len(entries) < 2 or 2 * sum(entry.label.damaged for entry in entries) > len(entries):
        return None
    last = spread_column(lines, entries, last, lexicon)
    labels = [entry.label for entry in entries]
    languages = languages_of(labels)
    resolved = resolve(labels, [entry.text for entry in entries], languages)
    fields = tuple(_value(entry, field) for entry, field in zip(entries, resolved, strict=True))
    present = {value.field for value in fields}
    if not (("from" in present or "sender" in present) and present & {"to", "cc", "date", "subject"}) and not (
        present >= {"to", "date", "subject"}
    ):
        return None
    return HeaderBlock(
        first=index,
        last=last,
        start=lines[index].start + entries[0].label.start,
        end=lines[last].end,
        depth=lines[index].depth,
        fields=fields,
        languages=languages,
    )


def fields_below(
    lines: Sequence[Line], index: int, known: set[Field], lexicon: Lexicon
) -> tuple[tuple[FieldValue, ...], int]:
    """Return the fields on labelled lines directly below ``lines[index]``, but for *known* ones, and the last line."""
    entries, last = _walk(lines, index + 1, lexicon, known) if index + 1 < len(lines) else ([], index)
    labels = [entry.label for entry in entries]
    resolved = resolve(labels, [entry.text for entry in entries], languages_of(labels))
    fields = tuple(_value(entry, field) for entry, field in zip(entries, resolved, strict=True))
    return fields, last if entries else index


def _walk(lines: Sequence[Line], index: int, lexicon: Lexicon, known: Iterable[Field] = ()) -> tuple[list[Entry], int]:
    """Collect labels and their values from *index* on; return them and the last line that belongs to them."""
    depth = lines[index].depth
    entries: list[Entry] = []
    seen: set[Field] = set(known)
    last = index
    spaced = False
    position = index
    while position < min(len(lines), index + _LONGEST):
        line = lines[position]
        if line.blank:
            following = _after_blanks(lines, position)
            if following is None or not _goes_on(lines, following, depth, seen, entries, lexicon, spaced):
                break
            position, spaced = following, True
            continue
        if line.depth != depth:
            break
        label = _field_label(line.content, entries, seen, lexicon)
        if label is None and len(entries) > _TABLE and _is_row(line) and _is_row(lines[position - 1]):
            label = Label((("und", "other"),), 0, line.content.index(_CELLS) + len(_CELLS))
        if label is not None and not repeats(label, seen):
            for each, end in _on_one_line(line.content, label, seen, lexicon):
                pieces = _piece(line, each.value, end, lexicon)
                entries.append(Entry(each, label.start, line.start + min(each.value, end), pieces))
                seen |= certain(each)
        elif label is not None or not entries or not continues(lines, position, entries[-1], seen, lexicon):
            break
        else:
            entries[-1].lines.append((line.start, line.end, line.content.strip(BLANK)))
        last = position
        position += 1
    return entries, last


def _field_label(content: str, entries: list[Entry], seen: set[Field], lexicon: Lexicon) -> Label | None:
    label = label_at_start(content, lexicon) or damaged_label(content, lexicon)
    if len(entries) > 1:
        name, colon, _ = content.partition(":")
        # RFC 5322 section 3.6.8: optional fields (X-Mailer) stand among the others; X-From is no second From.
        optional = colon and 3 < len(name) < 40 and "-" in name and name.replace("-", "").isalnum() and name.isascii()
        if optional and (label is None or content[:2] in ("X-", "x-")):
            return Label((("und", "other"),), 0, len(name) + 1)
    return label or (_lost_colon(content, seen, lexicon) if len(entries) > 1 else None)


def _is_row(line: Line) -> bool:
    """Whether a line is a word with a colon and, in the next cell of a table, its value."""
    word, tab, value = line.content.partition(_CELLS)
    return bool(tab and value) and word.isalpha()


def _lost_colon(content: str, seen: set[Field], lexicon: Lexicon) -> Label | None:
    """Return the label of the subject if a block lacks only that and the line begins with it, its colon lost."""
    if "subject" in seen or not seen & {"from", "sender"} or "date" not in seen:
        return None
    label = label_before_blank(content, lexicon)
    return label if label is not None and label.fields == {"subject"} and not content[label.value].islower() else None


def _on_one_line(content: str, label: Label, seen: set[Field], lexicon: Lexicon) -> list[tuple[Label, int]]:
    """Return the labels of a line with the end of each value: the first one, and others set apart behind it.

    A label within a line counts behind ``;`` or two blanks, and only for a field that is not there yet; the date
    also directly behind the sender (Outlook, where a blank replaced the line end).
    """
    found = [label]
    if first_colon(content[label.value :], _WIDE) >= 0:
        taken = set(seen) | label.fields
        for each in labels_within(content[:_WIDE], lexicon):
            before = content[: each.start].rstrip("+")
            apart = before.endswith(("; ", "  ", "\t", ";")) or each.start == found[-1].value
            apart = apart or (_originates(found[-1]) and each.fields == {"date"} and _has_digit(content[each.value :]))
            if apart and each.start >= found[-1].value and each.fields - taken:
                found.append(each)
                taken |= each.fields
    return [*zip(found, [each.start for each in found[1:]] + [len(content)], strict=True)]


def _originates(label: Label) -> bool:
    return bool(label.fields & {"from", "sender"})


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _piece(line: Line, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    text = line.content[start : max(start, end)].rstrip(BLANK + ";+" if end < len(line.content) else BLANK)
    cells, tab, last = text.rpartition("\t")
    if tab and is_furniture(last, lexicon):  # a button of the page, in a cell of its own
        text = cells.rstrip(BLANK)
    return [(line.start + start, line.start + start + len(text), text)] if text else []


def _after_blanks(lines: Sequence[Line], position: int) -> int | None:
    """Return the next line that shows something, at most three blank lines on."""
    for following in range(position + 1, min(position + 4, len(lines))):
        if not lines[following].blank:
            return following
    return None


def _goes_on(
    lines: Sequence[Line], position: int, depth: int, seen: set[Field], entries: list[Entry], lexicon: Lexicon,
    spaced: bool,
) -> bool:  # fmt: skip
    """Whether a block goes on behind blank lines: with a main field that it still lacks, at the same depth.

    Where blank lines stood between its fields before (*spaced*), any known label will do.
    """
    if lines[position].depth != depth or not (entries or seen):
        return False
    label = label_at_start(lines[position].content, lexicon)
    if label is None and spaced:
        label = _lost_colon(lines[position].content, seen, lexicon)
    if label is None or not certain(label) or repeats(label, seen):
        return False
    if spaced and label.fields == {"other"}:
        return True
    return not seen >= MAIN and bool(certain(label) & (MAIN | {"cc"}))


def languages_of(labels: Sequence[Label]) -> tuple[str, ...]:
    """Return the languages that explain most of *labels*, in order of their tags; empty if none does."""
    votes = Counter(language for label in labels for language in {language for language, _ in label.readings})
    votes.pop("und", None)
    most = max(votes.values(), default=0)
    return tuple(sorted(language for language, count in votes.items() if count == most))


def resolve(labels: Sequence[Label], values: Sequence[str], languages: Sequence[str]) -> list[Field]:
    """Return one field for each label: what *languages* say of it, no field twice, values that fit."""
    taken = {field for label in labels for field in certain(label)}
    chosen: list[Field] = []
    for label, value in zip(labels, values, strict=True):
        readings: list[Field] = [field for language, field in label.readings if language in languages]
        options: list[Field] = list(dict.fromkeys(readings or [field for _, field in label.readings]))
        if len(options) > 1:
            options = [field for field in options if field not in taken] or options
        fitting: list[Field] = [field for field in options if _fits(field, value)]
        chosen.append((fitting or options)[0])
        taken.add(chosen[-1])
    return chosen


def _fits(field: Field, value: str) -> bool:
    if field in PEOPLE:
        return "@" in value or not _has_digit(value)
    return field != "date" or _has_digit(value)


def _value(entry: Entry, field: Field) -> FieldValue:
    pieces = entry.lines
    start = pieces[0][0] if pieces else entry.at
    end = pieces[-1][1] if pieces else entry.at
    text = "\n".join(piece for _, _, piece in pieces).strip(BLANK)
    if text.endswith("\\"):  # a line break in Markdown
        text = text[:-1].rstrip(BLANK)
        end = start + len(text) if len(pieces) == 1 else end
    if text.endswith("|"):  # the border of a Markdown table
        text = text.rstrip("|" + BLANK)
        end = start + len(text) if len(pieces) == 1 else end
    if field != "subject" or text[:1] in EMPHASIS:
        text = text.strip(BLANK + EMPHASIS)
    return FieldValue(field, text, start, end, tuple(sorted({language for language, _ in entry.label.readings})))
