"""Every command and option has help, an example and a place in docs/commands.md; help is quick."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import typer

from mailweave.cli.app import app

ROOT = Path(__file__).parent.parent.parent
REFERENCE = (ROOT / "docs" / "commands.md").read_text("utf-8")
GROUP: Any = typer.main.get_command(app)
COMMANDS: dict[str, Any] = GROUP.commands
DATED = {"--people", "--zone", "--day-first", "--month-first", "--strict", "--loose"}
SHARED = {*DATED, "--language", "--json", "--quiet", "-q", "--no-color"}
WITHOUT = {"people": {*DATED, "--no-color"}}  # it looks for names alone, and prints a file
WANTED = {"--thread", "--from", "--to", "--since", "--until", "--grep", "--order"}


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def options(command: Any) -> list[str]:
    return [
        name
        for parameter in command.params
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("-")
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_and_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert command.help.partition("\n")[0].endswith(".")
    assert f"mailweave {name} " in command.epilog
    for parameter in command.params:
        assert parameter.help or parameter.name == "documents", parameter.name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    shared, wanted, own = map(section, ("Options of every command", "Which conversations", f"mailweave {name}"))
    for option in options(COMMANDS[name]):
        assert f"`{option}" in (shared if option in SHARED else wanted if option in WANTED else own), option


@pytest.mark.parametrize("name", COMMANDS)
def test_every_documented_option_exists(name: str) -> None:
    assert set(options(COMMANDS[name])) >= SHARED - WITHOUT.get(name, set())
    assert set(re.findall(r"`(--[a-z-]+)", section(f"mailweave {name}"))) <= set(options(COMMANDS[name]))


def test_the_options_of_which_conversations_are_all_or_none() -> None:
    assert set(re.findall(r"`(--[a-z]+)", section("Which conversations"))) == WANTED
    taking = {name for name in COMMANDS if WANTED & set(options(COMMANDS[name]))}
    assert all(set(options(COMMANDS[name])) >= WANTED for name in taking)
    told = section("Which conversations").partition(" can be told")[0]
    assert set(re.findall(r"`(\w+)`", told)) == taking


def test_every_option_of_the_program_itself_is_documented() -> None:
    assert {"--install-completion", "--show-completion", "--version"} <= set(options(GROUP))
    for option in options(GROUP):
        assert option in REFERENCE, option


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_and_works(shell: str) -> None:
    def told(*arguments: str, **environment: str) -> str:
        environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", **environment}
        done = subprocess.run(
            [sys.executable, "-m", "mailweave", *arguments], capture_output=True, env=environment, check=False
        )
        return done.stdout.decode()

    assert "_MAILWEAVE_COMPLETE" in told("--show-completion", shell)
    asked = {"_MAILWEAVE_COMPLETE": f"complete_{shell}", "COMP_WORDS": "mailweave st", "COMP_CWORD": "1"}
    asked |= {"_TYPER_COMPLETE_ARGS": "mailweave st", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert "stats" in told(**asked)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("show --order ", ["time", "document", "size"]), ("export x --format x", ["xlsx"]), ("show --language zh", ["zh-Hans", "zh-Hant"])],
)  # fmt: skip
def test_values_are_completed(typed: str, offered: list[str]) -> None:
    words = f"mailweave {typed}"
    environment = {"_MAILWEAVE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = subprocess.run(
        [sys.executable, "-m", "mailweave"], capture_output=True, env={**os.environ, **environment}, check=False
    )
    assert done.stdout.decode().split() == offered


def test_every_documented_command_exists() -> None:
    assert set(re.findall(r"^## mailweave (\w+)$", REFERENCE, re.MULTILINE)) == set(COMMANDS)


def test_help_is_plain_and_fits_80_columns() -> None:
    for name in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "mailweave", name, "--help"],
            capture_output=True,
            env={"COLUMNS": "80", "LC_ALL": "C"},
            check=True,
        )
        assert done.stdout.isascii()
        assert max(map(len, done.stdout.splitlines())) <= 80


def test_help_does_not_pay_for_the_floors_below() -> None:
    heavy = [
        "pandas",
        "mailparser",
        "dateutil",
        "rich",
        "email.message",
        "mailweave.parsers",
        "mailweave.threads",
        "mailweave.exports",
    ]
    code = f"import sys; from mailweave.cli.app import app; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_help_starts_quickly() -> None:
    def seconds(*arguments: str) -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        return time.perf_counter() - started

    bare = min(seconds("-c", "import typer") for _ in range(3))
    ours = min(seconds("-m", "mailweave", "--help") for _ in range(3))
    assert ours < max(0.3, 3 * bare)  # 0.3 s on a machine that nobody else uses


def test_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    done = subprocess.run([sys.executable, "-m", "mailweave", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"mailweave {version('mailweave')}\n"


def test_every_format_is_documented() -> None:
    from mailweave.exports import EXPORTERS

    for name in EXPORTERS:
        assert f"`.{name}`" in section("mailweave export"), name
