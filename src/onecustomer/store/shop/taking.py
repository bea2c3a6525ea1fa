"""What other tills wrote, taken into a till's copy: at the counter so much as takes no time, and whom it shows."""

from __future__ import annotations

import sqlite3
from contextlib import nullcontext

from ...errors import OnecustomerError, StoreError
from ..database.connection import IMMEDIATE, Transaction
from ..database.unchecked import unchecked
from ..rows import PROVISIONAL
from .changed import WHOSE
from .copy import BUSY, NO_ROOM
from .link.away import Unreachable
from .link.server import EVERYTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..database.connection import Store
    from ..rare_rows import Shop
    from .copy import Copy
    from .link.server import Fed

AT_ONCE = 20_000  # rows that are taken in while nobody waits for a card
A_MOMENT_MS = 50  # for which a command waits for another terminal that takes in the same


class Glimpse(Transaction):
    """A write that waits for nobody. Raises: Busy where another terminal writes here."""

    def __enter__(self) -> None:
        try:
            self.store.waiting(self._begin, A_MOMENT_MS)
        except sqlite3.OperationalError as error:
            raise Busy from error


class Busy(Exception):
    """Another terminal writes here just now."""


class Diverged(Exception):
    """The copy cannot take in what the server said, and is to be fetched anew."""


def take_in(store: Copy, copy: Shop, fed: Fed) -> None:
    """Take in what the server said, unless another terminal has meanwhile; `stale` says why it could not be.

    Raises: Diverged; Unreachable.
    """
    store.behind, store.stale = fed.seq - fed.upto, None
    if fed.rows is None:
        return
    said = fed.said()
    try:
        _write(store, copy, fed, said, Glimpse(store, IMMEDIATE))
    except Busy:
        if store.copy.cursor >= fed.upto:
            return
        store.behind, store.stale = fed.seq - copy.cursor, BUSY
        store.gone = {int(number) for number in said.get("customer", {}).get("gone", ())}
    except StoreError:
        store.behind, store.stale = fed.seq - copy.cursor, NO_ROOM
    except OnecustomerError:
        raise Diverged from None


def _write(store: Copy, copy: Shop, fed: Fed, said: dict[str, Any], transaction: Transaction) -> None:
    """Write what the server said since a moment, unless another terminal has meanwhile.

    Shape: a part of what is to come may name what comes later.
    """
    with nullcontext() if fed.upto == fed.seq else unchecked(store), transaction:
        if store.copy == copy:
            store.take_in(said, fed.upto, fed.upto_mark)


def freshen(store: Copy, customer_id: int) -> bool:
    """Take in all that the shop has of a customer, and tell whether anything was; not where another terminal writes."""
    if store.server is None:
        return False
    try:
        said = with_gone(store, customer_id, store.server.person(customer_id))
        if not said.get("customer", {}).get("rows"):
            store.gone.add(customer_id)
            return False
        with unchecked(store), Glimpse(store, IMMEDIATE):
            store.put(said)
    except Unreachable as error:
        store.leave(error)
        return False
    except (Busy, OnecustomerError):
        return False
    return True


def with_gone(store: Store, customer_id: int, said: dict[str, Any]) -> dict[str, Any]:
    """Return what the server said of a customer, and which rows of theirs are here alone: gone, or another's by now."""
    parts = dict(said)
    for table, whose in WHOSE.items():
        if table != "customer" and table in said:
            at = said[table]["columns"].index("id")
            there = {row[at] for row in said[table]["rows"]}
            here = store.ask(f"SELECT id FROM {table} WHERE {whose} = ? AND id < ?", (customer_id, PROVISIONAL))  # noqa: S608
            parts[table] = said[table] | {"gone": [str(number) for (number,) in here if number not in there]}
    return parts


def catch_up(store: Copy) -> None:
    """Take in all that was written since, however much it is, and wait for other terminals.

    Raises: Unreachable; StoreError.
    """
    is_told, most = False, AT_ONCE
    while store.behind and store.server:
        copy = store.copy
        fed = store.server.feed(copy, most)
        if not is_told and fed.seq > copy.cursor:
            store.tell("Fetching what other tills wrote meanwhile.")
            is_told = True
        if not fed.knows:
            raise Unreachable("the server was set back")
        most = EVERYTHING if fed.upto == copy.cursor < fed.seq else AT_ONCE  # one write may have more than that
        if fed.rows is not None:
            _write(store, copy, fed, fed.said(), Transaction(store, IMMEDIATE))
        store.behind, store.stale = fed.seq - fed.upto, None
