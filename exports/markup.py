"""Text of unknown origin as HTML and XML: shown, never obeyed."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from .printable import printable, sound

_RISKY = re.compile("[<>&\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")


def shown(text: str, *, lines: bool = False) -> str:
    """Return *text* for the content of an element or a quoted attribute: printable, then escaped."""
    return escape(printable(text, lines=lines))


def named(text: str) -> str:
    """Return *text* set apart, so that its direction does not reorder what stands around it."""
    return f"<bdi>{shown(text)}</bdi>"


def island(data: Any) -> str:
    """Return *data* as JSON for a script element of type ``application/json``: it cannot end the element."""
    text = sound(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
