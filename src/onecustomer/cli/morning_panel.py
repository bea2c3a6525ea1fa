"""The panel "Each morning": today, news, told and pulse."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..domain.morning import COMPLAINTS, DATES, NEWS, OWED, QUIET, THANKS
from ..errors import Usage
from . import morning
from . import news as telling
from .counter_panel import For, Json, Words
from .till import till

PANEL = "Each morning"

Svg = Annotated[str | None, typer.Option(metavar="FILE", help="Write the picture to a file, as SVG.")]
Force = Annotated[bool, typer.Option("--force", help="Write over the file.")]


def _part(flag: str, said: str) -> Any:
    return typer.Option(flag, help=said)


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    for name, command in (("today", today), ("news", news), ("told", told), ("pulse", pulse)):
        app.command(name, rich_help_panel=PANEL)(command)


def today(
    context: typer.Context,
    owed: Annotated[bool, _part("--owed", "All promises that are open.")] = False,
    complaints: Annotated[bool, _part("--complaints", "All complaints that nobody answered.")] = False,
    dates: Annotated[bool, _part("--dates", "All days to remember that are near.")] = False,
    quiet: Annotated[bool, _part("--quiet", "Everybody who has gone quiet.")] = False,
    thanks: Annotated[bool, _part("--thanks", "Everybody who is due a thank-you.")] = False,
    untold: Annotated[bool, _part("--news", "Everybody who waits for news.")] = False,
    as_json: Json = False,
) -> None:
    """The morning on one screen: what is owed, unanswered, near, quiet, due; each line a name and what to type next.

    [dim]oc today · oc today --quiet · oc today --json[/]
    """
    chosen = {
        OWED: owed,
        COMPLAINTS: complaints,
        DATES: dates,
        QUIET: quiet,
        THANKS: thanks,
        NEWS: untold,
    }
    asked = [part for part, is_so in chosen.items() if is_so]
    if len(asked) > 1:
        raise Usage(f"One part at a time, not {' and '.join(asked)}.", "oc today shows all of them")
    if asked:
        morning.whole(till(context), asked[0], as_json=as_json)
    else:
        morning.today(till(context), as_json=as_json)


def news(
    context: typer.Context,
    text: Words = None,
    wanted: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="WORDS", help="What they need or like: navy lining. Again, or a comma: or else."),
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="The last day on which it is news.")] = None,
    as_json: Json = False,
) -> None:
    """Keep news for those who asked for such things; without words, list it with who was told and who is not yet.

    [dim]oc news Autumn linings are in --for "navy lining" --until "5 Dec" · oc news[/]
    """
    if text:
        telling.add(till(context), text, wanted=wanted or [], until=until)
    elif wanted or until is not None:
        raise Usage("What is the news?", "oc news TEXT --for WORDS --until DAY")
    else:
        telling.show(till(context), as_json=as_json)


def told(
    context: typer.Context,
    number: Annotated[
        list[str] | None, typer.Argument(metavar="[N]", help="Which, where there are several.", show_default=False)
    ] = None,
    who: For = None,
) -> None:
    """Say that the one being served was told the news; it then leaves their card.

    [dim]oc told · oc told 2 · oc told --for margo[/]
    """
    telling.told(till(context), number or [], who=who)


def pulse(
    context: typer.Context,
    week: Annotated[bool, typer.Option("--week", help="The last seven days, as without it.")] = False,
    month: Annotated[bool, typer.Option("--month", help="The last thirty days.")] = False,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From a day on: 1 Oct, 2 months ago.")] = None,
    names: Annotated[bool, typer.Option("--names", help="Every name under its bar.")] = False,
    svg: Svg = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """What happened this week, drawn by kind and by day: promises kept before visits, and names under every bar.

    [dim]oc pulse · oc pulse --month · oc pulse --since "1 Oct" --svg autumn.svg[/]
    """
    asked = [
        option for option, is_so in (("--week", week), ("--month", month), ("--since", since is not None)) if is_so
    ]
    if len(asked) > 1:
        raise Usage(f"One period at a time, not {' and '.join(asked)}.", "leave all but one out")
    from . import pulse as drawing

    drawing.of_everybody(till(context), month=month, since=since, names=names, svg=svg, force=force, as_json=as_json)
