"""Attribution lines in the languages of the tables, folded, quoted, and those that only look like one."""

import pytest

from mailweave.parsers.dates import parse_date
from mailweave.parsers.headers.attribution import Attribution, attribution_at
from mailweave.parsers.headers.persons import reads_as_person
from mailweave.parsers.lexicon import lexicon_for
from mailweave.parsers.lines import split_lines
from mailweave.parsers.locale import all_locales
from mailweave.parsers.message import MailDate

LEXICON = lexicon_for(())


def read(text: str) -> Attribution | None:
    """The attribution that ends on the last line of *text*, with quoted text below it."""
    lines = split_lines(text + "\n>> Dear Ada,")
    return attribution_at(
        lines, len(lines) - 2, LEXICON, lambda text, known: parse_date(text, known) or parse_date(text)
    )


@pytest.mark.parametrize(
    ("text", "sender", "date", "why"),
    [
        ("On Sat, May 3, 2014 at 9:12 AM, Ada Lang <ada@example.org> wrote:", "Ada Lang <ada@example.org>", "2014-05-03T09:12", "Gmail"),
        ("On Sat, May 3, 2014 at 9:12 AM Ada Lang <ada@example.org> wrote:", "Ada Lang <ada@example.org>", "2014-05-03T09:12", "Gmail since 2018, no comma"),
        ("On Sat, May 3, 2014 at 9:12 AM, Ada Lang\n<ada@example.org> wrote:", "Ada Lang <ada@example.org>", "2014-05-03T09:12", "folded before the address"),
        ("On Sat, May 3, 2014 at 9:12 AM, Ada Lang <\nada@example.org> wrote:", "Ada Lang < ada@example.org>", "2014-05-03T09:12", "folded inside the brackets"),
        ("> On 3 May 2014, at 09:12, Ada Lang <ada@example.org> wrote:", "Ada Lang <ada@example.org>", "2014-05-03T09:12", "Apple Mail, quoted"),
        ("Am 3. Mai 2014 um 09:12 schrieb Ada Lang <ada@example.org>:", "Ada Lang <ada@example.org>", "2014-05-03T09:12", "Thunderbird de"),
        ("On Sat, May 3, 2014 at 9:12 AM, G4ADA via Desk wrote:", "G4ADA via Desk", "2014-05-03T09:12", "a call sign"),
        ("On 05/23/2014 09:12 AM, Lang, Ada - 14 - IT wrote:", "Lang, Ada - 14 - IT", "2014-05-23T09:12", "an office with its number"),
        ("On May 3, 2014, at 9:12?PM, Ada Lang <ada at example.org> wrote:", "Ada Lang <ada at example.org>", "2014-05-03T21:12", "a narrow space that an archive in ASCII lost"),
        ("El s?bado, 3 de mayo de 2014 9:12, Ada Lang <ada@example.org> escribi?:", "Ada Lang <ada@example.org>", "2014-05-03T09:12", "letters that it lost"),
        ("Le sam. 3 mai 2014 ? 09:12, Ada Lang <ada@example.org> a ?crit :", "Ada Lang <ada@example.org>", "2014-05-03T09:12", "a word of one letter"),
        ("El 3 de mayo de 2014, 9:12, Ada Lang <ada en example.org\n> escribió:", "Ada Lang <ada en example.org >", "2014-05-03T09:12", "an address in words whose bracket closes below"),
        ("On sáb, 2014-05-03 at 09:12 +0200, Ada Lang wrote:", "Ada Lang", "2014-05-03T09:12+02:00", "Evolution, the weekday of another language"),
        ("Ada Lang <ada@example.org> schrieb am Sa, 03. Mai 09:12:", "Ada Lang <ada@example.org>", None, "a date without its year"),
        ("On 03-05-14, 09:12, Ada Lang wrote:", "Ada Lang", None, "a date that could be two"),
        ("2014年5月3日(土) 9:12 Ada Lang <ada@example.org>:", "Ada Lang <ada@example.org>", "2014-05-03T09:12", "Gmail ja, without a verb"),
    ],
)  # fmt: skip
def test_attributions(text: str, sender: str, date: str | None, why: str) -> None:
    found = read(text)
    assert found is not None, why
    assert (found.sender, (parse_date(found.date or "") or MailDate("")).iso) == (sender, date), why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("On the other hand, she wrote:", "no date and no name"),
        ("In March 2011 the harbour master wrote:", "not the form of any client"),
        ("the following list:", "no form at all"),
        ("On 3 May 2014, 2015 and 2016 she wrote:", "what is left of the dates is no name"),
        (":", "only a colon"),
    ],
)
def test_prose_is_no_attribution(text: str, why: str) -> None:
    assert read(text) is None, why


@pytest.mark.parametrize(
    ("language", "form", "example"),
    [
        (locale.language, form, example)
        for locale in all_locales()
        for form, example in locale.attributions.items()
        if "{" in form
    ],
)
def test_every_example_of_the_tables_is_read(language: str, form: str, example: str) -> None:
    lines = split_lines(example + "\n> Dear Ada,")
    found = attribution_at(lines, len(lines) - 2, lexicon_for((language,)), parse_date)
    assert found is not None
    assert bool(found.sender) is ("{from}" in form)
    assert bool(found.date) is ("{date}" in form)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ada Lang", True),
        ("ada@example.org", True),
        ("Ada Lang <>", True),
        ("Lang, Ada (Desk 4)", False),
        ("the harbour master of the northern port and his wife", False),
        ("42", False),
        ("", False),
    ],
)
def test_what_reads_as_a_person(text: str, person: bool) -> None:
    assert reads_as_person(text) is person
