"""A deed: one write by one till, who made it, and what it replaced, so that undo can put that back."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused, StoreError
from ...store.counter import append, read
from ...store.record import Record
from ...store.rows import Customer
from . import clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ...store.database.connection import Store

    Change = tuple[str, str | int, dict[str, object] | str | None]

ROW, VALUES, STYLE, SETTING = "row", "values", "style", "rule"
"""What a deed may have replaced: a row of a table, values of a customer, the shop's line on a style, a setting."""


class Moment(Record):
    """When something is read or written; the domain reads no clock itself.

    Units: `now` is aware UTC; `today` is the shop's day.
    """

    now: dt.datetime
    today: dt.date


class Signed(Moment):
    """A moment at which a till writes; `staff` is who is at it, none where nobody says."""

    till: str
    staff: str | None


def begin(
    store: Store, signed: Signed, verb: str, person: Customer | None = None, changes: list[Change] | None = None
) -> int:
    """Begin a deed about a customer who is still there, or about none, and return its number.

    Raises: Refused where the customer was taken out meanwhile.
    """
    if person:
        check_still_here(store, person)
    clock.check(store, signed.now, signed.today)
    return append.deed(
        store,
        at=signed.now,
        till=signed.till,
        staff=signed.staff,
        verb=verb,
        customer_id=person.id if person else None,
        before=as_json_text(changes or []),
    )


def check_still_here(store: Store, person: Customer) -> None:
    """Refuse to write about a customer whom another till has taken out meanwhile.

    Raises: Refused.
    """
    if read.customer(store, person.id) is None:
        raise Refused(f"{person.name} was taken out of the store meanwhile.", "nothing was written: oc find")


def row_was(table: str, row: dict[str, object]) -> Change:
    """Return the change that puts a removed row back."""
    return (ROW, table, row)


def values_were(customer_id: int, values: dict[str, object]) -> Change:
    """Return the change that gives a customer the values back."""
    return (VALUES, customer_id, values)


def style_was(name: str, advice: str | None) -> Change:
    """Return the change that gives a style its line of advice back, or removes the style where it had none."""
    return (STYLE, name, advice)


def setting_was(name: str, value: str | None) -> Change:
    """Return the change that gives a setting its value back, or the program's where it had none."""
    return (SETTING, name, value)


def as_json_text(changes: list[Change]) -> str | None:
    """Return changes as JSON for the store; none where nothing was replaced."""
    if not changes:
        return None
    import json  # most deeds replace nothing

    return json.dumps(changes)


def replaced(before: str | None) -> list[Any]:
    """Return the changes of a deed from the JSON that the store has.

    Raises: StoreError where it was changed outside onecustomer, so that no name in it becomes SQL.
    """
    if before is None:
        return []
    import json

    try:
        changes: list[Any] = json.loads(before)
        if all(_is_change(*change) for change in changes):
            return changes
    except (ValueError, TypeError):
        pass
    raise StoreError(
        "What the last command replaced cannot be read; the store was changed outside onecustomer.",
        "nothing was taken back: put the newest copy of the store in its place",
    )


def _is_change(kind: object, what: object, value: object) -> bool:
    """Tell whether these are a change: of a table and columns that there are, or a name and its words."""
    from ...store.counter.undo import TABLES

    if kind in (STYLE, SETTING):
        return isinstance(what, str) and isinstance(value, str | None)
    table = TABLES.get(str(what)) if kind == ROW else Customer if kind == VALUES and isinstance(what, int) else None
    if table is None or not isinstance(value, dict):
        return False
    needed = {"customer_id", "deed_id"} if kind == ROW else set()
    return needed <= value.keys() <= {*table.fields, *table.unread}
