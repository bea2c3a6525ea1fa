"""An export of our own parted into batches: looked through first, so that a fault in it keeps all of it out."""

from __future__ import annotations

from collections.abc import Callable

from ....errors import Refused
from ....store.database.connection import Store
from ....store.office import many
from ....store.office.pace import Pace
from ...timeline import deed
from ..returning.received import OfPerson, Received, Twice, Values
from ..returning.receiving import Receiver
from .begun import Begun

Thing = tuple[Received | None, Callable[[Receiver], None]]
"""A person, or something of the shop's, and what gives it to a receiver."""


class Looked:
    """Takes the things of an export for nothing but to see that none stands in it twice.

    Raises: Refused where one does.
    """

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.keys: set[tuple[str, str]] = set()
        self.news: set[object] = set()

    def person(self, one: Received) -> None:
        """Look at a person."""
        if number := one.customer.get("id"):
            if number in self.numbers:
                raise Refused(f"{one.ref} stands in the file twice.")
            self.numbers.add(number)
        one.check_once()
        self._once(one, "customer", one.customer.get("key"))
        for row, rows in one.rows.items():
            for values in rows:
                self._once(one, row.table, values.get("key"))

    def _once(self, one: Received, noun: str, key: str | None) -> None:
        if key and (noun, key) in self.keys:
            raise Twice(one, noun, "a key")
        if key:
            self.keys.add((noun, key))

    def piece_of_news(self, values: Values, wrote: Values | None) -> None:
        """Look at a piece of news."""
        if not self.news.isdisjoint((values["id"], values["key"])):
            raise Refused(f"The news of number {values['id']}, or of its key, stands in the file twice.")
        self.news |= {values["id"], values["key"]}

    def style(self, values: Values) -> None:
        """Look at a style: one that stands twice counts once."""

    def setting(self, values: Values) -> None:
        """Look at a setting: one that stands twice counts once."""

    def write_waiting(self) -> None:
        """Nothing waits."""


class Parted:
    """Takes the things of an export, and gives them to a receiver in batches, each in a transaction of its own."""

    def __init__(self, store: Store, begun: Begun, pace: Pace, make: Callable[[list[deed.Change]], Receiver]) -> None:
        self.store, self.begun, self.pace = store, begun, pace
        self.changes: list[deed.Change] = []
        self.waiting: list[Thing] = []
        self.make = make
        self.receiver: Receiver | None = None

    def person(self, one: Received) -> None:
        """Take a person."""
        self._wait((one, lambda receiver: receiver.person(one)))

    def piece_of_news(self, values: Values, wrote: Values | None) -> None:
        """Take a piece of news, with the deed that wrote it."""
        self._wait((None, lambda receiver: receiver.piece_of_news(values, wrote)))

    def style(self, values: Values) -> None:
        """Take a style of the shop's own."""
        self._wait((None, lambda receiver: receiver.style(values)))

    def setting(self, values: Values) -> None:
        """Take a setting."""
        self._wait((None, lambda receiver: receiver.setting(values)))

    def _wait(self, thing: Thing) -> None:
        self.waiting.append(thing)
        if len(self.waiting) >= self.pace.size:
            self.write_waiting()

    def write_waiting(self) -> None:
        """Write a batch."""
        things, self.waiting = self.waiting, []
        if not things:
            return
        self.begun.before_the_first()
        self.pace.rest()
        with self.pace.writing(self.store, len(things), many.data_version(self.store)):
            receiver = self._received()
            for one, give in things:
                try:
                    give(receiver)
                except OfPerson:
                    raise
                except Refused as error:
                    if one is None:
                        raise
                    raise OfPerson(one, error.sentence) from None
            receiver.end_batch()
            self._keep_replaced()
        self.begun.is_kept()

    def finish(self) -> Receiver:
        """Write what is known only at the end of the file, and return the receiver."""
        self.write_waiting()
        with self.store.writing():
            receiver = self._received()
            receiver.finish()
            self._keep_replaced()
        self.begun.is_kept()
        return receiver

    def _received(self) -> Receiver:
        """Return the receiver, within the transaction of a batch."""
        if self.receiver is None:
            self.receiver = self.make(self.changes)
        else:
            self.receiver.begin_batch()
        return self.receiver

    def _keep_replaced(self) -> None:
        if self.begun.number:
            self.begun.replaced(self.changes)
        self.changes.clear()
