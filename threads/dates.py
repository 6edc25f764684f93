"""Dates with the instants that are known: stated zones counted out, zones given by hand or inferred."""

from __future__ import annotations

from dataclasses import replace

from ..parsers.message import MailDate, Message
from .clock import Clock, as_utc, read_clock
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


def enriched_date(date: MailDate, clock: Clock | None, inferred: Inferred | None) -> MailDate | None:
    """Return *date* with its instant, from the zone that it states or that was inferred; None if it gains none.

    A date without a time of day is no instant, whatever its zone.
    """
    if clock is None or date.utc is not None or clock.width > 59:
        return None
    if clock.offset is not None:
        return MailDate(date.text, date.iso, date.edtf, date.precision, "stated", _utc(clock, clock.offset))
    if inferred is not None:
        utc = _utc(clock, inferred.offset)
        return MailDate(date.text, date.iso, date.edtf, date.precision, "inferred", utc, inferred.reason)
    return None


def _utc(clock: Clock, offset: int) -> str:
    return as_utc(clock.wall - offset, to_minute=clock.width == 59)
