"""Files are written whole or not at all."""

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailweave.exports.write import write_file


def broken() -> Iterator[bytes]:
    yield b"half"
    raise KeyError("the exporter broke")


def test_a_new_file_has_the_permissions_of_new_files(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert write_file(tmp_path / "x.mbox", [b"From ", b"a\n"]) == 7
    assert (tmp_path / "x.mbox").read_bytes() == b"From a\n"
    assert (tmp_path / "x.mbox").stat().st_mode == plain.stat().st_mode


def test_a_broken_exporter_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_file(tmp_path / "x.mbox", broken())
    assert [*tmp_path.iterdir()] == []


def test_a_broken_exporter_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "x.mbox").write_bytes(b"old")
    with pytest.raises(KeyError):
        write_file(tmp_path / "x.mbox", broken())
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_an_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "x.mbox"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(path, [b"new"])
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640 or os.name == "nt"


def test_a_link_keeps_pointing(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", [b"new"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_file(tmp_path / "none" / "x.mbox", [b""])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"directory|denied"):
        write_file(tmp_path, [b""])
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_file(tmp_path / "pipe", [b"a", b"b"])
    reader.join(5)
    assert read == [b"ab"]


def test_the_longest_name_that_the_disk_takes(tmp_path: Path) -> None:
    write_file(tmp_path / ("x" * 250 + ".csv"), [b"a"])
    assert len([*tmp_path.iterdir()]) == 1
