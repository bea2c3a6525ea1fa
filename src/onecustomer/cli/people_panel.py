"""The panel "People": add, edit, remember and lost."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..domain import days, details, keys, matching, occasions, settings, styles
from ..domain.details import Details
from ..domain.text import clean
from ..errors import Refused, Usage
from ..store.connect import Store
from . import choose, streams
from .complete import names, style_names
from .counter_panel import For, Who
from .till import Till, till

PANEL = "People"


def _option(flag: str, metavar: str, said: str, **more: Any) -> Any:
    return typer.Option(flag, metavar=metavar, help=said, **more)


Phone = Annotated[list[str] | None, _option("--phone", "NUMBER", "In any format; again for another.")]
Email = Annotated[list[str] | None, _option("--email", "ADDRESS", "Again for another.")]
Card = Annotated[list[str] | None, _option("--card", "CODE", "The code of a loyalty card.")]
Nick = Annotated[list[str] | None, _option("--nick", "WORD", "Another word that finds them.")]
Say = Annotated[str | None, _option("--say", "SOUND", "How to pronounce the name: MAR-go.")]
At = Annotated[str | None, _option("--at", "COMPANY", "Where they work.")]
Role = Annotated[str | None, _option("--role", "ROLE", "What they do there.")]
As = Annotated[str | None, _option("--as", "RELATION", "What they are to us: regular, supplier, neighbour.")]
Style = Annotated[
    str | None, _option("--style", "STYLE", "How they usually like to be served.", autocompletion=style_names)
]
Why = Annotated[str | None, _option("--why", "TEXT", "Why they first came.")]
Birthday = Annotated[str | None, _option("--birthday", "DAY", "11-26, or 1958-11-26.")]
Every = Annotated[str | None, _option("--every", "TIME", "How often they come, as 6w: for oc today --quiet.")]


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    for name, command in (("add", add), ("edit", edit), ("remember", remember), ("lost", lost)):
        app.command(name, rich_help_panel=PANEL)(command)


def add(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME…", help="As they want to be called.")],
    phone: Phone = None,
    email: Email = None,
    card: Card = None,
    nick: Nick = None,
    say: Say = None,
    at: At = None,
    role: Role = None,
    relation: As = None,
    style: Style = None,
    why: Why = None,
    birthday: Birthday = None,
    every: Every = None,
    brought_by: Annotated[
        str | None, _option("--brought-by", "WHO", "Who brought them; a thank-you is due then.", autocompletion=names)
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Add them even where somebody like them is here.")] = False,
) -> None:
    """Add somebody; says so first where they may be here already.

    [dim]oc add Margo Klein --phone "212 555 0143" --style hurried --say MAR-go[/]
    """
    from ..domain import people

    here = till(context)
    store = here.open(make=True)
    said = details.said(
        display_name=" ".join(name),
        words=_words(phone, email, card, nick),
        style=styles.usual(store, style),
        birthday=birthday,
        every=every,
        order=settings.order(store),
        say=say,
        company=at,
        role=role,
        relation=relation,
        why=why,
    )
    _ask_about_twins(here, store, said, yes)
    bringer = choose.person(here, store, brought_by, "oc add … --brought-by") if brought_by is not None else None
    customer_id = people.add(store, here.moment(), said, bringer)
    thanks = f" {bringer.name} brought them: a thank-you is due." if bringer else ""
    streams.out(f"Added {said.name} ({matching.reference(customer_id)}){_understood(said)}.{thanks}")


def edit(
    context: typer.Context,
    who: Who = None,
    name: Annotated[str | None, _option("--name", "NAME", "As they want to be called.")] = None,
    phone: Phone = None,
    email: Email = None,
    card: Card = None,
    nick: Nick = None,
    say: Say = None,
    at: At = None,
    role: Role = None,
    relation: As = None,
    style: Style = None,
    why: Why = None,
    birthday: Birthday = None,
    every: Every = None,
    drop: Annotated[
        list[str] | None, _option("--drop", "WORDS", "Take a pin, need or date away, by words of it.")
    ] = None,
) -> None:
    """Change what is said of somebody; an empty value clears, a phone or nickname given takes the old ones' place.

    [dim]oc edit margo --at "" --role "" · oc edit margo --drop receipts[/]
    """
    from ..domain import people

    here = till(context)
    store = here.open()
    said = details.said(
        display_name=name,
        words=_words(phone, email, card, nick),
        style=styles.usual(store, style),
        birthday=birthday,
        every=every,
        order=settings.order(store),
        say=say,
        company=at,
        role=role,
        relation=relation,
        why=why,
    )
    if said == Details() and not drop:
        raise Usage("Nothing to change is given.", 'oc edit WHO --phone "212 555 0143"; oc edit --help has the rest')
    person = choose.served_or_named(here, store, " ".join(who) if who else None, "edit", option="")
    dropped = people.edit(store, here.moment(), person, said, drop or [])
    without = f", without: {'; '.join(dropped)}" if dropped else ""
    streams.out(f"Changed {said.name or person.name}{_understood(said)}{without}.")


def _understood(said: Details) -> str:
    """Return the birthday and the rhythm as they were understood, as a sentence goes on with them."""
    birthday = f", birthday {occasions.every_year(*said.birthday)}" if said.birthday else ""
    return birthday + (f", comes every {days.span(said.every)}" if said.every else "")


def remember(
    context: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="WHAT DAY", help="birthday 11-26; cat's operation friday.")],
    who: For = None,
    yearly: Annotated[bool, typer.Option("--yearly", help="Every year, as a birthday is anyway.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Only this once.")] = False,
) -> None:
    """Remember a day of the one being served: on the card a week ahead, until a gesture is logged.

    [dim]oc remember birthday 11-26 · oc remember "cat's operation" friday · oc remember get-well in 3 days[/]
    """
    from . import relation

    relation.remember(till(context), text, who=who, yearly=yearly, once=once)


def lost(
    context: typer.Context,
    who: Who = None,
    why: Annotated[str | None, _option("--why", "TEXT", "What you learned: why they left.")] = None,
    to: Annotated[str | None, _option("--to", "WHERE", "Where they went, if they said.")] = None,
) -> None:
    """Keep that somebody left, and why. The morning leaves them in peace, but for what is owed; their return is told.

    [dim]oc lost margo --why "too slow in autumn" --to "Bell & Sons"[/]
    """
    from . import relation

    relation.lost(till(context), who or [], why=why, to=to)


def _words(
    phone: list[str] | None, email: list[str] | None, card: list[str] | None, nick: list[str] | None
) -> list[tuple[str, list[str] | None]]:
    kinds = (keys.PHONE_WORD, keys.EMAIL_WORD, keys.CARD_WORD, keys.NICK_WORD)
    return list(zip(kinds, (phone, email, card, nick), strict=True))


def _ask_about_twins(here: Till, store: Store, said: Details, yes: bool) -> None:
    """Let the person decide where somebody like the new one is here already.

    Raises: Refused where they say no, or nobody can be asked.
    """
    from ..domain import people

    with store.reading():
        twins = people.twins(store, said, here.moment().today)
    if not twins or yes:
        return
    streams.listed(choose.rows(here, twins))
    if here.interactive and streams.ask(f"Is {said.name} somebody else? y/N:").casefold() in ("y", "yes"):
        return
    twin = clean(twins[0].person.name)
    raise Refused(
        f"Not added: {twin} may be the same person.", f"oc serve {twins[0].ref}; or add --yes if they are two"
    )
