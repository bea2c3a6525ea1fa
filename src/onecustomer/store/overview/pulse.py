"""What happened between two days, with whom: a pass over the entries, one for names, and an index for who left."""

from __future__ import annotations

from .. import kinds
from ..no_notes import LOGGED_ANYWAY, WANTS_NONE
from ..rows import Interaction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..database.connection import Store

    Happened = tuple[str, int, str, str | None, bool]
    """Kind, customer, day (ISO) and way of an entry, and whether it kept a promise after its day."""

BETWEEN = "FROM counter_entry AS entry WHERE entry.day >= ? AND entry.day <= ? AND entry.imported IS NULL"
OWED = "SELECT coalesce(promise.due, promise.day) FROM counter_entry AS promise WHERE promise.id = entry.about_id"
IS_LATE = f"CASE WHEN entry.kind = '{kinds.KEPT}' THEN entry.day > ({OWED}) END"
HAPPENED = (
    f"SELECT entry.kind, entry.customer_id, entry.day, entry.via, {IS_LATE} {BETWEEN}"
    f" AND (entry.kind IN {LOGGED_ANYWAY} OR NOT {WANTS_NONE.format(whose='entry.customer_id')})"
)
NAMES = f"SELECT id, name FROM counter_person WHERE id IN (SELECT customer_id {BETWEEN})"  # noqa: S608  our own words
LOSSES = (
    f"WHERE kind IN {kinds.LOOKED_FOR} AND kind = '{kinds.LOST}' AND day >= ? AND day <= ? AND imported IS NULL"
    " ORDER BY day DESC, id DESC"
)
"""Repeats the condition of a partial index word for word, as SQLite uses the index only then."""


def happened(store: Store, since: str, until: str) -> Iterator[Happened]:
    """Yield what happened between two days (ISO), both included, but of no import; in no order."""
    for kind, customer_id, day, via, is_late in store.each(HAPPENED, (since, until)):
        yield _text(kind), customer_id, day, via, bool(is_late)


def losses(store: Store, since: str, until: str) -> list[Interaction]:
    """Return that customers left between two days (ISO), both included, the latest in front."""
    return store.all(Interaction, LOSSES, since, until)


def names(store: Store, since: str, until: str) -> dict[int, str]:
    """Return the names of everybody who has an entry between two days (ISO), by their numbers."""
    return {number: _text(name) for number, name in store.each(NAMES, (since, until))}


def _text(value: object) -> str:
    """Return a column of text as text, even where it was changed outside onecustomer."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
