"""The grammar of telling: what each language table says of sentences that report an email.

A cue is a form with one or more roles (``noun``, ``send``, ``reply``, ``to`` ...). One pattern a language finds all of
them; it is an alternation of literals, so it is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from ..locale import Locale, LocaleError, locales_for
from .literals import literals

Role = Literal[
    "noun", "mask", "send", "receive", "alone", "say", "reply", "answer", "forward", "copy", "continue", "introduce",
    "public", "forum", "unreal", "to", "from", "in", "and", "topic", "subject", "object", "possessive", "quoting",
    "preposition", "determiner", "singular", "plural", "we", "someone", "title", "honorific", "joiner", "relative",
    "clause", "itself", "other", "bound", "show", "state", "dative", "who", "within", "about",
    "seen", "group", "passive", "lifts", "toward", "particle", "present", "comes", "inverts", "back", "dated",
    "genitive", "counter", "reflexive", "arrive", "void", "complement", "trailing", "upon", "habit", "of", "it",
    "whose", "unsigned", "counterpart", "named", "loose", "signed", "addressee", "copula", "written", "adnominal",
    "lingers", "late", "ordinal", "epithet", "echo", "aside", "definite",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)
"""What a form may be. ``alone`` sends without a noun (*emailed*), ``answer`` is the noun of a reply, ``mask`` holds a
noun and is no message (*email address*), ``public`` and ``unreal`` rule a clause out, ``forum`` only one that names no
message, ``introduce`` says that the words follow, ``quoting`` binds a quotation to the verb behind it and ``clause``
unbinds it again, ``someone`` is whoever is not named, ``itself`` lets the message speak (*it began*), ``other`` is
one more message where messages were spoken of just before (*in another*), ``bound`` ends a name where words are
glued, ``show`` is what messages do that prove something, ``state`` what is
said to the press where nothing says to whom, ``dative`` are articles in the case of a recipient,
``who`` lets the one just named go on, ``within`` behind a noun makes it a frame (*an email in which*), ``about`` are
verbs whose object is not who is written to (*called*), ``seen`` beside one who is public says that he merely has the
message (*seen by Reuters*), ``group`` are bodies and people in the plural (*the board*, *staff*), ``passive`` before
a verb turns it (*was asked in an email from Ada*), ``lifts`` are verbs that need what else would be ``unreal``
(*wanted to know*), ``toward`` are particles of places that make a ``group`` a recipient, ``particle`` are those that
mark no part, ``present`` forms of verbs tell of an email only where a date or its words stand by, ``comes`` says
whom a message is from, ``inverts`` begins a sentence of what did not happen (*had Ada written*), ``back`` makes the
verb of writing before it one of answering (*wrote at once back*), ``dated`` behind a noun makes it a message that was
sent (*a letter from Ada to Ben, dated 3 May*), ``genitive`` are articles that say whose the noun before them is,
``counter`` counts people (*20 workers* where the number stands behind),
``counterpart`` is the other one of an exchange (*the other side*), ``named`` stands beside a title in quotation
marks (*under the title “Echo”*), ``loose`` are particles apart from the name, behind ``signed`` and ``addressee``
follow who wrote and to whom, before a ``copula``, ``written`` are answers that are no speech,
``adnominal`` ends words that say more of the name behind them, ``lingers`` before ``late`` says how long somebody
took (*took an hour to answer*), ``ordinal`` is one of several messages (*the oldest*), ``epithet`` a title that
the text may use instead of a name (*the investor*), ``echo`` a reply of nobody named (*came the response*),
``definite`` are
articles of what is known, ``aside`` may stand between a verb and to whom it went (*wrote again, this time to Ben*),
``reflexive`` stands between a verb and its subject, ``arrive`` is what a message does that comes to somebody (*reached
Ada*), ``void`` says anywhere in a clause that no email is told of (*did not send it*), ``habit`` near the verb that
they were many (*every week*), ``complement`` begins what somebody said (*that*), so that no message behind it is what
was sent, ``trailing`` behind a noun makes it a frame, ``of`` says of what somebody is the head, ``it`` may be a
message that was spoken of (*sent it to Ben*), ``unsigned`` beside a noun says that nobody knows from whom it is,
``whose`` before a noun that it is of the one spoken of (*his letter*), ``upon`` begins with which message is answered
(*in reply to Ada's letter*)."""

_KEYS = {"order", "spaced", "cues", "relative", "common", "letters", "surnames", "abbreviations", "endings", "frames",
         "told", "untold", "quotes", "scales", "verb_second",
    "drops_subject", "numbers", "given", "governs", "turns",
    "owner_behind", "begins", "days", "lasting"}  # fmt: skip
_MOST_COUNTED = 32
"""Days, weeks, months or years up to which a story counts in digits (*12 days later*)."""
_BEGINNING = 4
"""Letters of a form that a text is searched for first."""
_UNITS = ("day", "week", "month", "year")


class Shift(NamedTuple):
    """What a relative date says: *number* of *unit* behind the running date."""

    number: int
    unit: str


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """One language: its forms by role, one pattern over all of them, and what its names look like.

    ``particles`` says that roles are marked behind the name (postpositions), else before it. ``spaced`` says
    that words are kept apart, ``verb_second`` that the subject follows the verb where something else comes first.
    ``turns`` says that what is quoted of one who takes part is what he answered, whatever the verb.
    ``owner_behind`` says that a noun is followed by whose it is, without more.
    ``letters``, ``surnames`` and ``given`` tell names where no capital letter does; ``endings`` are those of names in
    the case of a recipient, ``begins`` forms that only begin words where most are glued to others, ``governs`` the
    prepositions with which a verb names whom it is said to (*demanded of Ada*), ``days`` how the day of a month is
    written alone, a ``#`` for its number (*on the 10th*), ``lasting`` what makes that a time instead (*10日間*).
    """

    language: str
    particles: bool
    spaced: bool
    verb_second: bool
    drops_subject: bool
    turns: bool
    owner_behind: bool
    forms: Mapping[Role, frozenset[str]]
    roles: Mapping[str, frozenset[Role]]
    shifts: Mapping[str, Shift]
    common: frozenset[str]
    letters: frozenset[str]
    surnames: frozenset[str]
    given: frozenset[str]
    abbreviations: frozenset[str]
    endings: tuple[str, ...]
    begins: frozenset[str]
    governs: Mapping[str, frozenset[str]]
    days: tuple[str, ...]
    lasting: tuple[str, ...]


class Cue(NamedTuple):
    """A form that the table knows, at ``start`` to ``end`` of the text that was searched."""

    start: int
    end: int
    form: str
    roles: frozenset[Role]


@cache
def grammars_for(languages: tuple[str, ...] = ()) -> tuple[Grammar, ...]:
    """Return the grammars of *languages* (all that have one if empty), in order of their tags."""
    return tuple(grammar_of(locale) for locale in locales_for(languages) if "cues" in locale.reported)


def grammar_of(locale: Locale) -> Grammar:
    """Return the grammar in the table of *locale*; raise LocaleError where a key or a role is unknown."""
    table = locale.reported
    for key in table:
        if key not in _KEYS:
            raise LocaleError(f"{locale.language}.toml: reported.{key} is not one of {', '.join(sorted(_KEYS))}")
    forms: dict[Role, frozenset[str]] = dict.fromkeys(ROLES, frozenset())
    for role, listed in table["cues"].items():
        if role not in ROLES or role == "relative":
            raise LocaleError(f"{locale.language}.toml: reported.cues.{role} is not a role")
        forms[cast("Role", role)] = frozenset(form.lower() for form in _strings(locale, role, listed))
    shifts = {
        form.lower(): _shift(locale, form, value)
        for counted, shift in table.get("relative", {}).items()
        for form, value in _counted(counted, str(shift), table.get("numbers", {}))
    }
    forms["relative"] = frozenset(shifts)
    roles: dict[str, set[Role]] = {}
    for role in ROLES:
        for form in forms[role]:
            roles.setdefault(form, set()).add(role)
    spaced = bool(table.get("spaced", True))
    if not spaced:
        _inherit(roles)
    return Grammar(
        language=locale.language,
        particles=table.get("order") == "particles",
        spaced=spaced,
        verb_second=bool(table.get("verb_second", False)),
        drops_subject=bool(table.get("drops_subject", False)),
        turns=bool(table.get("turns", False)),
        owner_behind=bool(table.get("owner_behind", False)),
        forms=forms,
        roles={form: frozenset(found) for form, found in roles.items()},
        shifts=shifts,
        common=frozenset(word.casefold() for word in table.get("common", ())),
        letters=frozenset(table.get("letters", "")),
        surnames=frozenset(table.get("surnames", "")),
        given=frozenset(table.get("given", ())),
        abbreviations=frozenset(word.casefold() for word in table.get("abbreviations", ())),
        endings=tuple(table.get("endings", ())),
        begins=frozenset(table.get("begins", ())),
        days=tuple(table.get("days", ())),
        lasting=tuple(table.get("lasting", ())),
        governs={verb: frozenset(forms) for verb, forms in table.get("governs", {}).items()},
    )


def find_cues(text: str, grammar: Grammar) -> list[Cue]:
    """Return the cues in *text* in order, the longest form at each place; what a ``mask`` covers is no cue."""
    found = []
    for match in _pattern(grammar).finditer(lowered(text)):
        form = match[0]
        roles = grammar.roles.get(form) or grammar.roles.get(" ".join(form.split()))
        glued = form in grammar.begins and text[match.start() - 1 : match.start()].isalpha()
        if roles and not glued and ("mask" not in roles or "upon" in roles):
            found.append(Cue(match.start(), match.end(), form, roles))
    return found


def lowered(text: str) -> str:
    """Return *text* in small letters, of the same length: a letter that would grow stays as it is."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@cache
def stems(languages: tuple[str, ...] = ()) -> Mapping[str, tuple[str, ...]]:
    """Return what a text that tells of messages must hold, in small letters, by beginning: that is searched for.

    That is a noun for them, or a verb that means sending one and nothing else (*emailed*); not what holds another.
    """
    words = {
        form
        for grammar in grammars_for(languages)
        for form in grammar.forms["noun"]
        | grammar.forms["written"]
        | {one for one in grammar.forms["alone"] if _tells(one, grammar)}
    }
    least = sorted(word for word in words if not any(other in word for other in words if other != word))
    found: dict[str, tuple[str, ...]] = {}
    for word in least:
        found[word[:_BEGINNING]] = (*found.get(word[:_BEGINNING], ()), word)
    return found


@cache
def stem_words(languages: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return what finds the longest word of any of those forms: where none stands, no message is told of."""
    return literals({max(form.split(), key=len) for group in stems(languages).values() for form in group}, whole=False)


def _tells(form: str, grammar: Grammar) -> bool:
    """Whether a form that needs no noun is rare enough to look for: not *wrote*, but *wrote to*."""
    return " " in form or form not in grammar.forms["say"]


@cache
def scales() -> Mapping[str, int]:
    """Return the words for large numbers of all languages, in small letters: ``million`` is 1,000,000."""
    return {
        form.casefold(): int(value)
        for locale in locales_for(())
        for form, value in locale.reported.get("scales", {}).items()
    }


@cache
def quote_marks() -> Mapping[str, str]:
    """Return the closing marks of each opening quotation mark."""
    return {
        opening: closing for locale in locales_for(()) for opening, closing in locale.reported.get("quotes", {}).items()
    }


def _inherit(roles: dict[str, set[Role]]) -> None:
    """Give each form the verbal roles of the forms that it begins with: where words are glued, it hides them."""
    verbal: set[Role] = {"send", "say", "reply", "forward", "continue", "alone"}
    for form, found in roles.items():
        for length in range(1, len(form)):
            found |= roles.get(form[:length], set()) & verbal if found & verbal else set()


@cache
def _pattern(grammar: Grammar) -> re.Pattern[str]:
    """Compiled when first needed: most documents are in one language, and many tell of no email."""
    return literals(grammar.roles, whole=grammar.spaced)


def _strings(locale: Locale, role: str, listed: object) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(form, str) and form.strip() for form in listed):
        raise LocaleError(f"{locale.language}.toml: reported.cues.{role} must be a list of forms")
    return listed


def _counted(form: str, shift: str, numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield *form* and its shift with each number of the language, in words and digits, in place of a ``#``."""
    if "#" not in form:
        yield form, shift
        return
    for word, number in (*numbers.items(), *((str(number), number) for number in range(1, _MOST_COUNTED))):
        yield form.replace("#", word), shift.replace("#", str(number))


def _shift(locale: Locale, form: str, value: object) -> Shift:
    count, _, unit = str(value).partition(" ")
    if unit not in _UNITS or not count.lstrip("+-").isdecimal():
        raise LocaleError(f"{locale.language}.toml: reported.relative.{form}: {value!r} is not such as '+1 month'")
    return Shift(int(count), unit)
