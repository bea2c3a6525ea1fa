"""The panel "People": add, edit, show, history and find."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated, Any

import typer

from ..domain import details, keys, matching, remembered, styles
from ..domain.details import Details
from ..domain.text import clean
from ..errors import Nobody, NobodyCurrent, Refused, Usage
from ..store import counter as lane
from ..store.connect import Store
from . import as_json as json_parts
from . import choose, counter, streams, tables
from .complete import style_names
from .counter_panel import Json, Who
from .till import Till, till

PANEL = "People"
MOST_ANSWERED = 20  # candidates of one line of `oc find -`


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


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    for name, command in (("add", add), ("edit", edit), ("show", show), ("history", history), ("find", find)):
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
        say=say,
        company=at,
        role=role,
        relation=relation,
        why=why,
    )
    _ask_about_twins(here, store, said, yes)
    customer_id = people.add(store, here.moment(), said)
    streams.out(f"Added {said.name} ({matching.reference(customer_id)}).")


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
    drop: Annotated[list[str] | None, _option("--drop", "WORDS", "Take a pin or need away, by words of it.")] = None,
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
        say=say,
        company=at,
        role=role,
        relation=relation,
        why=why,
    )
    if said == Details() and not drop:
        raise Usage("Nothing to change is given.", 'oc edit WHO --phone "212 555 0143"; oc edit --help has the rest')
    person = choose.served_or_named(here, store, " ".join(who) if who else None, "edit WHO")
    dropped = people.edit(store, here.moment(), person, said, drop or [])
    streams.out(f"Changed {said.name or person.name}{', without: ' + '; '.join(dropped) if dropped else ''}.")


def show(context: typer.Context, who: Who = None, as_json: Json = False) -> None:
    """Look at somebody's card without serving them; nothing is written.

    [dim]oc show margo · oc show margo --json[/]
    """
    here = till(context)
    store = here.open()
    counter.show_card(here, store, _asked(here, store, who, "show", as_json), as_json=as_json)


def history(context: typer.Context, who: Who = None, as_json: Json = False) -> None:
    """Show everything that happened with somebody, latest first, and the phones and e-mails that the card leaves out.

    [dim]oc history margo · oc history margo --json[/]
    """
    here = till(context)
    store = here.open()
    person = _asked(here, store, who, "history", as_json)
    with store.reading():
        entries = lane.timeline(store, person.id)
        facts = [fact for kind in ("pin", "need") for fact in lane.facts(store, person.id, kind)]
        words = [word for word in lane.words(store, person.id) if word.kind != keys.SOURCE_WORD]
    if as_json:
        streams.json_out("interactions", [json_parts.entry(entry) for entry in entries])
    else:
        tables.history(here, person, words, facts, entries)


def find(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="As for serve, or @company.")],
    as_json: Json = False,
) -> None:
    """List everybody the words may mean, also by a word of a note, a role, a day; @company lists who works there.

    A single - reads one query a line from a pipe and answers each with one line of JSON.

    [dim]oc find mar · oc find @ibm · oc find cat at the vet · oc find 11-26 · oc find 0143 --json[/]
    """
    here = till(context)
    store = here.open()
    if words == ["-"]:
        _answer_each(store, here.moment().today)
        return
    query = " ".join(words)
    with store.reading():
        found = remembered.find(store, query, here.moment().today)
    if as_json:
        streams.json_out("candidates", [choose.described(candidate) for candidate in found])
    elif found:
        tables.candidates(here, found)
    if not found:
        raise Nobody(f"Nobody found for “{query}”.", "try fewer letters, or oc add NAME")


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


def _words(
    phone: list[str] | None, email: list[str] | None, card: list[str] | None, nick: list[str] | None
) -> list[tuple[str, list[str] | None]]:
    kinds = (keys.PHONE_WORD, keys.EMAIL_WORD, keys.CARD_WORD, keys.NICK_WORD)
    return list(zip(kinds, (phone, email, card, nick), strict=True))


def _asked(here: Till, store: Store, who: list[str] | None, command: str, as_json: bool) -> Any:
    if who:
        return choose.person(here, store, " ".join(who), f"oc {command}", as_json=as_json)
    served = choose.current(here, store)
    if served is None:
        raise NobodyCurrent(f"oc {command} WHO")
    return served


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
