"""Documents to run the commands on, and the run itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

LETTER = """\
The notes below were handed to us by the town archive.

From: Maud Ferris <maud@harbour.example>
Sent: Tuesday, 3 May 2016 09:12 +0200
To: Tomas Hale <tomas@harbour.example>
Subject: Crane inspection

The crane is due on Friday. Can you be there at eight?

Maud

From: Tomas Hale <tomas@harbour.example>
Sent: Tuesday, 3 May 2016 10:40 +0200
To: Maud Ferris <maud@harbour.example>
Subject: RE: Crane inspection

I can. The café opens at seven, see you there.
"""
NONE = "The harbour was dredged twice that year, and nobody wrote a word about it.\n"

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A document that prints two emails, the second an answer to the first."""
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, "utf-8")
    return path


@pytest.fixture
def none(tmp_path: Path) -> Path:
    """A document that prints no email."""
    path = tmp_path / "none.txt"
    path.write_text(NONE, "utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``mailweave`` as a user does, in a folder of its own; return what came out, as bytes."""

    def call(*arguments: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "mailweave", *map(os.fsencode, map(str, arguments))],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, **environment},
            timeout=60,
            check=False,
        )

    return call
