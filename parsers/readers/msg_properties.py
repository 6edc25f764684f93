"""The properties of one Outlook object (MS-OXPROPS), whatever of them a broken file still has."""

from __future__ import annotations

import struct
from datetime import datetime

from oxmsg.domain.encodings import encoding_from_codepage
from oxmsg.properties import Properties as Fixed
from oxmsg.storage import Storage

from .charset import NotTextError, decode

_WIDE, _NARROW, _BINARY = 0x001F, 0x001E, 0x0102  # property types: UTF-16, 8-bit and binary
_INTERNET_CODEPAGE, _MESSAGE_CODEPAGE = 0x3FDE, 0x3FFD
_HEADER = {"__attach": 8, "__recip_": 8}  # bytes before the first property (MS-OXMSG section 2.4)
_TOP, _EMBEDDED = 32, 24
_BROKEN = (struct.error, ValueError, KeyError, TypeError, AttributeError, OverflowError, LookupError)


class Properties:
    """The properties of a message, a recipient or an attachment, by their number; missing ones are empty."""

    def __init__(self, storage: Storage, *, embedded: bool = False) -> None:
        """Look at *storage*; *embedded* says that it is a message within another."""
        self._storage = storage
        usual = _EMBEDDED if embedded else _TOP
        self._fixed = Fixed(storage, _HEADER.get(storage.name[:8], usual))

    def text(self, number: int) -> str:
        """Return a text property, decoded, empty where there is none."""
        wide = self._stream(number, _WIDE)
        if wide:
            return wide[: len(wide) // 2 * 2].decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._stream(number, _NARROW)
        return self.decoded(narrow).rstrip("\0") if narrow else ""

    def data(self, number: int) -> bytes:
        """Return a binary property, empty where there is none."""
        return self._stream(number, _BINARY)

    def decoded(self, data: bytes, declared: str | None = None) -> str:
        """Return *data* as text: in the charset *declared*, else in the code page of the message."""
        try:
            return decode(data, declared or self._codepage()).text
        except NotTextError:
            return ""

    def number(self, number: int) -> int | None:
        """Return an integer property, None where there is none."""
        try:
            value = self._fixed.int_prop_value(number)
        except _BROKEN:
            return None
        return value if isinstance(value, int) else None

    def time(self, number: int) -> datetime | None:
        """Return a time property in UTC, None where there is none."""
        try:
            value = self._fixed.date_prop_value(number)
        except _BROKEN:
            return None
        return value if isinstance(value, datetime) and value.year > 1970 else None

    def _stream(self, number: int, kind: int) -> bytes:
        try:
            return bytes(self._storage.property_stream_bytes(number, kind))
        except _BROKEN:
            return b""

    def _codepage(self) -> str | None:
        for property_ in (_INTERNET_CODEPAGE, _MESSAGE_CODEPAGE):
            page = self.number(property_)
            if page:
                try:
                    return str(encoding_from_codepage(page))
                except Exception:  # oxmsg's own errors share no base
                    return None
        return None
