"""A deed: one write by one till, who made it, and what it replaced, so that undo can put that back."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store.counter import append, read
from ...store.record import Record
from ...store.rows import Customer
from . import clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store

    Change = tuple[str, str | int, dict[str, object] | str | None]

ROW, CHANGED, CONFIRMED, VALUES, STYLE, SETTING = "row", "changed", "confirmed", "values", "style", "rule"
"""What a deed may have replaced: a row taken out, changed or confirmed, values of a customer, a style, a setting."""


class Moment(Record):
    """When something is read or written; the domain reads no clock itself.

    Units: `now` is aware UTC; `today` is the shop's day.
    """

    now: dt.datetime
    today: dt.date


class Signed(Moment):
    """A moment at which a till writes.

    Shape: `staff` is who is at it, none where nobody says; `session` tells its terminal from a later one of the same
    name, none where it has none.
    """

    till: str
    staff: str | None
    session: int | None = None


def begin(
    store: Store,
    signed: Signed,
    verb: str,
    person: Customer | None = None,
    changes: list[Change] | None = None,
    **more: str,
) -> int:
    """Begin a deed about a customer who is still there, or about none, and return its number; `more` are its columns.

    Raises: Refused where the customer was taken out meanwhile.
    """
    if person:
        check_still_here(store, person)
    if not store.is_copy:  # a till of a shop hears the server's clock, and may write what was noted days ago
        clock.check(store, signed.now, signed.today)
    append.forget_old_words(store, signed.today.isoformat())
    return append.deed(
        store,
        at=signed.now,
        till=signed.till,
        staff=signed.staff,
        verb=verb,
        customer_id=person.id if person else None,
        before=as_json_text(changes or []),
        day=signed.today.isoformat(),
        session=signed.session,
        **more,
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


def row_said(table: str, row: dict[str, object]) -> Change:
    """Return the change that gives a row that is still there all its columns back."""
    return (CHANGED, table, row)


def confirmed(fact: dict[str, object]) -> Change:
    """Return the change that gives a fact back the day on which it was said before; it keeps its words."""
    return (CONFIRMED, "fact", {column: fact[column] for column in ("id", "customer_id", "deed_id", "day", "staff")})


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
