"""The morning: who is gone, owed, unanswered, near, to be told, heard, missed and to be thanked, each by name."""

from __future__ import annotations

import datetime as dt
from functools import partial

from ...errors import StoreError
from ...store.counter import read
from ...store.overview import morning
from ...store.rows import Customer
from ..language import days
from ..shop import rules
from ..timeline import news, occasions
from ..timeline.occasions import Coming
from . import items
from .items import Item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from ...store.database.connection import Store
    from ...store.overview.morning import Question, Values
    from ...store.rows import Interaction, Rhythm

    After = Sequence[Any] | None  # the key behind which a page begins; none for the first
    Page = tuple[list[Item], After]  # the lines of a page, and where the next begins; none where it is the last
    Line = Callable[[Store, Customer, Interaction, dt.date], Item]

A_WEEK = 7  # days for which a loss stands on top
IN_TURN = 4  # of the missed, by which a morning goes on at the most: one line less than a screen has for them


class Morning:
    """The questions of one morning.

    Shape: `clock` is the hour it is, as "17:00", or empty, and `last_open` the last open day before today (ISO). Each
    part gives a page of its lines, what presses most in front, behind the key `after` where one is given.
    """

    def __init__(self, store: Store, today: dt.date, clock: str = "") -> None:
        self.store = store
        self.today = today
        self.clock = clock
        self.last_open, unheard = morning.last_open(store, today.isoformat())
        self.values: Values = {
            rules.QUIET: rules.days(store, rules.QUIET),
            "today": today.toordinal(),
            "day": today.isoformat(),
            "ahead": days.ahead(today),
            "week": (today - dt.timedelta(days=A_WEEK)).isoformat(),
            "unheard": unheard,
        }

    def gone(self, limit: int, after: After = None) -> Page:
        """Return who left within a week and is not back, latest first."""
        return self._entries(morning.GONE, items.gone, limit, after)

    def owed(self, limit: int, after: After = None) -> Page:
        """Return the open promises, what is due first in front."""
        return self._entries(morning.PROMISES, partial(items.promise, clock=self.clock), limit, after)

    def open(self, limit: int, after: After = None) -> Page:
        """Return the complaints, warnings and leavings that nobody answered, the oldest in front."""
        return self._entries(morning.OPEN, items.concern, limit, after)

    def heard(self, limit: int, after: After = None) -> Page:
        """Return the praise written today and on the last day on which the shop was open, latest first."""
        return self._entries(morning.HEARD, items.heard, limit, after)

    def thanks(self, limit: int, after: After = None) -> Page:
        """Return who brought somebody or praised, and was not thanked for it."""
        return self._entries(morning.THANKS, items.thanks, limit, after)

    def never_thanked(self, limit: int, after: After = None) -> Page:
        """Return who was never thanked and is not in `thanks`, who is here the longest in front."""
        begun = items.readable(morning.first_thanks(self.store) or "") or self.today
        self.values["begun"] = begun.toordinal()
        return self._rhythms(morning.NEVER_THANKED, items.never_thanked, limit, after)

    def missed(self, limit: int, after: After = None) -> Page:
        """Return who stays away, in no order of worth: each day's list begins further on, and goes round.

        Shape: a screen with five lines of them has each once a round, on a few mornings running. A screen that
        has room for fewer leaves some out. Where many come back on one day, or a round gets longer or shorter, somebody
        may have to wait for the next round.
        """
        first = after[0] if after else self._first_missed()
        if first is None:
            return [], None
        is_round, last = after[1:] if after else (False, first - 1)
        found, behind = self._rhythms(morning.MISSED, items.missed, limit, (last,))
        if is_round:
            found = [one for one in found if one.person.id < first]
            return found, (first, True, behind[0]) if behind and behind[0] < first else None
        if behind:
            return found, (first, False, behind[0])
        rest, behind = (
            self.missed(limit - len(found), (first, True, 0)) if limit > len(found) else ([], (first, True, 0))
        )
        return found + rest, behind

    def dates(self, limit: int, after: After = None) -> Page:
        """Return the days to remember that are near, what is past in front."""
        found: list[Item] = []
        read_until = tuple(after[:2]) if after else ()
        for day, values in self._near_days():
            place = (day.toordinal(), values["day"])
            if place < read_until:
                continue
            behind = after[2:] if after and place == read_until else None
            rows = morning.NEAR.page(self.store, values, limit, behind)
            for customer_id, number, _ in rows:
                person, occasion = read.customer(self.store, customer_id), read.occasion(self.store, number)
                if person and occasion:
                    found.append(items.date(self.store, person, Coming(occasion, day), self.today))
            limit -= len(rows)
            if not limit:
                return found, (*place, *rows[-1][2])
        return found, None

    def news(self, limit: int, after: After = None) -> Page:
        """Return who waits for news, what ends first in front."""
        found: list[Item] = []
        read_until = tuple(after[:2]) if after else ()
        for piece in read.live_news(self.store, self.today.isoformat()):
            place = (piece.until, piece.id)
            if place < read_until:
                continue
            behind = after[2] if after and place == read_until else 0
            for customer_id, _, because in news.untold(self.store, [piece], behind):
                if person := read.customer(self.store, customer_id):
                    found.append(items.news(self.store, person, piece, because, self.today))
                    if len(found) == limit:
                        return found, (*place, customer_id)
        return found, None

    def count(self, question: Question) -> int:
        """Return how many lines a question has."""
        return question.count(self.store, self.values)

    def count_dates(self) -> int:
        """Return how many days to remember are near."""
        return sum(morning.NEAR.count(self.store, values) for _, values in self._near_days())

    def count_news(self) -> int:
        """Return how many customers wait for news, each once for each piece."""
        live = read.live_news(self.store, self.today.isoformat())
        return sum(1 for _ in news.untold(self.store, live))

    def here(self) -> list[tuple[Customer, str, bool]]:
        """Return who was in today, when (UTC as text), and whether they were ever thanked; each once."""
        seen: dict[int, str] = {}
        for number, at in morning.visits_of(self.store, self.today.isoformat()):
            seen.setdefault(number, at)
        people = [(read.customer(self.store, number), at) for number, at in seen.items()]
        return [(person, at, self._was_thanked(person)) for person, at in people if person]

    def _was_thanked(self, person: Customer) -> bool:
        rhythm = read.rhythm(self.store, person.id)
        return rhythm is not None and rhythm.thanked_day is not None

    def _entries(self, question: Question, line: Line, limit: int, after: After) -> Page:
        """Return the lines of entries, also where the day of one cannot be read: the others are worth reading."""
        rows = question.page(self.store, self.values, limit, after)
        found: list[Item] = []
        for customer_id, number, _ in rows:
            person, entry = read.customer(self.store, customer_id), read.interaction(self.store, number)
            if person and entry:
                try:
                    found.append(line(self.store, person, entry, self.today))
                except StoreError:
                    found.append(items.unreadable(person, entry))
        return found, rows[-1][2] if len(rows) == limit else None

    def _rhythms(
        self, question: Question, line: Callable[[Store, Customer, Rhythm, dt.date], Item], limit: int, after: After
    ) -> Page:
        rows = question.page(self.store, self.values, limit, after)
        found = []
        for customer_id, *_ in rows:
            person, rhythm = read.customer(self.store, customer_id), read.rhythm(self.store, customer_id)
            if person and rhythm:
                found.append(line(self.store, person, rhythm, self.today))
        return found, rows[-1][2] if len(rows) == limit else None

    def _first_missed(self) -> int | None:
        """Return the customer with whom the missed begin today; a day's place is a part of them all, and no number.

        So one person more or less moves the beginning by less than a place.
        """
        count = self.count(morning.MISSED)
        of_round = _days_of_a_round(count)
        offset = count * (self.today.toordinal() % of_round) // of_round
        found = self.store.ask(morning.MISSED_AT, {**self.values, "offset": offset})
        return found[0][0] if found else None

    def _near_days(self) -> Iterator[tuple[dt.date, Values]]:
        """Yield each near day and what to ask for it; a 28 February also asks for the 29th that the year lacks."""
        for distance in range(-occasions.BEHIND, occasions.AHEAD_ONCE + 1):
            day = self.today + dt.timedelta(days=distance)
            values: Values = {"month": day.month, "day": day.day, "year": day.year, "kept": day.isoformat()}
            values["once"] = int(distance > occasions.AHEAD)
            yield day, values
            if days.yearly(*days.LEAP_DAY, day.year) == day and day.day != days.LEAP_DAY[1]:
                yield day, values | {"day": days.LEAP_DAY[1]}


def _days_of_a_round(count: int) -> int:
    """Return in how many days the mornings go once through so many people.

    Shape: 1, 2, 3, 4, 6, 8, 12, 16 and so on: few numbers, so that it stays the same while people come and go.
    """
    of_round = 1
    while of_round * IN_TURN < count:
        of_round *= 2
    fewer = of_round * 3 // 4 or 1
    return fewer if fewer * IN_TURN >= count else of_round
