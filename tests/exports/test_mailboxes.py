"""People as mailboxes: a printed address stays, a blanked one is never given a false one."""

import pytest

from mailweave.exports.mailboxes import Mailbox, address_text, mailbox
from mailweave.parsers.message import Address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (Address("Ada Lang", "ada@example.org"), Mailbox("Ada Lang", "ada@example.org")),
        (Address(None, "ada@example.org"), Mailbox("", "ada@example.org")),
        (Address("Ada", "ada@bücher.example"), Mailbox("Ada", "ada@xn--bcher-kva.example")),
        (Address("Ada Lang", redacted=True), Mailbox("Ada Lang", "ada-lang@redacted.invalid", True)),
        (Address("Ada Lang"), Mailbox("Ada Lang", "ada-lang@unknown.invalid", True)),
        (Address(redacted=True), Mailbox("(redacted)", "redacted@redacted.invalid", True)),
        (Address(), Mailbox("(unknown)", "unknown@unknown.invalid", True)),
        (None, Mailbox("(unknown)", "unknown@unknown.invalid", True)),
        (Address(None, "ada at example"), Mailbox("ada at example", "ada-at-example@unknown.invalid", True)),
        (Address("Ada", "a@b@c"), Mailbox("Ada", "ada@unknown.invalid", True)),
        (Address("Ada", "ada@example.org>\r\nX: <b"), Mailbox("Ada", "ada@unknown.invalid", True)),
        (Address("Ada\r\nX: 1", "ada@example.org"), Mailbox("Ada  X: 1", "ada@example.org")),
        (Address("José", redacted=True), Mailbox("José", "jose@redacted.invalid", True)),
    ],
)
def test_mailbox(address: Address | None, expected: Mailbox) -> None:
    assert mailbox(address) == expected


def test_people_of_one_name_share_an_address_and_others_do_not() -> None:
    names = ["木村 花子", "木村 太郎", "Жанна", "Żanna", "x" * 90, "x" * 91]
    made = [mailbox(Address(name, redacted=True)).addr_spec for name in names]
    assert len(set(made)) == len(names)
    assert mailbox(Address("木村 花子", redacted=True)).addr_spec == made[0]
    assert all(address.isascii() for address in made)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (Address("Ada Lang", "ada@example.org"), "Ada Lang <ada@example.org>"),
        (Address("Ada Lang", redacted=True), "Ada Lang (redacted)"),
        (Address("Ada Lang"), "Ada Lang"),
        (Address(None, "ada@example.org"), "ada@example.org"),
        (Address(redacted=True), "(redacted)"),
        (None, "(unknown)"),
    ],
)
def test_address_text(address: Address | None, expected: str) -> None:
    assert address_text(address) == expected
