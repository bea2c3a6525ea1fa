"""The card: what one screen says of a customer before anybody speaks.

The order is fixed: that they came back, if they did → who → how to be with her → what must not go wrong → what we
owe → what is coming → why we matter to each other → what happened. The first two lines are enough. Telephone and
e-mail stay off it, as the screen may face the street.
"""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..store import counter, kinds
from . import asking, news, occasions, owed, styles
from .matching import reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..store.rows import Entry, Lasting, Person
    from .asking import Again
    from .news import ToTell
    from .occasions import Coming

MOST_LAST = 2


class Manner:
    """How to be with her: a style, since when or why, and what it asks."""

    def __init__(self, style: str, when: str, why: str | None, advice: str | None) -> None:
        self.style = style
        self.when = when
        self.why = why
        self.advice = advice


class Left:
    """That they left, all that was learned of why, and whether they are back."""

    def __init__(self, entry: Entry, why: str, *, is_back: bool) -> None:
        self.entry = entry
        self.why = why
        self.is_back = is_back


class Card:
    """All that a card says, not yet laid out.

    Shape: lists in the order they are shown; days are the shop's; `brought` is names, the first brought in front,
    and `owes_thanks` that nobody has thanked for the last of them.
    """

    def __init__(
        self,
        person: Person,
        *,
        left: Left | None,
        manner: Manner | None,
        pins: list[Lasting],
        promises: list[Entry],
        open_complaints: list[Entry],
        soon: list[Coming],
        to_tell: list[ToTell],
        needs: list[Lasting],
        again: Again | None,
        brought: list[str],
        owes_thanks: bool,
        last: list[Entry],
        thanked: Entry | None,
    ) -> None:
        self.person = person
        self.left = left
        self.manner = manner
        self.pins = pins
        self.promises = promises
        self.open_complaints = open_complaints
        self.soon = soon
        self.to_tell = to_tell
        self.needs = needs
        self.again = again
        self.brought = brought
        self.owes_thanks = owes_thanks
        self.last = last
        self.thanked = thanked

    @property
    def ref(self) -> str:
        """The short reference that every command takes in place of the name."""
        return reference(self.person.id)

    @property
    def who(self) -> list[str]:
        """What she is to us and where she works; empty where neither is known."""
        person = self.person
        works = f"works at {person.company}" if person.company and not person.role else None
        if person.role:
            works = f"{person.role} at {person.company}" if person.company else person.role
        return [part for part in (person.relation, works) if part]


def of(connection: sqlite3.Connection, person: Person, today: dt.date, *, is_here: bool = False) -> Card:
    """Return the card of a customer as it stands on this day; `is_here` says that they are being served."""
    thanked = counter.of_kind(connection, person.id, kinds.THANKS)
    pins = counter.facts(connection, person.id, kinds.PIN)
    needs = counter.facts(connection, person.id, kinds.NEED)
    is_open = owed.open_things(connection, person.id)
    referrals = counter.of_kind(connection, person.id, kinds.REFERRAL, -1)
    return Card(
        person,
        left=left(connection, person.id, today, is_here=is_here),
        manner=manner(connection, person, today),
        pins=pins,
        promises=owed.promises(is_open),
        open_complaints=owed.complaints(is_open),
        soon=occasions.near_of(connection, person.id, today),
        to_tell=news.for_customer(connection, person.id, needs + pins, today),
        needs=needs,
        again=asking.again(connection, person, needs, today, is_here=is_here),
        brought=brought(connection, referrals),
        owes_thanks=bool(referrals) and counter.first_after(connection, person.id, kinds.THANKS, referrals[0]) is None,
        last=counter.last(connection, person.id, kinds.UNSAID, MOST_LAST),
        thanked=thanked[0] if thanked else None,
    )


def left(connection: sqlite3.Connection, customer_id: int, today: dt.date, *, is_here: bool) -> Left | None:
    """Return that a customer left, none where they have been back for longer than today."""
    whys: list[str] = []
    latest, returned = None, None
    for entry in counter.of_kind(connection, customer_id, kinds.LOST, -1):
        visit = counter.first_after(connection, customer_id, kinds.VISIT, entry)
        if visit and visit.day < today.isoformat():
            break
        latest, returned = latest or entry, returned or visit
        whys += [entry.text] if entry.text else []
    return Left(latest, "; ".join(reversed(whys)), is_back=is_here or returned is not None) if latest else None


def brought(connection: sqlite3.Connection, referrals: list[Entry]) -> list[str]:
    """Return the names of those whom referrals brought, the first in front; who is gone since has none."""
    numbers = dict.fromkeys(entry.other_id for entry in reversed(referrals) if entry.other_id)
    people = [counter.person(connection, number) for number in numbers]
    return [person.name for person in people if person]


def manner(connection: sqlite3.Connection, person: Person, today: dt.date) -> Manner | None:
    """Return how she is today, or else how she usually is; today's fades with the shop's day."""
    entry = counter.today_style(connection, person.id, today.isoformat())
    if entry and entry.style and entry.style != styles.AS_USUAL:
        why = entry.text if entry.kind == kinds.STYLE else None
        return Manner(entry.style, "today", why, styles.advice(connection, entry.style))
    if person.usual_style:
        return Manner(person.usual_style, "usual", person.usual_why, styles.advice(connection, person.usual_style))
    return None
