"""The panel "Each morning": today, later, news, told and pulse."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ...domain.overview.parts import PARTS
from ...errors import Usage
from ..terminal.streams import report
from .options import For, Force, Json, Svg, Words, flag, names, spread, till_of

PANEL = "Each morning"


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    for command in (today, later, news, told, pulse):
        app.command(rich_help_panel=PANEL)(command)


LISTS = {part.name: flag(part.help, part.name) for part in PARTS} | {
    "here": flag("Who was in today, and when.", "here")
}


@spread(LISTS, before="as_json")
def today(context: typer.Context, as_json: Json = False, **given: Any) -> None:
    """Show the morning on one screen: each line a name, and what to type.

    Who is gone, owed, unanswered, near, heard, missed, to be thanked.

    A list may shift while other tills write.

    oc today
    oc today --missed
    oc today --here
    oc today --json
    """
    from ..commands.morning.today import chosen, today

    today(till_of(context), chosen(given), as_json=as_json)


def later(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WHO]", help="Part of the name.", autocompletion=names)
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="The last day on which they are put aside.")] = None,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
) -> None:
    """Put somebody aside until a day. The morning then neither misses nor thanks them; what is owed stands as ever.

    oc later margo --until "in 2 weeks" --why "on holiday"
    """
    from ..commands.morning.later import later

    report(later(till_of(context), words or [], until=until, why=why))


def news(
    context: typer.Context,
    text: Words = None,
    wanted: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="WORDS",
            help="Words of what they need or said: navy lining. A comma parts several; or: everybody.",
        ),
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="The last day on which it is news.")] = None,
    as_json: Json = False,
) -> None:
    """Keep news for those who asked for such things. Without words, list it with who was told and who is not yet.

    oc news Autumn linings are in --for "navy lining" --until "in 2 weeks"
    oc news
    """
    from ..commands.morning.news import add, show

    if text:
        report(add(till_of(context), text, wanted=wanted or [], until=until))
    elif wanted or until is not None:
        raise Usage("What is the news?", "oc news TEXT --for WORDS --until DAY")
    else:
        show(till_of(context), as_json=as_json)


def told(
    context: typer.Context,
    number: Annotated[
        list[str] | None, typer.Argument(metavar="[N]", help="Which, where there are several.", show_default=False)
    ] = None,
    who: For = None,
) -> None:
    """Say that the one being served was told the news. It then leaves their card.

    oc told
    oc told 2
    oc told --for margo
    """
    from ..commands.morning.news import told

    report(told(till_of(context), number or [], who=who))


def pulse(
    context: typer.Context,
    week: Annotated[bool, typer.Option("--week", help="The last seven days; it is so without an option too.")] = False,
    month: Annotated[bool, typer.Option("--month", help="The last thirty days.")] = False,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From a day on: 1 Oct, 2 months ago.")] = None,
    names: Annotated[bool, typer.Option("--names", help="Every name under its bar.")] = False,
    svg: Svg = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Draw what happened this week. Who is gone, then bars, promises kept before visits, with the names under each.

    oc pulse
    oc pulse --month
    oc pulse --since "1 Oct" --svg autumn.svg
    """
    from ..commands.morning.pulse import check, pulse

    check(week=week, month=month, since=since)
    pulse(till_of(context), month=month, since=since, names=names, svg=svg, force=force, as_json=as_json)
