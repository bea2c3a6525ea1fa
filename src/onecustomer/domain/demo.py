"""Five people to try everything on, with a history that ends today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from ..store import counter, kinds
from ..store.connect import Store
from . import deeds, details, keys, news, people
from .deeds import Written
from .moment import Moment

Open = Callable[[], Store]

MADE_UP = "the demo"
"""The till that wrote the history, so that `oc demo undo` takes back what was tried, and nothing of it."""

NEWS = ("Autumn linings are in", ["lining"])
"""What is to be told, and whom: those who look for such things."""

EXAMPLE = "margo"
"""Whom the demo shows first."""


@dataclass(frozen=True)
class Happened:
    """One thing that happened, some days ago; `brought` names somebody further up in the cast."""

    days_ago: int
    kind: str
    text: str | None = None
    staff: str | None = None
    via: str | None = None
    style: str | None = None
    brought: str | None = None
    due_in: int | None = None  # days from today


@dataclass(frozen=True)
class Person:
    """A made-up person; the birthday comes in so many days, the first visit was so many days ago."""

    name: str
    happened: tuple[Happened, ...]
    since: int
    lines: dict[str, str] = field(default_factory=dict)
    style: str | None = None
    phone: str | None = None
    email: str | None = None
    birthday_in: int | None = None


CAST = (
    Person(
        "Margo Klein",
        since=2821,
        lines={
            "say": "MAR-go",
            "relation": "tailor's regular",
            "company": "Acme",
            "why": "Same-day alterations",
        },
        style="hurried",
        phone="+1 212 555 0143",
        email="margo.klein@example.com",
        birthday_in=5,
        happened=(
            Happened(202, kinds.PIN, "Paper receipts, always", "Ana"),
            Happened(120, kinds.NEED, "navy lining", "Ana"),
            Happened(98, kinds.THANKS, "for sending her sister", "Ana", via="card"),
            Happened(81, kinds.VISIT),
            Happened(19, "idea", "open late on Fridays", "Ana"),
            Happened(3, kinds.VISIT),
            Happened(3, kinds.COMPLAINT, "zip broke again, guests at seven", "Ben"),
            Happened(3, kinds.PROMISE, "navy coat taken in", "Ben", due_in=1),
        ),
    ),
    Person(
        "Jim O’Neil",
        since=1989,
        lines={"relation": "regular"},
        style="languid",
        phone="+1 212 555 0178",
        happened=(
            Happened(400, kinds.PIN, "Likes the window seat", "Ben"),
            Happened(40, "praise", "the new lamp by the window", "Ana"),
            Happened(14, kinds.VISIT),
            Happened(7, kinds.VISIT),
            Happened(7, kinds.NOTE, "reading about the Hudson; ask how it ends", "Ana"),
        ),
    ),
    Person(
        "Alecia Ruiz",
        since=670,
        lines={"why": "Lives across the street"},
        email="alecia@example.com",
        happened=(
            Happened(30, kinds.VISIT),
            Happened(30, kinds.NEED, "a quiet table", "Ana"),
            Happened(2, kinds.VISIT),
            Happened(2, kinds.NOTE, "her cat has an operation this week", "Ben"),
            Happened(0, kinds.STYLE, "cat at the vet", "Ben", style="upset"),
        ),
    ),
    Person(
        "Juli Andersson",
        since=2238,
        lines={"company": "IBM", "role": "A/P"},
        phone="+1 212 555 0101",
        happened=(
            Happened(22, kinds.VISIT),
            Happened(22, kinds.NOTE, "pays by the 15th if the invoice has a number", "Ana", via="phone"),
        ),
    ),
    Person(
        "Jeff Baptiste",
        since=2238,
        lines={"company": "IBM", "role": "design"},
        style="languid",
        phone="+1 212 555 0102",
        happened=(
            Happened(24, kinds.VISIT),
            Happened(24, kinds.REFERRAL, None, "Ana", brought="Juli Andersson"),
        ),
    ),
)


def fill(open_store: Open, moment: Moment) -> None:
    """Write the five people and what happened with them into an empty store."""
    made_up = Moment(moment.now, moment.today, MADE_UP, None)
    here: dict[str, int] = {}
    for person in CAST:
        said = details.said(
            display_name=person.name,
            style=person.style,
            words=[
                (keys.PHONE_WORD, [person.phone] if person.phone else None),
                (keys.EMAIL_WORD, [person.email] if person.email else None),
            ],
            **person.lines,
        )
        said.since = moment.today - dt.timedelta(days=person.since)
        if person.birthday_in is not None:
            comes = moment.today + dt.timedelta(days=person.birthday_in)
            said.birthday = (comes.month, comes.day, None)
        here[person.name] = people.add(open_store(), made_up, said)
        _live(open_store, moment, person, here)
    store = open_store()
    news.add(store, made_up, *NEWS, moment.today + dt.timedelta(days=14))
    store.close()


def _live(open_store: Open, moment: Moment, made_up: Person, here: dict[str, int]) -> None:
    store = open_store()
    person = counter.person(store, here[made_up.name])
    if person is None:
        raise LookupError("a person just added is not found")
    for event in made_up.happened:
        back = dt.timedelta(days=event.days_ago)
        then = Moment(moment.now - back, moment.today - back, MADE_UP, event.staff)
        due = moment.today + dt.timedelta(days=event.due_in) if event.due_in is not None else None
        brought = here[event.brought] if event.brought else None
        written = Written(
            event.kind, event.text, then.today, via=event.via, style=event.style, due=due, other_id=brought
        )
        deeds.append(store, then, person, event.kind, written)
    store.close()
