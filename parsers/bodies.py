"""Which lines belong to which email: own text, quoted text, answers between quoted lines.

One pass over the lines with a stack of open emails. An email introduced by an attribution owns the lines
one quote mark deeper, through all interruptions by answers; one introduced by a header block owns what
follows at the same depth until the next block, or until the quoting around it ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .base_subject import prefix_of
from .folding import BLANK
from .lexicon import Lexicon
from .lines import Line
from .marks import Mark
from .message import Enclosure
from .pages.furniture import behind_furniture, furniture_from, is_break

_CHAIN = 64
"""Emails at one depth through which a quote is followed to the one that quotes it."""
_LOOKED = 100
"""Last lines of an email among which its own text is looked for."""
SET_IN = 2
"""Columns by which documents set in what they quote."""
_FENCE = "```"
"""Opens and closes a block of verbatim text in Markdown: an email that begins inside ends inside."""


@dataclass(slots=True)
class Draft:
    """An email being put together: its mark (None for raw mail), its own lines, and what it is printed in.

    ``within`` is the index of the enclosing draft. ``begins`` says that it answers no email, so that lines set in by
    quote marks below its own text are still that text; elsewhere they are ``answered``, lines of an email that nothing
    names. ``text_depth`` is the quote depth of its own text. ``margin`` is the indentation of its
    attribution (code points) where its text is set deeper instead of being marked, None where it is not. ``set_in`` is
    the indentation of its header.
    """

    mark: Mark | None
    text_depth: int
    within: int | None = None
    enclosure: Enclosure | None = None
    lines: list[Line] = field(default_factory=list)
    answered: list[Line] = field(default_factory=list)
    begins: bool = False
    margin: int | None = None
    set_in: int = 0


class _Stack:
    """The emails that are open at the present line, outermost first, and those that quoting may reopen."""

    def __init__(self, drafts: list[Draft], root: Draft | None) -> None:
        self.drafts = drafts
        self.open: list[int] = []
        self.paused: dict[int, int] = {}
        self.subjects: set[str] = set()
        self.aside: int | None = None
        if root is not None:
            drafts.append(root)
            self.open.append(0)

    @property
    def top(self) -> Draft | None:
        return self.drafts[self.open[-1]] if self.open else None

    def close_deeper(self, depth: int) -> None:
        """Close what is quoted deeper than *depth*; it may be reopened while what quotes it stays open."""
        while self.open and self.drafts[self.open[-1]].text_depth > depth:
            index = self.open.pop()
            self.paused[self.drafts[index].text_depth] = index

    def close_level(self, depth: int) -> int | None:
        """Close the email whose own text or header stands at *depth* and return its index, None if there is none."""
        closed = None
        while self.open and (mark := self.drafts[self.open[-1]].mark) is not None:
            text_depth = self.drafts[self.open[-1]].text_depth
            if text_depth != depth and not (text_depth < mark.depth == depth):
                break
            closed = self.open.pop()
        self.paused.clear()
        return closed

    def close_set_in(self, margin: int) -> None:
        """Close the emails that a document sets in, header and text, where a line stands at the *margin* again."""
        for place, index in enumerate(self.open):
            draft = self.drafts[index]
            if margin < SET_IN <= draft.set_in:
                if _set_in(draft.lines):
                    del self.open[place:]
                    self.paused.clear()
                    return
                draft.set_in = 0  # its header is, its text is not

    def reopen(self, depth: int) -> bool:
        """Go on with the paused email whose text stands at *depth*, if the emails quoting it are open or paused too."""
        index = self.paused.get(depth)
        if index is None:
            return False
        found = [index]
        quoting = self.drafts[index].within
        for _ in range(_CHAIN):
            if quoting is None or quoting in self.open:
                break
            outer = self.drafts[quoting].text_depth
            if self.paused.get(outer) == quoting and outer < depth:
                found.append(quoting)
            elif outer != self.drafts[found[-1]].text_depth:
                return False  # where the depths are equal, it ended where the other begins
            quoting = self.drafts[quoting].within
        outermost = self.drafts[found[-1]].mark
        alone = quoting is None and not self.open  # what a document itself quotes is over when its own text goes on
        if (alone and (outermost is None or outermost.attribution is None)) or (
            quoting is not None and quoting not in self.open
        ):
            return False
        self.open += reversed(found)
        return True

    def push(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.open.append(len(self.drafts) - 1)
        for depth in [d for d in self.paused if d >= draft.text_depth]:
            del self.paused[depth]


def collect(lines: Sequence[Line], marks: Sequence[Mark], lexicon: Lexicon, root: Draft | None = None) -> list[Draft]:
    """Return the emails that *marks* begin, in order, each with the lines of its own text.

    *root* is the raw mail around the text, if there is one; it comes first.
    """
    drafts: list[Draft] = []
    stack = _Stack(drafts, root)
    starts = {mark.top: mark for mark in marks}
    furniture = furniture_from(lines, 0, lexicon)
    fence: int | None = None
    index = 0
    while index < len(lines):
        mark = starts.get(index)
        if mark is not None:
            _begin(stack, lines, mark, lexicon, starts)
            index = behind_furniture(lines, mark.last + 1, lexicon) if mark.header is not None else mark.last + 1
            continue
        if index == furniture:
            stack.open = stack.open[:1] if root is not None else []
        if index >= furniture:
            furniture = furniture_from(lines, index + 1, lexicon)
        if lines[index].content.startswith(_FENCE):
            if fence is not None:
                stack.open = [opened for opened in stack.open if opened < fence]
            fence = len(drafts) if fence is None else None
        _give(stack, lines[index])
        index += 1
    return drafts


def _give(stack: _Stack, line: Line) -> None:
    """Hand one line of text to the email that it belongs to."""
    if not line.blank:
        stack.close_deeper(line.depth)
        top = stack.top
        deeper = line.depth > (top.text_depth if top is not None else 0)
        if deeper and not stack.reopen(line.depth) and top is not None:
            own = top.begins and any(not before.blank for before in top.lines)
            (top.lines if own else top.answered).append(line)
            return
        margin = _margin(line)
        stack.close_set_in(margin)
        if stack.top is not None and stack.top.margin is not None and margin <= stack.top.margin:
            while (top := stack.top) is not None and top.margin is not None and margin <= top.margin:
                stack.aside = stack.open.pop()
        elif stack.aside is not None and _goes_on(stack, stack.aside, line):
            stack.open.append(stack.aside)
    if (top := stack.top) is not None:
        top.lines.append(line)


def _begins(stack: _Stack, mark: Mark) -> bool:
    """Whether a header block begins a conversation: its subject has no prefix, and nothing before has that subject."""
    subject = _subject(mark)
    first = bool(subject) and subject not in stack.subjects
    stack.subjects.add(subject)
    return first and prefix_of(subject) is None


def _subject(mark: Mark) -> str:
    value = mark.header.value("subject") if mark.header is not None else None
    return value.text if value is not None else ""


def _goes_on(stack: _Stack, aside: int, line: Line) -> bool:
    """Whether *line* is as far to the right as what was quoted by indentation before an answer came between."""
    quoted = stack.drafts[aside]
    first = next((shown.content for shown in quoted.lines if not shown.blank), "")
    margin = first[: len(first) - len(first.lstrip(BLANK))]
    return bool(stack.open) and stack.open[-1] == quoted.within and bool(margin) and line.content.startswith(margin)


def _begin(stack: _Stack, lines: Sequence[Line], mark: Mark, lexicon: Lexicon, starts: Mapping[int, Mark]) -> None:
    stack.close_deeper(mark.depth)
    follows = _next_shown(lines, mark.last + 1)
    deeper = follows is not None and follows.depth > mark.depth
    if mark.depth > (0 if (top := stack.top) is None else top.text_depth):
        stack.reopen(mark.depth)
    if mark.attribution is not None:
        within = stack.open[-1] if stack.open else None
        margin = _margin(lines[mark.first])
        indented = not deeper and mark.attribution.rest is None and follows is not None and _margin(follows) > margin
        draft = Draft(mark, mark.depth + deeper, within, "quoted", margin=margin if indented else None)
        if mark.attribution.rest is not None:
            draft.lines.append(_rest(lines[mark.last], mark.attribution.rest))
        stack.push(draft)
        return
    before = stack.close_level(mark.depth)
    if mark.header is None:
        return
    around = stack.open[-1] if stack.open else None
    outer = before if before is not None else around
    silent = outer is not None and all(line.blank for line in stack.drafts[outer].lines[-_LOOKED:])
    quoted = mark.separator == "forward" or (
        mark.separator is not None
        and follows is not None
        and follows.depth == mark.depth + 1
        and lines.index(follows, mark.last + 1) not in starts
        and (silent or _quotes_only(lines, mark, starts))
    )
    text_depth = mark.depth + (deeper and quoted)
    if around is None and (before is None or stack.drafts[before].text_depth < mark.depth):
        text_depth = (
            text_depth if follows is None else min(text_depth, follows.depth)
        )  # a note sets off the header alone
    if deeper and quoted and before is not None:
        stack.open.append(before)  # what stands below the quote goes on with the email that quotes it
    within, enclosure = _enclosure(stack, lines, mark, before, around, lexicon)
    set_in = _margin(lines[mark.first]) if mark.depth == 0 else 0
    stack.push(Draft(mark, text_depth, within, enclosure, begins=_begins(stack, mark), set_in=set_in))


def _quotes_only(lines: Sequence[Line], mark: Mark, starts: Mapping[int, Mark]) -> bool:
    """Whether nothing but quoted lines follows a header up to the next one: its text is quoted, its header is not."""
    for index in range(mark.last + 1, len(lines)):
        if index in starts or (not lines[index].blank and lines[index].depth <= mark.depth):
            return index in starts
    return True


def _set_in(lines: Sequence[Line]) -> bool:
    """Whether the first line that shows something is set in."""
    first = next((line for line in lines if not line.blank), None)
    return first is not None and _margin(first) >= SET_IN


def _margin(line: Line) -> int:
    return len(line.content) - len(line.content.lstrip(BLANK))


def _rest(line: Line, start: int) -> Line:
    """Return what stands on *line* from the document offset *start* on as a line of its own."""
    return line._replace(first=start, start=start, content=line.content[start - line.start :])


def _enclosure(
    stack: _Stack, lines: Sequence[Line], mark: Mark, before: int | None, around: int | None, lexicon: Lexicon
) -> tuple[int | None, Enclosure | None]:
    """Return the draft in which a header block stands, and how: *before* ended here, *around* is still open."""
    if mark.separator is not None:
        kind: Enclosure = "forwarded" if mark.separator == "forward" else "quoted"
        return (before, kind) if before is not None else (around, kind if around is not None else None)
    if before is not None:
        inside = mark.depth > 0 or any(draft.mark is None for draft in stack.drafts[:1])
        return (None, None) if _parted(lines, mark, lexicon) else (before, "quoted" if inside else "below")
    if around is None:
        return None, None
    root = stack.drafts[around].mark is None
    return around, "quoted" if root or stack.drafts[around].text_depth < mark.depth else "below"


def _parted(lines: Sequence[Line], mark: Mark, lexicon: Lexicon) -> bool:
    """Whether a caption, a rule, a footnote mark or a heading stands between a block and the text above it.

    A line of underscores does not part: Outlook draws one above every email that it quotes.
    """
    above = [line for line in lines[max(0, mark.top - 4) : mark.top] if not line.blank]
    return mark.captioned or (
        bool(above) and is_break(above[-1].content, lexicon) and above[-1].content.strip(BLANK + "_") != ""
    )


def _next_shown(lines: Sequence[Line], index: int) -> Line | None:
    """Return the next line that shows more than that something was left out, None where none does."""
    shown = (lines[position] for position in range(index, len(lines)) if not lines[position].blank)
    return next((line for line in shown if not line.elides), None)
