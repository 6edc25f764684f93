"""Folders of mails: names that every disk takes and that stay, written whole or not at all."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mailweave.exports import ExportOptions, export_folder, format_of, save
from mailweave.exports.write import UnsafeName, write_folder
from mailweave.parsers.message import Address, MailDate, Message
from mailweave.threads.thread import Thread

Builder = Callable[..., Message]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("out.eml/", "eml"),
        ("a/b.eml", "eml"),
        ("maildir/", "maildir"),
        ("x/Maildir", "maildir"),
        ("x.maildir/", "maildir"),
    ],
)
def test_format_of_a_folder(path: str, expected: str) -> None:
    assert format_of(path) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, r"2019-03-04-ada-lang-[0-9a-f]{12}\.eml"),
        ({"date": None}, r"undated-ada-lang-[0-9a-f]{12}\.eml"),
        (
            {"date": MailDate("2016", "2016-09", None, "month")},
            r"2016-09-ada-lang-[0-9a-f]{12}\.eml",
        ),  # no day is made up
        ({"from_": None}, r"2019-03-04-[0-9a-f]{8}-[0-9a-f]{12}\.eml"),
        ({"from_": Address("木村 花子")}, r"2019-03-04-[0-9a-f]{8}-[0-9a-f]{12}\.eml"),
        ({"from_": Address("../../etc/passwd\0")}, r"2019-03-04-etc-passwd-[0-9a-f]{12}\.eml"),
        ({"from_": Address("CON"), "id": "../x"}, r"2019-03-04-con-[0-9a-f]{12}\.eml"),
        ({"from_": Address("x" * 500)}, r"2019-03-04-x{40}-[0-9a-f]{12}\.eml"),
    ],
)
def test_names(message: Builder, fields: dict[str, object], expected: str) -> None:
    [(name, _)] = export_folder([Thread("t", None, (message(1, **fields),))], "eml")
    assert re.fullmatch(expected, name)


def test_one_id_twice_is_two_files(message: Builder) -> None:
    thread = Thread("t", None, (message(1), message(1, body="other")))
    for name in ("eml", "maildir"):
        files = [name for name, _ in export_folder([thread], name) if not name.endswith("/")]
        assert len(set(files)) == 2


def test_reported_emails_where_asked_for(threads: list[Thread]) -> None:
    assert len([*export_folder(threads, "eml")]) == 6
    assert len([*export_folder(threads, "eml", ExportOptions(reported=True))]) == 7


@pytest.mark.skipif(os.name == "nt", reason="Windows has no colon in file names, which Maildir needs")
def test_written_again_is_the_same(threads: list[Thread], tmp_path: Path) -> None:
    for _ in range(2):
        save(tmp_path / "x.maildir", threads, "maildir")
    assert sorted(path.name for path in (tmp_path / "x.maildir").iterdir()) == ["cur", "new", "tmp"]
    assert len([*(tmp_path / "x.maildir/cur").iterdir()]) == 6
    assert [path.name for path in tmp_path.iterdir()] == ["x.maildir"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/mine.eml").write_bytes(b"mine")
    with pytest.raises(FileExistsError, match="would not be written again"):
        write_folder(tmp_path / "x", [("a.eml", b"a")])
    assert [path.read_bytes() for path in (tmp_path / "x").iterdir()] == [b"mine"]
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    assert write_folder(tmp_path / "x", [("cur/", b""), ("a/b.eml", b"b")]) == 1
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "x",
        "x/a",
        "x/a/b.eml",
        "x/cur",
    ]


def test_a_broken_exporter_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> object:
        yield "a", b"a"
        raise KeyError("broke")

    with pytest.raises(KeyError):
        write_folder(tmp_path / "x", broken())  # type: ignore[arg-type]
    assert [*tmp_path.iterdir()] == []


def test_a_file_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_folder(tmp_path / "x", [("a", b"a")])
    assert (tmp_path / "x").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "..", "a\\b"])
def test_no_name_leads_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafeName):
        write_folder(tmp_path / "x", [(name, b"")])
    assert [*tmp_path.iterdir()] == []
