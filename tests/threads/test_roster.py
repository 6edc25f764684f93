"""The proposal of who is who."""

from __future__ import annotations

import tomllib

from mailweave.parsers.reported.prose_names import names_in
from mailweave.threads.people import People
from mailweave.threads.roster import roster, to_toml

PRINTED = [
    ("a.txt", "Alexander Hamilton", "en", (1,)),
    ("a.txt", "Hamilton", "en", (2, 5, 9)),
    ("b.txt", "ハミルトン", "ja", (3, 4)),
    ("b.txt", "Hamilten", "ja", (7,)),
    ("a.txt", "Aaron Burr", "en", (2,)),
    ("a.txt", "Anna Burr", "en", (3,)),
    ("a.txt", "Burr", "en", (4,)),
]


def test_words_make_forms_and_sound_only_proposes() -> None:
    entries = {entry.name.name: entry for entry in roster(PRINTED)}
    hamilton = entries["Alexander Hamilton"]
    assert [(form.name, form.count) for form in hamilton.forms] == [("Hamilton", 3)]
    assert [form.name for form, _ in hamilton.possible] == ["ハミルトン", "Hamilten"]
    assert {"ハミルトン", "Hamilten"} <= set(entries)


def test_a_family_name_of_two_people_belongs_to_neither() -> None:
    entries = {entry.name.name: entry for entry in roster(PRINTED)}
    assert entries["Aaron Burr"].forms == entries["Anna Burr"].forms == ()
    assert "Burr" in entries


def test_the_proposal_is_a_people_file() -> None:
    table = tomllib.loads(to_toml(roster([*PRINTED, ("c\n.txt", 'O"Neil \\ Co', "en", (1,))])))
    assert table["Alexander Hamilton"] == ["Hamilton"]
    assert table['O"Neil \\ Co'] == []
    assert People.of(table).by_form()["hamilton"] == "Alexander Hamilton"


def test_names_of_a_text_with_their_lines() -> None:
    text = "Yesterday Vera Amsel wrote to Otto Brandt.\nThe roof of the house leaks.\nThen Amsel came, and Brandt left with the dog.\n"
    found = {(one.name, one.lines) for one in names_in(text)}
    assert found == {("Vera Amsel", (1,)), ("Otto Brandt", (1,)), ("Amsel", (3,)), ("Brandt", (3,))}
