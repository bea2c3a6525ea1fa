"""What an export of onecustomer's brings back: into an empty store as it was, into another one as people come in.

An empty store gets the numbers, keys, days and deeds of the export, so that an export of it is the same again. In a
store that has somebody, people are known by their keys, or by name and a telephone or e-mail; whom it has is completed,
nothing is written over, and nothing comes twice. All of that is one deed, so that undo takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from ....errors import OnecustomerError, Refused
from ....store import rhythm
from ....store.counter import append, read
from ....store.database.connection import Store
from ....store.index import lookup, upkeep
from ....store.office import whole
from ....store.rows import Customer, Interaction, News, Row, Telling
from ...finding import keys, renew
from ...language import names
from ...timeline import deed
from ...timeline.deed import Signed
from ..taking.counted import Counted
from . import completing, mergers, twice
from .at_the_end import AtTheEnd
from .deeds import Deeds
from .received import OF_ONE, Received, Twice, Values
from .taken_out import TakenOut

BATCH = 500  # people
MOST_NAMESAKES = 1_000


@dataclass
class Receiver:
    """One export that comes in: inside one transaction, or in batches of some people each, and the end by itself.

    Shape: `begin` begins the deed of the import, once, and returns its number; `changes` are what it replaced;
    `as_it_was` is whether the numbers and deeds of the file are kept, as in an empty store; `erased` are the keys of
    those who were erased here on request, and stay so; `resumed` is the deed of an import that was cut short and
    goes on.
    """

    store: Store
    signed: Signed
    begin: Callable[[], int]
    changes: list[deed.Change]
    as_it_was: bool
    erased: Collection[str] = ()
    counted: Counted = field(default_factory=Counted)
    is_changed: bool = False
    numbers: dict[int, int] = field(default_factory=dict)  # of customers: those of the file, and theirs here
    taken: set[int] = field(default_factory=set)  # who came with a key of their own: nobody else of the file is they
    news: dict[int, int] = field(default_factory=dict)
    waiting: list[tuple[Received, int]] = field(default_factory=list)
    waiting_by: set[str] = field(default_factory=set)
    ahead: dict[type[Row], int] = field(default_factory=dict)
    first: int = 0
    has_region: bool = False
    resumed: int = 0

    def __post_init__(self) -> None:
        self.deeds = Deeds(self.store)
        self.mergers = mergers.Mergers(self.store)
        self.later = AtTheEnd(self.store, self.resumed)
        self.begin_batch()

    def begin_batch(self) -> None:
        """Learn what another till may have changed, within the transaction that a batch is written in."""
        whole.begin(self.store)
        self.region = renew.region(self.store)
        self.ahead = {row: whole.next_number(self.store, row) for row in (Customer, News, *OF_ONE)}
        self.first = self.ahead[Customer]
        self.known_news = whole.numbers_of_news(self.store)

    def end_batch(self) -> None:
        """Write what waits of a batch, with the rhythms of its new people."""
        self.write_waiting()
        if self.first < self.ahead[Customer]:
            rhythm.fill(self.store, self.signed.today, self.first, self.ahead[Customer] - 1)
            self.first = self.ahead[Customer]

    # people

    def person(self, one: Received) -> None:
        """Take a person in: as they were, as somebody new, or to complete the one who is here.

        Raises: Refused where the file has them twice, or a deed is missing.
        """
        if any(key in self.erased for key in mergers.keys(one)):
            self.counted.erased += 1
            return
        if one.customer.get("id") in self.numbers:
            raise Refused(f"{one.ref} stands in the file twice.")
        one.check_once()
        if self.as_it_was:
            one = self.deeds.moved(one)
            self.deeds.take_all(one)
            self._wait(one, one.customer["id"])
            return
        if one.customer["no_notes"]:
            one = one.quieted()
        known_by = self._known_by(one)
        if not self.waiting_by.isdisjoint(known_by):
            self.write_waiting()
        if here := self._here(one):
            if one.customer.get("id") and here.key == one.customer["key"] and here.id in self.taken:
                raise Twice(one, Customer.table, "a key")
            self._complete(here, one)
            return
        one = completing.without_numbers_of_others(self.store, one, 0, self.counted)
        self._wait(one.with_rows(completing.rows_not_here(self.store, one)), self._next(Customer))
        self.waiting_by |= known_by

    def _known_by(self, one: Received) -> set[str]:
        return {text for text in (*mergers.keys(one), names.whole(one.customer["name"])) if text}

    def _wait(self, one: Received, number: int) -> None:
        self.counted.added.take(one.customer["name"])
        self.is_changed = True
        self._keep_number(one, number)
        self.waiting.append((one, number))
        if len(self.waiting) == BATCH:
            self.write_waiting()

    def _keep_number(self, one: Received, number: int) -> None:
        """Keep who here is meant by the file's number and key."""
        self.mergers.keep(one, number)
        if given := one.customer.get("id"):
            self.numbers[given] = number
        if one.customer.get("key"):
            self.taken.add(number)

    def write_waiting(self) -> None:
        """Write the people of the batch, with all that is theirs."""
        batch: dict[type[Row], list[Values]] = {row: [] for row in (Customer, *OF_ONE, Telling)}
        found: list[tuple[int, str, int]] = []
        for one, number in self.waiting:
            mine = one.customer
            batch[Customer].append(self._signed(mine, {"id": number, "key": mine.get("key") or append.new_key()}))
            for row, rows in self._theirs(one, number).items():
                batch[row] += rows
            found += [(kind, folded, number) for kind, folded in self._keys(mine, one.handles)]
        try:
            with whole.as_one(self.store):
                for row, rows in batch.items():
                    whole.insert(self.store, row, rows)
        except OnecustomerError:
            twice.look(self.store, self.waiting, as_it_was=self.as_it_was)
            raise
        upkeep.add_keys(self.store, found)
        self.waiting.clear()
        self.waiting_by.clear()

    def _keys(self, person: Values, handles: Iterable[tuple[str, str]]) -> set[tuple[int, str]]:
        return keys.of_customer(
            *(person["name"], person["company"], handles),
            say=person["say"],
            relation=person["relation"],
            region=self.region,
        )

    def _theirs(self, one: Received, number: int) -> dict[type[Row], list[Values]]:
        """Return what is to be written for a person beside their own row."""
        if self.as_it_was:
            whose = {"customer_id": number}
            own = [(row, one.rows[row]) for row in OF_ONE] + [(Telling, one.told)]
            return {row: [values | whose for values in rows] for row, rows in own}
        self.later.told += [(told["news_id"], number, told) for told in one.told]
        return self._anew(one, number, {})

    def _anew(self, one: Received, number: int, entries: dict[int, int]) -> dict[type[Row], list[Values]]:
        """Return rows with numbers of this store; `entries` are the entries that are here, by the file's numbers."""
        made: dict[type[Row], list[Values]] = {}
        for row in OF_ONE:
            made[row] = []
            for values in one.rows[row]:
                own: Values = {"id": self._next(row), "customer_id": number}
                if "key" in values:
                    own["key"] = values["key"] or append.new_key()
                if row is Interaction and values["id"]:
                    entries[values["id"]] = own["id"]
                made[row].append(self._signed(values, own))
        for values in made[Interaction]:
            if values["other_id"]:
                self.later.named.append((values["id"], values["other_id"]))
            values |= {"other_id": None, "about_id": entries.get(values["about_id"] or 0)}
        return made

    def _signed(self, values: Values, own: Values) -> Values:
        """Return a row with columns of its own here; in a store that has somebody it is the import's."""
        if self.as_it_was:
            return values | own
        mended = {"mended_id": None} if "mended_id" in values else {}
        return values | own | mended | {"deed_id": self.begin()}

    def _next(self, row: type[Row]) -> int:
        number = self.ahead[row]
        self.ahead[row] += 1
        return number

    # whom the store has

    def _here(self, one: Received) -> Customer | None:
        key = one.customer.get("key")
        if known := mergers.here(self.store, one):
            return known
        alike = lookup.key_is(self.store, lookup.FULL, names.whole(one.customer["name"]), MOST_NAMESAKES)
        for customer_id in alike:
            if key and customer_id in self.taken:
                continue
            theirs = [(handle.kind, handle.value) for handle in read.handles(self.store, customer_id)]
            if any(keys.same(mine, other, self.region) for mine in one.handles for other in theirs):
                return read.customer(self.store, customer_id)
        return None

    def _complete(self, person: Customer, one: Received) -> None:
        """Give a person who is here what the file has and the store does not."""
        self._keep_number(one, person.id)
        if person.no_notes:
            one = one.quieted()
        one = completing.without_numbers_of_others(self.store, one, person.id, self.counted)
        out = TakenOut(self.store, one)
        values = completing.columns(person, one.customer, out)
        entries = completing.entries_here(self.store, person, one)
        found = completing.rows(self.store, person, one, self.region)
        if self.resumed:  # what was written before it was cut short points to nobody yet
            named = [row for row in one.rows[Interaction] if row["other_id"] and row["id"] in entries]
            self.later.again += [(entries[row["id"]], row["other_id"]) for row in named]
        lacking = {row: [values for values in rows if not out.wrote(values)] for row, rows in found.items()}
        self.counted.taken_out += sum(len(rows) - len(lacking[row]) for row, rows in found.items())
        self.later.told += [(told["news_id"], person.id, told) for told in one.told if not out.wrote(told)]
        if not values and not any(lacking.values()):
            self.counted.known.take(person.name)
            return
        self.counted.completed.take(person.name)
        self.is_changed = True
        self.begin()
        if values:
            self.changes.append(deed.values_were(person.id, dict.fromkeys(values)))
            whole.complete(self.store, person.id, values)
        for row, rows in self._anew(one.with_rows(lacking), person.id, entries).items():
            whole.insert(self.store, row, rows)
        renew.one(self.store, person.id)
        rhythm.renew(self.store, person.id, self.signed.today)

    # the shop's own

    def piece_of_news(self, values: Values, wrote: Values | None) -> None:
        """Take a piece of news in, with the deed that wrote it."""
        number: int = values["id"]
        if number in self.news or values["key"] in self.known_news:
            if self.as_it_was or number in self.news:
                raise Refused(f"The news of number {number}, or of its key, stands in the file twice.")
            self.news[number] = self.known_news[values["key"]]
            return
        if self.as_it_was:
            if wrote is None:
                raise Refused("A piece of news has no deed.")
            self.news[number] = self.known_news[values["key"]] = number
            whole.insert(self.store, News, [values | {"deed_id": self.deeds.take(wrote)}])
        else:
            self.news[number] = self.known_news[values["key"]] = self._next(News)
            whole.insert(self.store, News, [values | {"id": self.news[number], "deed_id": self.begin()}])
        self.is_changed = True

    def style(self, values: Values) -> None:
        """Take a style of the shop's own in where the store has none of its name."""
        if read.style(self.store, values["name"]) is None:
            self._replaces(deed.style_was(values["name"], None))
            append.style(self.store, values["name"], values["advice"])

    def setting(self, values: Values) -> None:
        """Take a setting in where the shop has not set it."""
        if read.setting(self.store, values["name"]) is None:
            self._replaces(deed.setting_was(values["name"], None))
            append.setting(self.store, values["name"], values["value"])
            self.has_region = self.has_region or values["name"] == keys.REGION

    def _replaces(self, change: deed.Change) -> None:
        self.is_changed = True
        if not self.as_it_was:
            self.begin()
            self.changes.append(change)

    # the end

    def finish(self) -> None:
        """Write what waited for the rest of the file."""
        self.end_batch()
        store = self.store
        self.is_changed |= self.later.write(self.numbers, self.news, self.begin)
        self.is_changed |= self.mergers.write(self.numbers, None if self.as_it_was else self.begin)
        if self.as_it_was:
            self.deeds.finish()
            whole.let_go_of_absent(store)
            rhythm.fill(store, self.signed.today)
        if self.has_region:
            renew.everybody(store)
