"""The morning: what is owed, unanswered, near, quiet, unthanked and untold, each line a person by name."""

from __future__ import annotations

import datetime as dt
import itertools

from ...errors import StoreError
from ...store import kinds
from ...store.counter import read
from ...store.overview import morning
from ...store.record import Record
from ...store.rows import Customer
from ..language import days
from ..shop import settings
from ..timeline import news, occasions, open_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ...store.database.connection import Store
    from ...store.overview.morning import Question, Values
    from ...store.rows import Interaction, Occasion, Rhythm


class Item(Record):
    """One line: who, what about them, how that stands to today, and the command that comes next.

    Shape: `values` are what the words say, for programs.
    """

    person: Customer
    what: str
    stands: str
    next: str
    values: Mapping[str, object]

    @property
    def command(self) -> str:
        """The command that comes next, with the person's reference in it."""
        return self.next.replace("WHO", self.person.ref)


class Morning:
    """The questions of one morning, on one unchanging view of the store.

    Shape: each part yields its lines, what presses most in front; all of them where the limit is below 0.
    """

    def __init__(self, store: Store, today: dt.date) -> None:
        self.store = store
        self.today = today
        rules = {name: settings.days(store, name) for name in (settings.QUIET, settings.THANKS)}
        self.values: Values = {**rules, "today": today.toordinal()}

    def promises(self, limit: int) -> Iterator[Item]:
        """Yield the open promises."""
        return self._entries(morning.PROMISES, limit, kinds.PROMISE, self._promise)

    def count_promises(self) -> int:
        """Return how many promises are open."""
        return self._count(morning.PROMISES, kinds.PROMISE)

    def complaints(self, limit: int) -> Iterator[Item]:
        """Yield the complaints that nobody answered."""
        return self._entries(morning.COMPLAINTS, limit, kinds.COMPLAINT, self._complaint)

    def count_complaints(self) -> int:
        """Return how many complaints nobody answered."""
        return self._count(morning.COMPLAINTS, kinds.COMPLAINT)

    def dates(self, limit: int) -> Iterator[Item]:
        """Yield the days to remember that are near."""
        return _first(limit, self._dates(limit))

    def count_dates(self) -> int:
        """Return how many days to remember are near."""
        return sum(morning.NEAR.count(self.store, values) for _, values in self._near_days())

    def quiet(self, limit: int) -> Iterator[Item]:
        """Yield the customers who have gone quiet."""
        return (self._quiet(person, rhythm) for person, rhythm in self._rhythms(morning.QUIET, limit))

    def count_quiet(self) -> int:
        """Return how many customers have gone quiet."""
        return self._count(morning.QUIET)

    def thanks(self, limit: int) -> Iterator[Item]:
        """Yield the customers who are due a thank-you: for somebody brought, then for being here long."""
        referrals = self._entries(morning.REFERRALS, limit, kinds.REFERRAL, self._referral)
        long_unthanked = self._rhythms(morning.LONG_UNTHANKED, limit)
        others = (self._long_unthanked(person, rhythm) for person, rhythm in long_unthanked)
        return _first(limit, itertools.chain(referrals, others))

    def count_thanks(self) -> int:
        """Return how many thank-yous are due."""
        return self._count(morning.REFERRALS, kinds.REFERRAL) + self._count(morning.LONG_UNTHANKED, kinds.REFERRAL)

    def news(self, limit: int) -> Iterator[Item]:
        """Yield the customers who wait for news."""
        return _first(limit, self._news())

    def count_news(self) -> int:
        """Return how many customers wait for news, each once for each piece."""
        live = read.live_news(self.store, self.today.isoformat())
        return sum(1 for piece in live for _ in news.untold(self.store, piece))

    def _count(self, question: Question, kind: str | None = None) -> int:
        return question.count(self.store, self.values | {"kind": kind})

    def _entries(
        self, question: Question, limit: int, kind: str, item: Callable[[Customer, Interaction], Item]
    ) -> Iterator[Item]:
        """Yield a line for each entry, also where its day cannot be read: the others are worth reading."""
        for customer_id, number in question.first(self.store, self.values | {"kind": kind}, limit):
            person, entry = read.customer(self.store, customer_id), read.interaction(self.store, number)
            if person and entry:
                try:
                    yield item(person, entry)
                except StoreError:
                    text = entry.text
                    yield Item(person, text or "", "no day that can be read", "oc history WHO", {"text": text})

    def _rhythms(self, question: Question, limit: int) -> Iterator[tuple[Customer, Rhythm]]:
        for customer_id, _ in question.first(self.store, self.values | {"kind": kinds.REFERRAL}, limit):
            person, rhythm = read.customer(self.store, customer_id), read.rhythm(self.store, customer_id)
            if person and rhythm:
                yield person, rhythm

    def _promise(self, person: Customer, entry: Interaction) -> Item:
        stands = open_items.when(entry, self.today)
        values = {"due": open_items.day_of(entry), "text": entry.text}
        return Item(person, entry.text or "", stands, "oc done --for WHO", values)

    def _complaint(self, person: Customer, entry: Interaction) -> Item:
        stands = f"since {days.short(days.of_iso(entry.day), self.today)}"
        return Item(person, entry.text or "", stands, "oc done --for WHO", {"day": entry.day, "text": entry.text})

    def _near_days(self) -> Iterator[tuple[dt.date, Values]]:
        """Yield each near day and what to ask for it; a 28 February also asks for the 29th that the year lacks."""
        for distance in range(-occasions.BEHIND, occasions.AHEAD_ONCE + 1):
            day = self.today + dt.timedelta(days=distance)
            values: Values = {"month": day.month, "day": day.day, "year": day.year, "kept": day.isoformat()}
            values["once"] = int(distance > occasions.AHEAD)
            yield day, values
            if days.yearly(*days.LEAP_DAY, day.year) == day and day.day != days.LEAP_DAY[1]:
                yield day, values | {"day": days.LEAP_DAY[1]}

    def _dates(self, limit: int) -> Iterator[Item]:
        for day, values in self._near_days():
            for customer_id, number in morning.NEAR.first(self.store, values, limit):
                person, occasion = read.customer(self.store, customer_id), read.occasion(self.store, number)
                if person and occasion:
                    yield self._date(person, occasion, day)

    def _date(self, person: Customer, occasion: Occasion, day: dt.date) -> Item:
        stands = occasions.when(occasions.Coming(occasion, day), self.today)
        values = {"text": occasion.what, "day": day.isoformat()}
        return Item(person, occasion.what, stands, "oc note --gesture --for WHO", values)

    def _quiet(self, person: Customer, rhythm: Rhythm) -> Item:
        last = dt.date.fromordinal(rhythm.last_day)
        gap = rhythm.gap or int(self.values[settings.QUIET] or 0)
        comes = f"comes every {days.span(gap)}" if rhythm.gap else "no rhythm yet"
        overdue = (self.today - last).days - gap
        values = {"last_day": last.isoformat(), "gap_days": gap, "overdue_days": overdue}
        return Item(person, comes, f"last contact {days.ago(last, self.today)}", "oc show WHO", values)

    def _long_unthanked(self, person: Customer, rhythm: Rhythm) -> Item:
        first = dt.date.fromordinal(rhythm.first_day)
        said = person.since_said if person.since == first.isoformat() else None
        since = f"here since {days.since(first, said, self.today)}"
        thanked = dt.date.fromordinal(rhythm.thanked_day) if rhythm.thanked_day else None
        stands = f"last thanked {days.ago(thanked, self.today)}" if thanked else "never thanked"
        values = {"brought": None, "thanked_day": thanked.isoformat() if thanked else None}
        return Item(person, since, stands, "oc thank --for WHO", values)

    def _referral(self, person: Customer, entry: Interaction) -> Item:
        other = read.customer(self.store, entry.other_id) if entry.other_id else None
        day = days.of_iso(entry.day)
        stands = f"{'on' if day.year == self.today.year else 'in'} {days.short(day, self.today)}"
        what = f"brought you {other.name}" if other else entry.text or "brought you somebody"
        return Item(person, what, stands, "oc thank --for WHO", {"brought": other and other.name, "thanked_day": None})

    def _news(self) -> Iterator[Item]:
        for piece in read.live_news(self.store, self.today.isoformat()):
            until = f"until {days.short(days.of_iso(piece.until), self.today)}"
            for customer_id, text in news.untold(self.store, piece):
                if person := read.customer(self.store, customer_id):
                    values = {"text": piece.text, "asked_for": text}
                    yield Item(person, piece.text, until, "oc told --for WHO", values)


class Part(Record):
    """A part of the morning: its name, the label on the screen, its option's help, and what stands where it is empty.

    Shape: `role` is that of the card's lines of the same kind, which have its colour. `items` yields its lines up to a
    limit, `total` counts all of them.
    """

    name: str
    label: str
    role: str
    help: str
    nothing: str
    items: Callable[[Morning, int], Iterator[Item]]
    total: Callable[[Morning], int]


OWED = Part(
    "owed",
    "Owed",
    "owed",
    "All promises that are open.",
    "Nothing is owed to anybody.",
    Morning.promises,
    Morning.count_promises,
)
COMPLAINTS = Part(
    "complaints",
    "Open",
    "open",
    "All complaints that nobody answered.",
    "No complaint is unanswered.",
    Morning.complaints,
    Morning.count_complaints,
)
DATES = Part(
    "dates",
    "Soon",
    "soon",
    "All days to remember that are near.",
    "No day to remember is near.",
    Morning.dates,
    Morning.count_dates,
)
QUIET = Part(
    "quiet",
    "Quiet",
    "quiet",
    "Everybody who has gone quiet.",
    "Nobody has gone quiet.",
    Morning.quiet,
    Morning.count_quiet,
)
THANKS = Part(
    "thanks",
    "Thank",
    "thank",
    "Everybody who is due a thank-you.",
    "No thank-you is due.",
    Morning.thanks,
    Morning.count_thanks,
)
NEWS = Part(
    "news",
    "Tell",
    "tell",
    "Everybody who waits for news.",
    "There is no news that anybody still waits for.",
    Morning.news,
    Morning.count_news,
)
PARTS = (OWED, COMPLAINTS, DATES, QUIET, THANKS, NEWS)
"""The parts of a morning, in their order."""


def _first(limit: int, items: Iterator[Item]) -> Iterator[Item]:
    return itertools.islice(items, limit) if limit >= 0 else items
