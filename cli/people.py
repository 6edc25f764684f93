"""The people file: which names and addresses are one person."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import typer

Names = Mapping[str, tuple[str, ...]]
"""Canonical name -> other names and addresses of the same person."""


def load_people(path: Path) -> Names:
    """Return the people in *path* (TOML, or JSON by its suffix); raise typer.BadParameter where it is no such file.

    Each key is the name to show, its value the list of names and addresses that mean the same person:
    ``"Ada Lang" = ["A. Lang", "ada@example.org"]``.
    """
    try:
        text = path.read_text("utf-8-sig")
        table = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise _bad(f"{path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:  # both decoders' errors, and bytes that are no UTF-8
        raise _bad(f"{path}: {error}") from None
    if not isinstance(table, dict):
        raise _bad(f"{path}: must map each name to a list of names and addresses")
    names: dict[str, tuple[str, ...]] = {}
    for name, forms in table.items():
        if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
            raise _bad(f"{path}: {name!r} must be a list of names and addresses")
        names[name] = tuple(forms)
    return names


def _bad(what: str) -> typer.BadParameter:
    return typer.BadParameter(what.replace("\n", " "), param_hint="--people")
