"""The base subject of RFC 5256, with the prefixes of every language table."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailweave.parsers.base_subject import base_subject, prefix_of, split_subject, untagged
from mailweave.parsers.locale import all_locales


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Harbour fees", "Harbour fees"),
        ("Re: Harbour fees", "Harbour fees"),
        ("AW: WG: Harbour fees", "Harbour fees"),
        ("RE:Harbour fees", "Harbour fees"),
        ("Re： Harbour fees", "Harbour fees"),  # full-width colon
        ("Re[2]: Harbour fees", "Harbour fees"),
        ("Re(2): Harbour fees", "Harbour fees"),
        ("Re^3: Harbour fees", "Harbour fees"),
        ("[quay] Re: Harbour fees", "Harbour fees"),
        ("Re: [quay] Harbour fees", "Harbour fees"),
        ("[EXTERNAL] RE: Harbour fees", "Harbour fees"),
        ("Re: EXTERNAL: Re: Harbour fees", "Harbour fees"),  # a gateway's mark between two prefixes
        ("Re: *** BULK *** Re: Harbour fees", "Harbour fees"),
        ("[Fwd: [quay] Harbour fees]", "Harbour fees"),
        ("[Done] -> RE: Harbour fees", "Harbour fees"),
        ("Subject: Re: Harbour fees", "Harbour fees"),
        ("About re: Harbour fees", "About re: Harbour fees"),
        ("Re: Harbour fees [EXTERNAL]", "Harbour fees"),
        ("Harbour fees [draft]", "Harbour fees [draft]"),
        ("Harbour fees (fwd)", "Harbour fees"),
        ("Harbour fees (was: Ferry times)", "Harbour fees"),
        ("Harbour fees (was: Ferry times (winter))", "Harbour fees"),
        ("Harbour fees (was Re: Ferry times)", "Harbour fees"),
        ("Harbour fees (was closed: Ferry times)", "Harbour fees (was closed: Ferry times)"),
        ("Harbour fees (draft)", "Harbour fees (draft)"),
        ("Award: Harbour fees", "Award: Harbour fees"),  # a word, not a prefix
        ("Fees Re: harbour", "Fees Re: harbour"),  # a prefix stands in front
        ("Re: fees Re: harbour", "fees Re: harbour"),
        ("[only a tag]", "[only a tag]"),  # RFC 5256: a tag that is all there is stays
        ("  Re:   Harbour \t fees ", "Harbour fees"),
        ("Re:", ""),
        ("", ""),
    ],
)
def test_base_subject(subject: str, expected: str) -> None:
    assert base_subject(subject) == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Harbour fees", None),
        ("Re: Harbour fees", "reply"),
        ("Fwd: Re: Harbour fees", "forward"),
        ("Re: Fwd: Harbour fees", "reply"),
        ("[quay] Re: Harbour fees", "reply"),
        ("[Fwd: Harbour fees]", "forward"),
        ("Harbour fees (fwd)", "forward"),
        ("Re: Harbour fees (fwd)", "reply"),
    ],
)
def test_kind_of_the_first_prefix(subject: str, expected: str | None) -> None:
    assert prefix_of(subject) == expected


def _forms(kind: str) -> set[str]:
    return {form.casefold() for locale in all_locales() for form in locale.prefixes.get(kind, {})}


TWO_MEANINGS = _forms("reply") & _forms("forward")  # a reply in one language and a forward in another


@pytest.mark.parametrize(
    ("kind", "form", "example"),
    [
        pytest.param(kind, form, example, id=f"{locale.language}-{form}")
        for locale in all_locales()
        for kind, forms in locale.prefixes.items()
        for form, example in forms.items()
        if kind != "renamed"
    ],
)
def test_every_prefix_of_the_tables(kind: str, form: str, example: str) -> None:
    found = split_subject(example)
    assert found.prefix == kind or form.casefold() in TWO_MEANINGS
    assert form.casefold() not in found.base.casefold().split(":")[0].split()
    assert base_subject(f"{form}: Harbour fees") == "Harbour fees"


@pytest.mark.parametrize("form", sorted(_forms("renamed")))
def test_every_word_for_an_old_subject(form: str) -> None:
    found = split_subject(f"Harbour fees ({form}: Ferry times)")
    assert (found.base, found.was) == ("Harbour fees", "Ferry times")


def test_the_old_subject_is_kept() -> None:
    assert split_subject("Harbour fees (nb: Ferry times)") == ("Harbour fees (nb: Ferry times)", None, (), None)
    assert split_subject("Harbour fees (was: Ferry times (winter))").was == "Ferry times (winter)"
    assert split_subject("Harbour fees (draft)").was is None


def test_list_tags_are_kept_apart() -> None:
    assert split_subject("[quay] Re: [EXT] Harbour fees").blobs == ("quay", "EXT")


@pytest.mark.parametrize(
    "subject",
    [
        "Re: " * 20_000 + "x",
        "Re: " * 20_000 + "x)",
        "[" * 80_000,
        "[a]" * 20_000,
        "[Fwd: " * 10_000 + "x)" + "]" * 10_000,
        "(" * 40_000 + ")" * 40_000,
        "x" + "(fwd)" * 20_000,
        "x" + "(was: " * 10_000 + ")" * 10_000,
    ],
    ids=["replies", "replies-bracket", "open", "tags", "wrapped", "brackets", "trailers", "renamed"],
)
def test_long_subjects_are_read_in_linear_time(subject: str) -> None:
    started = time.process_time()
    base_subject(subject)
    assert time.process_time() - started < 2


@given(st.text(alphabet=st.sampled_from("Re:Fwd[]() AW转发：x\t1^wasÉ"), max_size=60))
def test_base_subject_twice_is_once(subject: str) -> None:
    assert base_subject(base_subject(subject)) == base_subject(subject)


@given(st.text(max_size=200))
def test_no_subject_raises(subject: str) -> None:
    assert len(base_subject(subject)) <= len(subject)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("[quays] Re: Harbour fees", "Re: Harbour fees"),
        ("Re: [quays]  Harbour fees", "Re: [quays] Harbour fees"),  # the tag is answered with the subject
        ("[Harbour fees]", "[Harbour fees]"),
        ("[Harbour fees", "[Harbour fees"),
        ("", ""),
    ],
)
def test_a_subject_without_the_tag_of_its_list(subject: str, expected: str) -> None:
    assert untagged(subject) == expected
