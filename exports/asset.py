"""Styles, scripts and statements that are files of their own, shipped with the package."""

from __future__ import annotations

from importlib.resources import files


def asset(*names: str) -> str:
    """Return the text of the files of ``exports/assets``, one after another."""
    folder = files(__name__.rpartition(".")[0]).joinpath("assets")
    return "".join(folder.joinpath(name).read_text("utf-8") for name in names)
