"""A number or key that stands twice in a file: found once a batch of people cannot be written."""

from __future__ import annotations

from collections.abc import Iterable

from ....store.database.connection import Store
from ....store.office import whole
from ....store.rows import Customer, Row, Telling
from .received import Received, Twice, Values


def look(store: Store, waiting: Iterable[tuple[Received, int]], *, as_it_was: bool) -> None:
    """Look for what kept people from being written; their numbers count only where they are kept as they were.

    Raises: Twice where a number or a key of somebody among them is there already.
    """
    seen: set[tuple[type[Row], str, object]] = set()
    for one, number in waiting:
        own: list[tuple[type[Row], list[Values]]] = [(Customer, [one.customer]), *one.rows.items()]
        columns = ("id", "key") if as_it_was else ("key",)
        marks = [(row, column, values.get(column)) for row, rows in own for values in rows for column in columns]
        marks += [(Telling, f"news_id of {number}", told["news_id"]) for told in one.told]
        for row, column, value in marks:
            is_there = column in columns and value and whole.is_there(store, row, column, value)
            if value and (is_there or (row, column, value) in seen):
                raise Twice(one, row.table, "a key" if column == "key" else f"a number ({value})")
            seen.add((row, column, value))
