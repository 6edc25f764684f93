"""Documents in, messages out: the first floor, which knows nothing of threads or exports."""

from .dates import parse_date
from .document import Document, Options, Parsed, RawMail
from .message import Address, MailDate, MailweaveError, Message, PassedOver, Problem, Provenance, Span
from .parse import parse_document

__all__ = [
    "Address",
    "Document",
    "MailDate",
    "MailweaveError",
    "Message",
    "Options",
    "Parsed",
    "PassedOver",
    "Problem",
    "Provenance",
    "RawMail",
    "Span",
    "parse_date",
    "parse_document",
]
