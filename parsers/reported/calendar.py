"""The date that runs along with a story, and the date that each email gets from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..message import MailDate
from .claim import Claim
from .dates import Dated, find_dates, has_date
from .scan import Scanned
from .telling import Telling

_NEAR = 48
"""Code points behind a verb or its noun within which a date is still that of the message."""
_ASIDE = 2
"""Words beside a date that a remark between commas may have without being about something else."""
_LETTERS = re.compile(r"[^\W\d_]")
_HEADED = (".", ":", "-", "–", "—", "：", "=", "·", "|")
"""What stands between the date of an item and what it tells."""
_APART = 2
"""Code points between a date and the clause that it begins."""


class RunningDate:
    """Keeps the last date that the sentences read so far gave, and its line."""

    def __init__(self) -> None:
        """Begin without a date."""
        self._running: tuple[MailDate, int] | None = None
        self._paragraph = -1
        self._heading: tuple[MailDate, int] | None = None
        self._told: list[Dated] = []

    @property
    def runs(self) -> bool:
        """Whether a date was given at all."""
        return self._running is not None

    def dates_in(self, scanned: Scanned) -> list[Dated]:
        """Return the dates of the sentence, those without a year by the date that runs along."""
        parse = scanned.parse
        if not has_date(parse.text, scanned.grammar) and not any("relative" in cue.roles for cue in parse.cues):
            return []
        return find_dates(parse.text, parse.cues, scanned.grammar, self._running[0] if self._running else None)

    def run_on(self, dates: Sequence[Dated], scanned: Scanned) -> None:
        """Let the last date of a sentence run along.

        A mere year does not blur a closer date of that year in the same paragraph.
        """
        head = next((d for d in dates if not d.vague and _heads(d, scanned)), None)
        if head is not None:
            self._heading = (head.date, scanned.sentence.number)
        dates = [dated for dated in dates if dated not in self._told]
        exact = [dated.date for dated in dates if not dated.vague and not _aside(dated, scanned)]
        self._told = []
        paragraph, self._paragraph = self._paragraph, scanned.sentence.paragraph
        if not exact:
            return
        date = exact[-1]
        before = self._running[0].edtf if self._running else None
        same = paragraph == scanned.sentence.paragraph
        if not (same and before and date.edtf and before.startswith(date.edtf)):
            self._running = (date, scanned.sentence.number)

    def give(self, telling: Telling, scanned: Scanned, claim: Claim, dates: Sequence[Dated]) -> None:
        """Give *telling* the date beside its verb, else that of the email it answers, else the running one."""
        near = [d for d in dates if claim.start <= d.start or 0 <= claim.start - d.end <= _APART]
        near = [d for d in near if d.end <= claim.verb.start and not claim.upon]
        self._told = [d for d in dates if _is_before(d, telling.answers)]
        near = [d for d in near if d not in self._told]
        if not near and scanned.grammar.particles and len(dates) == len(scanned.claims) == 1:
            near = [d for d in dates if d not in self._told]
        if not near and not scanned.grammar.particles:
            behind = max([claim.verb.end, claim.noun.end if claim.noun else 0, *(one.end for one in claim.recipients)])
            quoted = scanned.parse.text.find("\x01", claim.verb.end)
            limit = behind + _NEAR if quoted < 0 else min(behind + _NEAR, quoted)
            near = [d for d in dates if claim.verb.end <= d.start <= limit]
        if near:
            dated = near[0] if not near[0].vague or len(near) == 1 else near[1]
            telling.date, start = dated.date, scanned.sentence.start
            telling.date_span = (start + dated.start, start + dated.end)
            if (
                any("relative" in cue.roles and cue.start == dated.start for cue in scanned.parse.cues)
                and self._running
            ):
                telling.context.append(f"date: line {self._running[1]}")
        elif self._heading is not None and telling.answers is not None and self._heading[1] > telling.answers.line:
            telling.date = self._heading[0]
            telling.context.append(f"date: line {self._heading[1]}")
        elif telling.answers is not None and telling.answers.date is not None:
            telling.date = telling.answers.date
            telling.context.append(f"date: line {telling.answers.line}")
        elif self._running is not None and (same := self._day_in(claim, dates)):
            telling.date = same
            telling.context.append(f"date: line {self._running[1]}")
        if telling.date is not None and telling.date_span is not None and telling.date.edtf:
            self._running = (telling.date, scanned.sentence.number)

    def _day_in(self, claim: Claim, dates: Sequence[Dated]) -> MailDate | None:
        earlier = [dated.date for dated in dates if dated.end <= claim.verb.start]
        return earlier[-1] if earlier else self._running[0] if self._running else None


def _is_before(dated: Dated, answered: Telling | None) -> bool:
    """Whether a date is of a year before that of the email *answered*: an answer only speaks of it."""
    known = answered.date.edtf if answered is not None and answered.date is not None else None
    return bool(known and dated.date.edtf and dated.date.edtf[:4] < known[:4])


def _aside(dated: Dated, scanned: Scanned) -> bool:
    """Whether a date stands in a remark between commas that says more than the date (*who died in 2019*)."""
    text = scanned.parse.text
    before, behind = text.rfind(",", 0, dated.start), text.find(",", dated.end)
    if min(before, behind) < 0 or not any(mention.end <= before for mention in scanned.parse.mentions):
        return False
    return len(f"{text[before : dated.start]} {text[dated.end : behind]}".split()) > _ASIDE


def _heads(dated: Dated, scanned: Scanned) -> bool:
    """Whether a date stands over what follows: a line of its own, or the first words of an item."""
    sentence = scanned.sentence
    first = sentence.start == sentence.paragraph and not _LETTERS.search(scanned.parse.text[: dated.start])
    alone = scanned.parse.text[dated.end :].strip(" .:")
    return first and (not alone or scanned.parse.text[dated.end : dated.end + 2].strip()[:1] in _HEADED)


def is_later(last: Telling | None, dates: Sequence[Dated]) -> bool:
    """Return whether a sentence has a date of its own, that the *last* email has not."""
    known = last.date.edtf if last is not None and last.date is not None else None
    return known is not None and any(not one.vague and one.date.edtf and one.date.edtf != known for one in dates)
