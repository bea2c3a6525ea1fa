"""The card: what one screen says of a customer before anybody speaks.

The order is fixed: that they came back, if they did → who → how to be with them → what must not go wrong → what we
owe → what is coming → why we matter to each other → what happened. The first two lines are enough. Telephone and
e-mail stay off it, as the screen may face the street, and so does where somebody went who left.
"""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ...store.index import lookup
from ...store.record import Record
from ...store.rows import Customer, Interaction
from ..language import days, jobs, names
from ..shop import styles
from ..timeline import open_items
from . import asking, happened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store.database.connection import Store
    from ...store.rows import Fact, Rhythm
    from ..timeline.news import ToTell
    from ..timeline.occasions import Coming
    from .asking import Again, Ask
    from .happened import Event

MOST_LAST = 4  # of what came last; a card that has no room for it says less


class Manner(Record):
    """How to be with the customer: a style, whether it is today's or the usual one, why, and its advice.

    Shape: `when` is "today" or "usual".
    """

    style: str
    when: str
    why: str | None
    advice: str | None


class Left(Record):
    """That a customer left, the reasons that may be said to them, and whether they are back."""

    entry: Interaction
    whys: Sequence[str]
    is_back: bool


class Card(Record):
    """All that a card says, not yet laid out.

    Shape: lists in the order they are shown; days are the shop's; `brought` is names, the first brought in front,
    and `owes_thanks` that nobody has thanked for the last of them. `then`, `broken` and `job` stay until their next
    visit, `last_visit` is the one before today, and `may` is what the shop may do without asking, where something went
    wrong. `namesake` is what tells them from others of the same name, and `clock` the hour it is,
    as "17:00", or empty.
    """

    person: Customer
    left: Left | None
    namesake: str
    manner: Manner | None
    then: Interaction | None
    pins: Sequence[Fact]
    promises: Sequence[Interaction]
    broken: Sequence[Event]
    concerns: Sequence[Interaction]
    soon: Sequence[Coming]
    job: Interaction | None
    to_tell: Sequence[ToTell]
    needs: Sequence[Fact]
    again: Again | None
    ask: Ask | None
    last_visit: Interaction | None
    rhythm: Rhythm | None
    brought: Sequence[str]
    owes_thanks: bool
    last: Sequence[Event]
    thanked: Interaction | None
    may: str | None
    clock: str

    @property
    def who(self) -> list[str]:
        """What they are to us and where they work; empty where neither is known."""
        person = self.person
        return [part for part in (person.relation, jobs.in_words(person.company, person.role)) if part]

    @property
    def gap(self) -> int | None:
        """The days between their visits: as the shop says, or as they come; none where neither is known."""
        measured = self.rhythm.gap if self.rhythm and self.rhythm.measured else None
        return self.person.comes_every or measured


def card_of(store: Store, person: Customer, today: dt.date, *, is_here: bool = False, clock: str = "") -> Card:
    """Return the card of a customer as it stands at this hour; `is_here` says that they are being served."""
    ahead = days.ahead(today)
    last_visit = read.last_before(store, person.id, kinds.VISIT, today.isoformat())
    since = last_visit.day if last_visit else ""
    rhythm = read.rhythm(store, person.id)
    thanked = read.of_kind(store, person.id, kinds.THANKS, ahead=ahead)
    pins = read.facts(store, person.id, kinds.PIN)
    needs = read.facts(store, person.id, kinds.NEED)
    known = asking.Known(person, needs, last_visit, rhythm)
    again = asking.again(store, known, today, is_here=is_here)
    is_open = open_items.open_things(store, person.id)
    concerns = open_items.concerns(is_open)
    broken = happened.broken(store, person.id, since, today)
    then = happened.then(store, person.id, since, {entry.id for entry in is_open}, today)
    said = [*concerns, *(one.entry for one in broken), *([then] if then else [])]
    referrals = read.of_kind(store, person.id, kinds.REFERRAL, -1, ahead=ahead)
    return Card(
        person,
        left=left(store, person.id, today, is_here=is_here),
        namesake=namesake(store, person),
        manner=manner(store, person, today),
        then=then,
        pins=pins,
        promises=open_items.promises(is_open),
        broken=broken,
        concerns=concerns,
        soon=soon(store, person, today, since),
        job=happened.job(store, person.id, since, today),
        to_tell=to_tell(store, person, needs + pins, today),
        needs=needs,
        again=again,
        ask=None if again else asking.ask(store, known, today),
        last_visit=last_visit,
        rhythm=rhythm,
        brought=brought(store, referrals),
        owes_thanks=bool(referrals) and read.first_after(store, person.id, kinds.THANKS, referrals[0], ahead) is None,
        last=happened.last(store, person.id, MOST_LAST, {entry.id for entry in said}, today),
        thanked=thanked[0] if thanked else None,
        may=may(store, concerns, broken),
        clock=clock,
    )


def left(store: Store, customer_id: int, today: dt.date, *, is_here: bool) -> Left | None:
    """Return that a customer left; none where they never did, or came back before today."""
    ahead = days.ahead(today)
    if not read.of_kind(store, customer_id, kinds.LOST, ahead=ahead):
        return None
    from ..timeline import leaving  # few ever left

    loss = leaving.last(store, customer_id, ahead)
    if loss is None or (loss.back and loss.back.day < today.isoformat()):
        return None
    return Left(loss.first, leaving.aloud(loss), is_back=is_here or loss.back is not None)


def namesake(store: Store, person: Customer) -> str:
    """Return what tells a customer from others of the same name; empty where nobody has it."""
    if len(lookup.key_is(store, lookup.FULL, names.whole(person.name), 2)) < 2:
        return ""
    from ..language import phones  # few have a namesake

    numbers = [handle.value for handle in read.handles(store, person.id) if handle.kind == kinds.PHONE]
    return f"{person.ref}, phone …{phones.end(numbers[0])}" if numbers else person.ref


def soon(store: Store, person: Customer, today: dt.date, last_visit: str) -> list[Coming]:
    """Return the days to remember that are near, or past since the last visit (ISO day, or empty)."""
    kept = read.occasions(store, person.id)
    if not kept:
        return []
    from ..timeline import occasions  # who has none does not wait for it

    return occasions.near_of(store, person.id, kept, today, last_visit)


def to_tell(store: Store, person: Customer, facts: Sequence[Fact], today: dt.date) -> list[ToTell]:
    """Return the live news that a customer is to be told."""
    live = read.live_news(store, today.isoformat())
    if not live:
        return []
    from ..timeline import news  # where there is none, nobody waits for it

    return news.for_customer(store, person.id, facts, live)


def may(store: Store, concerns: Sequence[Interaction], broken: Sequence[Event]) -> str | None:
    """Return what anybody of the shop may do without asking, where something went wrong; none where all is well."""
    if not broken and not any(entry.kind == kinds.COMPLAINT for entry in concerns):
        return None
    from ..shop import rules

    return read.setting(store, rules.MAY)


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
