"""The compressed RTF in which Outlook keeps a body (MS-OXRTFCP): Lempel-Ziv with a dictionary that starts full."""

from __future__ import annotations

import struct

LARGEST = 32 * 1024 * 1024
"""Bytes that are unpacked."""

_PREFIX = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_SIZE = 4096
_PLAIN, _PACKED = b"MELA", b"LZFu"


def decompressed(data: bytes) -> bytes:
    """Return the RTF in *data*, as far as it goes where that is broken; empty where it is none."""
    if len(data) < 16:
        return b""
    _, size, kind = struct.unpack_from("<II4s", data)
    if kind == _PLAIN:
        return data[16 : 16 + size]
    return _unpacked(data[16:], min(size, LARGEST)) if kind == _PACKED else b""


def _unpacked(data: bytes, size: int) -> bytes:
    window = bytearray(_PREFIX.ljust(_SIZE, b"\0"))
    write = len(_PREFIX)
    out = bytearray()
    position = 0
    while position < len(data) and len(out) < size:
        control = data[position]
        position += 1
        for bit in range(8):
            step = 2 if control >> bit & 1 else 1
            token = data[position : position + step]
            position += step
            if len(token) < step:
                return bytes(out)
            if step == 1:
                copied = token
            else:
                reference = token[0] << 8 | token[1]
                offset, length = reference >> 4, (reference & 15) + 2
                if offset == write:
                    return bytes(out)
                copied = bytes(_repeated(window, offset, write, length))
            for byte in copied:
                window[write] = byte
                write = (write + 1) % _SIZE
            out += copied
    return bytes(out)


def _repeated(window: bytearray, offset: int, write: int, length: int) -> bytearray:
    """Return what a reference stands for; it may reach into what it is itself writing."""
    found = bytearray()
    for step in range(length):
        at = (offset + step) % _SIZE
        ahead = (at - write) % _SIZE
        found.append(found[ahead] if ahead < step else window[at])
    return found
