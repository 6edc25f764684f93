"""The running context of a telling: who speaks, since when, and which claim is an email, an answer or neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .announced import Announcements
from .calendar import RunningDate, is_later
from .cast import Cast, answerers
from .claim import Claim, is_unsigned
from .cues import Cue
from .dates import Dated
from .doubts import ONGOING, is_no_email
from .parsed import VERBS
from .passages import (
    answerer_before,
    carry,
    follow,
    forwarder,
    is_told,
    known_recipients,
    message_speaks,
    more_of,
    same_paragraph,
    without_lead,
)
from .quotes import Quote
from .returning import NOBODY
from .scan import Scanned
from .sound import same_person
from .telling import (
    FOOTNOTE,
    Person,
    Telling,
    held_quotes,
    is_bound,
    is_elsewhere,
    is_group,
    is_heading,
    is_it,
    is_statement,
    may_follow,
    new_telling,
    says,
    share,
    speaks_itself,
    stands_beside,
    tells_reply,
    trails,
    words_of,
)

_TURNS, _ANSWERS, _GOES_ON = 2, 3, 4
"""Sentences within which one speaks in turn, answers the last email and goes on."""


class Story:
    """Reads sentences in order and keeps the emails that they tell of in ``tellings``."""

    def __init__(self, known_footnote: Callable[[int, str], bool]) -> None:
        """*known_footnote* says whether an email of a sender is printed under a footnote number."""
        self.tellings: list[Telling] = []
        self._known_footnote = known_footnote
        self._date = RunningDate()
        self._announced = Announcements()
        self._cast = Cast()
        self._pending: Telling | None = None
        self._index = self._place = -1
        self._lead = -1
        self._held: set[int] = set()
        self._previous: Scanned | None = None
        self._alone: list[Quote] = []
        self._speakers: list[Person] = []

    def learn(self, sentences: Sequence[Scanned]) -> None:
        """Look through all sentences for what helps to read each of them."""
        self._held = held_quotes(sentences)
        for before, scanned in zip((None, *sentences), sentences, strict=False):
            self._cast.learn(scanned, before)
            if scanned.sentence.paragraph == sentences[0].sentence.paragraph:
                self._lead += 1

    def told(self) -> list[Telling]:
        """Return the emails that the sentences read so far tell of, their people by their fullest names.

        What sums up beforehand, in the first paragraph, what is told in full below it is left out.
        """
        self.tellings = without_lead(self.tellings, self._lead)
        for telling in self.tellings:
            for people in (telling.senders, telling.recipients, telling.copied):
                people[:] = map(self._cast.in_full, people)
        return self.tellings

    def read(self, scanned: Scanned) -> None:
        """Take in the next sentence."""
        self._place += 1
        self._index += not is_heading(scanned)
        self._speakers = []
        dates = self._date.dates_in(scanned)
        notes = [int(match[1]) for match in FOOTNOTE.finditer(scanned.parse.text)]
        taken = [] if self._place in self._held else self._open_quotes(scanned)
        for claim in scanned.claims:
            self._claim(scanned, claim, dates, notes, [q for q in scanned.sentence.quotes if q not in taken])
        if not scanned.claims:
            self._cast.overhear(self._index, scanned)
            more_of(self.tellings, scanned, notes, self._index, self._cast.parties)
        first = scanned.sentence.start == scanned.sentence.paragraph
        self._alone = list(scanned.sentence.quotes) if first and not (taken or scanned.claims or says(scanned)) else []
        self._announced.read(scanned, dates, self._index)
        self._cast.follow(scanned, self._speakers)
        self._date.run_on(dates, scanned)
        self._previous = scanned

    def _open_quotes(self, scanned: Scanned) -> list[Quote]:
        """Give the last telling the quotation that stands alone, or that only closes, in this sentence."""
        sentence = scanned.sentence
        telling = self._pending or (self.tellings[-1] if self.tellings else None)
        taken: list[Quote] = []
        if telling is None or not sentence.quotes:
            return taken
        gap = self._index - telling.last
        alone = not says(scanned)
        itself = message_speaks(telling, scanned, gap)
        for quote in sentence.quotes:
            if not quote.opened and gap <= _GOES_ON and same_paragraph(telling, self._previous, sentence.start):
                start = telling.spans[-1][1]
                if not telling.quotes or telling.quotes[-1][1] <= start:
                    telling.quotes.append((start, quote.start))
                    telling.extend(sentence.start, quote.end, self._index)
                    taken.append(quote)
            elif quote.opened and gap <= 1 + itself and (alone or (itself and not telling.footnotes)):
                telling.quotes.append((quote.inner, quote.last))
                telling.extend(sentence.start, sentence.end, self._index)
                taken.append(quote)
        if taken and telling is self._pending and telling.answers is not None:
            follow(telling, telling.answers)
            self.tellings.append(telling)
            self._pending = None
        untold = not taken and alone and sentence.quotes[0].opened and telling is not self._pending
        return self._turned(scanned, telling) if untold else taken

    def _turned(self, scanned: Scanned, telling: Telling) -> list[Quote]:
        """Take the quotation that stands alone as the answer of the one alone whom the sentence before names."""
        before = self._previous
        actor = answerer_before(telling, before, self._index)
        if before is None or actor is None:
            return []
        quotes = [quote for quote in scanned.sentence.quotes if quote.opened]
        claim = Claim(0, len(before.parse.text), Cue(0, 0, "", frozenset()), "said", False, (), ())
        dates = self._date.dates_in(before)
        self._index -= 1
        answer = self._tell(before, claim, "follows", [actor], [], False, [], quotes, dates, [])
        self._index += 1
        answer.extend(scanned.sentence.start, scanned.sentence.end, self._index)
        return quotes

    def _claim(
        self, scanned: Scanned, claim: Claim, dates: Sequence[Dated], notes: Sequence[int], quotes: Sequence[Quote]
    ) -> None:
        context: list[str] = []
        last = self.tellings[-1] if self.tellings else None
        returning = answerers(last, self._index, context) if claim.returns else None
        senders = self._cast.senders(scanned, claim, last, context) if returning is None else returning
        recipients, we = self._cast.people(scanned, claim.recipients, senders, last, context)
        senders = forwarder(last, claim, recipients, self._index - last.last if last else ONGOING) or senders
        recipients = [one for one in recipients if one.name not in {sender.name for sender in senders}]
        itself = not claim.senders and speaks_itself(scanned) and any(quote.opened for quote in quotes)
        itself = itself and (last is None or self._index - last.last > 1)
        if itself:
            senders, recipients = self._cast.just_heard(self._index)
        said = recipients
        if not itself and (not claim.explicit or claim.strength == "answered"):
            recipients = known_recipients(claim, recipients, self._cast.heard())
        words = words_of(scanned, claim, quotes)
        before = last.last if last else -1
        if self._announced.about(scanned, claim, senders, said, words, self._index, before):
            kind, recipients = ("answered" if claim.strength == "answered" else "sent"), said
        elif itself and senders and recipients:
            kind = "sent"
        else:
            kind = self._kind(scanned, claim, senders, words, notes, dates, recipients)
        if kind == "goes on":
            self._goes_on(scanned, claim, words)
        elif kind:
            telling = self._tell(scanned, claim, kind, senders, recipients, we, context, words, dates, notes)
            if (carried := carry(scanned, claim, telling, words, self._index)) is not None:
                self.tellings.insert(-1, carried)
        elif senders and not claim.explicit and not words:
            follows = may_follow(last, self._index, senders, claim) or claim.returns
            if claim.introduces or follows:
                self._pending = new_telling(scanned, claim, "follows", self._index, senders, recipients, context)
                self._pending.answers = self.tellings[-1] if follows else None
        if senders:
            self._cast.hear(self._index, senders, said)
            self._speakers = senders if claim.senders and claim.senders[0].who != "we" else []

    def _kind(
        self, scanned: Scanned, claim: Claim, senders: Sequence[Person], words: Sequence[Quote],
        notes: Sequence[int], dates: Sequence[Dated], recipients: Sequence[Person],
    ) -> str:  # fmt: skip
        """Return what *claim* is: a rule of a new telling, ``goes on``, or nothing."""
        last = self.tellings[-1] if self.tellings else None
        gap = self._index - last.last if last else ONGOING + 1
        if not senders and not (claim.returns and words and gap <= 1):
            told = words or claim.senders == (NOBODY,) or "receive" in claim.verb.roles
            return "sent" if is_unsigned(claim) and told else ""
        same = last is not None and share(senders, last.senders)
        unnamed = not claim.senders or claim.senders[0].who != "name"
        if is_no_email(
            scanned, claim, recipients, words, dates, notes,
            gap=gap, same=same, runs=self._date.runs,
        ):  # fmt: skip
            return ""
        if claim.explicit and not notes and is_statement(scanned, claim, senders, dates, self._cast.parties):
            return ""
        if not claim.verb.roles & VERBS and not words and is_told(self.tellings, senders, dates):
            return ""
        if claim.explicit and claim.strength != "answered":
            told = bool(claim.senders) or scanned.grammar.particles
            if same and gap <= 1 and last is not None and not last.recipients and is_it(claim):
                last.recipients = list(recipients)
                return "goes on"
            told = told and not is_later(last, dates) and not (claim.noun and "other" in claim.noun.roles)
            if same and told and gap <= 1 and not claim.recipients and (unnamed or claim.strength == "continued"):
                return "goes on"
            return claim.strength if claim.strength != "said" else "sent"
        if claim.explicit:
            return "answered"
        noted = any(self._known_footnote(note, person.name) for note in notes for person in senders)
        if last is not None and gap <= ONGOING and claim.strength == "answered":
            told = bool(words) or stands_beside(scanned, claim) or tells_reply(scanned, claim)
            answers = gap <= _ANSWERS and not same and told
            known = any(same_person(one.name, person.name) for one in senders for person in self._cast.parties)
            if answers and (share(senders, last.recipients) or not last.recipients):
                return "answered"
            if answers and not unnamed and gap <= 1 and is_group(last.recipients, scanned.grammar):
                return "answered"  # one of many
            known = known or (gap <= 1 and not unnamed)  # someone who got a copy
            if not known and gap <= _ANSWERS and not unnamed and claim.verb.form in scanned.grammar.forms["written"]:
                return "answered"
            return "answered" if known and words and not same else "footnote" if noted else ""
        if noted:
            pending = self._pending
            return "" if pending and not claim.senders and share(senders, pending.senders) else "footnote"
        if last is None or gap > _GOES_ON:
            return ""
        bound = any(is_bound(scanned, claim, quote) for quote in words) or trails(scanned, claim)
        if same and (claim.strength == "continued" or (gap <= 1 and (bound or claim.introduces or unnamed))):
            return "goes on"
        near = gap <= 1 or (gap <= _TURNS and not is_elsewhere(self._previous))
        return "follows" if near and bound and not same and share(senders, last.recipients) else ""

    def _goes_on(self, scanned: Scanned, claim: Claim, words: Sequence[Quote]) -> None:
        telling = self.tellings[-1]
        start = scanned.sentence.start
        telling.quotes += [(quote.inner, quote.last) for quote in words]
        telling.extend(start + claim.start, min(start + claim.end, scanned.sentence.end), self._index)

    def _tell(
        self, scanned: Scanned, claim: Claim, kind: str, senders: list[Person], recipients: list[Person], we: bool,
        context: list[str], words: Sequence[Quote], dates: Sequence[Dated], notes: Sequence[int],
    ) -> Telling:  # fmt: skip
        last = self.tellings[-1] if self.tellings else None
        if kind == "footnote" and self._pending is not None and self._pending.last >= self._index - 1:
            last = self._settle_pending(notes)
        telling = new_telling(scanned, claim, kind, self._index, senders, recipients, context)
        telling.quotes = [(quote.inner, quote.last) for quote in words]
        if not words and self._alone and self._alone[0].start >= scanned.sentence.paragraph:
            telling.quotes = [(quote.inner, quote.last) for quote in self._alone if quote.opened]
            telling.spans[0] = (self._alone[0].start, telling.spans[0][1])
            self._alone = []
        telling.footnotes, telling.we = list(notes), we
        telling.copied, _ = self._cast.people(scanned, claim.copied, senders, last, context)
        answering = kind in ("answered", "follows") or (kind == "footnote" and claim.strength == "answered")
        if kind == "answered" and self._pending is not None and notes and self._pending.last >= self._index - 1:
            last = self._settle_pending(notes) or last
        if answering and last is not None and self._index - last.last <= _ANSWERS and not share(senders, last.senders):
            telling.answers = last
        if not claim.addressed:
            self._cast.address(telling, last, claim, scanned, self._index)
        self._date.give(telling, scanned, claim, dates)
        self.tellings.append(telling)
        self._pending = None
        self._cast.take_part([*senders, *recipients])
        return telling

    def _settle_pending(self, notes: Sequence[int]) -> Telling | None:
        """Make the words that *said as follows* announced an email if the footnote behind them knows its sender."""
        pending = self._pending
        assert pending is not None, "asked for only where there is one"
        if not any(self._known_footnote(note, person.name) for note in notes for person in pending.senders):
            return None
        pending.rule, pending.footnotes, pending.explicit = "reported: footnote", list(notes), False
        self.tellings.append(pending)
        self._cast.take_part([*pending.senders, *pending.recipients])
        self._pending = None
        return pending
