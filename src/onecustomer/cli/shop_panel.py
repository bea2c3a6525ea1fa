"""The panel "The shop": setting and demo."""

from __future__ import annotations

from typing import Annotated

import typer

from ..domain import settings as rules
from ..errors import Usage
from . import streams
from .counter_panel import Json
from .till import till

PANEL = "The shop"


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    app.command("setting", rich_help_panel=PANEL)(setting)
    settings = {"ignore_unknown_options": True, "allow_interspersed_args": False}
    app.command("demo", rich_help_panel=PANEL, context_settings=settings)(demo)


def setting(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Which rule.", show_default=False)] = None,
    value: Annotated[
        str | None,
        typer.Argument(metavar="[VALUE]", help="90d, 6w, 12m; empty gives the usual back.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the shop's own rules, or change one: after how long somebody has gone quiet, how 11/12 is read.

    [dim]oc setting · oc setting quiet 60d · oc setting dates day-first[/]
    """
    here = till(context)
    if name is not None and value is not None:
        kept = rules.put(here.open(make=True), here.moment(), name, value)
        streams.out(f"The shop's rule {name} is {rules.said(name, kept)} now.")
        return
    store = here.open()
    with store.reading():
        values = {one: rules.value(store, one) for one in rules.chosen(name)}
    if as_json:
        streams.json_out("settings", values)
        return
    lines = [f"{one:<7} {rules.said(one, kept)}: {rules.MEANING[one]}" for one, kept in values.items()]
    streams.drawn(row for line in lines for row in streams.fitted(line, here.width, 8))


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
