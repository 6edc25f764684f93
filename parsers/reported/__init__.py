"""Emails that prose only tells of: partial messages, each with the sentences that report it.

Prose is everything that is not itself a printed email. The grammar of telling is data (``[reported]`` in the
language tables); names, dates and answers that a sentence leaves out come from the sentences before it and are
marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..document import Document, Options
from ..folding import visible
from ..identity import message_id
from ..lexicon import Lexicon, lexicon_for
from ..lines import split_lines
from ..message import Address, Message, PassedOver, Provenance, Span
from ..pages.furniture import is_break
from ..separators import separator
from .scan import Scanned, scan_prose
from .sound import same_person
from .story import Story
from .telling import Telling

_BETWEEN = 400
"""Code points between two printed emails up to which there may be separators only."""
_ARTICLE = 2
"""Sentences that an article has beside its headline, at least."""
_FOOTNOTE = re.compile(r"^[ \t]*\[(\d{1,3})\][ \t]*$", re.MULTILINE)


def reported_messages(
    document: Document,
    text: str,
    printed: Sequence[Message],
    options: Options = Options(),  # noqa: B008 - frozen
) -> tuple[list[Message], list[PassedOver]]:
    """Return the emails that *text*, the text of *document*, tells of, in its order, and what was passed over.

    *printed* are the messages printed in it: their own text is no telling, and footnotes point at them.
    """
    notes = _footnotes(text, printed)
    tellings: list[Telling] = []
    number = position = 0
    for start, end in _prose(text, printed, document, options):
        number, position = number + text.count("\n", position, start), start
        story = Story(lambda note, name: any(_is_from(message, name) for message in notes.get(note, ())))
        sentences = list(scan_prose(text, start, end, number + 1, options.languages))
        sentences = sentences[_has_headline(text, sentences) :]
        story.learn(sentences)
        for scanned in sentences:
            story.read(scanned)
        tellings += story.told()
    return _messages(document, text, tellings, notes), []


def _has_headline(text: str, sentences: Sequence[Scanned]) -> bool:
    """Whether *text* begins with a headline, a line without a full stop: the article tells of that email again."""
    if not sentences or text[: sentences[0].sentence.start].strip():
        return False
    first = sentences[0].sentence
    alone = text[first.end : first.end + 4].startswith(("\n\n", "\r\n\r\n"))
    quoted = first.quotes and not sentences[0].grammar.turns
    return alone and not quoted and text[first.end - 1].isalnum() and len(sentences) > _ARTICLE


def _prose(text: str, printed: Sequence[Message], document: Document, options: Options) -> list[tuple[int, int]]:
    """Return the stretches of *text* that no printed email and no raw mail covers, and that are not only separators."""
    covered = [(message.found.start, max(message.found.end, message.found.body_end)) for message in printed]
    covered += [(mail.start, mail.body_end) for mail in document.mails]
    free, position = [], 0
    for start, end in sorted(covered):
        if start > position:
            free.append((position, start))
        position = max(position, end)
    if position < len(text):
        free.append((position, len(text)))
    lexicon = lexicon_for(options.languages)
    return free if not printed else [(start, end) for start, end in free if _says(text[start:end], lexicon)]


def _says(stretch: str, lexicon: Lexicon) -> bool:
    """Whether a stretch between printed emails says more than ``Begin forwarded message:`` and the like."""
    shown = [line.content for line in split_lines(stretch[:_BETWEEN]) if not line.blank]
    return len(stretch) > _BETWEEN or any(
        not is_break(content, lexicon) and separator(content, lexicon) is None for content in shown
    )


def _footnotes(text: str, printed: Sequence[Message]) -> dict[int, list[Message]]:
    """Return the emails printed under each footnote number: below a line ``[1]``, above the next such line."""
    if not printed:
        return {}
    marks = [(match.start(), int(match[1])) for match in _FOOTNOTE.finditer(text)]
    found: dict[int, list[Message]] = {}
    for index, (place, number) in enumerate(marks):
        limit = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        found.setdefault(number, []).extend(message for message in printed if place <= message.found.start < limit)
    return found


def _is_from(message: Message, name: str) -> bool:
    sender = message.from_.name if message.from_ else None
    return sender is not None and same_person(sender, name)


def _messages(
    document: Document, text: str, tellings: Sequence[Telling], notes: dict[int, list[Message]]
) -> list[Message]:
    carried = {id(telling.carries) for telling in tellings if telling.carries is not None}
    made: dict[int, Message] = {}
    used: set[str] = set()
    for telling in tellings:
        message = _message(document, text, telling)
        source = None if id(telling) in carried else _source(telling, notes, used)
        if source is not None:
            used.add(source.id)
            message = _with_source(message, telling, source)
        made[id(telling)] = replace(message, id=message_id(message))
    for telling in tellings:
        message = made[id(telling)]
        if telling.answers is not None and id(telling.answers) in made:
            answered = made[id(telling.answers)].id
            made[id(telling)] = replace(message, in_reply_to=(answered,) if answered != message.id else ())
        if telling.carries is not None:
            made[id(telling.carries)] = _carried(made[id(telling.carries)], message, notes, telling)
    return [made[id(telling)] for telling in tellings]


def _source(telling: Telling, notes: dict[int, list[Message]], used: set[str]) -> Message | None:
    """Return the printed email that a footnote of *telling* names: the first of its sender that is not yet told of."""
    for note in telling.footnotes:
        fitting = [m for m in notes.get(note, ()) for person in telling.senders if _is_from(m, person.name)]
        fitting = [message for message in fitting if message.id not in used]
        if telling.answers is not None and fitting:
            sources = [index for index, m in enumerate(notes[note]) if m.id in used]
            later = [m for m in fitting if not sources or notes[note].index(m) > max(sources)]
            fitting = later or fitting
        if fitting:
            return fitting[0]
    return None


def _with_source(message: Message, telling: Telling, source: Message) -> Message:
    """Return *message* with what the printed email behind its footnote knows better."""
    context = [note for note in message.context if not note.startswith("date")]
    note = f"footnote [{telling.footnotes[0]}]"
    to = message.to
    if not to or telling.we:
        to = tuple(box for box in (*source.to, *source.cc) if box.name or box.email)
        context = [*(one for one in context if not one.startswith("to")), f"to: {note}"]
    date = message.date
    if telling.date_span is None and source.date is not None:
        date, context = source.date, [*context, f"date: {note}"]
    elif telling.date_span is not None:
        context = list(message.context)
    return replace(message, to=to or message.to, date=date, same_as=source.id, context=tuple(dict.fromkeys(context)))


def _carried(message: Message, outer: Message, notes: dict[int, list[Message]], telling: Telling) -> Message:
    """Return the email that *outer* forwards, linked to the print that stands within the forward's own."""
    message = replace(message, printed_in=outer.id, enclosure="forwarded")
    for note in telling.footnotes:
        for candidate in notes.get(note, ()):
            if outer.same_as and candidate.printed_in == outer.same_as:
                date = message.date or candidate.date
                context = (*message.context, f"date: footnote [{note}]") if message.date is None and date else ()
                message = replace(message, same_as=candidate.id, date=date, context=context or message.context)
    return message


def _message(document: Document, text: str, telling: Telling) -> Message:
    quotes = sorted(telling.quotes)
    start, end = telling.spans[0]
    body = "\n\n".join(text[first:last].strip() for first, last in quotes)
    paraphrase = not body
    if paraphrase:
        body = "\n\n".join(visible(text[first:last]) for first, last in telling.spans)
    spans = [Span("from", person.start, person.end) for person in telling.senders if start <= person.start < end]
    spans += [Span("to", person.start, person.end) for person in telling.recipients if start <= person.start < end]
    if telling.date_span:
        spans.append(Span("date", *telling.date_span))
    context = list(telling.context)
    if len(telling.senders) > 1:
        context.append("from: with " + ", ".join(person.name for person in telling.senders[1:]))
    found = Provenance(
        document.name,
        start,
        end,
        telling.line,
        "reported",
        rule=telling.rule + (", paraphrase" if paraphrase else ""),
        confidence=telling.confidence,
        body_start=quotes[0][0] if quotes else start,
        body_end=quotes[-1][1] if quotes else end,
        spans=tuple(spans),
    )
    also_at = tuple(
        replace(found, start=first, end=last, line=text.count("\n", 0, first) + 1, spans=())
        for first, last in telling.spans[1:]
    )
    return Message(
        id="",
        from_=_address(telling.senders[0].name) if telling.senders else None,
        date=telling.date,
        subject=None,
        body=body,
        found=found,
        to=tuple(_address(person.name) for person in telling.recipients),
        cc=tuple(_address(person.name) for person in telling.copied),
        kind="reported",
        also_at=also_at,
        paraphrase=paraphrase,
        context=tuple(dict.fromkeys(context)),
    )  # fmt: skip


def _address(name: str) -> Address:
    return Address(name=visible(name))
