"""The options that say which conversations are wanted."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

if TYPE_CHECKING:  # --help must not pay for it
    from ..threads.selecting import Order, Selection


class OrderName(StrEnum):
    """How conversations may be ordered."""

    time = "time"
    document = "document"
    size = "size"


ThreadNames = Annotated[
    list[str] | None,
    typer.Option(
        "--thread",
        metavar="ID",
        help="This conversation only: its id, or its number in what show prints; repeatable.",
        show_default=False,
    ),
]
FromPart = Annotated[
    str | None,
    typer.Option("--from", metavar="TEXT", help="A part of the sender's name or address.", show_default=False),
]
ToPart = Annotated[
    str | None,
    typer.Option("--to", metavar="TEXT", help="A part of a receiver's name or address.", show_default=False),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Not before: 2016, 2016-05, 2016-05-03T09:12.", show_default=False),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Not after; 2016 is all of 2016.", show_default=False)
]
Grep = Annotated[
    str | None, typer.Option("--grep", metavar="TEXT", help="Words in the subject or the body.", show_default=False)
]
OrderBy = Annotated[
    OrderName | None,
    typer.Option("--order", help="Conversations by first date, by place of print, or largest first."),
]


def selection(
    threads: list[str] | None,
    from_: str | None,
    to: str | None,
    since: str | None,
    until: str | None,
    grep: str | None,
    order: OrderName | None,
) -> Selection:
    """Return what is wanted, as the floor below takes it; raise typer.BadParameter for a bound that is no date."""
    from ..threads.selecting import Selection, SelectionError, select

    by = cast("Order | None", order and order.value)
    for name, value in (("--from", from_), ("--to", to), ("--grep", grep)):
        if value is not None and not value.strip():
            raise typer.BadParameter("is empty", param_hint=name)
    wanted = Selection((), from_, to, since, until, grep, by)
    try:
        select((), wanted)
    except SelectionError as error:
        name, _, what = str(error).partition(": ")
        raise typer.BadParameter(what, param_hint=f"--{name}") from None
    return Selection(tuple(threads or ()), from_, to, since, until, grep, by)
