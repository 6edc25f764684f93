"""A message as an RFC 5322 mail that clients thread as we did, and that says where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from hashlib import blake2b

from ..parsers.message import Address, MailDate, Message, Provenance
from ..threads.thread import Link
from .fields import address_field, id_field, text_field
from .mailboxes import address_text, mailbox
from .moments import Moment, moment
from .printable import one_line, sound
from .tree import Tree

POLICY = EmailPolicy(max_line_length=76, linesep="\n", cte_type="8bit", mangle_from_=False)
"""How the mails are written; ``POLICY.clone(linesep="\\r\\n")`` for files that are sent."""

_MSG_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9!#$%&'*+/=?^_`{|}~.:\[\]-]+>")
_LONGEST_ID = 250
_MOST_REFERENCES = 21  # the first and the last twenty
_FROM_LINE = re.compile("^>*From ", re.MULTILINE)
_LONGEST_LINE = 998  # octets, RFC 5322 section 2.1.1
_UNSAFE = frozenset(map(chr, (*range(9), *range(11, 32), 127)))
_YEARS = range(1900, 10_000)  # RFC 5322 section 3.3


def to_mail(message: Message, tree: Tree) -> EmailMessage:
    """Return *message* as a mail; print it with ``mail.as_bytes()``.

    What the document does not state is never passed off as known: see docs/exports.md for the address of a
    blanked person, for dates without zone, day or anything, and for the ``X-Mailweave-*`` fields.
    """
    mail = EmailMessage(policy=POLICY)
    for name, people in (("From", [message.from_]), ("Sender", [message.sender] if message.sender else []),
                         ("Reply-To", message.reply_to), ("To", message.to), ("Cc", message.cc),
                         ("Bcc", message.bcc)):  # fmt: skip
        _put_people(mail, name, people)
    _put_subject(mail, message)
    _put_date(mail, message.date)
    _put_ids(mail, message, tree)
    _put_source(mail, message, tree)
    body = sound(message.body).replace("\r\n", "\n").replace("\r", "\n")
    mail.set_content(body, cte=_transfer_encoding(body))
    return mail


def _put(mail: EmailMessage, name: str, text: str) -> None:
    mail[name] = text_field(name, one_line(text))


def _put_people(mail: EmailMessage, name: str, people: Iterable[Address | None]) -> None:
    printed = [*people]
    boxes = [mailbox(address) for address in printed]
    if boxes:
        mail[name] = address_field(name, boxes)
    if any(box.made_up for box in boxes):
        _put(mail, f"X-Mailweave-{name}-As-Printed", "; ".join(map(address_text, printed)))


def _put_subject(mail: EmailMessage, message: Message) -> None:
    mark = f"[{message.kind}]" if message.kind in ("reported", "placeholder") else None
    if message.subject is not None or mark:
        _put(mail, "Subject", " ".join(part for part in (mark, message.subject) if part))


def _put_date(mail: EmailMessage, date: MailDate | None) -> None:
    at = mailed_at(date)
    if at is not None:
        mail["Date"] = text_field("Date", format_datetime(at.aware))
        if at.offset is None:
            _put(mail, "X-Mailweave-Zone", "unknown")
    else:
        _put(mail, "X-Mailweave-Date", "unknown")
    if date is None:
        return
    if date.text:
        _put(mail, "X-Mailweave-Date-Text", date.text)
    if at is not None and date.precision not in (None, "second"):
        _put(mail, "X-Mailweave-Date-Precision", str(date.precision))
    if at is not None and date.zone == "inferred":
        _put(mail, "X-Mailweave-Date-Inferred", date.utc_reason or "zone inferred")


def _put_ids(mail: EmailMessage, message: Message, tree: Tree) -> None:
    mail["Message-ID"] = id_field("Message-ID", [message_id(message.id)])
    if message_id(message.id) != message.id:
        _put(mail, "X-Mailweave-ID", message.id)
    above = tree.ancestors(message.id, _MOST_REFERENCES)
    answered = above[-1:] or message.in_reply_to[:1]
    if answered:
        mail["In-Reply-To"] = id_field("In-Reply-To", map(message_id, answered))
    if not above:
        above = [*message.references[:1], *message.references[1:][1 - _MOST_REFERENCES :]] or [*answered]
    if above:
        mail["References"] = id_field("References", map(message_id, above))


def _put_source(mail: EmailMessage, message: Message, tree: Tree) -> None:
    found = message.found
    _put(mail, "X-Mailweave-Thread", tree.thread.id)
    _put(mail, "X-Mailweave-Kind", message.kind)
    if link := tree.links.get(message.id):
        _put(mail, "X-Mailweave-Link", _link_text(message, link))
    if note := tree.notes.get(message.id):
        _put(mail, "X-Mailweave-Note", note)
    _put(mail, "X-Mailweave-Source", _place(found))
    _put(mail, "X-Mailweave-Method", found.method + (f"; depth {found.depth}" if found.depth else ""))
    if found.rule:
        _put(mail, "X-Mailweave-Rule", found.rule)
    _put(mail, "X-Mailweave-Confidence", f"{found.confidence:.2f}")
    for place in message.also_at:
        _put(mail, "X-Mailweave-Also-At", _place(place))
    if message.same_as:
        _put(mail, "X-Mailweave-Same-As", message.same_as)
    if message.paraphrase:
        _put(mail, "X-Mailweave-Body", "paraphrase, in the words of the document")
    for note in message.context:
        _put(mail, "X-Mailweave-Context", note)


def _link_text(message: Message, link: Link) -> str:
    verb = "forwards" if message.kind == "forward" else "answers"
    return f"{verb} {message_id(link.parent)}; {link.reason}; confidence {link.confidence:.2f}"


def _place(place: Provenance) -> str:
    extra = [f"page {place.page}"] if place.page is not None else []
    extra += [f"Bates {place.bates}"] if place.bates else []
    return "; ".join([f"{place.document}:{place.line}", f"characters {place.start}-{place.end}", *extra])


def mailed_at(date: MailDate | None) -> Moment | None:
    """Return *date* as a point in time, None where it is unknown or of a year that mail cannot write."""
    at = moment(date)
    return at if at is not None and at.wall.year in _YEARS else None


def message_id(printed: str) -> str:
    """Return *printed* where it is a Message-ID that every client takes, else one made from it."""
    if len(printed) <= _LONGEST_ID and _MSG_ID.fullmatch(printed):
        return printed
    return f"<{blake2b(sound(printed).encode(), digest_size=16).hexdigest()}@mailweave.invalid>"


def _transfer_encoding(body: str) -> str:
    """Base64 for what a mail program on the way might alter, else the text as it is."""
    if _FROM_LINE.search(body) or not _UNSAFE.isdisjoint(body):
        return "base64"
    longest = max(map(len, body.encode().split(b"\n")))
    return "base64" if longest > _LONGEST_LINE else "7bit" if body.isascii() else "8bit"
