"""The pages of the help: what the program, and each command, says of itself, made of the signatures in `panels`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from . import mistakes
from .commands.shop.help import examples
from .commands.shop.topics import TOPICS
from .screens.help import rows
from .terminal import streams

INTRODUCTION = "There is only one customer: the one you are serving now."
FIRST = ("serve", "note", "thank", "demo")
"""The commands that stand below it."""

EMPTY_CLEARS = ("add", "edit")
"""The commands of which an option may be empty."""


class Command(TyperCommand):
    """A command whose help is a page of ours."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command.

        Raises: Refused where an option was given nothing, unless that clears what is known of somebody.
        """
        for one in self.params if self.name not in EMPTY_CLEARS else ():
            values = ctx.params.get(one.name)
            if isinstance(one, TyperOption) and _has_empty(values):
                raise mistakes.empty_option(max(one.opts, key=len), one.metavar or "", f"oc {self.name}")
        return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the command's page."""
        _write(formatter, [f"Usage: {self._usage(ctx)}", self.help or "", *_lists(self.get_params(ctx))])

    def _usage(self, ctx: Any) -> str:
        arguments = [parameter.metavar or "" for parameter in self.params if not isinstance(parameter, TyperOption)]
        return " ".join([ctx.command_path, *arguments, "[OPTIONS]"])


class Group(TyperGroup):
    """The program, whose help is a page of ours: every command in its panel."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the program's page."""
        shown = [command for command in self.commands.values() if not command.hidden]
        panels = [
            "\n".join([f"{panel}:", *(f"{one.name}  {_first_sentence(one.help or '')}" for one in group)])
            for panel, group in groupby(shown, lambda command: getattr(command, "rich_help_panel", ""))
        ]
        closing = f"oc help note  what note takes; so for each\noc help days  a topic; they are {', '.join(TOPICS)}"
        opening = ["Usage: oc COMMAND", INTRODUCTION, "\n".join(examples(*FIRST))]
        _write(formatter, [*opening, *panels, *_lists(self.get_params(ctx)), closing])


def _has_empty(given: Any) -> bool:
    """Tell whether an option was given nothing but blanks, once or among several values."""
    values = given if isinstance(given, list | tuple) else [given]
    return any(isinstance(value, str) and not value.strip() for value in values)


def _write(formatter: Any, parts: list[str]) -> None:
    text = "\n\n".join(part.strip() for part in parts if part)
    formatter.write("\n".join(rows(text, streams.width(), colour=streams.takes_colour())))


def _lists(parameters: list[Any]) -> Iterator[str]:
    """Yield what the arguments and options are, a line each."""
    for name, are_options in (("", False), ("Options:", True)):
        lines = [line for one in parameters if isinstance(one, TyperOption) == are_options and (line := _line(one))]
        if lines:
            yield "\n".join([name, *lines] if name else lines)


def _line(parameter: Any) -> str:
    """Return an argument or option, what it takes, and its help; nothing where there is no help."""
    if not parameter.help or parameter.hidden:
        return ""
    if not isinstance(parameter, TyperOption):
        return f"{parameter.metavar}  {parameter.help}"
    takes = f" {parameter.metavar}" if parameter.metavar else ""
    return f"{', '.join(sorted(parameter.opts, key=len))}{takes}  {parameter.help}"


def _first_sentence(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split()).partition(". ")[0].removesuffix(".") + "."
