"""The search keys made anew: of one customer after a change, or of everybody where they are made another way now."""

from __future__ import annotations

import itertools

from ...store.counter import read
from ...store.index import upkeep
from ...store.rows import Customer
from .keys import REGION, of_customer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ...store.database.connection import Store
    from .keys import Handle

MANY_PEOPLE = 20_000  # whose keys are made anew in more than a second or two
BATCH = 50_000  # keys
TOGETHER = 500  # people whose keys are made anew by one question each
SOME_HANDLES = "SELECT customer_id, kind, value FROM counter_handle WHERE customer_id"
HANDLES = (
    "SELECT customer_id, kind, value FROM counter_handle"
    " WHERE customer_id IN (SELECT id FROM counter_person) ORDER BY customer_id"
)


def one(store: Store, customer_id: int) -> None:
    """Make a customer's search keys anew from what is known now; nothing where they are gone."""
    person = read.customer(store, customer_id)
    if person is None:
        return
    handles = [(handle.kind, handle.value) for handle in read.handles(store, customer_id)]
    keys = _of(person, handles, region(store))
    upkeep.replace_keys(store, [customer_id], {(kind, folded, customer_id) for kind, folded in keys})


def some(store: Store, customers: Collection[int]) -> None:
    """Make the search keys of some customers anew, many at once; of those who are gone, nothing is left."""
    left, its_region = sorted(customers), region(store)
    while left:
        numbers, left = left[:TOGETHER], left[TOGETHER:]
        asked = f"IN ({', '.join('?' * len(numbers))})"
        found: dict[int, list[Handle]] = {}
        for whose, kind, value in store.each(f"{SOME_HANDLES} {asked}", numbers):
            found.setdefault(whose, []).append((kind, value))
        people = [Customer(*row) for row in store.each(f"{Customer.select}WHERE id {asked}", numbers)]
        keys = {(*key, one.id) for one in people for key in _of(one, found.get(one.id, []), its_region)}
        upkeep.replace_keys(store, numbers, keys)


def everybody(store: Store) -> None:
    """Make the search keys of everybody anew: how they are made has changed, or the shop's region."""
    count = store.value("SELECT count(*) FROM customer")
    if count > MANY_PEOPLE:
        store.tell(f"Making the search keys of {count:,} people anew; that takes a while.")
    its_region = region(store)
    upkeep.clear(store)
    people = store.each(Customer.select + "ORDER BY id")
    handles = itertools.groupby(store.each(HANDLES), key=lambda row: row[0])
    whose, some = next(handles, (None, iter(())))
    rows: list[tuple[int, str, int]] = []
    for row in people:
        person = Customer(*row)
        mine: list[Handle] = []
        if whose == person.id:
            mine = [(kind, value) for _, kind, value in some]
            whose, some = next(handles, (None, iter(())))
        rows += ((kind, folded, person.id) for kind, folded in _of(person, mine, its_region))
        if len(rows) > BATCH:
            upkeep.add_keys(store, sorted(rows))
            rows = []
    upkeep.add_keys(store, sorted(rows))


def region(store: Store) -> str | None:
    """Return the country whose telephone numbers have no country code here; none where the shop has not said."""
    return read.setting(store, REGION) or None


def _of(person: Customer, handles: Iterable[Handle], its_region: str | None) -> set[tuple[int, str]]:
    return of_customer(
        person.name, person.company, handles, say=person.say, relation=person.relation, region=its_region
    )
