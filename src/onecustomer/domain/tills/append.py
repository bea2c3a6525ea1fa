"""What was kept while the server was away, written by the rules of every append."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store.counter import alias
from ..timeline import entries
from ..timeline.deed import Signed
from ..timeline.entries import NewEntry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ...store.database.connection import Store
    from ...store.rows import Customer

NUMBER_OF = "SELECT id FROM interaction WHERE key = ?"


class Gone(Exception):
    """Whom an append is about, or names, is no longer in the shop; `key` is theirs."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def write(store: Store, kept: dict[str, Any]) -> None:
    """Write what was kept, within a transaction that has begun.

    Raises: Gone; Refused where a rule refuses it by now.
    """
    person = _customer(store, kept["person"])
    now, today = dt.datetime.fromisoformat(kept["now"]), dt.date.fromisoformat(kept["today"])
    signed = Signed(now, today, kept["till"], kept["staff"], kept["session"])
    written = [_entry(store, entry) for entry in kept["entries"]]
    if kept["is_visit"]:
        entries.write_visit(store, signed, person, written[0])
    else:
        entries.write_all(store, signed, person, kept["verb"], written)


def _entry(store: Store, kept: dict[str, Any]) -> NewEntry:
    about = kept["about_id"] and store.value(NUMBER_OF, (kept["about_id"],))
    if kept["about_id"] and about is None:
        raise Refused("What it ends is no longer there.")
    return NewEntry(
        **kept
        | {
            "day": dt.date.fromisoformat(kept["day"]),
            "due": kept["due"] and dt.date.fromisoformat(kept["due"]),
            "about_id": about,
            "other_id": kept["other_id"] and _customer(store, kept["other_id"]).id,
        }
    )


def _customer(store: Store, key: str) -> Customer:
    """Return the customer of a key, or into whom they were merged.

    Raises: Gone.
    """
    person = alias.by_key(store, key)
    if person is None:
        raise Gone(key)
    return person
