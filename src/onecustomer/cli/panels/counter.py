"""The panel "At the counter": serve, note, thank, style, promise, done, mend and undo."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ...store import kinds
from .. import express
from .options import For, Json, On, Via, Who, Words, flag, line, names, spread, style_names, till_of

PANEL = "At the counter"

KINDS = {
    kinds.PRAISE: flag("They praised.", "praise"),
    kinds.COMPLAINT: flag("They complained; open until oc done.", "complaint"),
    kinds.WARNING: flag("They warned us; open until oc done.", "warning"),
    kinds.IDEA: flag("They had an idea.", "idea"),
    kinds.GESTURE: flag("Something you did for them, as a birthday card.", "gesture"),
    kinds.REFERRAL: line("referral", "WHO", "Whom they brought.", autocompletion=names),
    kinds.LEAVING: flag("They may leave; open until oc done.", "leaving"),
    kinds.PIN: flag("Everybody must know it, always.", "pin"),
    kinds.NEED: flag("What they look for.", "need"),
}
"""The kinds of note, in the order of the help."""


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    for command in (serve, note, thank, style, promise, done, mend, undo):
        app.command(rich_help_panel=PANEL)(command)


def serve(
    context: typer.Context,
    who: Who = None,
    brief: Annotated[
        bool,
        typer.Option("--brief", help="Only the name, and how to be with them; oc setting brief yes makes it usual."),
    ] = False,
    on: On = None,
    via: Annotated[
        str | None, typer.Option(metavar="WAY", help="They are not here: by phone, letter. It is no visit.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the card of the one you are serving. Note, thank and style then need no name.

    oc serve margo
    oc serve juli ibm
    oc serve 0143
    oc serve jeff --via phone
    oc serve jim --on yesterday
    """
    express.serve(till_of(context), who or [], brief=brief, on=on, via=via, as_json=as_json)


@spread(KINDS, before="today")
def note(
    context: typer.Context,
    text: Words = None,
    who: For = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="STYLE", help="How they are today.", autocompletion=style_names),
    ] = None,
    on: On = None,
    via: Via = None,
    **given: Any,
) -> None:
    """Log a note for the one being served. A single - reads it from a pipe or the keyboard.

    oc note zip broke again --complaint
    oc note --pin paper receipts always
    oc note --gesture sent a card
    """
    express.note(till_of(context), text or [], who=who, today=today, on=on, via=via, **given)


def thank(
    context: typer.Context,
    text: Words = None,
    who: For = None,
    on: On = None,
    via: Via = None,
    unthanked: Annotated[bool, typer.Option("--unthanked", help="List who was never thanked.")] = False,
    as_json: Json = False,
) -> None:
    """Log a thank-you you gave; it sells nothing.

    oc thank for her patience
    oc thank --via card --for margo
    oc thank --unthanked
    """
    express.thank(till_of(context), text or [], unthanked=unthanked, as_json=as_json, who=who, on=on, via=via)


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
    """Say how the customer is today, until the day ends. Without a word, list the styles.

    oc style upset --why "cat at the vet"
    oc style usual
    oc style chatty --advice "Let them talk."
    """
    express.style(till_of(context), text or [], who=who, why=why, usually=usually, advice=advice)


def promise(
    context: typer.Context,
    text: Words = None,
    by: Annotated[
        str | None, typer.Option(metavar="DAY", help="friday, friday 17:00, 5pm, in two weeks, 31.12., end of week.")
    ] = None,
    who: For = None,
    late: Annotated[bool, typer.Option("--late", help="The day or hour is past already, and that is right.")] = False,
) -> None:
    """Promise something by a day, or an hour of it. It stays on the card until oc done.

    oc promise navy coat taken in --by friday
    oc promise call about the hem --by "friday 17:00"
    """
    express.promise(till_of(context), text or [], by=by, who=who, late=late)


def done(
    context: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(metavar="[N] [TEXT]…", show_default=False)] = None,
    who: For = None,
    beyond: Annotated[str | None, typer.Option(metavar="TEXT", help="How the promise was exceeded.")] = None,
    broken: Annotated[str | None, typer.Option(metavar="TEXT", help="Honestly: why it was not kept.")] = None,
) -> None:
    """Keep a promise, or answer a complaint or a warning. Of several open things, say the number.

    oc done
    oc done new zip, no charge
    oc done 2 --beyond "brought it to her door"
    """
    express.done(till_of(context), text or [], who=who, beyond=beyond, broken=broken)


def mend(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Of a line of oc history: e41, f7, d3.")],
    text: Words = None,
    drop: Annotated[bool, typer.Option("--drop", help="Take it out.")] = False,
    move: Annotated[
        str | None,
        typer.Option("--move", metavar="WHO", help="Give it to the person it was about.", autocompletion=names),
    ] = None,
) -> None:
    """Correct an older line by the number in oc history. It is signed.

    oc mend e41 zip broke twice
    oc mend e41 --move juli
    oc mend f7 --drop
    """
    express.mend(till_of(context), [number, *(text or [])], drop=drop, move=move)


def undo(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask where it is of another day, or of before.")] = False,
) -> None:
    """Take back this till's last write. Again, the one before.

    oc undo
    """
    express.undo(till_of(context), [], yes=yes)
