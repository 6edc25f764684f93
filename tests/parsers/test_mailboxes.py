"""Mailboxes as documents print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailweave.parsers.lexicon import lexicon_for
from mailweave.parsers.mailboxes import mailboxes, originator

LEXICON = lexicon_for(())


@pytest.mark.parametrize(
    ("value", "expected", "why"),
    [
        ("Ada Lang <ada@example.org>", [("Ada Lang", "ada@example.org")], "RFC 5322"),
        ("ada@example.org", [(None, "ada@example.org")], "an address alone"),
        ('"Lang, Ada" <ada@example.org>, "Ben" <ben@example.org>', [("Lang, Ada", "ada@example.org"), ("Ben", "ben@example.org")], "a comma in quotation marks"),
        ("Lang, Ada", [("Lang, Ada", None)], "surname first, as Outlook prints it"),
        ("Lang, Ada; Okri, Ben <ben@example.org>", [("Lang, Ada", None), ("Okri, Ben", "ben@example.org")], "semicolons part, commas do not"),
        ("Lang, Ada <ada@example.org>, Okri, Ben <ben@example.org>", [("Lang, Ada", "ada@example.org"), ("Okri, Ben", "ben@example.org")], "surnames first, commas between"),
        ("Ada Lang, Ben Okri", [("Ada Lang", None), ("Ben Okri", None)], "full names, commas between"),
        ("阿達・朗、本・奧克里", [("阿達・朗", None), ("本・奧克里", None)], "U+3001 parts"),
        ("'ada@example.org'", [(None, "ada@example.org")], "quotes around an address, as Outlook prints them"),
        ('"ada@example.org" <ada@example.org>', [(None, "ada@example.org")], "an address as its own name is no name"),
        ("ada@example.org [mailto:ada@example.org]", [(None, "ada@example.org")], "printed twice"),
        ("ada@example.org (Ada Lang)", [("Ada Lang", "ada@example.org")], "RFC 822 comment"),
        ("Ada Lang ada at example.org", [("Ada Lang", "ada@example.org")], "list archives spell the sign"),
        ("Ada Lang <ada en example.org>", [("Ada Lang", "ada@example.org")], "in any language, in brackets too"),
        ("Ada Lang [SMTP:ada@example.org]", [("Ada Lang", "ada@example.org")], "Exchange"),
        ("« Ada Lang » <ada@example.org>", [("Ada Lang", "ada@example.org")], "French quotation marks"),
        ("Ada<mailto:ada@example.org> <ada@example.org<mailto:ada@example.org>>", [("Ada", "ada@example.org")], "links that Outlook prints"),
        ("**Lang**, **Ada**", [("Lang, Ada", None)], "emphasis inside a name"),
        ("Lang, Ada <ada@example.org>, ben@example.org <ben@example.org>", [("Lang, Ada", "ada@example.org"), (None, "ben@example.org")], "one surname first among others"),
        ("Ada Lang <ada.hidden.example>", [("Ada Lang", "ada.hidden.example")], "an archive that hides the sign"),
        ("Ada Lang <ada_lang_at_example.org>", [("Ada Lang", "ada_lang@example.org")], "hypermail writes the sign so"),
        ("Ada Lang <ada(at)example.org>", [("Ada Lang", "ada@example.org")], "the sign in brackets"),
        ("Ada Lang <ada AT example DOT org>", [("Ada Lang", "ada@example.org")], "its dot spelled too"),
        ("Ada Lang (ada chez mail point example point org)", [("Ada Lang", "ada@mail.example.org")], "several dots, in any language"),
        ("ada at example.org (Ada Lang)", [("Ada Lang", "ada@example.org")], "pipermail's mbox"),
        ("Ada Lang <ada @ example. org>", [("Ada Lang", "ada@example.org")], "torn by a scanner"),
        ("Ada Lang <ada@example,org>", [("Ada Lang", "ada@example.org")], "a comma that was a dot"),
        ("Ada Lang <adaexample.org>", [("Ada Lang", "adaexample.org")], "the sign lost"),
        ("Ada Lang <ada@xxxxxxxx>", [("Ada Lang", "ada@xxxxxxxx")], "the host masked"),
        ("research!ada", [("research!ada", None)], "a UUCP path is not made an address"),
        ("ada@research", [(None, "ada@research")], "a host without a dot"),
        ("Ada Lang〈ada@example.org〉", [("Ada Lang", "ada@example.org")], "CJK angle brackets"),
        ("Ada Lang &lt;ada@example.org&gt;", [("Ada Lang", "ada@example.org")], "a web page copied as its source"),
        ("Ada Lang <https://example.org/u/7>", [("Ada Lang", None)], "a link is no address"),
        ("[Ada Lang](mailto:ada@example.org)", [("Ada Lang", "ada@example.org")], "Markdown"),
        ("boats, Ben Okri", [("boats", None), ("Ben Okri", None)], "a list's name is no surname"),
        ("", [], "an empty value"),
        (" ,; ", [], "separators alone"),
        ("<***@***.***> Ada [at]", [("Ada [at]", None)], "a masked address before another bracket"),
    ],
)  # fmt: skip
def test_mailboxes(value: str, expected: list[tuple[str | None, str | None]], why: str) -> None:
    assert [(a.name, a.email) for a in mailboxes(value, LEXICON)] == expected, why


@pytest.mark.parametrize(
    ("value", "expected", "why"),
    [
        ("Ada Lang <\n>", [("Ada Lang", True)], "the address is blanked"),
        ("<\n>", [(None, True)], "name and address are blanked"),
        (
            "Ada Lang <\n>、Ben Okri<\n>、\n<\n>",
            [("Ada Lang", True), ("Ben Okri", True), (None, True)],
            "a blanked list",
        ),
        ("Ada Lang ____________", [("Ada Lang", True)], "a bar behind the name"),
        ("██████", [(None, True)], "a bar alone"),
        ("(b)(6)", [(None, True)], "an exemption code"),
        ("(b) (6), (b) (7)(C); Ben Okri", [(None, True), ("Ben Okri", False)], "several codes for one redaction"),
        ("Ada Lang (b)(6)", [("Ada Lang", True)], "the address is exempted"),
        ("Ada Lang <[email\u00a0protected]>", [("Ada Lang", True)], "hidden from robots"),
        ("Ada Lang [REDACTED]", [("Ada Lang", True)], "a bracket that says so"),
        ("Ada Lang <***@***.***>", [("Ada Lang", True)], "masked by a forge"),
        ("Ada Lang [mailto:ada_at_[hidden]]", [("Ada Lang", True)], "hidden by an archive"),
        ("(b)(6)@example.org", [(None, True)], "a host alone is nobody"),
        ("Ada Lang <████@example.org>", [("Ada Lang", True)], "nor is it beside a name"),
        ("Ada Lang (AL)", [("Ada Lang (AL)", False)], "a remark is no code"),
        ("Ada Lang <ada@example.org>", [("Ada Lang", False)], "nothing is blanked"),
    ],
)
def test_redactions(value: str, expected: list[tuple[str | None, bool]], why: str) -> None:
    assert [(a.name, a.redacted) for a in mailboxes(value, LEXICON)] == expected, why


def test_a_sender_may_have_commas_in_the_name() -> None:
    author, sender = originator("Lang, Ada (Desk)", LEXICON)
    assert author is not None
    assert (author.name, sender) == ("Lang, Ada (Desk)", None)


@pytest.mark.parametrize(
    ("value", "author", "other", "why"),
    [
        ("desk@example.org on behalf of Ada Lang", "Ada Lang", "desk@example.org", "the one represented wrote it"),
        ("Ada Lang <ada@example.org> on behalf of desk@example.org", "Ada Lang", "desk@example.org", "unless only the sender is a person"),
        ("desk@example.org im Auftrag von Ada Lang", "Ada Lang", "desk@example.org", "in any language"),
    ],
)  # fmt: skip
def test_on_behalf_of(value: str, author: str, other: str, why: str) -> None:
    found = [address and (address.name or address.email) for address in originator(value, LEXICON)]
    assert found == [author, other], why


@given(st.text(alphabet=st.sampled_from("ab@.<>()[]\"',;、 \n_*"), max_size=60))
def test_any_value_is_read_without_an_error(value: str) -> None:
    for address in mailboxes(value, LEXICON):
        assert address.name or address.email or address.redacted
