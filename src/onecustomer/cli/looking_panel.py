"""The looking half of the panel "People": show, history and find."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated, Any

import typer

from ..domain import matching, remembered, settings
from ..domain.history import History
from ..domain.text import quoted
from ..errors import Nobody, NobodyCurrent, Refused, Usage
from ..store.connect import Store
from . import as_json as json_parts
from . import choose, counter, streams
from .counter_panel import Json, Who
from .morning_panel import Force, Svg
from .people_panel import PANEL
from .till import Till, till

MOST_ANSWERED = 20  # candidates of one line of `oc find -`


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    for name, command in (("show", show), ("history", history), ("find", find)):
        app.command(name, rich_help_panel=PANEL)(command)


def show(context: typer.Context, who: Who = None, as_json: Json = False) -> None:
    """Look at somebody's card without serving them; nothing is written.

    [dim]oc show margo · oc show margo --json[/]
    """
    here = till(context)
    store = here.open()
    counter.show_card(here, store, _asked(here, store, who, "show", as_json), as_json=as_json)


def history(
    context: typer.Context,
    who: Who = None,
    graph: Annotated[bool, typer.Option("--graph", help="Their last year as a picture, by kind and by month.")] = False,
    svg: Svg = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Show everything that happened with somebody, latest first, and the phones and e-mails that the card leaves out.

    [dim]oc history margo · oc history margo --graph · oc history margo --graph --svg margo.svg[/]
    """
    from . import picture, pulse, tables  # Rich comes with them, and a card by its option does without

    if svg is not None and not graph:
        raise Usage("--svg goes with --graph.", "oc history WHO --graph --svg FILE")
    picture.check(svg, force=force, as_json=as_json)
    here = till(context)
    store = here.open()
    person = _asked(here, store, who, "history", as_json)
    with store.reading():
        told = History(store, person)
    if as_json:
        streams.json_out("interactions", json_parts.of_history(told))
    elif graph:
        pulse.of_person(here, person, told.entries, svg=svg, force=force)
    else:
        tables.history(here, person, told)


def find(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS…", help="As for serve, or @company.", show_default=False)
    ] = None,
    relation: Annotated[
        str | None, typer.Option("--as", metavar="RELATION", help="Everybody who is that to us: supplier.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List everybody the words may mean, also by a word of a note, a role, a day; @company lists who works there.

    A single - reads one query a line from a pipe and answers each with one line of JSON.

    [dim]oc find mar · oc find @ibm · oc find --as supplier · oc find cat at the vet · oc find 11-26[/]
    """
    here = till(context)
    store = here.open()
    if words == ["-"]:
        _answer_each(store, here.moment().today)
        return
    query = " ".join(words or [])
    if not query and relation is None:
        raise Usage("Whom are you looking for?", "oc find WORDS, oc find @ibm or oc find --as supplier")
    today = here.moment().today
    with store.reading():
        found = remembered.find(store, query, today, settings.order(store)) if query else []
        if relation is not None:
            related = remembered.related(store, relation, today)
            found = [one for one in related if not query or one.person.id in {named.person.id for named in found}]
    query = query or relation or ""
    if as_json:
        streams.json_out("candidates", [choose.described(candidate) for candidate in found])
    elif found:
        from . import tables

        tables.candidates(here, found)
    if not found:
        added = f"oc add NAME --as {quoted(relation)}" if relation is not None and not words else "oc add NAME"
        raise Nobody(f"Nobody found for “{query}”.", f"try fewer letters, or {added}")


def _answer_each(store: Store, today: dt.date) -> None:
    """Answer every line of stdin with one JSON object, in one process; a line that cannot be asked says why."""
    for line in sys.stdin:
        query = line.rstrip("\r\n")
        try:
            with store.reading():
                found = matching.candidates(store, query, today)
        except Refused as error:
            streams.json_out("candidates", [], query=query, error=error.sentence)
        else:
            said = [choose.described(candidate) for candidate in found[:MOST_ANSWERED]]
            streams.json_out("candidates", said, query=query)


def _asked(here: Till, store: Store, who: list[str] | None, command: str, as_json: bool) -> Any:
    if who:
        return choose.person(here, store, " ".join(who), f"oc {command}", as_json=as_json)
    served = choose.current(here, store)
    if served is None:
        raise NobodyCurrent(f"oc {command} WHO")
    return served
