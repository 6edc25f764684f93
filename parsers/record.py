"""Records from drafts: the fields, spans and provenance of one message."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .bodies import SET_IN, Draft
from .document import Document, RawMail
from .folding import visible
from .headers.attribution import ReadDate
from .headers.header_block import FieldValue
from .lexicon import Lexicon
from .lines import Line
from .mailboxes import mailboxes, originator
from .message import Address, Field, MailDate, Message, Problem, Provenance, Span
from .text_of_body import body_lines


def message_of(
    document: Document, draft: Draft, lines: Sequence[Line], lexicon: Lexicon, read_date: ReadDate
) -> tuple[Message, Problem | None]:
    """Return the message of a header block or an attribution line, and a problem where its date is not understood."""
    mark = draft.mark
    assert mark is not None, "raw mail has no mark"
    body = body_lines(draft.lines, lexicon, dedent=draft.margin is not None or draft.set_in >= SET_IN)
    start = draft.lines[0].start if draft.lines else lines[mark.last].end
    end = draft.lines[-1].end if draft.lines else start
    header, attribution = mark.header, mark.attribution
    if attribution is not None:
        printed: tuple[tuple[Field, str | None], ...] = (("from", attribution.sender), ("to", attribution.recipient))
        values = [FieldValue(field, text, 0, 0, ()) for field, text in printed if text]
        spans = attribution.spans
        block = (attribution.start, attribution.end)
        date = read_date(attribution.date, (attribution.language,)) if attribution.date else None
        problem = None
        rule, method = attribution.form, "attribution"
    else:
        assert header is not None, "a mark is a header block or an attribution"
        values = list(header.fields)
        spans = tuple(Span(value.field, value.start, value.end) for value in values if value.field != "other")
        block = (header.start, header.end)
        date, problem = _date(document, lines[mark.first].number, header.value("date"), header.languages, read_date)
        rule, method = header.rule, "header-block"
    found = Provenance(
        document.name, block[0], block[1], lines[mark.first].number,
        "attribution" if method == "attribution" else "header-block",
        depth=mark.depth, rule=rule, confidence=mark.confidence, page=_page(document, block[0]),
        body_start=start, body_end=end, spans=spans,
    )  # fmt: skip
    return _message(values, date, "\n".join(body), found, lexicon), problem


def message_from_mail(
    document: Document, mail: RawMail, draft: Draft, number: int, lexicon: Lexicon, read_date: ReadDate
) -> Message:
    """Return the message of a raw mail that begins on line *number*; its fields are those of its header."""
    values = [FieldValue(_FIELDS[name], value, 0, 0, ()) for name, value in mail.headers if name in _FIELDS]
    date = next((value.text for value in values if value.field == "date"), "")
    found = Provenance(
        document.name, mail.start, mail.body_start, number, "rfc822", rule="RFC 5322 header",
        page=_page(document, mail.start), body_start=mail.body_start, body_end=mail.body_end, spans=mail.spans,
    )  # fmt: skip
    read = (read_date(date, ()) or MailDate(date)) if date else None
    body = "\n".join(body_lines(draft.lines, lexicon))
    message = _message(values, read, body, found, lexicon)
    return replace(message, attachments=mail.attachments)


_FIELDS: dict[str, Field] = {
    "from": "from", "sender": "sender", "reply-to": "reply_to", "to": "to", "cc": "cc", "bcc": "bcc", "date": "date",
    "subject": "subject", "message-id": "message_id", "in-reply-to": "in_reply_to", "references": "references",
}  # fmt: skip


def _message(
    values: Sequence[FieldValue], date: MailDate | None, body: str, found: Provenance, lexicon: Lexicon
) -> Message:
    def people(field: str) -> tuple[Address, ...]:
        return tuple(a for value in values if value.field == field for a in mailboxes(value.text, lexicon))

    def first(field: str) -> str:
        return next((value.text for value in values if value.field == field), "")

    author, sender = originator(first("from"), lexicon)
    given = originator(first("sender"), lexicon)[0]
    subject = next((value.text for value in values if value.field == "subject"), None)
    return Message(
        id=_ids(first("message_id"))[0] if _ids(first("message_id")) else "",
        from_=author or given,
        sender=sender or (given if author else None),
        reply_to=people("reply_to"),
        to=people("to"),
        cc=people("cc"),
        bcc=people("bcc"),
        date=date,
        subject=visible(subject) or None if subject is not None else None,
        body=body,
        found=found,
        in_reply_to=_ids(first("in_reply_to")),
        references=_ids(first("references")),
        attachments=tuple(visible(value.text) for value in values if value.field == "attachments" and value.text),
    )


def _ids(text: str) -> tuple[str, ...]:
    """Return the message ids in *text* (RFC 5322 section 3.6.4), angle brackets included."""
    return tuple(f"<{part.split('>')[0].strip()}>" for part in text.split("<")[1:] if "@" in part.split(">")[0])


def _date(
    document: Document, number: int, value: FieldValue | None, languages: Sequence[str], read_date: ReadDate
) -> tuple[MailDate | None, Problem | None]:
    if value is None or not value.text:
        return None, None
    date = read_date(value.text, languages)
    if date is not None:
        return date, None
    what = "date not understood, kept as text"
    return MailDate(value.text), Problem(document.name, what, number, value.text, value.start, severity="note")


def _page(document: Document, offset: int) -> int | None:
    """Return the number of the page on which *offset* stands, None where the format has no pages."""
    return bisect_right(document.pages, offset) or None
