"""The panel "The shop": demo."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import Usage

PANEL = "The shop"


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    settings = {"ignore_unknown_options": True, "allow_interspersed_args": False}
    app.command("demo", rich_help_panel=PANEL, context_settings=settings)(demo)


def demo(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[COMMAND…]", help="A command to try there.")] = None,
) -> None:
    """Try everything on five made-up people, in a store of their own; yours is not touched.

    [dim]oc demo · oc demo serve alecia · oc demo note likes the blue one[/]
    """
    from . import trying

    if context.find_root().params.get("db") is not None:
        raise Usage("The demo has a store of its own.", "oc demo, without --db")
    trying.demo(words or [])
