"""What all tests share: ``--regenerate``, the samples, and real programs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the expected files anew; the diff is the review")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written instead of compared."""
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Return the path of a real program; a test that needs one (mark it ``programs``) fails where it is missing."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            pytest.fail(f"{name} is not installed; .ci/test installs it, or leave these out with -m 'not programs'")
        return found

    return find
