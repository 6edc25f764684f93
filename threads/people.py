"""Who is who: one person under several printed names and addresses, and a table of names given by hand."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..parsers.message import Address

_LONGEST_NAME = 200
"""Longer names are cut before they are normalised: no name needs more, and hostile ones cost dear."""

_WORD = re.compile(r"[^\W_]+")

_NAMES_OF_A_LIST = 3
"""An address that stands beside as many different names is that of a list, not of a person."""


@dataclass(frozen=True, slots=True)
class People:
    """Names that are one person: each canonical name with its other forms (names or addresses)."""

    forms: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> People:
        """Return the people of *table*, which maps a canonical name to its other forms."""
        return cls(tuple((name, tuple(forms)) for name, forms in sorted(table.items())))

    def by_form(self) -> dict[str, str]:
        """Return the canonical name of each form, forms normalised as ``name_key`` does."""
        return {name_key(form): name for name, forms in self.forms for form in (name, *forms)}


class Identities:
    """The persons behind a set of printed mailboxes, each a small number.

    Two mailboxes are one person if they share an address that is no list's, if a full name (two words
    or more, in either order) is the same, or if the table of people says so. Resemblance never counts.
    """

    def __init__(self, mailboxes: Iterable[Address], people: People | None = None) -> None:
        """Read all *mailboxes* at once: whether an address is a list's shows only from all of them."""
        printed = {(box.name, box.email) for box in mailboxes}
        given = people.by_form() if people else {}
        keys = {
            pair: (name_key(pair[0] or ""), (pair[1] or "").strip().casefold()) for pair in sorted(printed, key=str)
        }
        self._strip_list_names(keys)
        groups = _Groups()
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for name, email in keys.values():
            if name and email:
                owners[name].add(email)
        for name, email in keys.values():
            if name and email and (" " in name or len(owners[name]) == 1):
                groups.join(f"n {name}", f"e {email}")
            for form in (name, email):
                if form and (canonical := given.get(name_key(form))):
                    groups.join(f"{'n' if form == name else 'e'} {form}", f"p {canonical}")
        self._persons: dict[tuple[str | None, str | None], int] = {}
        self._words: defaultdict[int, set[str]] = defaultdict(set)
        self._canonical: dict[int, str] = {}
        numbers: dict[str, int] = {}
        for pair, (name, email) in keys.items():
            if not name and not email:
                continue
            root = groups.root(f"e {email}" if email else f"n {name}")
            person = self._persons[pair] = numbers.setdefault(root, len(numbers))
            self._words[person].update(word for word in name.split() if len(word) >= _shortest(word))
        self._frozen = {person: frozenset(words) for person, words in self._words.items()}
        for canonical in sorted({name for name, _ in people.forms}) if people else ():
            root = groups.root(f"p {canonical}")
            if root in numbers:
                self._canonical[numbers[root]] = canonical

    @staticmethod
    def _strip_list_names(keys: dict[tuple[str | None, str | None], tuple[str, str]]) -> None:
        """Take list addresses out of *keys*, and the list's own name off the names beside them."""
        names: defaultdict[str, set[str]] = defaultdict(set)
        for pair, (_, email) in keys.items():
            if email and pair[0]:
                names[email].add(pair[0])
        tails: dict[str, tuple[str, ...]] = {}
        for email, found in names.items():
            if len(found) >= _NAMES_OF_A_LIST:
                endings = Counter(tuple(_words(name)[-3:]) for name in sorted(found))
                tails[email] = _common_tail([tail for tail, _ in endings.most_common(20)])
        for pair, (name, email) in keys.items():
            if email in tails and pair[0]:
                words, tail = _words(pair[0]), tails[email]
                if tail and len(words) > len(tail) and tuple(words[-len(tail) :]) == tail:
                    name = " ".join(sorted(words[: -len(tail)]))
                keys[pair] = (name, "")

    def person(self, box: Address | None) -> int:
        """Return the number of the person behind *box*, -1 where nothing is printed."""
        return self._persons.get((box.name, box.email), -1) if box else -1

    def words(self, person: int) -> frozenset[str]:
        """Return the words of all names that *person* goes by, case-folded; one and two letters say too little."""
        return self._frozen.get(person, frozenset())

    @property
    def has_canonical(self) -> bool:
        """Whether a table of people names anyone here."""
        return bool(self._canonical)

    def canonical(self, person: int) -> str | None:
        """Return the name that the table of people gives *person*, None where it gives none."""
        return self._canonical.get(person)


def name_key(name: str) -> str:
    """Return *name* so that ``Okri, Ben`` and ``BEN OKRI`` are the same: its words, case-folded and sorted."""
    return " ".join(sorted(_words(name)))


def _shortest(word: str) -> int:
    """Two letters are a name in scripts that write a syllable or a word with one, and too little elsewhere."""
    return 3 if word.isascii() else 2


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", name[:_LONGEST_NAME]).casefold()
    return _WORD.findall(plain)


def _common_tail(tails: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the longest ending that most of *tails* share: ``via``, then the name of the list."""
    for length in (3, 2, 1):
        endings = Counter(tail[-length:] for tail in tails if len(tail) >= length)
        if endings:
            ending, count = max(endings.items(), key=lambda item: (item[1], item[0]))
            if count * 2 > len(tails) and count > 1:
                return ending
    return ()


class _Groups:
    """Disjoint sets of strings, without recursion."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, key: str) -> str:
        path = []
        while (above := self._above.get(key, key)) != key:
            path.append(key)
            key = above
        for step in path:
            self._above[step] = key
        return key

    def join(self, left: str, right: str) -> None:
        left, right = sorted((self.root(left), self.root(right)))
        self._above[right] = left
