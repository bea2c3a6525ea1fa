"""What a merger replaced: whose rows were moved, and what was taken out; and how it is taken back."""

from __future__ import annotations

from ....store.counter import merged, undo
from ....store.rows import Customer, Telling
from ..deed import CONFIRMED, ROW, VALUES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ....store.database.connection import Store
    from ..deed import Change


def rows_moved(what: str, of: int, to: int, numbers: Sequence[int]) -> Change:
    """Return the change that gives moved rows back to whose they were."""
    return (undo.MOVED, what, {"of": of, "to": to, "numbers": list(numbers)})


def row_taken(table: str, row: dict[str, object]) -> Change:
    """Return the change that puts a row back that only a merger takes out."""
    return (undo.TAKEN, table, row)


def is_change(kind: object, what: object, value: object) -> bool:
    """Tell whether these are a change of a merger: of a table and columns that there are."""
    if not isinstance(value, dict):
        return False
    if kind == undo.MOVED:
        numbers = value.get("numbers")
        return (
            what in merged.WHERE
            and value.keys() == {"of", "to", "numbers"}
            and isinstance(numbers, list)
            and all(isinstance(one, int) for one in (value["of"], value["to"], *numbers))
        )
    return kind == undo.TAKEN and what in merged.TAKABLE and value.keys() == _columns(str(what))


def _columns(table: str) -> set[str]:
    if table == Customer.table:
        return {*Customer.fields, *Customer.unread}
    if table == Telling.table:
        return {*Telling.fields, *Telling.unread}
    return {"customer_id", "other_id", "deed_id"}


def whose(change: Any) -> int | str:
    """Return whom a change of a merger is about: who was merged away, or else the rows' owner."""
    _, what, value = change
    number: int = value["id"] if what == Customer.table else value.get("customer_id") or value["of"]
    return number


def name(changes: Sequence[Any]) -> str:
    """Return who was merged away, by name and number; empty where nothing says it."""
    gone = _gone(changes)
    return f"{gone['name']} c{gone['id']}" if gone else ""


def _gone(changes: Sequence[Any]) -> dict[str, Any] | None:
    rows = [value for kind, what, value in changes if kind == undo.TAKEN and what == Customer.table]
    return rows[0] if rows else None


def is_built_upon(store: Store, deed_id: int, person_id: int | None) -> bool:
    """Tell whether anything was written since of the one who stayed: nobody can say of which of the two it is."""
    return person_id is not None and merged.is_written_since(store, deed_id, person_id)


def take_apart(store: Store, changes: Sequence[Any]) -> set[int]:
    """Make two of one again, and return both; what the merger wrote is gone already.

    Shape: who was merged away comes first, as everything else of theirs points there.
    """
    people: set[int] = set()
    if gone := _gone(changes):
        merged.put_back(store, Customer.table, gone)
        people.add(gone["id"])
    for kind, what, value in changes:
        if kind == undo.TAKEN and what != Customer.table:
            merged.put_back(store, what, value)
        elif kind == undo.MOVED:
            merged.move_back(store, what, value["to"], value["of"], value["numbers"])
        elif kind == ROW:
            undo.put_back_row(store, what, value)
        elif kind == CONFIRMED:
            undo.change_row(store, what, value["id"], value)
        elif kind == VALUES:
            undo.change_row(store, Customer.table, what, value)
            people.add(what)
    return people
