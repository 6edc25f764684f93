"""What the inline style of an HTML element says of quotes and answers: colour, indentation, a border at the left."""

from __future__ import annotations

import re

_NAMES = {
    "aqua": "00ffff", "blue": "0000ff", "brown": "a52a2a", "crimson": "dc143c", "cyan": "00ffff", "darkblue": "00008b",
    "darkgreen": "006400", "darkred": "8b0000", "fuchsia": "ff00ff", "green": "008000", "indigo": "4b0082",
    "lime": "00ff00", "magenta": "ff00ff", "maroon": "800000", "mediumblue": "0000cd", "navy": "000080",
    "olive": "808000", "orange": "ffa500", "purple": "800080", "red": "ff0000", "royalblue": "4169e1",
    "steelblue": "4682b4", "teal": "008080", "violet": "ee82ee",
}  # fmt: skip
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})\Z")
_RGB = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})[,)]")
_LENGTH = re.compile(r"(\d{0,5}\.?\d{1,5})(px|pt|em|ex|in|cm|mm)")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "ex": 8.0, "in": 96.0, "cm": 37.8, "mm": 3.78}
_LEAST_CHROMA = 48
"""Difference between the strongest and the weakest part of a colour that is none of black, white and grey."""
_STEP, _LEAST_STEP, _DEEPEST = 40.0, 18.0, 8
"""Pixels of one step to the right in mail programs, the fewest that are one, and the most steps."""
_LONGEST = 2_000
"""Characters of a style that are looked at; mail programs write a tenth of that."""


def declared(style: str, names: tuple[str, ...]) -> dict[str, str]:
    """Return the declarations of *style* (lower case, no blanks) that *names* ask for, the last of each."""
    found = {}
    for declaration in style[:_LONGEST].split(";"):
        name, _, value = declaration.partition(":")
        if name in names:
            found[name] = value
    return found


def color_of(value: str) -> str:
    """Return a colour (lower case, no blanks) as six hexadecimal digits; nothing for black, greys and the unknown."""
    value = value.removesuffix("!important")
    digits = _NAMES.get(value, "")
    if found := _HEX.match(value):
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    elif channels := _RGB.match(value):
        digits = "".join(f"{min(int(channel), 255):02x}" for channel in channels.groups())
    parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)] if digits else [0]
    return digits if max(parts) - min(parts) >= _LEAST_CHROMA else ""


def steps_right(style: str) -> int:
    """Return by how many steps (40 pixels) *style* sets an element to the right, 0 where it does not."""
    if "margin-left" not in style:
        return 0
    length = _LENGTH.match(declared(style, ("margin-left",)).get("margin-left", ""))
    pixels = float(length[1]) * _PIXELS[length[2]] if length else 0.0
    return min(_DEEPEST, max(1, round(pixels / _STEP))) if pixels >= _LEAST_STEP else 0


def has_left_border(style: str) -> bool:
    """Whether *style* draws a line at the left and nowhere else, as mail programs do beside what they quote."""
    if "border-left" not in style:
        return False
    sides = declared(style, ("border", "border-left", "border-top", "border-right", "border-bottom"))
    drawn = {
        side for side, value in sides.items() if any(kind in value for kind in ("solid", "dashed", "dotted", "double"))
    }
    return drawn == {"border-left"} and not sides["border-left"].startswith(("0px", "0pt", "0solid"))
