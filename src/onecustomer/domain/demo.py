"""Five people to try everything on, one of whom was entered twice, with a history that ends today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ..store import kinds
from ..store.database.connection import Store
from ..store.record import Record
from ..store.rows import Customer
from .language.days import YearlyDay
from .people import editing
from .people.details import Details, from_options
from .shop import rules, settings, styles
from .timeline import entries, mending, news, open_items
from .timeline.deed import Moment, Signed
from .timeline.entries import NewEntry

MADE_UP = "the demo"
"""The till that wrote the history, so that `oc demo undo` takes back what was tried, and never the history."""

NEWS = ("Autumn linings are in", ["lining"])
"""A piece of news, and the words that say whom it is for."""

UNASKED = "new zip, refund, a taxi home"
"""What anybody of the shop may do without asking."""

EXAMPLE = "margo"
"""Whom the demo shows first."""


class Happened(Record):
    """One thing that happened, some days ago; `brought` names somebody further up in the cast.

    Shape: `at_first` is what it said before it was mended, `ends` the words of what it ended.
    """

    days_ago: int
    kind: str
    text: str | None = None
    staff: str | None = None
    via: str | None = None
    style: str | None = None
    brought: str | None = None
    due_in: int | None = None  # days from today
    at_first: str | None = None
    ends: str | None = None


class MadeUp(Record):
    """A made-up person; the birthday comes in so many days, the first visit was so many days ago.

    Shape: `job` is what they do since yesterday.
    """

    name: str
    happened: tuple[Happened, ...]
    since: int
    lines: Mapping[str, str] = {}
    style: str | None = None
    phone: str | None = None
    email: str | None = None
    birthday_in: int | None = None
    job: Details | None = None


CAST = (
    MadeUp(
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
    MadeUp(
        "Jim O’Neil",
        since=1989,
        lines={"relation": "regular", "role": "editor", "company": "the Herald"},
        style="languid",
        phone="+1 212 555 0178",
        job=Details(role="novelist", company=""),
        happened=(
            Happened(400, kinds.PIN, "Likes the window seat", "Ben"),
            Happened(40, "praise", "the new lamp by the window", "Ana", via="review"),
            Happened(21, kinds.COMPLAINT, "a draught at the window seat", "Ben"),
            Happened(14, kinds.ANSWER, "the door has a spring now", "Ana", ends="a draught at the window seat"),
            Happened(14, kinds.VISIT),
            Happened(7, kinds.VISIT),
            Happened(
                *(7, kinds.NOTE, "reading about the Hudson; ask how it ends", "Ana"),
                at_first="reading about the Hunsdon; ask how it ends",
            ),
        ),
    ),
    MadeUp(
        "Alecia Ruiz",
        since=670,
        lines={"why": "Lives across the street"},
        email="alecia@example.com",
        happened=(
            Happened(30, kinds.VISIT),
            Happened(30, kinds.NEED, "a quiet table", "Ana"),
            Happened(2, kinds.VISIT),
            Happened(2, kinds.NOTE, "her cat has an operation this week", "Ben"),
            Happened(0, kinds.STYLE, "cat at the vet", "Ben", style=styles.UPSET),
        ),
    ),
    MadeUp(
        "Juli Andersson",
        since=2238,
        lines={"company": "IBM", "role": "A/P"},
        phone="+1 212 555 0101",
        happened=(
            Happened(22, kinds.VISIT),
            Happened(22, kinds.STYLE, "the invoice came twice", "Ana", style=styles.UPSET),
            Happened(22, kinds.NOTE, "pays by the 15th if the invoice has a number", "Ana", via="phone"),
        ),
    ),
    MadeUp(
        "Jeff Baptiste",
        since=2238,
        lines={"company": "IBM", "role": "design"},
        style="languid",
        phone="+1 212 555 0102",
        happened=(
            Happened(24, kinds.VISIT),
            Happened(24, kinds.WARNING, "the blue fades in the sun", "Ana"),
            Happened(24, kinds.PROMISE, "samples of the new blue", "Ana", due_in=-6),
            Happened(4, kinds.CONTACT, None, "Ben", via="phone"),
            Happened(4, kinds.BROKEN, "the mill is late", "Ben", ends="samples of the new blue"),
            Happened(24, kinds.REFERRAL, None, "Ana", brought="Juli Andersson"),
        ),
    ),
    MadeUp("Alicia Ruiz", since=1, email="alecia@example.com", happened=()),  # Alecia again, for oc demo duplicates
)


def fill(store: Store, moment: Moment) -> None:
    """Write the five people and what happened with them into an empty store."""
    made_up = Signed(moment.now, moment.today, MADE_UP, None)
    here: dict[str, Customer] = {}
    for person in CAST:
        details = from_options(
            name=person.name,
            handles={
                kinds.PHONE: [person.phone] if person.phone else None,
                kinds.EMAIL: [person.email] if person.email else None,
            },
            style=person.style,
            today=moment.today,
            **person.lines,
        )
        first = dt.timedelta(days=person.since)
        details.since = moment.today - first
        if person.birthday_in is not None:
            comes = moment.today + dt.timedelta(days=person.birthday_in)
            details.birthday = YearlyDay(comes.month, comes.day)
        then = Signed(moment.now - first, details.since, MADE_UP, None)
        here[person.name] = editing.add(store, then, details)
        _live(store, moment, person, here)
        if person.job:
            day = dt.timedelta(days=1)
            yesterday = Signed(moment.now - day, moment.today - day, MADE_UP, "Ana")
            editing.edit(store, yesterday, here[person.name], person.job)
    news.add(store, made_up, *NEWS, moment.today + dt.timedelta(days=14))
    settings.put(store, made_up, rules.MAY, UNASKED)


def _live(store: Store, moment: Moment, made_up: MadeUp, here: Mapping[str, Customer]) -> None:
    person = here[made_up.name]
    for event in made_up.happened:
        back = dt.timedelta(days=event.days_ago)
        then = Signed(moment.now - back, moment.today - back, MADE_UP, event.staff)
        due = moment.today + dt.timedelta(days=event.due_in) if event.due_in is not None else None
        brought = here[event.brought].id if event.brought else None
        text = event.at_first or event.text
        ended = next((one.id for one in open_items.open_things(store, person.id) if one.text == event.ends), None)
        entry = NewEntry(
            *(event.kind, text, then.today),
            via=event.via,
            style=event.style,
            about_id=ended,
            due=due,
            other_id=brought,
        )
        written = entries.add(store, then, person, event.kind, entry)
        if event.at_first and event.text:
            mending.reword(store, then, *mending.find(store, written.refs[0]), event.text)
