"""Settings of a folder: what a project says once instead of in every command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # --help must not pay for it
    from ..parsers.message import MailweaveError

_NAMES = {"language": "language", "people": "people", "zone": "zone", "day-first": "day_first", "strict": "strict"}
"""Key in the file -> parameter of the commands that know it."""
_FORMS = {
    "language": "a tag or a list of tags",
    "people": "the path of a file",
    "zone": "a zone such as Europe/Berlin",
    "day-first": "true or false",
    "strict": "true or false",
}


def settings(folder: Path) -> dict[str, Any]:
    """Return what *folder* sets for the commands, by parameter; nothing where it sets nothing.

    Read from ``mailweave.toml``, else from the table ``[tool.mailweave]`` of ``pyproject.toml``; a path is relative
    to the folder. Raises MailweaveError for a file that is no TOML, an unknown key or a value of a wrong kind.
    """
    for name in ("mailweave.toml", "pyproject.toml"):
        table = _read(folder / name)
        if table is None:
            continue
        tool = table.get("tool")
        own = tool.get("mailweave") if isinstance(tool, dict) else None
        if name == "mailweave.toml" and own is None:
            own = table
        return {_NAMES[key]: value for key, value in _checked(own or {}, folder / name).items()}
    return {}


def _read(path: Path) -> dict[str, Any] | None:
    """Return the tables of *path*, None where there is no such file."""
    if not path.is_file():
        return None
    import tomllib  # here, so that --help does not pay for it

    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise _bad(path, error.strerror or "cannot be read") from None
    except (ValueError, RecursionError) as error:
        raise _bad(path, str(error)) from None


def _checked(table: object, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise _bad(path, "tool.mailweave must be a table")
    found: dict[str, Any] = {}
    for key, value in table.items():
        match key, value:
            case "language", str():
                found[key] = [value]
            case "language", list() if all(isinstance(tag, str) for tag in value):
                found[key] = value
            case "people", str() if value and "\0" not in value:
                found[key] = str(path.parent / value)
            case ("zone", str()) | (("day-first" | "strict"), bool()):
                found[key] = value
            case _ if key in _FORMS:
                raise _bad(path, f"{key} must be {_FORMS[key]}")
            case _:
                raise _bad(path, f"{key!r} is no setting; there are {', '.join(_NAMES)}")
    return found


def _bad(path: Path, what: str) -> MailweaveError:
    from ..parsers.message import MailweaveError

    return MailweaveError(f"{path.name}: {what}")
