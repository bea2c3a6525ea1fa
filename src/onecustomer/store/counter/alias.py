"""Who has a number or a key from before they were merged into another: asked for where nobody has it now."""

from __future__ import annotations

from . import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..database.connection import Store
    from ..rows import Customer

BY_NUMBER = "SELECT customer_id FROM counter_alias WHERE id = ?"
BY_KEY = "SELECT customer_id FROM counter_alias WHERE key = ?"


def by_number(store: Store, number: int) -> Customer | None:
    """Return the customer of this number, or of it before they were merged, if there is one."""
    return read.customer(store, number) or _merged(store, BY_NUMBER, number)


def by_key(store: Store, key: str) -> Customer | None:
    """Return the customer of this key, or of it before they were merged, if this store has one."""
    return read.by_key(store, key) or _merged(store, BY_KEY, key)


def _merged(store: Store, sql: str, value: object) -> Customer | None:
    found = store.value(sql, (value,))
    return read.customer(store, found) if found else None
