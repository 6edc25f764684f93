"""Who may be who: the names of some documents as people, sure forms apart from likely and possible ones.

Forms are put together only where the words of the names say so. What merely sounds alike (a name in another script,
a machine translation's error) is ranked and left to the reader.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import fuzz

from ..parsers.reported.sound import sound
from .people import name_key

_POSSIBLE = 0.72
"""Likeness below which two names are not proposed as one person."""
_MOST = 5
"""Possible forms of a person that are listed."""


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form: how often it stands where (document, line of its first place), and in which languages."""

    name: str
    count: int
    languages: tuple[str, ...]
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A person: the fullest form, the other forms that its words imply, and those that only sound alike."""

    name: Form
    forms: tuple[Form, ...]
    possible: tuple[tuple[Form, float], ...]


def roster(printed: Iterable[tuple[str, str, str, Sequence[int]]]) -> list[Entry]:
    """Return the people behind *printed* (document, name, language, lines), the most often named first."""
    forms = _forms(printed)
    full = [form for form in forms if " " in name_key(form.name) or "・" in form.name or "·" in form.name]
    owners = _owners(full, forms)
    taken = {form.name for group in owners.values() for form in group}
    heads = [form for form in forms if form.name not in taken]
    entries = []
    for head in heads:
        own = owners.get(head.name, [])
        entries.append(Entry(head, tuple(own), _possible(head, own, heads)))
    entries.sort(key=lambda entry: (-sum(form.count for form in (entry.name, *entry.forms)), entry.name.name))
    return entries


def to_toml(entries: Sequence[Entry]) -> str:
    """Return *entries* as a people file: what is sure as entries, what is possible as comments to be moved."""
    lines = [
        "# Who is who. Each name has the list of its other forms. Lines with ? are guesses, by sound, best first:",
        "# move the name into the list of whom it means, and drop its own entry. Nothing is merged for you.",
        "",
    ]
    for entry in entries:
        lines.append(f"{_quoted(entry.name.name)} = [  # {_said(entry.name)}")
        lines += [f"    {_quoted(form.name)},  # {_said(form)}" for form in entry.forms]
        lines.append("]")
        lines += [f"# ? {_quoted(form.name)}  {likeness:.2f}  {_said(form)}" for form, likeness in entry.possible]
        lines.append("")
    return "\n".join(lines)


def _forms(printed: Iterable[tuple[str, str, str, Sequence[int]]]) -> list[Form]:
    counts: Counter[str] = Counter()
    languages: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for document, name, language, lines in printed:
        counts[name] += len(lines)
        languages[name].add(language)
        first = min(lines, default=0)
        places[name][document] = min(first, places[name].get(document, first))
    return [
        Form(name, count, tuple(sorted(languages[name] - {"und"})), tuple(sorted(places[name].items())))
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _owners(full: Sequence[Form], forms: Sequence[Form]) -> Mapping[str, list[Form]]:
    """Return the forms that are a word of exactly one full name, or the same words in another order, by that name."""
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    by_key: dict[str, str] = {}
    for form in full:
        by_key.setdefault(name_key(form.name), form.name)
        for word in _words(form.name):
            by_word[word].add(name_key(form.name))
    found: defaultdict[str, list[Form]] = defaultdict(list)
    for form in forms:
        key = name_key(form.name)
        if key in by_key and by_key[key] != form.name:
            found[by_key[key]].append(form)
        elif key not in by_key and len(candidates := by_word.get(key, set())) == 1:
            found[by_key[next(iter(candidates))]].append(form)
    return found


def _words(name: str) -> list[str]:
    return name_key(name.replace("・", " ").replace("·", " ")).split()


def _possible(head: Form, own: Sequence[Form], heads: Sequence[Form]) -> tuple[tuple[Form, float], ...]:
    names = [head.name, *(form.name for form in own)]
    ranked = []
    for other in heads:
        if other.name != head.name and (likeness := max(_likeness(name, other.name) for name in names)) >= _POSSIBLE:
            ranked.append((other, likeness))
    ranked.sort(key=lambda item: (-item[1], -item[0].count, item[0].name))
    return tuple(ranked[:_MOST])


def _likeness(one: str, other: str) -> float:
    """Return how alike two names sound, 0 to 1: the best of their letters and of their consonants word by word."""
    best = fuzz.ratio(anyascii(one).lower(), anyascii(other).lower()) / 100
    shorter, longer = sorted((sound(one), sound(other)), key=len)
    if not shorter or max(map(len, shorter)) < 2:
        return best
    words = [max(fuzz.ratio(mine, theirs) for theirs in longer) for mine in shorter]
    return max(best, 0.98 * sum(words) / len(words) / 100)


def _said(form: Form) -> str:
    places = ", ".join(f"{document} line {line}" for document, line in form.places[:3])
    more = f" and {len(form.places) - 3} more" if len(form.places) > 3 else ""
    language = f" ({', '.join(form.languages)})" if form.languages else ""
    return f"{form.count}x{language}: {places}{more}".replace("\n", " ").replace("\r", " ")


def _quoted(name: str) -> str:
    """Return *name* as a TOML basic string."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
