"""What a deed replaced, read from the store, and in words."""

from __future__ import annotations

from ...errors import StoreError
from ...store import kinds
from ...store.counter.undo import TABLES
from ...store.rows import Customer, Handle, Occasion
from ..language import days
from . import occasions
from .deed import CHANGED, CONFIRMED, ROW, SETTING, STYLE, VALUES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


OF_ROWS = (ROW, CHANGED, CONFIRMED)
"""The changes of a row, by the names of its columns."""

LABELS = {
    "name": "name",
    "say": "pronounced",
    "company": "at",
    "role": "role",
    "relation": "as",
    "usual_style": "style",
    "why": "why",
    "since": "since",
    "every": "every",
    "later": "put aside until",
    "no_notes": "notes",
}
"""The columns of a customer that are spoken of, and how."""


def in_words(change: Any) -> list[str]:
    """Return what a change puts back, as words: "phone 212 555 0143", "at none", "zip broke again".

    Shape: nothing where it is that they are put aside no longer.
    """
    kind, what, value = change
    if kind == VALUES:
        was = Customer(*map(value.get, Customer.fields))
        said = [column for column in LABELS if column in value and (column != "later" or was.later)]
        return [f"{LABELS[column]} {column_in_words(was, column) or 'none'}" for column in said]
    if kind == CONFIRMED or (kind not in OF_ROWS and isinstance(value, dict)):
        return []
    if kind in OF_ROWS:
        return [_row_in_words(what, value)]
    return [f"{what} {value or 'as it was'}"] if kind == SETTING else [str(what)]


def column_in_words(person: Customer, column: str) -> str:
    """Return what a column of LABELS says of a person: "6 weeks", "never", "2009"; empty where it says nothing."""
    if column == "every":
        often = days.each(person.comes_every) if person.comes_every else ""
        return days.NEVER if person.comes_never else often
    if column == "no_notes":
        return "not kept" if person.no_notes else "kept"
    if column == "later" and person.later:
        return days.full(days.of_iso(person.later))
    if column == "since" and person.since:
        return _since(str(person.since), person.since_said)
    return str(vars(person)[column] or "")


def _since(day: str, said: str | None) -> str:
    """Return since when somebody comes; what is no day as it is, so that an edit can put it right."""
    try:
        return days.since_in_full(days.of_iso(day), said)
    except StoreError:
        return day


def _row_in_words(table: str, row: dict[str, Any]) -> str:
    if table == Occasion.table:
        occasion = Occasion(**row)
        return f"{occasion.what}, {occasions.in_full(occasion)}"
    words = row.get("value") or row.get("text") or row.get("kind")
    return f"{row['kind']} {words}" if table == Handle.table else str(words)


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
    if kind == kinds.ERASED:
        return isinstance(what, str | int) and value is None
    if kind in (STYLE, SETTING):
        return isinstance(what, str) and isinstance(value, str | None)
    is_row = kind in OF_ROWS
    if not is_row and kind != VALUES:
        from .back import merged  # hardly any deed is one

        return merged.is_change(kind, what, value)
    table = TABLES.get(str(what)) if is_row else Customer if kind == VALUES and isinstance(what, int) else None
    if table is None or not isinstance(value, dict):
        return False
    needed = {"id", "customer_id", "deed_id"} if is_row else set()
    return needed <= value.keys() <= {*table.fields, *table.unread}
