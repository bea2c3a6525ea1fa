"""The card: what one screen says of a customer before anybody speaks.

The order is fixed: who → how to be with her → what must not go wrong → what is open → what is coming → why we
matter to each other → what happened. The first two lines are enough. Telephone and e-mail stay off it, as the
screen may face the street.
"""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..store import counter
from . import days, kinds, styles
from .matching import reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..store.rows import Entry, Lasting, Person, Remembered

MOST_PINS = 3
MOST_TOLD = 2
AHEAD, BEHIND = 7, 2  # days around a day to remember


class Manner:
    """How to be with her: a style, since when or why, and what it asks."""

    def __init__(self, style: str, when: str, why: str | None, advice: str | None) -> None:
        self.style = style
        self.when = when
        self.why = why
        self.advice = advice


class Card:
    """All that a card says, not yet laid out.

    Shape: lists in the order they are shown; days are the shop's.
    """

    def __init__(
        self,
        person: Person,
        manner: Manner | None,
        *,
        pins: list[Lasting],
        needs: list[Lasting],
        open_complaints: list[Entry],
        soon: list[tuple[Remembered, dt.date]],
        told: list[Entry],
        thanked: Entry | None,
    ) -> None:
        self.person = person
        self.manner = manner
        self.pins = pins
        self.needs = needs
        self.open_complaints = open_complaints
        self.soon = soon
        self.told = told
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


def of(connection: sqlite3.Connection, person: Person, today: dt.date) -> Card:
    """Return the card of a customer as it stands on this day."""
    thanked = counter.of_kind(connection, person.id, kinds.THANKS)
    return Card(
        person,
        manner(connection, person, today),
        pins=counter.facts(connection, person.id, kinds.PIN),
        needs=counter.facts(connection, person.id, kinds.NEED),
        open_complaints=open_complaints(connection, person.id),
        soon=coming(counter.occasions(connection, person.id), today),
        told=counter.told(connection, person.id, kinds.NOT_TOLD, MOST_TOLD),
        thanked=thanked[0] if thanked else None,
    )


def open_complaints(connection: sqlite3.Connection, customer_id: int) -> list[Entry]:
    """Return the complaints that nobody has answered, latest first."""
    answered = {entry.about_id for entry in counter.of_kind(connection, customer_id, kinds.ANSWER, -1)}
    complaints = counter.of_kind(connection, customer_id, kinds.COMPLAINT, -1)
    return [complaint for complaint in complaints if complaint.id not in answered]


def manner(connection: sqlite3.Connection, person: Person, today: dt.date) -> Manner | None:
    """Return how she is today, or else how she usually is; today's fades with the shop's day."""
    entry = counter.today_style(connection, person.id, today.isoformat())
    if entry and entry.style and entry.style != styles.AS_USUAL:
        why = entry.text if entry.kind == kinds.STYLE else None
        return Manner(entry.style, "today", why, styles.advice(connection, entry.style))
    if person.usual_style:
        return Manner(person.usual_style, "usual", person.usual_why, styles.advice(connection, person.usual_style))
    return None


def coming(occasions: list[Remembered], today: dt.date) -> list[tuple[Remembered, dt.date]]:
    """Return the days to remember that are a week ahead at most or two days past, nearest first."""
    near = []
    since = today - dt.timedelta(days=BEHIND)
    for occasion in occasions:
        if occasion.yearly or occasion.year is None:
            day = days.next_yearly(occasion.month, occasion.day, since)
        else:
            day = days.of_parts(occasion.year, occasion.month, occasion.day)
        if since <= day <= today + dt.timedelta(days=AHEAD):
            near.append((occasion, day))
    return sorted(near, key=lambda pair: pair[1])
