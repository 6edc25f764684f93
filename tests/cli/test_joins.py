"""The file of joins, the ids that it needs, and placeholders, from end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run


def parents(output: bytes) -> list[str | None]:
    return [json.loads(line)["parent_id"] for line in output.splitlines()]


def test_show_prints_the_ids_that_joins_need(run: Run, letter: Path, tmp_path: Path) -> None:
    shown = run("show", letter, "--ids").stdout.decode()
    ids = [line.split('"')[1] for line in shown.splitlines() if '"' in line]
    assert len(ids) == 2
    assert parents(run("parse", letter).stdout) == [None, ids[0]]
    (tmp_path / "joins.toml").write_text(f"split = [{json.dumps(ids[1])}]\n", "utf-8")
    assert parents(run("parse", letter, "--joins", "joins.toml").stdout) == [None, None]


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("split = ['<gone@example.org>']", 1, b"no email has the id <gone@example.org>"),
        ("splits = []", 2, b"means nothing here"),
        ("\x00", 2, b"joins.toml"),
        (None, 2, b"No such file"),
    ],
)
def test_joins_that_are_wrong(
    run: Run, letter: Path, tmp_path: Path, text: str | None, status: int, said: bytes
) -> None:
    if text is not None:
        (tmp_path / "joins.toml").write_text(text, "utf-8")
    done = run("parse", letter, "--joins", "joins.toml")
    assert done.returncode == status
    assert said in done.stderr
    assert len(done.stdout.splitlines()) == (2 if status == 1 else 0)


def test_placeholders_are_printed_where_asked_for(run: Run, tmp_path: Path) -> None:
    raw = (
        "From: Ben Okri <ben@example.org>\nTo: ada@example.org\nSubject: Re: Fees\nMessage-ID: <2@example.org>\n"
        "In-Reply-To: <1@example.org>\nDate: Sat, 3 May 2014 09:12:00 +0200\n\nThe north one.\n"
    )
    (tmp_path / "answer.eml").write_text(raw, "utf-8")
    assert parents(run("parse", "answer.eml").stdout) == [None]
    asked = [json.loads(line) for line in run("parse", "answer.eml", "--placeholders").stdout.splitlines()]
    assert [(record["id"], record["kind"], record["parent_id"]) for record in asked] == [
        ("<1@example.org>", "placeholder", None),
        ("<2@example.org>", "reply", "<1@example.org>"),
    ]
