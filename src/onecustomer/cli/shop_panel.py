"""The panel "The shop": demo."""

from __future__ import annotations

from typing import Annotated

import typer

PANEL = "The shop"


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    settings = {"ignore_unknown_options": True, "allow_interspersed_args": False}
    app.command("demo", rich_help_panel=PANEL, context_settings=settings)(demo)


def demo(
    words: Annotated[list[str] | None, typer.Argument(metavar="[COMMAND…]", help="A command to try there.")] = None,
) -> None:
    """Try everything on five made-up people, in a store of their own; yours is not touched.

    [dim]oc demo · oc demo serve alecia · oc demo note likes the blue one[/]
    """
    from . import trying

    trying.demo(words or [])
