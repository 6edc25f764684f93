"""The options that commands share, and what they mean for the floors below."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..parsers.document import Options
    from ..threads.joins import Joins
    from .people import Names

Documents = Annotated[list[str], typer.Argument(metavar="DOCUMENT", show_default=False, hidden=True)]
"""The help tells of them in words (``app``): the table of arguments would show a Python type."""
Language = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="TAG",
        help="Look for this language only (BCP 47, repeatable). Default: all.",
        show_default=False,
        autocompletion=lambda: _languages(),
    ),
]
PeopleFile = Annotated[
    Path | None,
    typer.Option(
        "--people",
        metavar="FILE",
        help="Names that are one person: TOML or JSON, see docs/commands.md.",
        show_default=False,
    ),
]
JoinsFile = Annotated[
    Path | None,
    typer.Option(
        "--joins",
        metavar="FILE",
        help="Conversations joined, split and parents set by hand: TOML, see docs/commands.md.",
        show_default=False,
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        "--zone", metavar="ZONE", help="Zone of dates that state none: Europe/Berlin, +02:00.", show_default=False
    ),
]
DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--day-first/--month-first", help="How to read 3/4/2019 where the document does not tell.", show_default=False
    ),
]
Strict = Annotated[
    bool | None,
    typer.Option(
        "--strict/--loose",
        help="Take only what is sure, or also what is doubtful; explain shows what was passed over.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print for programs: JSON Lines.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing on standard error; the exit status still tells.")
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour; NO_COLOR does the same.")]


@dataclass(frozen=True, slots=True)
class Understanding:
    """How documents are to be understood: what parsing and threading are told."""

    options: Options
    people: Names
    zone: str | None
    joins: Joins | None = None


def understanding(
    language: list[str] | None,
    people: Path | None,
    zone: str | None,
    day_first: bool | None,
    strict: bool | None,
    joins: Path | None = None,
) -> Understanding:
    """Return the options as the floors below take them; raise typer.BadParameter for one that means nothing."""
    from ..parsers.document import LOOSE, STRICT, Options
    from .joins import load_joins
    from .people import load_people

    threshold = Options().threshold if strict is None else STRICT if strict else LOOSE
    return Understanding(
        options=Options(languages=_checked_languages(language or []), day_first=day_first, threshold=threshold),
        people=load_people(people) if people else {},
        zone=_checked_zone(zone) if zone is not None else None,
        joins=load_joins(joins) if joins else None,
    )


def _checked_languages(tags: list[str]) -> tuple[str, ...]:
    from ..parsers.locale import locales_for

    for tag in tags:
        if all(locale.language == "und" for locale in locales_for((tag,))):
            known = ", ".join(_languages())
            raise typer.BadParameter(f"{tag!r} has no table; there are {known}", param_hint="--language")
    return tuple(tags)


def _languages() -> list[str]:
    from ..parsers.locale import all_locales

    return [locale.language for locale in all_locales() if locale.language != "und"]


def _checked_zone(zone: str) -> str:
    from ..threads.zones import ZoneError, offset_of

    try:
        offset_of(zone, 0)
    except ZoneError as error:
        raise typer.BadParameter(str(error), param_hint="--zone") from None
    return zone
