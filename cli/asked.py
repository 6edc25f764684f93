"""What is asked of a command that reads conversations: the options that these commands share, written down once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .documents import read_threads
from .options import (
    AsJson,
    DayFirst,
    Documents,
    JoinsFile,
    Language,
    NoColor,
    PeopleFile,
    Quiet,
    Strict,
    Zone,
    understanding,
)
from .report import Report
from .selection import FromPart, Grep, OrderBy, Since, ThreadNames, ToPart, Until, selection

if TYPE_CHECKING:  # --help must not pay for them
    from ..threads.selecting import Selection
    from ..threads.thread import Thread


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one run; each field is an option, in the order in which the help lists them."""

    documents: Documents
    thread: ThreadNames = None
    from_: FromPart = None
    to: ToPart = None
    since: Since = None
    until: Until = None
    grep: Grep = None
    order: OrderBy = None
    language: Language = None
    people: PeopleFile = None
    joins: JoinsFile = None
    zone: Zone = None
    day_first: DayFirst = None
    strict: Strict = None
    as_json: AsJson = False
    quiet: Quiet = False
    no_color: NoColor = False

    def wanted(self) -> Selection:
        """Return which conversations are wanted; raise typer.BadParameter for a bound that is no date."""
        return selection(self.thread, self.from_, self.to, self.since, self.until, self.grep, self.order)

    def threads(
        self, report: Report, *, outputs: Collection[Path] = (), texts: dict[str, str] | None = None
    ) -> list[Thread]:
        """Return the conversations that are wanted (``read_threads``); wrong usage raises before anything is read."""
        wanted = self.wanted()
        how = understanding(self.language, self.people, self.zone, self.day_first, self.strict, self.joins)
        return read_threads(self.documents, how, report, wanted, outputs=outputs, texts=texts)


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """Return *command* as typer reads it: the options of ``Asked`` stand in place of its first parameter."""
    names = {field.name for field in fields(Asked)}

    @wraps(command)
    def run(**given: Any) -> None:
        own = {name: value for name, value in given.items() if name not in names}
        command(Asked(**{name: value for name, value in given.items() if name in names}), **own)

    parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in _parameters(command)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _parameters(command: Callable[..., None]) -> Iterator[inspect.Parameter]:
    """Yield the documents, then the options of *command* alone, then what is shared."""
    documents, *shared = inspect.signature(Asked, eval_str=True).parameters.values()
    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    yield from (documents, *own, *shared)
