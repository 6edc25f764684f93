"""What users get: the wheel, built from the sources and installed where no checkout is near."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOT_SOURCES = (".git", ".venv", ".typecheck", ".*_cache", "*.egg-info", "__pycache__", "build", "dist", "tests")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the sources, so that nothing left over from an earlier build gets in."""
    copy = tmp_path_factory.mktemp("wheel") / "sources"
    shutil.copytree(ROOT, copy, symlinks=True, ignore=shutil.ignore_patterns(*NOT_SOURCES))
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", copy / "dist", copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that holds the wheel, and sees our dependencies but not the checkout."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    folder = "Scripts" if os.name == "nt" else "bin"
    python = home / folder / ("python.exe" if os.name == "nt" else "python")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(site, "zz_dependencies.pth").write_text(
        sysconfig.get_path("purelib"), "utf-8"
    )  # its own .pth files do not run
    return python


def run(*arguments: object, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [*map(str, arguments)], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name for name in names if not name.partition("/")[0].endswith(".dist-info")}
    expected = {
        path.relative_to(ROOT).as_posix()
        for floor in ("parsers", "threads", "exports", "cli")
        for path in (ROOT / floor).rglob("*")
        if path.suffix in {".py", ".toml", ".css", ".js", ".sql"}
        and path.name != "from_cldr.py"  # makes the tables, is no part of them
    }
    assert inside == {f"mailweave/{name}" for name in {*expected, "__init__.py", "__main__.py", "py.typed"}}
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_installed_package_is_not_the_checkout(python: Path, tmp_path: Path) -> None:
    place = run(python, "-c", "import mailweave; print(mailweave.__file__)", cwd=tmp_path).strip()
    assert Path(place).is_relative_to(python.parent.parent)


def test_installed_command_helps(python: Path, tmp_path: Path) -> None:
    assert "mailweave show" in run(python.with_name("mailweave"), "--help", cwd=tmp_path)


def test_installed_command_reads_a_sample(python: Path, tmp_path: Path) -> None:
    sample = ROOT / "samples" / "blog_ja.txt"
    printed = run(python.with_name("mailweave"), "parse", sample, cwd=tmp_path)
    assert len(printed.splitlines()) > 1
    assert all(json.loads(line)["from"] for line in printed.splitlines())


def test_installed_tables_are_all_there(python: Path, tmp_path: Path) -> None:
    code = "from mailweave.parsers.locale import all_locales; print(*(locale.language for locale in all_locales()))"
    tables = sorted(path.stem for path in (ROOT / "parsers" / "locales").glob("*.toml"))
    assert run(python, "-c", code, cwd=tmp_path).split() == tables
