"""What several commands take, spelled once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar, cast

import typer

from .. import complete
from ..commands.shop.topics import TOPICS
from ..terminal.till import Till

Command = TypeVar("Command", bound=Callable[..., object])


def till_of(context: typer.Context) -> Till:
    """Return the till that a command runs on."""
    return cast(Till, context.find_root().obj)


def names(context: typer.Context, incomplete: str) -> list[str]:
    """Return the names that TAB offers."""
    return complete.names(till_of(context), incomplete)


def style_names(context: typer.Context, incomplete: str) -> list[str]:
    """Return the styles that TAB offers."""
    return complete.style_names(till_of(context), incomplete)


def encodings(incomplete: str) -> list[str]:
    """Return the encodings that TAB offers."""
    return [one for one in complete.ENCODINGS if one.startswith(incomplete.casefold())]


def copies(context: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the store's copies that TAB offers."""
    return complete.copies(till_of(context), incomplete)


def help_words(context: typer.Context, incomplete: str) -> list[str]:
    """Return the commands and topics that TAB offers behind `oc help`."""
    commands: list[str] = getattr(context.find_root().command, "commands", [])
    return [name for name in (*commands, *TOPICS) if name.startswith(incomplete.casefold())]


def shop_actions(incomplete: str) -> list[str]:
    """Return what `oc shop` does, as TAB offers it."""
    return [one for one in ("start", "join", "send", "leave", "upgrade") if one.startswith(incomplete.casefold())]


def servers(context: typer.Context, incomplete: str) -> list[str]:
    """Return the services of this computer's service file, as TAB offers them."""
    from ...store.shop.link import address

    if context.params.get("action") not in (None, "start", "join", "upgrade"):
        return []
    return [named for name in address.services() if (named := f"{address.PREFIX}{name}").startswith(incomplete)]


Who = Annotated[
    list[str] | None,
    typer.Argument(metavar="WHO…", help="Part of a name, a phone, an e-mail, a card.", autocompletion=names),
]
For = Annotated[
    str | None,
    typer.Option("--for", metavar="WHO", help="Somebody else than the one being served.", autocompletion=names),
]
Words = Annotated[list[str] | None, typer.Argument(metavar="TEXT…", show_default=False)]
On = Annotated[str | None, typer.Option(metavar="DAY", help="When it was: yesterday, a week ago, 18 Nov.")]
Via = Annotated[str | None, typer.Option(metavar="WAY", help="How: phone, card, in the street.")]
Json = Annotated[bool, typer.Option("--json", help="For programs: one JSON object.")]
Svg = Annotated[str | None, typer.Option(metavar="FILE", help="Write the picture to a file, as SVG.")]
Force = Annotated[bool, typer.Option("--force", help="Write over the file.")]


def flag(help: str, name: str) -> Any:
    """Return a flag: an option without a value."""
    return Annotated[bool, typer.Option(f"--{name}", help=help)]


def line(name: str, metavar: str, help: str, **more: Any) -> Any:
    """Return an option that has one value."""
    return Annotated[str | None, typer.Option(f"--{name}", metavar=metavar, help=help, **more)]


def lines(name: str, metavar: str, help: str) -> Any:
    """Return an option that may be given again."""
    return Annotated[list[str] | None, typer.Option(f"--{name}", metavar=metavar, help=help)]


DETAILS = {
    "phone": lines("phone", "NUMBER", "In any format; again for another."),
    "email": lines("email", "ADDRESS", "Again for another."),
    "card": lines("card", "CODE", "The code of a loyalty card."),
    "nick": lines("nick", "WORD", "Another word that finds them."),
    "say": line("say", "SOUND", "How to pronounce the name: MAR-go."),
    "company": line("at", "COMPANY", "Where they work."),
    "role": line("role", "ROLE", "What they do there."),
    "relation": line("as", "RELATION", "What they are to us: regular, supplier, neighbour."),
    "style": line("style", "STYLE", "How they usually like to be served.", autocompletion=style_names),
    "why": line("why", "TEXT", "Why they first came."),
    "since": line("since", "WHEN", "Since when they come: 2009, Mar 2019, 12 Mar 2019."),
    "birthday": line("birthday", "DAY", "11-26, 26 Nov 1958 or 1958-11-26."),
    "every": line("every", "TIME", "How often they come, as 6w; never, and the morning asks for them no more."),
}
"""What add and edit may say of a person, by the kind of handle, or what `details.from_options` calls it."""


def spread(options: Mapping[str, Any], before: str) -> Callable[[Command], Command]:
    """Let a command take options in place of its last parameter, `**given`; in the help they stand before `before`.

    Shape: an option that is not typed is False where it is a flag, and none elsewhere.
    """

    def spreading(command: Command) -> Command:
        signature = inspect.signature(command, eval_str=True)
        own = list(signature.parameters.values())[:-1]
        place = [parameter.name for parameter in own].index(before)
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        shared = [
            inspect.Parameter(name, kind, default=False if bool in option.__args__ else None, annotation=option)
            for name, option in options.items()
        ]
        command.__signature__ = signature.replace(parameters=[*own[:place], *shared, *own[place:]])  # type: ignore[attr-defined]
        return command

    return spreading
