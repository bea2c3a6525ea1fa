"""The panel "At the counter": the options of serve, note, thank, style, promise, done and undo."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import Usage
from ..store import kinds
from . import counter, owed
from .complete import names, style_names
from .till import till

PANEL = "At the counter"

Who = Annotated[
    list[str] | None,
    typer.Argument(metavar="WHO…", help="Part of a name, a phone, an e-mail, a card.", autocompletion=names),
]
For = Annotated[
    str | None,
    typer.Option("--for", metavar="WHO", help="Another than the one being served.", autocompletion=names),
]
Words = Annotated[list[str] | None, typer.Argument(metavar="TEXT…", show_default=False)]
On = Annotated[str | None, typer.Option(metavar="DAY", help="When it was: yesterday, 2 days ago, 18 Nov.")]
Via = Annotated[str | None, typer.Option(metavar="WAY", help="How: phone, card, in the street.")]
Json = Annotated[bool, typer.Option("--json", help="For programs: one JSON object.")]


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    for name, command in (
        ("serve", serve),
        ("note", note),
        ("thank", thank),
        ("style", style),
        ("promise", promise),
        ("done", done),
        ("undo", undo),
    ):
        app.command(name, rich_help_panel=PANEL)(command)


def serve(context: typer.Context, who: Who = None, as_json: Json = False) -> None:
    """Look up who you are serving and print the card; note and thank then need no name.

    [dim]oc serve margo · oc serve juli ibm · oc serve 0143[/]
    """
    counter.serve(till(context), who or [], as_json=as_json)


def note(
    context: typer.Context,
    text: Words = None,
    who: For = None,
    praise: Annotated[bool, typer.Option("--praise", help="They praised.")] = False,
    complaint: Annotated[bool, typer.Option("--complaint", help="They complained; open until oc done.")] = False,
    warning: Annotated[bool, typer.Option("--warning", help="They warned us.")] = False,
    idea: Annotated[bool, typer.Option("--idea", help="They had an idea.")] = False,
    gesture: Annotated[bool, typer.Option("--gesture", help="Something you did for them, as a birthday card.")] = False,
    referral: Annotated[
        str | None,
        typer.Option("--referral", metavar="WHO", help="Whom they brought.", autocompletion=names),
    ] = None,
    leaving: Annotated[bool, typer.Option("--leaving", help="They may leave.")] = False,
    pin: Annotated[bool, typer.Option("--pin", help="Everybody must know it, always.")] = False,
    need: Annotated[bool, typer.Option("--need", help="What they look for.")] = False,
    today: Annotated[str | None, typer.Option("--today", metavar="STYLE", help="How they are today.")] = None,
    on: On = None,
    via: Via = None,
) -> None:
    """Log a note for the one being served. A single - reads it from a pipe or the keyboard, out of sight of ps.

    [dim]oc note zip broke again --complaint · oc note --pin paper receipts always · oc note --gesture sent a card[/]
    """
    chosen = {
        kinds.PRAISE: praise,
        kinds.COMPLAINT: complaint,
        kinds.WARNING: warning,
        kinds.IDEA: idea,
        kinds.LEAVING: leaving,
        kinds.GESTURE: gesture,
        kinds.REFERRAL: referral is not None,
        kinds.PIN: pin,
        kinds.NEED: need,
    }
    said = [kind for kind, is_so in chosen.items() if is_so]
    if len(said) > 1:
        raise Usage(f"A note is of one kind, not {' and '.join(said)}.", "leave one out, or write two notes")
    words = [counter.typed_note()] if text == ["-"] else text or []
    kind = said[0] if said else kinds.NOTE
    if kind not in (kinds.GESTURE, kinds.REFERRAL):
        counter.note(till(context), words, who=who, kind=kind, on=on, via=via, style=today)
        return
    from . import relation

    if today is not None or (referral is not None and (on is not None or via is not None)):
        raise Usage(f"A {kind} takes no {'--today' if today is not None else '--on and no --via'}.", "write two notes")
    if referral is not None:
        relation.referral(till(context), words, brought=referral, who=who)
    else:
        relation.gesture(till(context), words, who=who, on=on, via=via)


def thank(
    context: typer.Context,
    text: Words = None,
    who: For = None,
    on: On = None,
    via: Via = None,
    due: Annotated[bool, typer.Option("--due", help="List who was never or long not thanked.")] = False,
    as_json: Json = False,
) -> None:
    """Log a thank-you you gave; it sells nothing.

    [dim]oc thank for her patience · oc thank --via card --for margo · oc thank --due[/]
    """
    if due:
        if text or who is not None or on is not None or via is not None:
            raise Usage("--due only lists.", "oc thank --due; then oc thank --for WHO")
        from ..domain.morning import THANKS
        from . import morning

        morning.whole(till(context), THANKS, as_json=as_json)
        return
    if as_json:
        raise Usage("--json is for --due, which reads.", "oc thank --due --json")
    counter.thank(till(context), text or [], who=who, on=on, via=via)


def style(
    context: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(metavar="STYLE", autocompletion=style_names)] = None,
    who: For = None,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="The reason, in a few words.")] = None,
    usually: Annotated[bool, typer.Option("--usually", help="Not only today: how they are as a rule.")] = False,
    advice: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Make STYLE one of the shop's own, with this line.")
    ] = None,
) -> None:
    """Say how the customer is today; it fades at the end of the day. Without a word, list the styles.

    [dim]oc style upset --why "cat at the vet" · oc style usual · oc style chatty --advice "Let them talk."[/]
    """
    at = till(context)
    if advice is not None:
        if usually or who is not None or why is not None:
            raise Usage(
                "--advice makes a style for everybody, and --usually, --for and --why are of one customer.",
                'oc style chatty --advice "Let them talk." first; then the other',
            )
        counter.own_style(at, text or [], advice)
    elif usually:
        counter.usual_style(at, text or [], who=who, why=why)
    else:
        counter.style(at, text or [], who=who, why=why)


def promise(
    context: typer.Context,
    text: Words = None,
    by: Annotated[
        str | None, typer.Option(metavar="DAY", help="friday, in 3 days, 27 Nov, 2026-11-27, end of month.")
    ] = None,
    who: For = None,
    late: Annotated[bool, typer.Option("--late", help="The day is past, and it was promised so.")] = False,
) -> None:
    """Promise something by a day; it stays on the card until oc done.

    [dim]oc promise navy coat taken in --by friday · oc promise call about the hem --by "in 3 days"[/]
    """
    owed.promise(till(context), text or [], by=by, who=who, late=late)


def done(
    context: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(metavar="[N] [TEXT]…", show_default=False)] = None,
    who: For = None,
    beyond: Annotated[str | None, typer.Option(metavar="TEXT", help="How the promise was exceeded.")] = None,
    broken: Annotated[str | None, typer.Option(metavar="TEXT", help="Honestly: why it was not kept.")] = None,
) -> None:
    """Keep the open promise or answer the open complaint; of several, say the number.

    [dim]oc done · oc done new zip, no charge · oc done 2 --beyond "brought it to her door"[/]
    """
    owed.done(till(context), text or [], who=who, beyond=beyond, broken=broken)


def undo(context: typer.Context) -> None:
    """Take back this till's last write, whatever it was; again, the one before.

    [dim]oc undo[/]
    """
    counter.take_back(till(context))
