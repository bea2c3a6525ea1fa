"""The Typer app: the panels of the help in their order, and what every command takes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from functools import cache
from typing import Annotated, Any

import typer
from typer.models import CommandInfo

from ..errors import Usage
from . import mistakes, pages, prefixes
from .commands.shop.topics import TOPICS
from .terminal.till import Till

app = typer.Typer(
    name="oc",
    no_args_is_help=False,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

HELP, VERSION = "help", "--version"
ASKED_FIRST = frozenset(("-h", "--help", VERSION))
"""Options of the program itself that show something and end."""


def run_typer(till: Till, words: Sequence[str]) -> int:
    """Run a command through Typer on this till and return its exit code.

    Raises: OnecustomerError; Usage also for what Typer finds wrong with the words.
    """
    words = _in_order(words)
    at = _place(words)
    name = "".join(words[at : at + 1])
    try:
        code = _built(name).main(args=list(words), prog_name="oc", standalone_mode=False, obj=till)
    except typer.TyperException as error:
        raise mistakes.of_typer(error, words[at:], _built(name).commands.get(name)) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # Typer makes a closed pipe a failure
            raise ended.__context__ from None
        raise
    return code if isinstance(code, int) else 0


@cache
def commands() -> dict[str, CommandInfo]:
    """Return the commands by their names, in the order of the help."""
    from .panels import counter, data, morning, people, shop

    for panel in (counter, people, morning, data, shop):
        panel.join(app)
    for one in app.registered_commands:
        one.cls = pages.Command
    return {_name(one): one for one in app.registered_commands}


@cache
def _built(name: str) -> Any:
    """Return the app with the command of this name only, or with all where there is none, ready to run.

    Source: Typer reads the signatures of all commands in twice the time of `import sqlite3` (measured 2026-11).
    """
    some = copy(app)
    some.registered_commands = [commands()[name]] if name else list(commands().values())
    return typer.main.get_command(some)


def _place(words: Sequence[str]) -> int:
    """Return where the first word stands that is no option."""
    return next((place for place, word in enumerate(words) if not word.startswith("-")), len(words))


def _in_order(words: Sequence[str]) -> Sequence[str]:
    """Return the words as Typer takes them, in whatever order help was asked for: oc --help note is oc note --help.

    Shape: help on what is no command is that of the program.
    Raises: Usage where they begin with no command.
    """
    before, behind = words[: _place(words)], words[_place(words) :]
    if not ASKED_FIRST.isdisjoint(before):
        is_page = VERSION not in before and behind and behind[0] in commands()
        return [behind[0], "--help"] if is_page else before
    if behind and behind[0] not in commands():
        raise mistakes.no_command(behind, _arguments())
    if behind[:1] == [HELP] and not any(word.startswith("-") and word != "--" for word in words):
        return _of_help(mistakes.folded(" ".join(word for word in behind[1:] if word != "--")))
    return words


def _of_help(topic: str) -> list[str]:
    """Return the command that shows what stands behind `oc help`: oc help note is oc note --help.

    Raises: Usage where that is no command and no topic.
    """
    if topic in commands():
        return [topic, "--help"]
    if topic and topic not in TOPICS:
        raise mistakes.no_topic(topic, _arguments())
    return [HELP, topic] if topic else [HELP]


def _arguments() -> dict[str, str]:
    """Return the commands by their names, each with the words that it takes: "WHO", "NUMBER TEXT"."""
    return {name: mistakes.arguments(command) for name, command in _built("").commands.items()}


def _name(command: CommandInfo) -> str:
    return command.name or str(getattr(command.callback, "__name__", ""))


class Root(pages.Group):
    """The app. While TAB completes, the prefixes are still among the words, and say whose names are offered."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Return the words that are the command's, without prefixes while TAB completes."""
        if ctx.resilient_parsing:
            with suppress(Usage):
                args = prefixes.take_off(ctx.obj, args)
        return list(super().parse_args(ctx, args))


def _version(context: typer.Context, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from .commands.shop.version import show

        show(context.obj)
        raise typer.Exit


@app.callback(cls=Root)
def root(
    context: typer.Context,
    db: Annotated[
        str | None, typer.Option("--db", metavar="PATH", help="The store, if not your own; or OC_DB.")
    ] = None,
    version: Annotated[
        bool,
        typer.Option(VERSION, callback=_version, is_eager=True, help="This version, Python, SQLite and the store."),
    ] = False,
) -> None:
    """Show the everyday help where no command is given."""
    if context.invoked_subcommand is None:
        from .commands.shop.help import everyday

        everyday(context.obj)
