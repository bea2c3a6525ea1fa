"""What happened between two days, with whom: a pass over the entries, one for names, and an index for who left."""

from __future__ import annotations

from .. import kinds
from ..no_notes import LOGGED_ANYWAY, WANTS_NONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..database.connection import Store

    Happened = tuple[str, int, str, str | None, str | None, str | None, str | None]
    """Kind, customer, day (ISO) and way of an entry.

    Of one that kept a promise also the day and hour by which that was owed, and the shop's hour at which it was kept.
    """

IS_BETWEEN = "entry.day >= ? AND entry.day <= ? AND entry.imported IS NULL"
HOUR_WRITTEN = (
    "SELECT strftime('%H:%M', deed.at, 'localtime') FROM counter_deed AS deed"
    " WHERE promise.due_time IS NOT NULL AND deed.id = entry.deed_id"
)
HAPPENED = (
    f"SELECT entry.kind, entry.customer_id, entry.day, entry.via, CAST(coalesce(promise.due, promise.day) AS TEXT),"  # noqa: S608
    f" CAST(promise.due_time AS TEXT), ({HOUR_WRITTEN}) FROM counter_entry AS entry LEFT JOIN counter_entry AS promise"
    f" ON entry.kind = '{kinds.KEPT}' AND promise.id = entry.about_id WHERE {IS_BETWEEN}"
    f" AND (entry.kind IN {LOGGED_ANYWAY} OR NOT {WANTS_NONE.format(whose='entry.customer_id')})"
)
NAMES = (
    f"SELECT id, name FROM counter_person WHERE id IN"  # noqa: S608  our own words
    f" (SELECT entry.customer_id FROM counter_entry AS entry WHERE {IS_BETWEEN})"
)
LEFT = (
    f"SELECT DISTINCT entry.customer_id FROM counter_entry AS entry WHERE entry.kind IN {kinds.LOOKED_FOR}"  # noqa: S608
    f" AND entry.kind = '{kinds.LOST}' AND entry.day <= :until AND (entry.day >= :since OR EXISTS"
    " (SELECT 1 FROM counter_entry AS visit WHERE visit.customer_id = entry.customer_id"
    f" AND visit.kind = '{kinds.VISIT}' AND visit.day >= :since AND visit.day <= :until))"
)
"""Repeats the condition of a partial index word for word, as SQLite uses the index only then."""


def happened(store: Store, since: str, until: str) -> Iterator[Happened]:
    """Yield what happened between two days (ISO), both included, but of no import; in no order."""
    for kind, customer_id, day, via, *owed in store.each(HAPPENED, (since, until)):
        yield _text(kind), customer_id, day, via, *owed


def left(store: Store, since: str, until: str) -> list[int]:
    """Return the customers who left between two days (ISO), both included, or left by then and were here in between."""
    return [customer_id for (customer_id,) in store.each(LEFT, {"since": since, "until": until})]


def names(store: Store, since: str, until: str) -> dict[int, str]:
    """Return the names of everybody who has an entry between two days (ISO), by their numbers."""
    return {number: _text(name) for number, name in store.each(NAMES, (since, until))}


def _text(value: object) -> str:
    """Return a column of text as text, even where it was changed outside onecustomer."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
