"""The page of layouts is what its generator writes, and every layout has a sample."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_layouts", ROOT / "docs" / "make_layouts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_is_current(generator: ModuleType, regenerate: bool) -> None:
    if regenerate:
        generator.PAGE.write_text(generator.page(), "utf-8")
    assert generator.PAGE.read_text("utf-8") == generator.page()


def test_every_sample_is_named(generator: ModuleType) -> None:
    samples = (path for path in (ROOT / "samples" / "layouts").iterdir() if path.suffix != ".json")
    assert {path.stem for path in samples} == set(generator.LAYOUTS)
