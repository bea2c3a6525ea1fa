"""The morning: what is owed, unanswered, near, quiet, unthanked and untold, each line a person by name."""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..errors import StoreTrouble
from ..store import counter, kinds
from ..store import morning as asked
from . import days, names, news, occasions, owed, settings
from .matching import reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..store.morning import Question, Values
    from ..store.rows import Entry, Fresh, Pace, Person, Remembered

OWED, COMPLAINTS, DATES, QUIET, THANKS, NEWS = "owed", "complaints", "dates", "quiet", "thanks", "news"
PARTS = (OWED, COMPLAINTS, DATES, QUIET, THANKS, NEWS)
"""The parts of a morning, in their order."""

KINDS = {OWED: kinds.PROMISE, COMPLAINTS: kinds.COMPLAINT}


class Item:
    """One line: who, what about them, how that stands to today, and the command that comes next.

    Shape: `told` are the values behind the words, for programs.
    """

    def __init__(self, person: Person, what: str, stands: str, command: str, **told: object) -> None:
        self.person = person
        self.what = what
        self.stands = stands
        self.command = command.replace("WHO", reference(person.id))
        self.told = told


class Morning:
    """The questions of one morning, on one unchanging view of the store."""

    def __init__(self, connection: sqlite3.Connection, today: dt.date) -> None:
        self.connection = connection
        self.today = today
        rules = {name: settings.days(connection, name) for name in (settings.QUIET, settings.THANKS)}
        self.values: Values = {**rules, "today": today.toordinal(), "kind": kinds.REFERRAL}

    def items(self, part: str, limit: int = -1) -> Iterator[Item]:
        """Yield the lines of a part, what presses most in front; all of them where the limit is below 0."""
        if part == OWED:
            yield from self._told(asked.PROMISES, limit, kinds.PROMISE, self._promise)
        elif part == COMPLAINTS:
            yield from self._told(asked.COMPLAINTS, limit, kinds.COMPLAINT, self._complaint)
        elif part == DATES:
            yield from self._dates(limit)
        elif part == QUIET:
            yield from (self._quiet(*row) for row in self._paces(asked.QUIET, limit))
        elif part == THANKS:
            yield from self._thanks(limit)
        else:
            yield from self._news(limit)

    def total(self, part: str) -> int:
        """Return how many lines a part has in all."""
        if part == DATES:
            return sum(asked.NEAR.count(self.connection, values) for _, values in self._near_days())
        if part == NEWS:
            live = counter.live_news(self.connection, self.today.isoformat())
            return sum(1 for fresh in live for _ in untold(self.connection, fresh))
        if part == THANKS:
            return self._count(asked.REFERRALS) + self._count(asked.LONG_UNTHANKED)
        question = {OWED: asked.PROMISES, COMPLAINTS: asked.COMPLAINTS, QUIET: asked.QUIET}[part]
        return self._count(question, KINDS.get(part, kinds.REFERRAL))

    def _count(self, question: Question, kind: str = kinds.REFERRAL) -> int:
        return question.count(self.connection, self.values | {"kind": kind})

    def _told(self, question: Question, limit: int, kind: str, said: Callable[[Person, Entry], Item]) -> Iterator[Item]:
        """Yield a line for each entry, also where other hands made its day unreadable: the others are worth reading."""
        for customer_id, number in question.first(self.connection, self.values | {"kind": kind}, limit):
            person, entry = counter.person(self.connection, customer_id), counter.entry(self.connection, number)
            if person and entry:
                try:
                    yield said(person, entry)
                except StoreTrouble:
                    yield Item(person, entry.text or "", "no day that can be read", "oc history WHO", text=entry.text)

    def _paces(self, question: Question, limit: int) -> Iterator[tuple[Person, Pace]]:
        for customer_id, _ in question.first(self.connection, self.values, limit):
            person, pace = counter.person(self.connection, customer_id), counter.pace(self.connection, customer_id)
            if person and pace:
                yield person, pace

    def _promise(self, person: Person, entry: Entry) -> Item:
        stands = owed.when(entry, self.today)
        return Item(person, entry.text or "", stands, "oc done --for WHO", due=owed.day_of(entry), text=entry.text)

    def _complaint(self, person: Person, entry: Entry) -> Item:
        stands = f"since {days.short(days.of_iso(entry.day), self.today)}"
        return Item(person, entry.text or "", stands, "oc done --for WHO", day=entry.day, text=entry.text)

    def _near_days(self) -> Iterator[tuple[dt.date, Values]]:
        """Yield each near day and what to ask for it; a 28 February also asks for the 29th that the year lacks."""
        for distance in range(-occasions.BEHIND, occasions.AHEAD + 1):
            day = self.today + dt.timedelta(days=distance)
            values: Values = {"month": day.month, "day": day.day, "year": day.year, "kept": day.isoformat()}
            yield day, values
            if days.yearly(*days.LEAP_DAY, day.year) == day and day.day != days.LEAP_DAY[1]:
                yield day, values | {"day": days.LEAP_DAY[1]}

    def _dates(self, limit: int) -> Iterator[Item]:
        left = limit
        for day, values in self._near_days():
            for customer_id, number in asked.NEAR.first(self.connection, values, left):
                person, kept = counter.person(self.connection, customer_id), counter.occasion(self.connection, number)
                if person and kept:
                    left -= 1 if limit >= 0 else 0
                    yield self._date(person, kept, day)

    def _date(self, person: Person, kept: Remembered, day: dt.date) -> Item:
        stands = occasions.when(occasions.Coming(kept, day), self.today)
        return Item(person, kept.what, stands, "oc note --gesture --for WHO", text=kept.what, day=day.isoformat())

    def _quiet(self, person: Person, pace: Pace) -> Item:
        last = dt.date.fromordinal(pace.last_day)
        gap = pace.gap or int(self.values[settings.QUIET] or 0)
        comes = f"comes every {days.span(gap)}" if pace.gap else "no rhythm yet"
        return Item(
            person,
            comes,
            f"last contact {days.ago(last, self.today)}",
            "oc show WHO",
            last_day=last.isoformat(),
            gap_days=gap,
            overdue_days=(self.today - last).days - gap,
        )

    def _thanks(self, limit: int) -> Iterator[Item]:
        left = limit
        for item in self._told(asked.REFERRALS, limit, kinds.REFERRAL, self._referral):
            left -= 1 if limit >= 0 else 0
            yield item
        for person, pace in self._paces(asked.LONG_UNTHANKED, left):
            since = f"here since {days.short(dt.date.fromordinal(pace.first_day), self.today)}"
            thanked = dt.date.fromordinal(pace.thanked_day) if pace.thanked_day else None
            stands = f"last thanked {days.ago(thanked, self.today)}" if thanked else "never thanked"
            day = thanked.isoformat() if thanked else None
            yield Item(person, since, stands, "oc thank --for WHO", brought=None, thanked_day=day)

    def _referral(self, person: Person, entry: Entry) -> Item:
        other = counter.person(self.connection, entry.other_id) if entry.other_id else None
        day = days.of_iso(entry.day)
        stands = f"{'on' if day.year == self.today.year else 'in'} {days.short(day, self.today)}"
        what = f"brought you {other.name}" if other else entry.text or "brought you somebody"
        return Item(person, what, stands, "oc thank --for WHO", brought=other and other.name, thanked_day=None)

    def _news(self, limit: int) -> Iterator[Item]:
        left = limit
        for fresh in counter.live_news(self.connection, self.today.isoformat()):
            for customer_id, text in untold(self.connection, fresh):
                if left == 0:
                    return
                if person := counter.person(self.connection, customer_id):
                    left -= 1
                    until = f"until {days.short(days.of_iso(fresh.until), self.today)}"
                    yield Item(person, fresh.text, until, "oc told --for WHO", text=fresh.text, asked_for=text)


class Audience:
    """A piece of news with the names of who was told, when and by whom, and of who is still to be told."""

    def __init__(self, fresh: Fresh, told: Sequence[tuple[str, str, str | None]], to_tell: Sequence[str]) -> None:
        self.news = fresh
        self.told = told
        self.to_tell = to_tell


def audience(connection: sqlite3.Connection, fresh: Fresh) -> Audience:
    """Return who was told a piece of news, and who is still to be told."""
    people = [counter.person(connection, customer_id) for customer_id, _ in untold(connection, fresh)]
    return Audience(fresh, asked.were_told(connection, fresh.id), [person.name for person in people if person])


def untold(connection: sqlite3.Connection, fresh: Fresh) -> Iterator[tuple[int, str]]:
    """Yield each customer who asked for a piece of news and was not told, with the pin or need that asks."""
    alternatives = news.alternatives(fresh.words)
    seen: set[int] = set()
    for customer_id, text in asked.asking(connection, alternatives, fresh.id):
        if customer_id not in seen and names.says(text, alternatives):
            seen.add(customer_id)
            yield customer_id, text
