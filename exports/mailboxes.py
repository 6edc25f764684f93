"""Printed people as RFC 5322 mailboxes, without making a false address of a blanked one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from ..parsers.message import Address
from .printable import one_line, sound

REDACTED = "redacted.invalid"
UNKNOWN = "unknown.invalid"

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDR_SPEC = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_LONGEST = 254  # RFC 5321 section 4.5.3.1.3
_SLUG = 40


@dataclass(frozen=True, slots=True)
class Mailbox:
    """*made_up* says that *addr_spec* is not printed anywhere: it lies under ``.invalid`` (RFC 2606)."""

    name: str
    addr_spec: str
    made_up: bool = False


def mailbox(address: Address | None) -> Mailbox:
    """Return the mailbox that a mail client can show for *address*.

    A printed address is taken as it is where RFC 5322 can write it in ASCII. Otherwise one under
    ``redacted.invalid`` (the document blanks it) or ``unknown.invalid`` (it prints none) is made from the
    name, so that one person's emails still sort together; nothing printed gives the name ``(redacted)`` or
    ``(unknown)``.
    """
    address = address or Address()
    name = one_line(address.name or "")
    email = one_line(address.email or "")
    if addr_spec := _writable(email):
        return Mailbox(name, addr_spec)
    domain = REDACTED if address.redacted else UNKNOWN
    shown = name or email or f"({domain.partition('.')[0]})"
    return Mailbox(shown, f"{slug(shown)}@{domain}", made_up=True)


def address_text(address: Address | None) -> str:
    """Return *address* for people: what is printed, and in words what is not."""
    address = address or Address()
    if address.name and address.email:
        return f"{address.name} <{address.email}>"
    shown = address.name or address.email
    blank = "redacted" if address.redacted else "" if shown else "unknown"
    return " ".join(part for part in (shown, f"({blank})" if blank else "") if part)


def slug(name: str) -> str:
    """Return the ASCII letters and digits of *name*, joined by hyphens, and a short hash of it where that loses any."""
    folded = unicodedata.normalize("NFKD", name[:_SLUG].casefold())
    slug = re.sub("[^a-z0-9]+", "-", re.sub("[^\\x00-\\x7f]", "", folded)).strip("-")
    lost = len(name) > _SLUG or any(unicodedata.category(c)[0] in "LN" and not c.isascii() for c in folded)
    if lost or not slug:
        slug = f"{slug}-{blake2b(sound(name).casefold().encode(), digest_size=4).hexdigest()}".lstrip("-")
    return slug


def _writable(email: str) -> str | None:
    if len(email) > _LONGEST:
        return None
    local, _, domain = email.rpartition("@")
    if not domain.isascii() and local.isascii():
        try:
            email = f"{local}@{domain.encode('idna').decode()}"
        except UnicodeError:
            return None
    return email if len(email) <= _LONGEST and _ADDR_SPEC.fullmatch(email) else None
