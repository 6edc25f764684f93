"""A document in, its messages out: lines, marks, bodies, records, each step in its own module."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .answers import give_answers
from .bodies import Draft, collect
from .captions import with_captions
from .dates import day_first_evidence, parse_date
from .document import Document, Options, Parsed, RawMail
from .excerpts import keep_excerpts
from .folded_quotes import with_folded_quotes
from .framed_quotes import with_framed_quotes
from .headers.attribution import ReadDate
from .headers.glued import without_glue
from .identity import message_id
from .lexicon import Lexicon, lexicon_for
from .lines import Line, split_lines, with_blockquotes
from .marks import Mark, NearMiss, find_marks
from .message import MailDate, Message, PassedOver, Problem
from .page_title import with_page_title
from .pages.bates import without_stamps
from .pages.furniture import without_page_noise
from .pages.line_breaks import without_line_breaks
from .pages.line_numbers import without_line_numbers
from .partings import with_partings
from .prints import fullest
from .record import message_from_mail, message_of
from .reported import reported_messages
from .subjects import with_subjects
from .tables import with_tables, without_rows
from .unmarked import part_unmarked


@dataclass(slots=True)
class _Run:
    """What was collected of one document so far."""

    document: Document
    lexicon: Lexicon
    messages: list[Message]
    problems: list[Problem]
    passed_over: list[PassedOver]


def parse_document(document: Document, options: Options = Options()) -> Parsed:  # noqa: B008 - frozen
    """Return the messages printed in *document* in the order of the text, its problems and its near-misses.

    Raw mails are messages themselves and their bodies are parsed on. Ready-made messages are passed through.
    A document without any message is said to be so in a problem of severity ``note``.
    """
    run = _Run(document, lexicon_for(options.languages), [], list(document.problems), [])
    if document.messages:
        return Parsed(document.messages, tuple(run.problems), ())
    position, number = 0, 1
    for mail in document.mails:
        number = _stretch(run, position, mail.start, number, None, options)
        number += document.text.count("\n", mail.start, mail.body_start)
        number = _stretch(run, mail.body_start, mail.body_end, number, mail, options)
        position = mail.body_end
    _stretch(run, position, len(document.text), number, None, options)
    _attach(run, document.mails)
    told, missed = reported_messages(document, document.text, run.messages, options)
    run.passed_over += missed
    if told:
        run.messages = sorted([*run.messages, *told], key=lambda message: message.found.start)
    if not run.messages and not any(problem.severity == "error" for problem in run.problems):
        run.problems.append(Problem(document.name, "no email is printed here", severity="note"))
    return Parsed(tuple(_distinct(run.messages)), tuple(run.problems), tuple(run.passed_over))


def _attach(run: _Run, mails: Sequence[RawMail]) -> None:
    """Say of each mail that came as an attachment in which mail it is forwarded."""
    places = {m.found.start: i for i, m in enumerate(run.messages) if m.found.method == "rfc822"}
    for mail in mails:
        if mail.attached_to is not None:
            carrier, carried = places[mails[mail.attached_to].start], places[mail.start]
            forwarded = replace(run.messages[carried], printed_in=run.messages[carrier].id, enclosure="forwarded")
            run.messages[carried] = forwarded
            run.messages[carrier] = replace(run.messages[carrier], kind="forward")


def _stretch(run: _Run, start: int, end: int, number: int, mail: RawMail | None, options: Options) -> int:
    """Parse ``text[start:end]``, which begins on line *number*; return the line number behind it."""
    document, lexicon = run.document, run.lexicon
    lines: Sequence[Line] = split_lines(document.text, start, end, number)
    marked = document.text.find(">", start, end) >= 0  # else nothing is quoted, no line ends in ``<br>``
    lines, stamps = without_stamps(without_line_numbers(without_line_breaks(lines) if marked else lines))
    lines = with_blockquotes(without_page_noise(lines, lexicon), lexicon.blockquotes)
    if marked:
        lines = with_folded_quotes(with_framed_quotes(lines))
    lines = without_glue(lines, lexicon)
    read_date = _reader(options, None)
    lines, rows = with_tables(lines, lexicon, read_date)
    marks, misses = find_marks(lines, lexicon, read_date, options.threshold)
    marks = without_rows(marks, rows)
    marks = with_page_title(with_subjects(marks, lines, lexicon), lines, document.title, lexicon)
    marks = with_partings(with_captions(marks, lines), lines, lexicon)
    read_date = _reader(options, _evidence(marks, options))
    root = Draft(None, 0) if mail is not None else None
    drafts = collect(lines, marks, lexicon, root) if marks or root else []
    part_unmarked(drafts, lexicon)
    keep_excerpts(drafts)
    give_answers(drafts, document.tints)
    offset = len(run.messages)
    for draft in drafts:
        if draft.mark is None and mail is not None:
            first = number - document.text.count("\n", mail.start, mail.body_start)
            run.messages.append(message_from_mail(document, mail, draft, first, lexicon, read_date))
        else:
            message, problem = message_of(document, draft, lines, lexicon, read_date)
            inside = draft.within is not None and draft.enclosure != "below"
            around = run.messages[offset + draft.within] if inside and draft.within is not None else None
            found = replace(message.found, bates=stamps.at(message.found.start))
            run.messages.append(replace(message, date=_not_later(message.date, around), found=found))
            if problem is not None:
                run.problems.append(problem)
    _connect(run, offset, drafts)
    run.passed_over += [_passed_over(document, lines, miss) for miss in misses]
    return number + document.text.count("\n", start, end)


def _not_later(date: MailDate | None, around: Message | None) -> MailDate | None:
    """Return *date* with day and month the other way round if only so it is no later than the email around it."""
    outer = around.date.iso if around is not None and around.date is not None else None
    if date is None or date.iso is None or outer is None or date.iso[:10] <= outer[:10] or len(outer) < 10:
        return date
    readings = [parse_date(date.text, (), day_first=day_first) for day_first in (True, False)]
    other = [each for each in readings if each is not None and each.iso is not None and each.iso[:10] <= outer[:10]]
    return other[0] if len(other) == 1 else date


def _connect(run: _Run, offset: int, drafts: Sequence[Draft]) -> None:
    """Give the messages their ids, and say in which message each is printed."""
    made = run.messages[offset:]
    made = [replace(message, id=message.id or message_id(message)) for message in made]
    for index, draft in enumerate(drafts):
        if draft.within is not None:
            made[index] = replace(made[index], printed_in=made[draft.within].id, enclosure=draft.enclosure)
            made[draft.within] = _with_kind(made[draft.within], draft)
    run.messages[offset:] = made


def _with_kind(message: Message, carried: Draft) -> Message:
    if carried.enclosure == "forwarded":
        return replace(message, kind="forward")
    if carried.enclosure == "quoted" and message.kind == "original":
        return replace(message, kind="reply")
    return message


def _reader(options: Options, evidence: bool | None) -> ReadDate:
    day_first = options.day_first if options.day_first is not None else evidence

    def read(text: str, languages: Sequence[str]) -> MailDate | None:
        wanted = tuple(languages) or options.languages
        found = parse_date(text, wanted, day_first=day_first)
        return found if found is not None or not wanted else parse_date(text, (), day_first=day_first)

    return read


def _evidence(marks: Sequence[Mark], options: Options) -> bool | None:
    """Return whether the dates of a document prove day-first (True) or month-first (False); None if they differ."""
    if options.day_first is not None:
        return options.day_first
    texts = [date.text for mark in marks if mark.header and (date := mark.header.value("date"))]
    texts += [mark.attribution.date for mark in marks if mark.attribution and mark.attribution.date]
    proofs = {proof for text in texts if (proof := day_first_evidence(text)) is not None}
    return proofs.pop() if len(proofs) == 1 else None


def _distinct(messages: Sequence[Message]) -> list[Message]:
    """Return *messages* with each email once, in order of their places: prints of the same id are one."""
    prints: dict[str, list[Message]] = {}
    for message in messages:
        prints.setdefault(message.id, []).append(message)
    if len(prints) == len(messages):
        return [*messages]
    return sorted(map(fullest, prints.values()), key=lambda message: (message.found.start, message.found.depth))


def _passed_over(document: Document, lines: Sequence[Line], miss: NearMiss) -> PassedOver:
    return PassedOver(
        document.name, lines[miss.first].start, lines[miss.last].end, lines[miss.first].number, miss.reason
    )


Parser = Callable[[Document, Options], Parsed]
