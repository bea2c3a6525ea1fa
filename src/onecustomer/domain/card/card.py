"""The card: what one screen says of a customer before anybody speaks.

The order is fixed: that they came back, if they did → who → how to be with them → what must not go wrong → what we
owe → what is coming → why we matter to each other → what happened. The first two lines are enough. Telephone and
e-mail stay off it, as the screen may face the street.
"""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ...store.rows import Customer, Interaction
from ..language import days, jobs
from ..shop import styles
from ..timeline import open_items
from . import ask_again

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store.database.connection import Store
    from ...store.rows import Fact
    from ..timeline.news import ToTell
    from ..timeline.occasions import Coming
    from .ask_again import Again

MOST_LAST = 2


class Manner(Record):
    """How to be with the customer: a style, whether it is today's or the usual one, why, and its advice.

    Shape: `when` is "today" or "usual".
    """

    style: str
    when: str
    why: str | None
    advice: str | None


class Left(Record):
    """That a customer left, all that was learned of why, and whether they are back."""

    entry: Interaction
    why: str
    is_back: bool


class Card(Record):
    """All that a card says, not yet laid out.

    Shape: lists in the order they are shown; days are the shop's; `brought` is names, the first brought in front,
    and `owes_thanks` that nobody has thanked for the last of them.
    """

    person: Customer
    left: Left | None
    manner: Manner | None
    pins: Sequence[Fact]
    promises: Sequence[Interaction]
    concerns: Sequence[Interaction]
    soon: Sequence[Coming]
    to_tell: Sequence[ToTell]
    needs: Sequence[Fact]
    again: Again | None
    brought: Sequence[str]
    owes_thanks: bool
    last: Sequence[Interaction]
    thanked: Interaction | None

    @property
    def who(self) -> list[str]:
        """What they are to us and where they work; empty where neither is known."""
        person = self.person
        return [part for part in (person.relation, jobs.in_words(person.company, person.role)) if part]


def card_of(store: Store, person: Customer, today: dt.date, *, is_here: bool = False) -> Card:
    """Return the card of a customer as it stands on this day; `is_here` says that they are being served."""
    ahead = days.ahead(today)
    thanked = read.of_kind(store, person.id, kinds.THANKS, ahead=ahead)
    pins = read.facts(store, person.id, kinds.PIN)
    needs = read.facts(store, person.id, kinds.NEED)
    is_open = open_items.open_things(store, person.id)
    referrals = read.of_kind(store, person.id, kinds.REFERRAL, -1, ahead=ahead)
    return Card(
        person,
        left=left(store, person.id, today, is_here=is_here),
        manner=manner(store, person, today),
        pins=pins,
        promises=open_items.promises(is_open),
        concerns=open_items.concerns(is_open),
        soon=soon(store, person, today),
        to_tell=to_tell(store, person, needs + pins, today),
        needs=needs,
        again=ask_again.again(store, person, needs, today, is_here=is_here),
        brought=brought(store, referrals),
        owes_thanks=bool(referrals) and read.first_after(store, person.id, kinds.THANKS, referrals[0], ahead) is None,
        last=read.last(store, person.id, kinds.UNSAID, MOST_LAST, ahead),
        thanked=thanked[0] if thanked else None,
    )


def left(store: Store, customer_id: int, today: dt.date, *, is_here: bool) -> Left | None:
    """Return that a customer left; none where they never did, or came back before today."""
    whys: list[str] = []
    latest, returned = None, None
    ahead = days.ahead(today)
    for entry in read.of_kind(store, customer_id, kinds.LOST, -1, ahead=ahead):
        visit = read.first_after(store, customer_id, kinds.VISIT, entry, ahead)
        if visit and visit.day < today.isoformat():
            break
        latest, returned = latest or entry, returned or visit
        whys += [entry.text] if entry.text else []
    return Left(latest, "; ".join(reversed(whys)), is_back=is_here or returned is not None) if latest else None


def soon(store: Store, person: Customer, today: dt.date) -> list[Coming]:
    """Return the days to remember that are near."""
    kept = read.occasions(store, person.id)
    if not kept:
        return []
    from ..timeline import occasions  # who has none does not wait for it

    return occasions.near_of(store, person.id, kept, today)


def to_tell(store: Store, person: Customer, facts: Sequence[Fact], today: dt.date) -> list[ToTell]:
    """Return the news that a customer's pins and needs ask for, and that they were not told."""
    if not facts:
        return []
    from ..timeline import news  # who has none does not wait for it

    return news.for_customer(store, person.id, facts, today)


def brought(store: Store, referrals: list[Interaction]) -> list[str]:
    """Return the names of those whom referrals brought, the first in front; who is gone since is left out."""
    numbers = dict.fromkeys(entry.other_id for entry in reversed(referrals) if entry.other_id)
    people = [read.customer(store, number) for number in numbers]
    return [person.name for person in people if person]


def manner(store: Store, person: Customer, today: dt.date) -> Manner | None:
    """Return how the customer is today, or else usually; today's style ends with the shop's day."""
    entry = read.today_style(store, person.id, today.isoformat())
    if entry and entry.style and entry.style != styles.AS_USUAL:
        why = entry.text if entry.kind == kinds.STYLE else None
        return Manner(entry.style, "today", why, styles.advice(store, entry.style))
    if person.usual_style:
        return Manner(person.usual_style, "usual", person.usual_why, styles.advice(store, person.usual_style))
    return None
