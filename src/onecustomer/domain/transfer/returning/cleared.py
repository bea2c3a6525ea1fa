"""What the shop itself took out of somebody's record: a file that says it once more does not bring it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ....store import kinds
from ....store.database.connection import Store
from ....store.office import many
from ....store.rows import Handle, Interaction, Occasion
from ...language import names
from ...timeline import deed
from ..taking.folded import shared

Out = tuple[str, str]
"""What was taken out: a kind of handle, a column, a day or a kind of entry, and what is compared of it."""


def of_people(store: Store, numbers: Iterable[int]) -> Iterator[tuple[int, Out]]:
    """Yield what edits and corrections took out of the records of these customers, and from whom.

    Shape: what a correction put other words for was taken out too.
    """
    for number, before in many.edited(store, numbers):
        for kind, what, value in json.loads(before):
            if isinstance(value, dict):
                yield from ((number, one) for one in _taken_out(kind, what, value))


def _taken_out(kind: str, what: object, value: dict[str, Any]) -> Iterator[Out]:
    if kind == deed.VALUES:
        yield from (of_column(column, said) for column, said in value.items() if said is not None)
    elif what == Handle.table:
        yield shared(str(value["kind"]), str(value["value"]))
    elif what == Occasion.table:
        yield of_day(value["what"], value["month"], value["day"])
    elif what == Interaction.table:
        yield of_entry(value["kind"], value["day"] if value["kind"] == kinds.VISIT else value["text"])


def of_column(column: str, said: object) -> Out:
    """Return what is compared of a column."""
    return f"column {column}", str(said)


def of_day(what: str, month: int, day: int) -> Out:
    """Return what is compared of a day to remember."""
    return f"day {' '.join(names.fold(what))}", f"{month}-{day}"


def of_entry(kind: str, said: str | None) -> Out:
    """Return what is compared of an entry: of a visit its day, of any other its words."""
    return f"entry {kind}", said or ""
