"""``mailweave people``."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from mailweave.cli.people_command import people

TEXT = "In 2014 Vera Amsel wrote a letter to Otto Brandt.\nThe next day, Amsel left and Brandt stayed with the dog.\n"


def test_the_proposal_goes_to_standard_output(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    people([str(path)], None, False, True)
    assert tomllib.loads(capfd.readouterr().out) == {"Otto Brandt": ["Brandt"], "Vera Amsel": ["Amsel"]}


def test_json_has_counts_and_places(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    people([str(path)], None, True, True)
    first = json.loads(capfd.readouterr().out.splitlines()[0])
    assert first["forms"][0] == {"name": "Otto Brandt", "count": 1, "languages": ["en"], "places": [[str(path), 1]]}
