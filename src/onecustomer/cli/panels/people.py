"""The panel "People": add, edit, remember, lost, show, history, find, duplicates, merge and forget."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .. import express
from ..terminal.streams import report
from .options import DETAILS, For, Force, Json, Svg, Who, names, spread, till_of

PANEL = "People"


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    for command in (add, edit, remember, lost, show, history, find, duplicates, merge, forget):
        app.command(rich_help_panel=PANEL)(command)


@spread(DETAILS, before="brought_by")
def add(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME…", help="As they want to be called.")],
    brought_by: Annotated[
        str | None,
        typer.Option(
            "--brought-by", metavar="WHO", help="Who brought them; a thank-you is due then.", autocompletion=names
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Add them even where somebody like them is here, or the name is a company's.")
    ] = False,
    away: Annotated[
        bool, typer.Option("--away", help="While a shop's server is away: keep them until oc shop send adds them.")
    ] = False,
    **given: Any,
) -> None:
    """Add somebody. It asks first where they may be here already, or the name is a company's.

    oc add Margo Klein --phone "212 555 0143" --style hurried --since 2009
    """
    if away:
        from ..commands.people.away import keep

        report(keep(till_of(context), " ".join(name), given, brought_by=brought_by))
        return
    from ..commands.people.add import add

    report(add(till_of(context), " ".join(name), given, brought_by=brought_by, yes=yes))


@spread(DETAILS, before="drop")
def edit(
    context: typer.Context,
    who: Who = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="As they want to be called.")] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option("--drop", metavar="WORDS", help="Take a pin, need or date away, by words of it."),
    ] = None,
    no_notes: Annotated[
        bool, typer.Option("--no-notes", help="They want no notes: none is taken or shown from now on.")
    ] = False,
    notes: Annotated[bool, typer.Option("--notes", help="They let us keep notes again.")] = False,
    **given: Any,
) -> None:
    """Change what is known of somebody. An empty value clears; a phone or nickname takes the place of the old ones.

    Where they work elsewhere now, or as something else, the history keeps what they did before.

    oc edit margo --at ""
    oc edit lee --every never
    oc edit jim --drop receipts
    oc edit jim --no-notes
    """
    from ..commands.people.edit import edit

    report(edit(till_of(context), who or [], name, given, drop=drop or [], notes=notes, no_notes=no_notes))


def remember(
    context: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="WHAT DAY", help="birthday 11-26; cat's operation in a week.")
    ] = None,
    who: For = None,
    yearly: Annotated[bool, typer.Option("--yearly", help="Every year, as a birthday is anyway.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Only this once.")] = False,
) -> None:
    """Remember a day of the one being served. It is on the card a week ahead, until a gesture is logged.

    oc remember birthday 11-26
    oc remember "cat's operation" friday
    oc remember get-well in 3 days
    """
    from ..commands.people.remember import remember

    report(remember(till_of(context), text or [], who=who, yearly=yearly, once=once))


def lost(
    context: typer.Context,
    who: Who = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="What you learned: why they left.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="WHERE", help="Where they went, if they said.")] = None,
) -> None:
    """Keep that somebody left, and why. The morning leaves them in peace, but for what is owed; their return is told.

    oc lost margo --why "too slow in autumn" --to "Bell & Sons"
    """
    from ..commands.people.lost import lost

    report(lost(till_of(context), who or [], why=why, to=to))


def show(context: typer.Context, who: Who = None, as_json: Json = False) -> None:
    """Look at somebody's card without serving them. Nothing is written.

    oc show margo
    oc show margo --json
    """
    express.show(till_of(context), who or [], as_json=as_json)


def history(
    context: typer.Context,
    who: Who = None,
    whole: Annotated[
        bool, typer.Option("--all", help="All entries, at a terminal too: it shows the latest 200.")
    ] = False,
    graph: Annotated[bool, typer.Option("--graph", help="Their last year as a picture, with the days.")] = False,
    svg: Svg = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Show everything that happened with somebody, latest first. With the phones and e-mails that the card leaves out.

    oc history margo
    oc history margo --all
    oc history margo --graph --svg margo.svg
    """
    from ..commands.people.history import history

    history(till_of(context), who or [], whole=whole, graph=graph, svg=svg, force=force, as_json=as_json)


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
    """List everybody the words may mean. A word of a note will do, a role or a day; @company is who works there.

    A single - reads one query a line from a pipe and answers each with one line of JSON.

    oc find mar
    oc find @ibm
    oc find --as supplier
    oc find cat at the vet
    oc find 11-26
    """
    from ..commands.people.find import answer_each, find

    if words == ["-"]:
        answer_each(till_of(context))
    else:
        find(till_of(context), words or [], relation=relation, as_json=as_json)


MaybeWho = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WHO…]", help="Part of a name, a phone, an e-mail, a card.", autocompletion=names),
]
Two = Annotated[
    list[str] | None,
    typer.Argument(metavar="WHO WHO", help="Two people, each by a reference or a name.", autocompletion=names),
]


def duplicates(
    context: typer.Context,
    who: MaybeWho = None,
    two: Annotated[bool, typer.Option("--two", help="Remember that these two are two people.")] = False,
    whole: Annotated[
        bool, typer.Option("--all", help="All pairs: not 20 only, and those of one name or telephone who may be two.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List who may be here twice, likeliest first, each pair with why and the line that merges them. It merges nobody.

    oc duplicates
    oc duplicates margo
    oc duplicates --two c12 c31
    """
    from ..commands.people.duplicates import duplicates, tell_apart

    if two:
        report(tell_apart(till_of(context), who or []))
    else:
        duplicates(till_of(context), who or [], whole=whole, as_json=as_json)


def merge(
    context: typer.Context,
    who: Two = None,
    yes: Annotated[bool, typer.Option("--yes", help="Merge without asking: the first's word stands.")] = False,
) -> None:
    """Make one of a person who is here twice: the first stays, with all of the second, whose number finds them too.

    Both are shown first, and what they say otherwise is asked. oc undo makes two of them again.

    oc merge c12 c31
    oc merge margo c31 --yes
    """
    from ..commands.people.merge import merge_two

    report(merge_two(till_of(context), who or [], yes=yes))


def forget(
    context: typer.Context,
    who: Who = None,
    staff: Annotated[
        str | None,
        typer.Option("--staff", metavar="NAME", help="A name of the staff: “former staff” stands there then."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    as_json: Json = False,
) -> None:
    """Erase somebody who asks for it, without a trace; words of others that name them are shown first, to be mended.

    No undo brings them back. The receipt has no name in it, so that it may be filed.

    oc forget margo
    oc forget margo.klein@example.com --yes
    oc forget --staff Ana
    """
    from ..commands.people.forget import run

    run(till_of(context), who or [], staff=staff, yes=yes, as_json=as_json)
