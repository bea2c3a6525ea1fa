"""What happened between two days, with whom: one pass over the entries, and one for the names of those in them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..database.connection import Store

BETWEEN = "FROM counter_entry AS entry WHERE day >= ? AND day <= ? AND imported IS NULL"
HAPPENED = f"SELECT kind, customer_id {BETWEEN}"
NAMES = f"SELECT id, name FROM counter_person WHERE id IN (SELECT customer_id {BETWEEN})"  # noqa: S608  our own words


def happened(store: Store, since: str, until: str) -> Iterator[tuple[str, int]]:
    """Yield kind and customer of every entry between two days (ISO), both included, but of no import.

    Shape: in no order.
    """
    for kind, customer_id in store.each(HAPPENED, (since, until)):
        yield _text(kind), customer_id


def names(store: Store, since: str, until: str) -> dict[int, str]:
    """Return the names of everybody who has an entry between two days (ISO), by their numbers."""
    return {number: _text(name) for number, name in store.each(NAMES, (since, until))}


def _text(value: object) -> str:
    """Return a column of text as text, even where it was changed outside onecustomer."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
