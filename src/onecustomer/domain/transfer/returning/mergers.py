"""Numbers and keys from before a merger, and who were said to be two, as they come back with an export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ....store.counter import alias, merged
from ....store.database.connection import Store
from ....store.office import whole
from ....store.rare_rows import Alias, Apart
from ....store.rows import Customer
from .received import Received, Values


def keys(one: Received) -> Iterator[str]:
    """Yield the key of a person of a file, then those from before they were merged."""
    given = (one.customer.get("key"), *(values["key"] for values in one.rows.get(Alias, ())))
    yield from filter(None, given)


def here(store: Store, one: Received) -> Customer | None:
    """Return who in the store has one of the keys of a person of a file, now or from before they were merged."""
    return next((known for key in keys(one) if (known := alias.by_key(store, key))), None)


@dataclass
class Mergers:
    """What a file has of them, kept until all its people are there.

    Shape: `aliases` are with the number here of whose they are, `apart` with that of the first of the two.
    """

    store: Store
    aliases: list[tuple[int, Values]] = field(default_factory=list)
    apart: list[tuple[int, Values]] = field(default_factory=list)

    def keep(self, one: Received, number: int) -> None:
        """Keep what a person of the file has of them, whose number here this is."""
        self.aliases += [(number, values) for values in one.rows.get(Alias, ())]
        self.apart += [(number, values) for values in one.rows.get(Apart, ())]

    def write(self, numbers: Mapping[int, int], begin: Callable[[], int] | None) -> bool:
        """Write what the store lacks, and tell whether that was anything.

        `numbers` are those of the file's people here; `begin` begins the deed of the import, and is none where the rows
        keep their numbers and deeds.
        """
        lacking = [(whose, one) for whose, one in self.aliases if not alias.by_key(self.store, one["key"])]
        number = whole.next_number(self.store, Customer)
        for whose, values in lacking:
            own = {"customer_id": whose} if begin is None else {"customer_id": whose, "deed_id": begin(), "id": number}
            whole.insert(self.store, Alias, [values | own])
            number += 1
        kept = (one["id"] for _, one in lacking) if begin is None else [number - 1]
        whole.reserve_to(self.store, Customer, max(kept, default=0))
        are_new = [self._say_apart(whose, numbers.get(one["other_id"]), one, begin) for whose, one in self.apart]
        return bool(lacking) or any(are_new)

    def _say_apart(self, one: int, other: int | None, values: Values, begin: Callable[[], int] | None) -> bool:
        """Write that two are two, the lower number in front; tell whether that was new."""
        if other is None or one == other or merged.are_apart(self.store, one, other):
            return False
        pair = {"customer_id": min(one, other), "other_id": max(one, other)}
        whole.insert(self.store, Apart, [pair | {"deed_id": begin() if begin else values["deed_id"]}])
        return True
