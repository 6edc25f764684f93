"""Which conversations a person asked for: by number, people, time and words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from ..parsers.message import Address, MailDate, MailweaveError, Message
from .retold import put_under
from .thread import Thread

Order = Literal["time", "document", "size"]

_LENGTHS = {"year": 4, "month": 7, "day": 10, "hour": 13, "minute": 16, "second": 19}
_LENGTH_OF_BOUND = frozenset(_LENGTHS.values())
_UNSPACED = r"[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # Han and kana, and their punctuation
_BLANK_BETWEEN = re.compile(rf"(?<={_UNSPACED}) (?={_UNSPACED})")
_MARKS = 8  # combining marks in a row that are compared; normalising long runs takes quadratic time


class SelectionError(MailweaveError):
    """A bound that is no date, or a conversation that is not there."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted; what is left empty is not asked for, and the default wants everything.

    ``from_`` and ``to`` are parts of a printed name or address (``to`` of any receiver), ``grep`` is a part of the
    subject or the body. ``since`` and ``until`` are ISO 8601 dates of any precision, both inclusive, compared with
    UTC where it is known, else with the printed clock. One email must have all of these. ``threads`` are ids, or
    numbers from 1 on among the conversations that the rest leaves, in ``order``.
    """

    threads: tuple[str, ...] = ()
    from_: str | None = None
    to: str | None = None
    since: str | None = None
    until: str | None = None
    grep: str | None = None
    order: Order | None = None


def select(threads: Sequence[Thread], wanted: Selection) -> list[Thread]:
    """Return those of *threads*, each whole, that hold an email which is *wanted*, in the order that is.

    The order ``time`` is that of the first date, undated conversations last; ``document`` that of the first place
    of print; ``size`` has the most emails first. Raises SelectionError.
    """
    matches = _Matches(wanted)
    found = [thread for thread in threads if matches.any_of(thread)]
    match wanted.order:
        case "time":
            found.sort(key=_time)
        case "document":
            found.sort(key=_place)
        case "size":
            found.sort(key=lambda thread: -len(put_under(thread)[0].messages))
    if not wanted.threads:
        return found
    named = _named(found, wanted.threads)
    return [thread for at, thread in enumerate(found) if at in named]


def chosen(threads: Sequence[Thread], wanted: Selection) -> frozenset[str]:
    """Return the ids of the emails of *threads* that are themselves *wanted*, whatever their conversation."""
    matches = _Matches(wanted)
    return frozenset(message.id for thread in threads for message in thread.messages if matches(message))


class _Matches:
    """Tells of one email whether it is wanted; what was asked for is folded once."""

    def __init__(self, wanted: Selection) -> None:
        self._from, self._to, self._grep = (_folded(text or "") for text in (wanted.from_, wanted.to, wanted.grep))
        self._since = _bound(wanted.since, "since")
        self._until = _bound(wanted.until, "until")
        self._all = not any((self._from, self._to, self._grep, self._since, self._until))

    def any_of(self, thread: Thread) -> bool:
        return self._all or any(map(self, thread.messages))

    def __call__(self, message: Message) -> bool:
        return self._all or (
            self._is_within(message.date)
            and self._is_named(self._from, (message.from_, message.sender))
            and self._is_named(self._to, (*message.to, *message.cc, *message.bcc))
            and (not self._grep or self._grep in _folded(message.subject or "") or self._grep in _folded(message.body))
        )

    def _is_within(self, date: MailDate | None) -> bool:
        """A date of little precision is within if it may be; none at all never is."""
        if not self._since and not self._until:
            return True
        at = _clock(date)
        return bool(at) and at >= self._since[: len(at)] and at[: len(self._until)] <= self._until[: len(at)]

    @staticmethod
    def _is_named(part: str, people: Sequence[Address | None]) -> bool:
        return not part or any(part in form for person in people if person for form in _forms(person))


def _forms(person: Address) -> Iterator[str]:
    """Yield what a person may be asked for by: each alone, and the name and the address as they stand in a header."""
    yield _folded(person.person or "")
    both = f"{person.name} <{person.email}>" if person.name and person.email else None
    yield _folded(both or person.name or person.email or "")


def _folded(text: str) -> str:
    """Return *text* as it is compared: NFKC, case folded, every run of white space as one blank.

    Between characters of a script that is written without blanks there is none: a line break may have stood there.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", "".join(_few_marks(text)))
    folded = " ".join(text.casefold().split())
    return folded if folded.isascii() else _BLANK_BETWEEN.sub("", folded)


def _few_marks(text: str) -> Iterator[str]:
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MARKS:
            yield character


def _clock(date: MailDate | None) -> str:
    """Return the date in UTC, else by its printed clock, to its precision (``2016-05-03T09``); empty where unknown."""
    if date is None or date.iso is None:
        return ""
    return _without_zone(date.utc or date.iso)[: _LENGTHS[date.precision or "second"]]


def _without_zone(iso: str) -> str:
    day, mark, time = iso.partition("T")
    return day + mark + time.partition("+")[0].partition("-")[0].rstrip("Z")


def _bound(text: str | None, name: str) -> str:
    """Return a bound as ``_clock`` writes dates, in UTC where it states an offset."""
    if text is None:
        return ""
    wanted = text.strip().upper().replace(" ", "T", 1)
    try:
        if len(wanted) < 10:
            datetime.fromisoformat(f"{wanted}-01-01"[:10] if len(wanted) == 4 else f"{wanted}-01")
        else:
            at = datetime.fromisoformat(wanted)
            length = len(_without_zone(wanted)) if wanted[4] == "-" else 0
            wanted = (at.astimezone(UTC) if at.tzinfo else at).isoformat()[:length]
    except (ValueError, OverflowError):
        wanted = ""
    if len(wanted) not in _LENGTH_OF_BOUND:
        raise SelectionError(f"{name}: {text!r} is no date such as 2016, 2016-05, 2016-05-03 or 2016-05-03T09:12")
    return wanted


def _named(found: Sequence[Thread], names: Sequence[str]) -> set[int]:
    places = {thread.id: at for at, thread in enumerate(found)}
    places |= {str(at + 1): at for at in range(len(found))}
    for name in names:
        if name not in places:
            there = f"there {'is' if len(found) == 1 else 'are'} {len(found)} to choose from"
            raise SelectionError(f"no conversation has the number or id {name!r}; {there}")
    return {places[name] for name in names}


def _time(thread: Thread) -> tuple[bool, str]:
    """What only tells of an email that is printed says nothing better of its time than the print does."""
    own, _ = put_under(thread)
    first = min(filter(None, (_clock(message.date) for message in own.messages)), default="")
    return not first, first


def _place(thread: Thread) -> tuple[str, int]:
    return min(((message.found.document, message.found.start) for message in thread.messages), default=("", 0))
