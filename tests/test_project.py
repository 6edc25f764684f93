"""The project itself: what is packed, how modules may import, what the README and the requirements promise."""

from __future__ import annotations

import ast
import os
import re
import runpy
import subprocess
import sys
import textwrap
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mailweave.parsers.locale import all_locales
from mailweave.parsers.message import MailweaveError

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
README = (ROOT / "README.md").read_text("utf-8")
FLOORS = ("parsers", "threads", "exports", "cli")  # each may import those to its left
MODULES = sorted(
    [ROOT / "__init__.py", ROOT / "__main__.py", *(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))]
)
WHOLE_WORDS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL SYLLABLE")  # scripts in which one character can be a word
SCRIPTS = {ROOT / "parsers" / "locales" / "from_cldr.py"}  # makes the tables beside it; never packed
HEAVY = ["pandas", "mailparser", "dateutil", "typer", "rich", "email", "mailweave.parsers", "mailweave.exports"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> Iterator[str]:
    """Yield what *path* imports from within the package, as a path from the root: ``parsers.message``."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from (".".join((*base, name)) for name in names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "mailweave":
            yield f"absolute {node.module}"
        elif isinstance(node, ast.Import):
            yield from (f"absolute {alias.name}" for alias in node.names if alias.name.partition(".")[0] == "mailweave")


def code_strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every string literal of *path* with its line, docstrings left out."""
    tree = ast.parse(path.read_bytes())
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def test_every_folder_with_code_is_packed_and_no_other() -> None:
    with_code = {
        ".".join(("mailweave", *path.parent.relative_to(ROOT).parts))
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        if path not in SCRIPTS
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == {"mailweave", *with_code}


def test_every_packed_folder_is_a_package() -> None:
    for package in PROJECT["tool"]["setuptools"]["packages"]:
        assert ROOT.joinpath(*package.split(".")[1:], "__init__.py").exists(), package


def test_no_other_code_stands_at_the_root() -> None:
    assert {path.name for path in ROOT.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_is_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300, "name the second idea and split"
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "manager", "data", "misc"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down_only(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    allowed = FLOORS[: FLOORS.index(floor) + 1] if floor in FLOORS else FLOORS
    for imported in imports_of(path):
        assert not imported.startswith("absolute"), f"{imported}: imports inside the package are relative"
        assert imported.partition(".")[0] in allowed, f"{floor} may not import {imported}"


def test_imports_go_in_no_circle() -> None:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES
    }
    graph = {
        name: {other for other in imports_of(path) if other in modules and other != name}
        for name, path in modules.items()
    }
    while free := {name for name, needed in graph.items() if not needed}:
        graph = {name: needed - free for name, needed in graph.items() if name not in free}
    assert not graph, f"modules that import each other, or that hang on such: {sorted(graph)}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_code_holds_no_word_of_a_language(path: Path) -> None:
    """Words belong into the language tables; signs (quotation marks, commas) and a lone letter may stand in code."""
    for line, text in code_strings(path):
        words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
        words = [word for word in words if len(word) > 1 or unicodedata.name(word, "").startswith(WHOLE_WORDS)]
        assert not words, f"line {line}: {words}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_code_names_no_language(path: Path) -> None:
    names = {locale.name.casefold() for locale in all_locales()} | {
        "english",
        "german",
        "french",
        "japanese",
        "chinese",
        "korean",
    }
    tags = {locale.language for locale in all_locales() if len(locale.language) > 2} - {"und"}
    for line, text in code_strings(path):
        assert text not in tags, f"line {line}: {text}"
        assert not names & set(re.findall(r"\w+", text.casefold())), f"line {line}: {text}"


def test_errors_have_one_base() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
                assert node.exc.func.id not in {"Exception", "RuntimeError"}, f"{name_of(path)}:{node.lineno}"
    assert MailweaveError.__mro__[1] is Exception


def test_importing_the_package_costs_nothing() -> None:
    found = in_fresh_python(f"import mailweave, sys; print([name for name in {HEAVY} if name in sys.modules])")
    assert found == "[]"


def test_the_public_names_are_there() -> None:
    found = in_fresh_python(
        "import mailweave; print([name for name in mailweave.__all__ if not hasattr(mailweave, name)])"
    )
    assert found == "[]"


def in_fresh_python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_readme_paths_exist() -> None:
    """Every path that the README's commands and links name is in the checkout."""
    named = set(re.findall(r"(?<![\w/.-])(?:samples|docs|\.ci)/[\w./-]*\w", README))
    assert len(named) >= 4
    assert not {path for path in named if not (ROOT / path).exists()}


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    awk = re.search(r"awk '(.*?)' README\.md", script, re.DOTALL)
    assert awk is not None
    found = subprocess.run(["awk", awk[1], "README.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert found.strip() == "bash .ci/test"
    assert 'bash -euo pipefail -c "$command"' in script


def test_licence_is_the_declared_one() -> None:
    assert PROJECT["project"]["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License\n")


def test_changelog_has_this_version() -> None:
    assert f"## {PROJECT['project']['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_dependency_is_bounded_below_and_pinned_for_development() -> None:
    pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements-dev.txt").read_text("utf-8"), re.MULTILINE))
    for requirement in PROJECT["project"]["dependencies"]:
        name = re.match(r"[A-Za-z0-9_.-]+", requirement)
        assert name is not None
        assert ">=" in requirement, requirement
        assert name[0].lower() in pins, f"{name[0]} is not in requirements-dev.txt; CONTRIBUTING.md says how to make it"


def test_development_requirements_name_no_host_and_have_hashes() -> None:
    text = (ROOT / "requirements-dev.txt").read_text("utf-8")
    assert "://" not in text
    assert not re.findall(r"^--", text, re.MULTILINE), "options belong on no line of their own"
    for pin in re.split(r"\n(?=[a-z])", text):
        if "==" in pin:
            assert "--hash=sha256:" in pin, pin.partition(" ")[0]


def between(mark: str, inside: str, regenerate: bool) -> str:
    """Return what the README has from the comment *mark* to its end, after writing *inside* there if asked to."""
    path = ROOT / "README.md"
    before, opening, rest = path.read_text("utf-8").partition(f"<!-- {mark} -->\n")
    found, closing, after = rest.partition(f"<!-- /{mark} -->\n")
    assert opening, f"README.md has no <!-- {mark} -->"
    assert closing, f"README.md has no <!-- /{mark} -->"
    if regenerate:
        path.write_text(f"{before}{opening}{inside}{closing}{after}", "utf-8")
        return inside
    return found


def test_readme_lists_the_languages(regenerate: bool) -> None:
    needed = {"from", "to", "date", "subject"}
    whole = [locale.name for locale in all_locales() if needed <= locale.fields.keys() and locale.language != "und"]
    dates = [locale.name for locale in all_locales() if not needed <= locale.fields.keys() and locale.language != "und"]
    lines = [f"Tables for {len(whole)} languages: {', '.join(whole)}."]
    lines += [f"For dates alone, {len(dates)} more: {', '.join(dates)}."] if dates else []
    listed = "".join(f"{textwrap.fill(line, 120, break_on_hyphens=False)}\n\n" for line in lines)
    assert between("languages", listed, regenerate) == listed


def test_readme_shows_what_explain_prints(regenerate: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mailweave", "explain", "samples/court_exhibit.txt"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "COLUMNS": "96"}, check=True,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    shown = "\n".join(lines[1 : lines.index("", lines.index("") + 1)])  # up to the second email
    block = f"```\n{shown.rstrip()}\n```\n"
    assert between("explain", block, regenerate) == block


def test_readme_library_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    space: dict[str, Any] = {}
    exec(code, space)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(space["table"]) == len(space["messages"]) > 1
    assert lines[0].endswith("begins the conversation")
    assert (tmp_path / "exhibit.mbox").read_bytes().startswith(b"From ")


def test_picture_is_what_the_command_prints(regenerate: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    script = runpy.run_path("docs/make_pictures.py")
    for path, sample in script["SAMPLES"].items():
        picture = script["picture"](sample)
        if regenerate:
            Path(path).write_text(picture, "utf-8")
        assert Path(path).read_text("utf-8") == picture
        assert "url(http" not in picture
