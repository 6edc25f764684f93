"""The people of a story: who spoke last, who takes part, and whom a pronoun means."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .claim import Claim
from .epithets import is_epithet
from .mention import Mention
from .scan import Scanned
from .sound import same_person
from .telling import Person, Telling, is_group, person_of, share

_SYLLABLES = re.compile(r"[\u4e00-\u9fff]{2,3}|[\uac00-\ud7a3]{2,4}")
"""A family name and a given name that are written together."""
_FAMILY = 2
"""Syllables of a long family name."""
_EXCHANGE = 3
"""Sentences within which an exchange between two goes on."""
_REMEMBERED = 40
"""People of earlier emails who are still known to take part."""


@dataclass(slots=True)
class _Talk:
    """Who said something to whom in the sentence before, be it an email or not."""

    index: int
    senders: list[Person]
    recipients: list[Person]


class Cast:
    """Keeps the people of the sentences read so far; ``parties`` are those of the emails told of."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.parties: list[Person] = []
        self._subjects: list[Person] = []
        self._others: list[Person] = []
        self._latest: list[Person] = []
        self._counts: Counter[str] = Counter()
        self._talk: _Talk | None = None
        self._names: set[str] = set()
        self._titled: defaultdict[str, set[str]] = defaultdict(set)
        self._called: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def learn(self, scanned: Scanned, before: Scanned | None) -> None:
        """Note which pronoun stands for whom, where a sentence, or the one *before* it, speaks of nobody else."""
        names = [m for m in scanned.parse.mentions if m.who == "name"]
        self._counts.update(_key(m.name) for m in names)
        self._names |= {m.name for m in names if _SYLLABLES.fullmatch(m.name)}
        for mention in names:
            if (title := _title_before(scanned, mention)) is not None:
                self._titled[title].add(mention.name)
        if not names and before is not None and before.sentence.paragraph == scanned.sentence.paragraph:
            names = [m._replace(start=-1) for m in before.parse.mentions if m.who == "name"]
        if not names or any(not same_person(names[0].name, other.name) for other in names):
            return
        for pronoun in scanned.parse.mentions:
            if pronoun.who == "one" and pronoun.part not in ("oblique", "to") and pronoun.start > names[0].start:
                self._called[_key(names[0].name)][pronoun.name] += 1

    def in_full(self, person: Person) -> Person:
        """Return *person* with the one name that the text gives in full, where only its family name stands here."""
        if not (len(person.name) == 1 or (len(person.name) == _FAMILY and _SYLLABLES.fullmatch(person.name))):
            return person
        fuller = {name for name in self._names if name.startswith(person.name) and len(name) > len(person.name)}
        return replace(person, name=fuller.pop()) if len(fuller) == 1 else person

    def _named(self, person: Person, scanned: Scanned, mention: Mention) -> Person:
        """Return *person* by name where a title alone tells who that is, and the text has only one of that title."""
        titles = [cue for cue in scanned.parse.cues if mention.start <= cue.start and cue.end == mention.end]
        if mention.who != "name" or not any("title" in cue.roles for cue in titles):
            return person
        known = self._titled.get(titles[-1].form, set())
        fullest = max(known, key=len, default="")
        return replace(person, name=fullest) if fullest and all(same_person(fullest, one) for one in known) else person

    def _may_be(self, person: Person, pronoun: str) -> bool:
        """Whether the text does not call *person* by another pronoun."""
        called = self._called.get(_key(person.name))
        return not called or called[pronoun] * 2 >= called.total()

    def hear(self, index: int, senders: list[Person], recipients: list[Person]) -> None:
        """Note who said something to whom in sentence *index*."""
        self._talk = _Talk(index, senders, recipients)

    def overhear(self, index: int, scanned: Scanned) -> None:
        """Note who turns to whom in a sentence that tells no message (*Ada gave Ben an ultimatum.*)."""
        mentions = scanned.parse.mentions
        to = [m for m in mentions if m.part == "to" and m.who == "name"]
        by = [m for m in mentions if m.part in ("bare", "topic", "subject") and m.who == "name"]
        told = bool(by) or bool(scanned.parse.between("noun", 0, len(scanned.parse.text)))
        if scanned.grammar.turns and to and told and {m.group for m in mentions} == {m.group for m in (*to, *by[:1])}:
            self.hear(index, [person_of(m, scanned) for m in by], [person_of(m, scanned) for m in to])

    def just_heard(self, index: int) -> tuple[list[Person], list[Person]]:
        """Return who said something to whom in the sentence before *index*; nobody where that is not known of both."""
        talk = self._talk
        if talk is None or index - talk.index != 1 or not (talk.recipients and talk.senders):
            return [], []
        return list(talk.senders), list(talk.recipients)

    def take_part(self, people: Sequence[Person]) -> None:
        """Note the people of an email."""
        self.parties = [*self.parties, *people][-_REMEMBERED:]

    def follow(self, scanned: Scanned, speakers: Sequence[Person]) -> None:
        """Note of whom the sentence speaks, for the pronouns of the next: *speakers* are those who said something."""
        self._subjects = list(speakers) or self._subjects_in(scanned) or self._subjects
        named = [person_of(m, scanned) for m in scanned.parse.mentions if m.who == "name"]
        if named:
            self._latest = [one for at, one in enumerate(named) if not share([one], named[:at])]
            self._others = [person for person in named if not share([person], self._subjects)]

    def heard(self) -> list[Person]:
        """Return those who take part, and who spoke last."""
        return [*self.parties, *(self._talk.senders if self._talk else [])]

    def _subjects_in(self, scanned: Scanned) -> list[Person]:
        mentions = [m for m in scanned.parse.mentions if m.who == "name"]
        marked = [m for m in mentions if m.part == "topic"] or [m for m in mentions if m.part == "subject"]
        marked = marked or ([] if scanned.grammar.particles else [m for m in mentions if m.part == "bare"])
        marked = marked or ([m for m in mentions if m.part == "owner"][:1] if scanned.grammar.turns else [])
        if scanned.grammar.turns:
            bodies = tuple(scanned.grammar.forms["group"]) or ("\x00",)
            marked = [mention for mention in marked if not mention.name.endswith(bodies)]
        clause = max(scanned.parse.text.rfind(mark) for mark in ";；")
        marked = [mention for mention in marked if mention.start > clause] or marked
        if scanned.claims and (senders := [m for m in scanned.claims[-1].senders if m.who == "name"]):
            marked = senders
        return [person_of(m, scanned) for m in marked if m.group == marked[0].group]

    def senders(self, scanned: Scanned, claim: Claim, last: Telling | None, context: list[str]) -> list[Person]:
        """Return who *claim* says it was, named here or by what went before, and note that in *context*."""
        answered = last.senders if last and claim.strength == "answered" else []  # nobody answers himself
        recipients = {mention.name for mention in claim.recipients}
        others = [*answered, *(person for person in self._subjects if person.name in recipients)]
        named, _ = self.people(scanned, claim.senders, others, last, [])
        if named:
            if claim.senders[0].who not in ("name", "we"):
                context.append(f"from: line {named[0].line}")
            return named
        if claim.senders:
            return []
        earlier = [m for m in scanned.parse.mentions if m.who == "name" and m.end <= claim.verb.start]
        parts = ("topic", "subject") if scanned.grammar.particles else ("bare",)
        earlier = [m for m in earlier if m.part in parts and m not in claim.recipients]
        found = [person_of(m, scanned) for m in earlier if m.group == earlier[0].group] if earlier else self._subjects
        if (
            not earlier
            and not claim.explicit
            and any(m.who == "name" and m.end <= claim.verb.start for m in scanned.parse.mentions)
        ):
            return []
        if not earlier and not scanned.grammar.drops_subject:
            return []
        if not earlier and last is not None and claim.strength == "answered" and last.recipients:
            found = found if share(found, last.recipients) else last.recipients  # nobody answers himself
        if not earlier and self.parties and not share(found, self.parties):
            return []
        if found:
            context.append(f"from: line {found[0].line}")
        return list(found)

    def people(
        self,
        scanned: Scanned,
        mentions: Sequence[Mention],
        others: Sequence[Person],
        last: Telling | None,
        context: list[str],
    ) -> tuple[list[Person], bool]:
        """Return the persons that *mentions* are, pronouns resolved, and whether they are *us*."""
        found: list[Person] = []
        for mention in mentions:
            if mention.who in ("name", "we"):
                person = self._named(person_of(mention, scanned), scanned, mention)
                known = person.name == mention.name and is_epithet(scanned, mention)
                meant = self._one_of(others, last) if known else []
                if meant:
                    context.append(f"{'to' if others else 'from'}: line {meant[0].line}")
                found += meant or [person]
                continue
            if mention.who == "someone":
                continue
            meant = self._meant(scanned, mention, others, last)
            if meant and others:
                context.append(f"to: line {meant[0].line}")
            found += meant
        return found, any(mention.who == "we" for mention in mentions)

    def _one_of(self, others: Sequence[Person], last: Telling | None) -> list[Person]:
        """Return whom a title means instead of a name: who is just spoken of, not of *others*, the most often."""
        known = [*self._latest, *([*last.senders, *last.recipients] if last else [])]
        known = [person for person in known if not share([person], others)]
        return [max(known, key=lambda one: self._counts[_key(one.name)])] if known else []

    def _meant(
        self, scanned: Scanned, pronoun: Mention, others: Sequence[Person], last: Telling | None
    ) -> list[Person]:
        """Return whom a pronoun means: the last subject, for several people the last who acted together."""
        if pronoun.who == "other":
            both = [last.recipients, last.senders] if last else []
            return next((list(one) for one in both if one and not share(one, others)), [])
        within = [m for m in scanned.parse.mentions if m.who == "name" and m.end <= pronoun.start]
        parts = ("topic", "subject") if scanned.grammar.particles else ("bare",)
        within = [m for m in within if m.part in parts]
        single = bool(within) and pronoun.name in scanned.grammar.forms["singular"]
        if pronoun.who == "many" and not single:
            candidates = [last.senders if last else [], self._subjects, last.recipients if last else []]
            if last and len(last.senders) == len(last.recipients) == 1:
                candidates.append([*last.senders, *last.recipients])
            several = next((c for c in candidates if len(c) > 1 and not share(c, others)), [])
            if several or pronoun.name not in scanned.grammar.forms["singular"]:
                return list(several)
        options = [[person_of(m, scanned)] for m in (*_writers(scanned, pronoun), *reversed(within))]
        options += [self._subjects]
        options += [last.senders, last.recipients] if last else []
        if pronoun.part in ("oblique", "to") and all(
            same_person(self._others[0].name, one.name) for one in self._others[1:]
        ):
            options.append(self._others[:1])  # the only other one whom the sentence before names
        options = [option for option in options if len(option) == 1 and not share(option, others)]
        options = [one for one in options if not is_group(one, scanned.grammar)] or options
        if pronoun.name in scanned.grammar.forms["singular"]:
            options = [option for option in options if self._may_be(option[0], pronoun.name)]
        return list(next(iter(options), []))

    def address(self, telling: Telling, last: Telling | None, claim: Claim, scanned: Scanned, index: int) -> None:
        """Fill in the recipients of *telling* from what was said just before, the *last* email above all."""
        if telling.recipients:
            return
        talk = self._talk
        if telling.answers is not None:
            telling.recipients = list(telling.answers.senders)
        elif talk is not None and index - talk.index == 1 and share(telling.senders, talk.recipients):
            telling.recipients = list(talk.senders)
        elif talk is not None and index - talk.index == 1 and not talk.senders:
            telling.recipients = list(talk.recipients)
        elif talk is not None and index - talk.index == 1 and share(telling.senders, talk.senders):
            telling.recipients = list(talk.recipients) if claim.strength != "answered" else []
        if not telling.recipients and last is not None and index - last.last <= _EXCHANGE:
            telling.recipients = self._other_party(telling, last, scanned)
        if telling.recipients:
            telling.context.append(f"to: line {telling.recipients[0].line}")
        else:
            telling.recipients, telling.copied = telling.copied, []

    def _other_party(self, telling: Telling, last: Telling, scanned: Scanned) -> list[Person]:
        """Return the other one of the two between whom the *last* email went, if the sentence speaks of nobody else."""
        if len(last.senders) != 1 or len(last.recipients) != 1 or len(telling.senders) != 1:
            return []
        both = [*last.senders, *last.recipients]
        named = [person_of(m, scanned) for m in scanned.parse.mentions if m.who == "name" and m.part != "oblique"]
        if not all(share([person], both) for person in named):
            return []
        if share(telling.senders, last.recipients):
            return list(last.senders)
        return list(last.recipients) if share(telling.senders, last.senders) else []


def answerers(last: Telling | None, index: int, context: list[str]) -> list[Person]:
    """Return who got the *last* email, if that was told of just before sentence *index*, and note it in *context*."""
    if last is None or index - last.last > _EXCHANGE or not last.recipients:
        return []
    context.append(f"from: line {last.recipients[0].line}")
    return list(last.recipients)


def _key(name: str) -> str:
    """Return what a person is mostly called by: the last word of the name."""
    return name.replace("・", " ").replace("·", " ").split()[-1].casefold() if name.split() else ""


def _title_before(scanned: Scanned, mention: Mention) -> str | None:
    """Return the title that stands right before a name, if there is one."""
    before = len(scanned.parse.text[: mention.start].rstrip(" ,"))
    return next((cue.form for cue in scanned.parse.cues if cue.end == before and "title" in cue.roles), None)


def _writers(scanned: Scanned, pronoun: Mention) -> list[Mention]:
    """Return whose message it is where *pronoun* stands in what it says (*a letter from Ada in which she*)."""
    cues = scanned.parse.cues
    within = next((cue for cue in reversed(cues) if "within" in cue.roles and cue.start < pronoun.end), None)
    if within is None or pronoun.start - within.end > 1:
        return []
    return [
        m for m in scanned.parse.mentions if m.who == "name" and m.part in ("from", "owner") and m.end < within.start
    ]
