"""Which files the arguments of a command mean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mailweave.parsers.message import Problem
from mailweave.parsers.readers import Source, discover


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.eml", "sub/d.HTML", "sub/c.md", ".hidden.txt", ".git/e.txt", "picture.png", "z"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "docs"


def _names(*arguments: str) -> list[str]:
    return [
        os.path.normpath(found.name).replace(os.sep, "/") for found in discover(arguments) if isinstance(found, Source)
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["docs"], ["docs/a.eml", "docs/b.txt", "docs/sub/c.md", "docs/sub/d.HTML"]),
        (["docs/b.txt", "docs/a.eml"], ["docs/b.txt", "docs/a.eml"]),
        (["docs/picture.png", "docs/.hidden.txt"], ["docs/picture.png", "docs/.hidden.txt"]),
        (["docs/*.txt"], ["docs/b.txt"]),
        (["docs/**/*.md"], ["docs/sub/c.md"]),
        (["**/s*/*"], ["docs/sub/c.md", "docs/sub/d.HTML"]),
        (["docs/**"], ["docs/a.eml", "docs/b.txt", "docs/picture.png", "docs/sub/c.md", "docs/sub/d.HTML", "docs/z"]),
        (["doc?"], ["docs/a.eml", "docs/b.txt", "docs/sub/c.md", "docs/sub/d.HTML"]),
        (["-", "-"], ["-"]),
        (["docs/b.txt", "docs"], ["docs/b.txt", "docs/a.eml", "docs/sub/c.md", "docs/sub/d.HTML"]),
        (["missing.txt"], ["missing.txt"]),
    ],
)
def test_what_is_found(arguments: list[str], expected: list[str]) -> None:
    assert _names(*arguments) == expected


def test_standard_input_has_no_path() -> None:
    assert list(discover(["-"])) == [Source("-", None)]


@pytest.mark.usefixtures("folder")
def test_a_pattern_or_a_folder_without_documents_is_said() -> None:
    Path("empty").mkdir()
    nothing, bare = discover(["*.none", "empty"])
    assert nothing == Problem("*.none", "no file matches, passed over")
    assert isinstance(bare, Problem)
    assert bare.severity == "note"


def test_links_in_circles_are_walked_once(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "sub" / "self").symlink_to(folder / "sub", target_is_directory=True)
    (folder / "sub" / "nowhere").symlink_to("nowhere")
    assert _names("docs") == ["docs/a.eml", "docs/b.txt", "docs/sub/c.md", "docs/sub/d.HTML"]
    assert _names("docs/**/*.md") == ["docs/sub/c.md"]


def test_a_link_to_a_folder_above_is_not_followed(folder: Path) -> None:
    (folder.parent / "other.txt").write_text("not asked for")
    (folder / "sub" / "up").symlink_to(folder.parent, target_is_directory=True)
    assert _names("docs/sub") == ["docs/sub/c.md", "docs/sub/d.HTML"]


def test_a_deep_folder_is_walked_without_recursion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folders = ["./d" + "/d" * depth for depth in range(1200)]
    for folder in folders:
        Path(folder).mkdir()
    last = Path(folders[-1], "x.txt")
    last.write_text("x")
    try:
        assert _names(".") == [f"{folders[-1]}/x.txt".removeprefix("./")]
    finally:  # pytest removes what is left by recursion
        last.unlink()
        for folder in reversed(folders):
            Path(folder).rmdir()
