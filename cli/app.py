"""The application: its commands, in the order that the help lists them."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Annotated

import typer

from .config import settings
from .explain import explain
from .export import export
from .parse import parse
from .people_command import people
from .show import show
from .stats import stats

EPILOG = """\
\b
Examples:
  mailweave show samples/blog_ja.txt
  mailweave export letters/ -o letters.mbox -o letters.csv

Data goes to standard output, progress and problems to standard error. Exit status: 0 clean, 1 some document
had problems, 2 wrong usage. The whole reference is docs/commands.md.
"""

COMMANDS = {command.__name__: command for command in (show, export, parse, stats, explain, people)}

DOCUMENT = "A DOCUMENT is a file, a folder (walked), a glob, or - for standard input."

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help starts in half the time and is the same in every terminal
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"mailweave {version('mailweave')}")
        raise typer.Exit


@app.callback(epilog=EPILOG)
def mailweave(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback does all
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Find emails printed inside documents, rebuild their conversations, hand them on."""
    if context.invoked_subcommand and not context.resilient_parsing:
        context.default_map = dict.fromkeys(COMMANDS, settings(Path()))  # what a command line does not say


for name, command in COMMANDS.items():
    text, mark, examples = (inspect.getdoc(command) or "").partition("Examples:")
    app.command(name, help=f"{text}{DOCUMENT}", epilog=f"\b\n{mark}{examples}")(command)
