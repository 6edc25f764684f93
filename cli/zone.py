"""The zone that a user gives for dates that state none."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import typer


def checked_zone(name: str) -> str:
    """Return *name* if it is an offset (``+02:00``) or a zone of the IANA database; raise typer.BadParameter if not."""
    if name.startswith(("+", "-")):
        try:
            datetime.fromisoformat(f"2000-01-01T00:00{name}")
        except ValueError:
            raise typer.BadParameter(f"{name!r} is no offset; write +HH:MM", param_hint="--zone") from None
        return name
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise typer.BadParameter(f"{name!r} is no zone; write Europe/Berlin or +02:00", param_hint="--zone") from None
    return name
