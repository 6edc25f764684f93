"""The pronouns of a sentence, and articles that stand for somebody (*Der schrieb zurück*)."""

from __future__ import annotations

from collections.abc import Sequence

from .cues import Cue, Grammar, Role
from .mention import Mention, Who
from .name_forms import MARKING
from .parsed import VERBS

_WHO: frozenset[Role] = frozenset({"plural", "we", "singular", "object", "someone", "counterpart"})


def pronouns(text: str, cues: Sequence[Cue], grammar: Grammar) -> list[Mention]:
    """Return those whom pronouns of *text* mean, who are not known yet."""
    kinds: tuple[tuple[Role, Who], ...] = (
        ("plural", "many"), ("we", "we"), ("singular", "one"), ("object", "one"), ("someone", "someone"),
        ("counterpart", "other"),
    )  # fmt: skip
    found = []
    for cue in cues:
        if cue.roles.isdisjoint(_WHO):
            continue
        whose: list[Who] = [who for role, who in kinds if role in cue.roles]
        if whose and not ("determiner" in cue.roles and _governs(text, cue, cues)):
            particle = max((len(f) for r in MARKING for f in grammar.forms[r] if cue.form.endswith(f)), default=0)
            end = cue.end - particle if grammar.particles and particle < cue.end - cue.start else cue.end
            found.append(Mention(cue.start, end, cue.form, "oblique" if "object" in cue.roles else "bare", whose[0]))
    if grammar.verb_second and cues and "determiner" in cues[0].roles and not text[: cues[0].start].strip():
        article = cues[0]
        if any(cue.start == article.end + 1 and cue.roles & {"say", "reply"} for cue in cues):
            found.append(Mention(article.start, article.end, article.form, "bare", "one"))  # *Der schrieb zurück*
    for cue in cues:
        first, _, rest = cue.form.partition(" ")
        if rest and first in grammar.forms["object"] and cue.roles & VERBS:
            many: Who = "many" if first in grammar.forms["plural"] else "one"
            found.append(Mention(cue.start, cue.start + len(first), first, "oblique", many))  # *le escribió*
    return found


def _governs(text: str, cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a word such as *her* stands before the noun that it belongs to, and is no pronoun."""
    following = text[cue.end : cue.end + 2]
    title_or_noun = {"title", "noun", "answer"}
    behind = next((other for other in cues if other.start == cue.end + 1), None)
    return following[:1] == " " and following[1:].isalpha() and (behind is None or bool(behind.roles & title_or_noun))
