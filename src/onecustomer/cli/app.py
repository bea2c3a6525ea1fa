"""The Typer app: the panels of the help in their order, and what every command takes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.models import CommandInfo

from .. import __version__
from ..errors import Usage
from . import prefixes
from .terminal.till import Till

app = typer.Typer(
    name="oc",
    no_args_is_help=False,
    invoke_without_command=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

EXAMPLES = """There is only one customer: the one you are serving now.

[bold]oc serve margo[/]          who she is, how she likes to be served, what happened last

[bold]oc note zip broke again[/]  afterwards, without a name: it goes to the one just served

[bold]oc thank for waiting[/]     a thank-you you gave

[bold]oc demo[/]                  try everything on five made-up people first
"""

SHORT = """oc serve WHO     who she is and how she likes to be served, before you speak
oc note TEXT     afterwards: for the one just served; --complaint, --idea, --pin
oc thank [FOR]   a thank-you you gave
oc style STYLE   how she is today: languid, hurried, upset
oc promise TEXT  something owed, --by friday; oc done when it is
oc today         each morning: who is owed, who is near, who is missed
oc add NAME      somebody new
oc import FILE   your customers, from Square or Shopify
oc demo          try it on five made-up people
oc --help        everything else
"""


def run_typer(till: Till, words: Sequence[str]) -> int:
    """Run a command through Typer on this till and return its exit code.

    Raises: OnecustomerError; Usage also for what Typer finds wrong with the words.
    """
    name = next((word for word in words if not word.startswith("-")), "")
    try:
        code = _built(name).main(args=list(words), prog_name="oc", standalone_mode=False, obj=till)
    except typer.TyperException as error:
        raise Usage(_sentence(error), _help_for(error)) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # Typer and Rich make a closed pipe a failure
            raise ended.__context__ from None
        raise
    return code if isinstance(code, int) else 0


@cache
def _built(name: str) -> Any:
    """Return the app with the command of this name only, or with all where there is none, ready to run.

    Source: Typer reads the signatures of all commands in twice the time of `import sqlite3` (measured 2026-11).
    """
    from .panels import counter, data, morning, people, shop

    if not app.registered_commands:
        for panel in (counter, people, morning, data, shop):
            panel.join(app)
    some = copy(app)
    some.registered_commands = [one for one in app.registered_commands if _name(one) == name] or app.registered_commands
    return typer.main.get_command(some)


def _name(command: CommandInfo) -> str:
    return command.name or str(getattr(command.callback, "__name__", ""))


class Root(TyperGroup):
    """The app. While TAB completes, the prefixes are still among the words, and say whose names are offered."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Return the words that are the command's, without prefixes while TAB completes."""
        if ctx.resilient_parsing:
            with suppress(Usage):
                args = prefixes.take_off(ctx.obj, args)
        return list(super().parse_args(ctx, args))


def _version(asked: bool) -> None:
    if asked:
        from .terminal import streams

        streams.out(f"onecustomer {__version__}")
        raise typer.Exit


@app.callback(cls=Root, help=EXAMPLES, epilog="oc COMMAND --help says what each takes. OC_DB names another store.")
def root(
    context: typer.Context,
    db: Annotated[
        str | None, typer.Option("--db", metavar="PATH", help="The store, if not your own; or OC_DB.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Show the few words a clerk needs where no command is given."""
    if context.invoked_subcommand is None:
        from .terminal import streams

        streams.drawn(SHORT.splitlines())


def _sentence(error: typer.TyperException) -> str:
    said = error.format_message().strip()
    return said if said.endswith((".", "?")) else said + "."


def _help_for(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    dash = "; words that begin with a dash go behind --" if "option" in error.format_message() else ""
    return f"{context.command_path if context else 'oc'} --help{dash}"
