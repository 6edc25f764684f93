"""Dates with the instants that the threader knows: stated zones counted out, zones given or inferred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..parsers.message import Message
from .clock import Clock, as_utc, read_clock
from .profile import Profile
from .zones import Inferred, offset_of


def given_zone(message: Message, zone: str) -> Message:
    """Return *message* with its date read in *zone* if it states none; raise ZoneError if that is no zone."""
    clock = read_clock(message.date)
    offset = offset_of(zone, clock.wall if clock else 0)
    if message.date is None or clock is None or clock.offset is not None or message.date.zone != "unknown":
        return message
    if clock.width > 59:
        return message
    date = replace(message.date, zone="inferred", utc=_utc(clock, offset), utc_reason="given with --zone")
    return replace(message, date=date)


def enrich_dates(profiles: Sequence[Profile], inferred: Mapping[int, Inferred]) -> dict[int, Message]:
    """Return those messages whose dates gain an instant, by index."""
    found: dict[int, Message] = {}
    for profile in profiles:
        date, clock = profile.message.date, profile.clock
        if date is None or clock is None or date.utc is not None or clock.width > 59:
            continue
        if clock.offset is not None:
            new = replace(date, zone="stated", utc=_utc(clock, clock.offset), utc_reason=date.utc_reason)
        elif profile.index in inferred:
            zone = inferred[profile.index]
            new = replace(date, zone="inferred", utc=_utc(clock, zone.offset), utc_reason=zone.reason)
        else:
            continue
        found[profile.index] = replace(profile.message, date=new)
    return found


def _utc(clock: Clock, offset: int) -> str:
    return as_utc(clock.wall - offset, to_minute=clock.width == 59)
