"""The running context of a telling: who speaks, since when, and which claim is an email, an answer or neither."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .message import MailDate
from .reported_claims import Claim
from .reported_dates import Dated, find_dates, has_date
from .reported_mention import Mention
from .reported_quotes import Quote
from .reported_scan import Scanned
from .reported_sound import same_person

_ANSWERS, _GOES_ON, _ONGOING = 3, 4, 12
"""Sentences within which a reply answers the last email, a telling goes on, and an exchange is not forgotten."""
_REMEMBERED = 40
"""People of earlier emails who are still known to take part."""
_BESIDE = 40
"""Code points between a verb of saying and a single word that it quotes."""
_FOOTNOTE = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as named at ``start`` to ``end`` of the document, on line ``line``."""

    name: str
    start: int
    end: int
    line: int


@dataclass(slots=True, eq=False)
class Telling:
    """An email as told so far; ``context`` names the fields that other sentences gave, with the line."""

    spans: list[tuple[int, int]]
    line: int
    last: int
    rule: str
    confidence: float
    senders: list[Person]
    recipients: list[Person]
    copied: list[Person] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    date: MailDate | None = None
    date_span: tuple[int, int] | None = None
    context: list[str] = field(default_factory=list)
    answers: Telling | None = None
    carries: Telling | None = None
    footnotes: list[int] = field(default_factory=list)
    we: bool = False
    explicit: bool = True


@dataclass(slots=True)
class _Talk:
    """Who said something to whom in the sentence before, be it an email or not."""

    index: int
    senders: list[Person]
    recipients: list[Person]


class Story:
    """Reads sentences in order and keeps the emails that they tell of in ``tellings``."""

    def __init__(self, known_footnote: Callable[[int, str], bool]) -> None:
        """*known_footnote* says whether an email of a sender is printed under a footnote number."""
        self.tellings: list[Telling] = []
        self._known_footnote = known_footnote
        self._running: tuple[MailDate, int] | None = None
        self._subjects: list[Person] = []
        self._talk: _Talk | None = None
        self._pending: Telling | None = None
        self._parties: list[Person] = []
        self._index = -1
        self._previous: Scanned | None = None

    def read(self, scanned: Scanned) -> None:
        """Take in the next sentence."""
        self._index += 1
        dates = self._dates(scanned)
        notes = [int(match[1]) for match in _FOOTNOTE.finditer(scanned.parse.text)]
        taken = self._open_quotes(scanned)
        subjects = self._subjects_of(scanned)
        for claim in scanned.claims:
            self._claim(scanned, claim, dates, notes, [q for q in scanned.sentence.quotes if q not in taken])
        if not scanned.claims:
            self._note_only(notes)
        if subjects:
            self._subjects = subjects
        exact = [dated for dated in dates if not dated.vague]
        if exact:
            self._run_on(exact[-1].date, scanned)
        self._previous = scanned

    def _dates(self, scanned: Scanned) -> list[Dated]:
        parse = scanned.parse
        if not has_date(parse.text, scanned.grammar) and not any("relative" in cue.roles for cue in parse.cues):
            return []
        return find_dates(parse.text, parse.cues, scanned.grammar, self._running[0] if self._running else None)

    def _run_on(self, date: MailDate, scanned: Scanned) -> None:
        """Let *date* run along; a mere year does not blur a closer date of that year in the same paragraph."""
        before = self._running[0].edtf if self._running else None
        same = self._previous is not None and self._previous.sentence.paragraph == scanned.sentence.paragraph
        if not (same and before and date.edtf and before.startswith(date.edtf)):
            self._running = (date, scanned.sentence.number)

    def _open_quotes(self, scanned: Scanned) -> list[Quote]:
        """Give the last telling the quotation that stands alone, or that only closes, in this sentence."""
        sentence = scanned.sentence
        telling = self._pending or (self.tellings[-1] if self.tellings else None)
        taken: list[Quote] = []
        if telling is None or not sentence.quotes:
            return taken
        gap = self._index - telling.last
        alone = not "".join(c for c in _FOOTNOTE.sub("", scanned.parse.text) if c.isalnum())
        for quote in sentence.quotes:
            if not quote.opened and gap <= _GOES_ON and self._same_paragraph(telling, sentence.start):
                start = telling.spans[-1][1]
                if not telling.quotes or telling.quotes[-1][1] <= start:
                    telling.quotes.append((start, quote.start))
                    self._extend(telling, sentence.start, quote.end)
                    taken.append(quote)
            elif quote.opened and alone and gap <= 1:
                telling.quotes.append((quote.inner, quote.last))
                self._extend(telling, sentence.start, sentence.end)
                taken.append(quote)
        if taken and telling is self._pending and telling.answers is not None:
            self._follow(telling)
        return taken

    def _follow(self, telling: Telling) -> None:
        """Take up the answer whose words have come."""
        answered = telling.answers
        assert answered is not None, "asked for only where it answers"
        telling.recipients = telling.recipients or list(answered.senders)
        telling.context.append(f"to: line {answered.line}")
        if answered.date is not None:
            telling.date = answered.date
            telling.context.append(f"date: line {answered.line}")
        self.tellings.append(telling)
        self._pending = None

    def _same_paragraph(self, telling: Telling, start: int) -> bool:
        previous = self._previous
        return (
            previous is not None
            and previous.sentence.paragraph <= telling.spans[-1][0]
            and (start >= telling.spans[-1][1] and previous.sentence.end <= start)
        )

    def _extend(self, telling: Telling, start: int, end: int) -> None:
        """Add ``text[start:end]`` to what tells of *telling*; sentences in a row are one span."""
        first, last = telling.spans[-1]
        if start <= last or self._index - telling.last <= 1:
            telling.spans[-1] = (first, max(last, end))
        else:
            telling.spans.append((start, end))
        telling.last = self._index

    def _subjects_of(self, scanned: Scanned) -> list[Person]:
        mentions = [m for m in scanned.parse.mentions if m.who == "name"]
        marked = [m for m in mentions if m.part == "topic"] or [m for m in mentions if m.part == "subject"]
        marked = marked or ([] if scanned.grammar.particles else [m for m in mentions if m.part == "bare"])
        if scanned.claims and (senders := [m for m in scanned.claims[-1].senders if m.who == "name"]):
            marked = senders
        return [_person(m, scanned) for m in marked if m.group == marked[0].group]

    def _claim(
        self, scanned: Scanned, claim: Claim, dates: Sequence[Dated], notes: Sequence[int], quotes: Sequence[Quote]
    ) -> None:
        context: list[str] = []
        senders = self._senders(scanned, claim, context)
        recipients, we = self._people(scanned, claim.recipients, senders, context)
        said = recipients
        if not claim.explicit or claim.strength == "answered":
            known = [*self._parties, *(self._talk.senders if self._talk else [])]
            recipients = [one for one in recipients if _share([one], known)]
        words = [q for q in quotes if q.opened and claim.start <= q.start - scanned.sentence.start < claim.end]
        kind = self._kind(scanned, claim, senders, recipients, words, notes)
        if kind == "goes on":
            self._goes_on(scanned, claim, words)
        elif kind:
            telling = self._tell(scanned, claim, kind, senders, recipients, we, context, words, dates, notes)
            self._carry(scanned, claim, telling, words)
        elif senders and not claim.explicit and not words:
            follows = self._may_follow(senders, claim)
            if claim.introduces or follows:
                self._pending = self._new(scanned, claim, "follows", senders, recipients, context)
                self._pending.answers = self.tellings[-1] if follows else None
        if senders:
            self._talk = _Talk(self._index, senders, said)

    def _senders(self, scanned: Scanned, claim: Claim, context: list[str]) -> list[Person]:
        named, _ = self._people(scanned, claim.senders, [], [])
        if named:
            if claim.senders[0].who not in ("name", "we"):
                context.append(f"from: line {named[0].line}")
            return named
        if claim.senders:
            return []
        earlier = [m for m in scanned.parse.mentions if m.who == "name" and m.end <= claim.verb.start]
        parts = ("topic", "subject") if scanned.grammar.particles else ("bare",)
        earlier = [m for m in earlier if m.part in parts and m not in claim.recipients]
        found = [_person(m, scanned) for m in earlier if m.group == earlier[0].group] if earlier else self._subjects
        if (
            not earlier
            and not claim.explicit
            and any(m.who == "name" and m.end <= claim.verb.start for m in scanned.parse.mentions)
        ):
            return []
        if not earlier and self._parties and not _share(found, self._parties):
            return []
        if found:
            context.append(f"from: line {found[0].line}")
        return list(found)

    def _people(
        self, scanned: Scanned, mentions: Sequence[Mention], others: Sequence[Person], context: list[str]
    ) -> tuple[list[Person], bool]:
        """Return the persons that *mentions* are, pronouns resolved, and whether they are *us*."""
        found: list[Person] = []
        for mention in mentions:
            if mention.who in ("name", "we"):
                found.append(_person(mention, scanned))
                continue
            meant = self._meant(scanned, mention, others)
            if meant and others:
                context.append(f"to: line {meant[0].line}")
            found += meant
        return found, any(mention.who == "we" for mention in mentions)

    def _meant(self, scanned: Scanned, pronoun: Mention, others: Sequence[Person]) -> list[Person]:
        """Return whom a pronoun means: the last subject, for several people the last who acted together."""
        last = self.tellings[-1] if self.tellings else None
        if pronoun.who == "many":
            candidates = [last.senders if last else [], self._subjects, last.recipients if last else []]
            several = next((c for c in candidates if len(c) > 1 and not _share(c, others)), [])
            if several or pronoun.name not in scanned.grammar.forms["singular"]:
                return list(several)
        within = [m for m in scanned.parse.mentions if m.who == "name" and m.end <= pronoun.start]
        parts = ("topic", "subject") if scanned.grammar.particles else ("bare",)
        within = [m for m in within if m.part in parts]
        options = [[_person(m, scanned)] for m in reversed(within)] + [self._subjects]
        options += [last.senders, last.recipients] if last else []
        return list(next((option for option in options if len(option) == 1 and not _share(option, others)), []))

    def _kind(
        self, scanned: Scanned, claim: Claim, senders: Sequence[Person], recipients: Sequence[Person],
        words: Sequence[Quote], notes: Sequence[int],
    ) -> str:  # fmt: skip
        """Return what *claim* is: a rule of a new telling, ``goes on``, or nothing."""
        last = self.tellings[-1] if self.tellings else None
        gap = self._index - last.last if last else _ONGOING + 1
        if not senders:
            return ""
        same = last is not None and _share(senders, last.senders)
        unnamed = not claim.senders or claim.senders[0].who != "name"
        if claim.explicit and not claim.recipients and not same and (not claim.senders or (unnamed and gap > _ONGOING)):
            return ""
        if claim.explicit and claim.strength != "answered":
            if same and gap <= 1 and not claim.recipients and (unnamed or claim.strength == "continued"):
                return "goes on"
            return claim.strength if claim.strength != "said" else "sent"
        if claim.explicit:
            return "answered"
        noted = any(self._known_footnote(note, person.name) for note in notes for person in senders)
        if last is not None and gap <= _ONGOING and claim.strength == "answered":
            answers = gap <= _ANSWERS and not same and (bool(words) or _beside(scanned, claim))
            known = any(same_person(one.name, person.name) for one in senders for person in self._parties)
            if answers and (_share(senders, last.recipients) or not last.recipients):
                return "answered"
            return "answered" if known and words and not same else "footnote" if noted else ""
        if noted:
            pending = self._pending
            return "" if pending and not claim.senders and _share(senders, pending.senders) else "footnote"
        if last is None or gap > _GOES_ON:
            return ""
        bound = [quote for quote in words if _bound(scanned, claim, quote)]
        if same and (claim.strength == "continued" or (gap <= 1 and (bound or claim.introduces or unnamed))):
            return "goes on"
        if gap <= 2 and bound and not same and _share(senders, last.recipients):
            return "follows"
        return ""

    def _may_follow(self, senders: Sequence[Person], claim: Claim) -> bool:
        """Whether the words of a quotation that stands by itself may be an answer to the last telling."""
        last = self.tellings[-1] if self.tellings else None
        return (
            last is not None
            and claim.strength == "said"
            and self._index - last.last <= 1
            and not _share(senders, last.senders)
            and _share(senders, last.recipients)
        )

    def _goes_on(self, scanned: Scanned, claim: Claim, words: Sequence[Quote]) -> None:
        telling = self.tellings[-1]
        start = scanned.sentence.start
        telling.quotes += [(quote.inner, quote.last) for quote in words]
        self._extend(telling, start + claim.start, min(start + claim.end, scanned.sentence.end))

    def _new(
        self, scanned: Scanned, claim: Claim, rule: str, senders: list[Person], recipients: list[Person],
        context: list[str],
    ) -> Telling:  # fmt: skip
        start, end = scanned.sentence.start, scanned.sentence.end
        while (
            claim.start + start < end
            and not scanned.parse.text[claim.start].isalnum()
            and "\x01" not in (scanned.parse.text[claim.start : claim.start + 2])
        ):
            claim = _advanced(claim)
        span = (start + claim.start, min(start + claim.end, end))
        sure = 0.9 if claim.explicit and claim.senders and claim.recipients else 0.75 if claim.explicit else 0.6
        medium = f" ({claim.noun.form})" if claim.noun else ""
        return Telling(
            [span], scanned.sentence.number, self._index, f"reported: {rule}{medium}", sure, senders, recipients,
            context=context, explicit=claim.explicit,
        )  # fmt: skip

    def _tell(
        self, scanned: Scanned, claim: Claim, kind: str, senders: list[Person], recipients: list[Person], we: bool,
        context: list[str], words: Sequence[Quote], dates: Sequence[Dated], notes: Sequence[int],
    ) -> Telling:  # fmt: skip
        last = self.tellings[-1] if self.tellings else None
        if kind == "footnote" and self._pending is not None and self._pending.last >= self._index - 1:
            last = self._settle_pending(notes)
        telling = self._new(scanned, claim, kind, senders, recipients, context)
        telling.quotes = [(quote.inner, quote.last) for quote in words]
        telling.footnotes, telling.we = list(notes), we
        telling.copied, _ = self._people(scanned, claim.copied, senders, context)
        answering = kind in ("answered", "follows") or (kind == "footnote" and claim.strength == "answered")
        if kind == "answered" and self._pending is not None and notes and self._pending.last >= self._index - 1:
            last = self._settle_pending(notes) or last
        if answering and last is not None and self._index - last.last <= _ANSWERS and not _share(senders, last.senders):
            telling.answers = last
        self._complete(telling, claim)
        self._date(telling, scanned, claim, dates)
        self.tellings.append(telling)
        self._pending = None
        self._parties = [*self._parties, *senders, *recipients][-_REMEMBERED:]
        return telling

    def _settle_pending(self, notes: Sequence[int]) -> Telling | None:
        """Make the words that *said as follows* announced an email if the footnote behind them knows its sender."""
        pending = self._pending
        assert pending is not None, "asked for only where there is one"
        if not any(self._known_footnote(note, person.name) for note in notes for person in pending.senders):
            return None
        pending.rule, pending.footnotes, pending.explicit = "reported: footnote", list(notes), False
        self.tellings.append(pending)
        self._parties = [*self._parties, *pending.senders, *pending.recipients][-_REMEMBERED:]
        self._pending = None
        return pending

    def _complete(self, telling: Telling, claim: Claim) -> None:
        """Fill in recipients from what was said just before."""
        if telling.recipients:
            return
        talk = self._talk
        if telling.answers is not None:
            telling.recipients = list(telling.answers.senders)
        elif talk is not None and self._index - talk.index == 1 and _share(telling.senders, talk.recipients):
            telling.recipients = list(talk.senders)
        elif talk is not None and self._index - talk.index == 1 and _share(telling.senders, talk.senders):
            telling.recipients = list(talk.recipients) if claim.strength != "answered" else []
        if telling.recipients:
            telling.context.append(f"to: line {telling.recipients[0].line}")

    def _date(self, telling: Telling, scanned: Scanned, claim: Claim, dates: Sequence[Dated]) -> None:
        near = [d for d in dates if claim.start <= d.start and d.end <= claim.verb.start]
        if not near and not scanned.grammar.particles:
            behind = max(claim.verb.end, claim.noun.end if claim.noun else 0)
            near = [d for d in dates if claim.verb.end <= d.start <= behind + 48 and "\x01" not in (
                scanned.parse.text[claim.verb.end : d.start])]  # fmt: skip
        if near:
            dated = near[0] if not near[0].vague or len(near) == 1 else near[1]
            telling.date, start = dated.date, scanned.sentence.start
            telling.date_span = (start + dated.start, start + dated.end)
            if (
                any("relative" in cue.roles and cue.start == dated.start for cue in scanned.parse.cues)
                and self._running
            ):
                telling.context.append(f"date: line {self._running[1]}")
        elif telling.answers is not None and telling.answers.date is not None:
            telling.date = telling.answers.date
            telling.context.append(f"date: line {telling.answers.line}")
        elif self._running is not None and (same := self._day_in(scanned, claim, dates)):
            telling.date = same
            telling.context.append(f"date: line {self._running[1]}")
        if telling.date is not None and telling.date_span is not None and telling.date.edtf:
            self._running = (telling.date, scanned.sentence.number)

    def _day_in(self, scanned: Scanned, claim: Claim, dates: Sequence[Dated]) -> MailDate | None:
        earlier = [dated.date for dated in dates if dated.end <= claim.verb.start]
        return earlier[-1] if earlier else self._running[0] if self._running else None

    def _carry(self, scanned: Scanned, claim: Claim, telling: Telling, words: Sequence[Quote]) -> None:
        """Tell of the email that a forward carries, where a clause says what it reads."""
        if claim.carried is None:
            return
        start = scanned.sentence.start
        first, last = start + claim.carried[0], start + claim.carried[1]
        inner = [(q.inner, q.last) for q in words if first <= q.start < last]
        carried = Telling(
            [(first, last)], telling.line, self._index, "reported: forwarded by another", 0.6, [], list(telling.senders),
            quotes=inner, footnotes=list(telling.footnotes), context=[f"to: line {telling.line}"],
        )  # fmt: skip
        telling.quotes = [quote for quote in telling.quotes if quote not in inner]
        telling.carries = carried
        self.tellings.insert(-1, carried)

    def _note_only(self, notes: Sequence[int]) -> None:
        """Let a footnote behind the rest of a quotation count for the telling that it belongs to."""
        if notes and self.tellings and self.tellings[-1].last == self._index and not self.tellings[-1].footnotes:
            self.tellings[-1].footnotes = list(notes)
            if self.tellings[-1].carries is not None:
                self.tellings[-1].carries.footnotes = list(notes)


def _advanced(claim: Claim) -> Claim:
    from dataclasses import replace

    return replace(claim, start=claim.start + 1)


def _beside(scanned: Scanned, claim: Claim) -> bool:
    """Whether the subject stands close to its verb, and neither is far into the sentence."""
    if not claim.senders or scanned.grammar.particles:
        return bool(claim.senders)
    subject = claim.senders[0]
    between = scanned.parse.text[min(subject.end, claim.verb.end) : max(subject.start, claim.verb.start)]
    return len(between.split()) <= 3 and len(between) <= 30


def _person(mention: Mention, scanned: Scanned) -> Person:
    start = scanned.sentence.start
    return Person(mention.name, start + mention.start, start + mention.end, scanned.sentence.number)


def _share(left: Sequence[Person], right: Sequence[Person]) -> bool:
    return any(same_person(one.name, other.name) for one in left for other in right)


def _bound(scanned: Scanned, claim: Claim, quote: Quote) -> bool:
    """Whether a quotation is what someone says, and not a word that the writer merely sets apart."""
    start = scanned.sentence.start
    behind = scanned.parse.text[quote.end - start :].lstrip(" ,、，")
    before = scanned.parse.text[: quote.start - start].rstrip()
    if before.endswith((":", "：", ",", "，", "、")):
        return True
    if scanned.grammar.particles:
        return behind.startswith(tuple(scanned.grammar.forms["quoting"])) and not behind.startswith(
            tuple(scanned.grammar.forms["clause"] or {"\x00"})
        )
    return quote.last - quote.inner > 12 or not before or 0 <= quote.start - start - claim.verb.end <= _BESIDE
