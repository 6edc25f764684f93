"""Whether a text reads as somebody: an address, a name, what an office or a pseudonym makes of one."""

from __future__ import annotations

from ..folding import visible


def reads_as_name(text: str) -> bool:
    """Whether *text* can be nothing but a name or an address: no word of it at either end is in lower case."""
    words = visible(text).partition("<")[0].strip("\"' ").split()
    if "@" in text or ("!" in text and len(words) == 1):  # an address of today, a path of UUCP
        return True
    return bool(words) and not words[0][0].islower() and not words[-1][0].islower() and len(words) <= 4


def reads_as_person(text: str, *, named: bool = True) -> bool:
    """Whether *text* may be a mailbox: an address, a blanked one, or a few words that could name someone.

    With *named*, one of the words must not be in lower case, as nothing else tells a name from prose.
    """
    shown = visible(text)
    name, bracket, _ = shown.partition("<")
    name = name.strip().strip("\"'“”")
    if _shows_a_time(name):
        return False
    if "@" in shown or bracket:
        return len(name.split()) <= 10 and len(name) <= 100
    words = name.split()
    if not 0 < len(words) <= 6 or len(name) > 60 or any(w[-1] in ".!?:;" for w in words if len(w) > 3):
        return False
    if any(character.isdigit() for character in name):
        return False
    return not named or any(not word[0].islower() for word in words)


def reads_as_numbered(text: str) -> bool:
    """Whether *text* may be a name with numbers behind its letters: a call sign, an office (``Lang, Ada - 14 - IT``).

    The rest of a date that was cut too early begins with a number, or shows a time.
    """
    name = visible(text).partition("<")[0].strip("\"'“” ")
    return name[:1].isalpha() and len(name) <= 60 and len(name.split()) <= 8 and not _shows_a_time(name)


def _shows_a_time(name: str) -> bool:
    """Whether a time of day stands in *name*: the rest of a date that was cut too early."""
    return any(
        mark in ":.٫：" and name[at - 1].isdigit() and name[at + 1].isdigit() for at, mark in enumerate(name[1:-1], 1)
    )
