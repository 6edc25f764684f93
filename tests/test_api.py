"""The public functions: documents in, messages, conversations, files and tables out."""

from __future__ import annotations

import csv
import io
import warnings
from pathlib import Path

import pytest

import mailweave

ASK = """\
From: Rosa Lind <rosa@theatre.example>
Sent: Monday, 8 October 2012 17:05
To: Ivo Brandl <ivo@theatre.example>
Subject: Programme notes

Can you send the notes by Thursday?
"""
ANSWER = """\
From: Ivo Brandl <ivo@theatre.example>
Sent: Monday, 8 October 2012 19:30
To: Rosa Lind <rosa@theatre.example>
Subject: Re: Programme notes

They are in the second drawer.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ask.txt").write_text(ASK, "utf-8")
    (tmp_path / "answer.txt").write_text(ANSWER, "utf-8")
    return tmp_path


@pytest.fixture
def threads(folder: Path) -> list[mailweave.Thread]:
    return mailweave.thread(mailweave.parse(folder))


def test_files_folders_and_globs_give_the_same(folder: Path) -> None:
    whole = mailweave.parse(folder)
    assert [message.subject for message in whole] == ["Re: Programme notes", "Programme notes"]
    assert mailweave.parse(folder / "answer.txt", str(folder / "ask.txt")) == whole
    assert mailweave.parse(str(folder / "a*.txt")) == whole


def test_text_is_a_document_with_the_name_it_is_given() -> None:
    (message,) = mailweave.parse_text(ASK, "ask")
    assert message.found.document == "ask"
    assert ASK[message.found.start : message.found.end].startswith("From: Rosa")
    assert message.body == "Can you send the notes by Thursday?"


def test_order_of_documents_is_irrelevant(folder: Path) -> None:
    messages = mailweave.parse(folder)
    assert mailweave.thread(messages) == mailweave.thread(messages[::-1])


def test_conversation_links_the_answer(threads: list[mailweave.Thread]) -> None:
    (thread,) = threads
    ask, answer = thread.messages
    link = thread.parent_of(answer.id)
    assert link is not None
    assert (link.parent, thread.parent_of(ask.id)) == (ask.id, None)


def test_a_text_given_for_a_path_is_not_printed_again() -> None:
    with pytest.warns(mailweave.ProblemWarning) as told:
        assert mailweave.parse("word " * 10_000) == []
    assert len(str(told[0].message)) < 400


def test_problems_are_warnings_unless_somebody_asks(folder: Path) -> None:
    missing = folder / "missing.txt"
    with pytest.warns(mailweave.ProblemWarning, match="no such file") as told:
        assert len(mailweave.parse(missing, folder / "ask.txt")) == 1
    assert told[0].filename == __file__  # the caller's line, not ours
    problems: list[mailweave.Problem] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        mailweave.parse(missing, on_problem=problems.append)
        mailweave.parse_text("No email here.")  # a note, no problem
    assert [problem.document for problem in problems] == [str(missing)]


def test_zone_and_people_are_taken(folder: Path) -> None:
    messages = mailweave.parse(folder)
    (thread,) = mailweave.thread(messages, zone="+02:00", people={"R. Lind": ["Rosa Lind"]})
    first = thread.messages[0]
    assert first.date is not None
    assert first.date.utc is not None
    assert first.date.utc.startswith("2012-10-08T15:05")
    assert first.from_ is not None
    assert first.from_.person == "R. Lind"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "+25:00", ""])
def test_zone_that_is_none_raises(folder: Path, zone: str) -> None:
    with pytest.raises(mailweave.MailweaveError):
        mailweave.thread(mailweave.parse(folder), zone=zone)


def test_export_by_suffix_and_by_name(threads: list[mailweave.Thread], tmp_path: Path) -> None:
    mailweave.export(threads, tmp_path / "out.csv")
    mailweave.export(threads, str(tmp_path / "out"), "csv")
    written = (tmp_path / "out.csv").read_bytes()
    assert written == (tmp_path / "out").read_bytes() == mailweave.to_bytes(threads, "csv")
    assert len(list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))) == 3


@pytest.mark.parametrize(("path", "format"), [("out.doc", None), ("out", None), ("out.csv", "doc")])
def test_unknown_format_raises_and_writes_nothing(
    threads: list[mailweave.Thread], tmp_path: Path, path: str, format: str | None
) -> None:
    with pytest.raises(mailweave.MailweaveError):
        mailweave.export(threads, tmp_path / path, format)
    assert not (tmp_path / path).exists()


def test_table_has_an_email_a_row(threads: list[mailweave.Thread]) -> None:
    assert mailweave.to_dataframe(threads)["from_name"].tolist() == ["Rosa Lind", "Ivo Brandl"]


def test_rendered_text_fits_its_width(threads: list[mailweave.Thread]) -> None:
    lines = mailweave.render(threads, width=50).splitlines()
    assert max(map(len, lines)) <= 50
    assert any("Rosa Lind" in line for line in lines)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'weave'"):
        mailweave.weave  # noqa: B018
