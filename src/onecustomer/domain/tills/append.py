"""What was kept while the server was away, written by the rules of every append.

What was said of that day after it, at whichever till, stays the last word: its row gets a number behind the late one.
Only what comes late is so compared by clocks, and no other row is ever ordered by them.
"""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store import kinds, rhythm
from ...store.counter import alias, undo
from ...store.counter.append import as_text
from ...store.record import Record
from ...store.rows import PROVISIONAL, Interaction
from ...store.shop.outbox import DRAFT
from ..timeline import entries
from ..timeline.deed import Signed
from ..timeline.entries import NewEntry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ...store.rows import Customer
    from ...store.shop.copy import Copy
    from ...store.shop.outbox import Entry

UNREADABLE = "This onecustomer cannot read it."
NUMBER_OF = "SELECT id FROM interaction WHERE key = ?"
SAID_AFTER = (
    "SELECT entry.id FROM interaction AS entry JOIN deed ON deed.id = entry.deed_id"  # noqa: S608  our own words
    f" WHERE entry.customer_id = ? AND entry.day = ? AND deed.at > ? AND entry.id < {PROVISIONAL} AND {{which}}"
    " ORDER BY entry.id"
)
IS_STYLED, IS_LOST = "entry.style IS NOT NULL", f"entry.kind = '{kinds.LOST}'"


class Gone(Exception):
    """Whom an append is about, or names, is no longer in the shop; `key` is theirs."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Append(Record):
    """An append as it was kept: whose it is, by key; each entry with the keys of what it ends and of whom it names.

    Shape: `keys` are of the rows that it writes, as a copy has them.
    """

    person: str
    signed: Signed
    verb: str
    is_visit: bool
    entries: Sequence[tuple[NewEntry, str | None, str | None]]
    keys: list[list[str]]


def read(entry: Entry) -> Append:
    """Return what an entry of the outbox says.

    Raises: Refused where it is not as this program keeps it: damaged, or another version's.
    """
    try:
        said = entry.said
        now, today = dt.datetime.fromisoformat(said.pop("now")), dt.date.fromisoformat(said.pop("today"))
        signed = Signed(now, today, said.pop("till"), said.pop("staff"), said.pop("session"))
        written = [_entry(kept) for kept in said.pop("entries")]
        of_whom = said.pop("person"), signed, said.pop("verb"), said.pop("is_visit")
        append = Append(*of_whom, written, said.pop("keys"))
        texts = append.person, append.verb, signed.till, signed.staff or "", said.pop("name")
        is_ours = all(isinstance(one, str) for one in texts) and isinstance(signed.session, int | None)
        if said or not is_ours or not written or append.verb == DRAFT or append.keys[0][-1] != entry.key:
            raise ValueError
    except (ValueError, TypeError, LookupError, AttributeError):
        raise Refused(UNREADABLE) from None
    return append


def _entry(kept: dict[str, Any]) -> tuple[NewEntry, str | None, str | None]:
    """Return an entry, with the keys of what it ends and of whom it names.

    Raises: ValueError, TypeError, LookupError or AttributeError where it has another shape.
    """
    needed = set(NewEntry.fields) - NewEntry.defaults.keys()
    if not needed <= kept.keys() <= set(NewEntry.fields):
        raise ValueError
    if not isinstance(kept["kind"], str) or not all(isinstance(value, str | None) for value in kept.values()):
        raise TypeError
    due, about, other = map(kept.get, ("due", "about_id", "other_id"))
    days = {"day": dt.date.fromisoformat(kept["day"]), "due": due and dt.date.fromisoformat(due)}
    return NewEntry(**kept | days | {"about_id": None, "other_id": None}), about, other


def write(store: Copy, append: Append) -> None:
    """Write what was kept, within a transaction that has begun.

    Raises: Gone; Refused where a rule refuses it by now.
    """
    person = _customer(store, append.person)
    written = [_numbered(store, *one) for one in append.entries]
    later = [row for entry in written for row in _step_aside(store, person, append.signed, entry)]
    is_written = True
    if append.is_visit:
        is_written = entries.write_visit(store, append.signed, person, written[0])
    else:
        entries.write_all(store, append.signed, person, append.verb, written)
    for row in later:
        store.insert(Interaction, {name: value for name, value in row.items() if name != "id" or not is_written})
    rhythm.renew(store, person.id, store.today)  # the day of the append may be long past


def _numbered(store: Copy, entry: NewEntry, about_key: str | None, other_key: str | None) -> NewEntry:
    """Return an entry with the numbers of what it ends and of whom it names.

    Raises: Gone; Refused where what it ends is gone.
    """
    about = store.value(NUMBER_OF, (about_key,)) if about_key else None
    if about_key and about is None:
        raise Refused("What it ends is no longer there.")
    other = _customer(store, other_key).id if other_key else None
    return NewEntry(**vars(entry) | {"about_id": about, "other_id": other})


def _step_aside(store: Copy, person: Customer, signed: Signed, entry: NewEntry) -> list[dict[str, object]]:
    """Take out and return the rows of the entry's day that were said after it, where only the last of them counts.

    Shape: how somebody is that day; that they left, which a visit ends.
    """
    if not entry.style and entry.kind not in (kinds.VISIT, kinds.CONTACT):
        return []
    after = SAID_AFTER.format(which=IS_STYLED if entry.style else IS_LOST)
    numbers = store.ask(after, (person.id, entry.day.isoformat(), as_text(signed.now)))
    return [undo.take_out(store, Interaction.table, number) for (number,) in numbers]


def _customer(store: Copy, key: str) -> Customer:
    """Return the customer of a key, or into whom they were merged.

    Raises: Gone.
    """
    person = alias.by_key(store, key)
    if person is None:
        raise Gone(key)
    return person
