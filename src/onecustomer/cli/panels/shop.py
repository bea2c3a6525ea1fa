"""The panel "The shop": setting, demo and help."""

from __future__ import annotations

from typing import Annotated

import typer

from ..terminal.streams import report
from .options import Json, help_words, servers, shop_actions, till_of

PANEL = "The shop"


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    for command in (setting, shop, demo, help):
        app.command(rich_help_panel=PANEL)(command)


def setting(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Which rule.", show_default=False)] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="[VALUE]", help="90d, 12 months, yes, or words; empty gives the usual back.", show_default=False
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the shop's own rules, or change one. As after how long somebody is missed, what anybody may do unasked.

    oc setting
    oc setting quiet 60d
    oc setting notes "12 months"
    oc setting may "new zip, refund"
    """
    from ..commands.shop.setting import put, show

    if name is not None and value is not None:
        report(put(till_of(context), name, value))
    else:
        show(till_of(context), name, as_json=as_json)


def shop(
    context: typer.Context,
    action: Annotated[
        str | None,
        typer.Argument(
            metavar="[start|join|send|leave|upgrade]",
            help="Found a shop on a server, join one, send what waits, leave it, or bring the server up to date.",
            show_default=False,
            autocompletion=shop_actions,
        ),
    ] = None,
    server: Annotated[
        str | None,
        typer.Argument(
            metavar="[service=NAME]",
            help="As the service file calls the server: ~/.pg_service.conf, on Windows %APPDATA%\\postgresql\\."
            " Behind leave, the number of a till that is gone.",
            show_default=False,
            autocompletion=servers,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Leave without being asked; join, though it is in.")] = False,
    as_json: Json = False,
) -> None:
    """Several tills, one shop: each knows what the others were told. Alone it shows the server, what waits, the tills.

    oc shop
    oc shop start service=shop
    oc shop join service=shop
    oc shop send
    oc shop leave
    oc shop upgrade
    """
    from ..commands.shop.tills import act

    act(till_of(context), action, server, yes=yes, as_json=as_json)


def demo(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[COMMAND…]", help="A command to try there.")] = None,
) -> None:
    """Try everything on five made-up people. They have a store of their own; yours is not touched.

    oc demo
    oc demo serve alecia
    oc demo note likes the blue one
    """
    from ..commands.shop.demo import show

    show(till_of(context))


def help(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND or TOPIC]",
            help="A command, as note; or days, scripts, privacy, printing.",
            autocompletion=help_words,
        ),
    ] = None,
) -> None:
    """Show the everyday help, what a command takes, or a topic.

    oc help
    oc help note
    oc help days
    """
    from ..commands.shop.help import everyday, help_on

    if words:
        help_on(" ".join(words))
    else:
        everyday(till_of(context))
