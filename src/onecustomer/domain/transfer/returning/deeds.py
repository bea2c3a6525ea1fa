"""The deeds of an export as they come back into an empty store: who wrote what, when, and what it replaced."""

from __future__ import annotations

import json
from typing import Any

from ....errors import Refused
from ....store.counter import append
from ....store.database.connection import Store
from ....store.office import whole
from ....store.rows import Customer, Deed, Row, Telling
from ...timeline.replaced import OF_ROWS
from .received import Received, Values


class Deeds:
    """The deeds of one file. One that is about many people, as an import, stands in the record of each of them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.behind = whole.last_deed(store)  # the numbers go on there: the shop may have set a rule before
        self.keys: dict[int, str] = {}
        self.shared: dict[int, list[Any]] = {}  # what a deed replaced of the later people of the file

    def take_all(self, one: Received) -> None:
        """Write the deeds of a person as they were.

        Raises: Refused where a row is of a deed that is not there, or two deeds have one number.
        """
        for values in one.deeds:
            self._write(values)
        also: list[tuple[type[Row], list[Values]]] = [(Telling, one.told), (Customer, [one.customer])]
        for row, rows in [*one.rows.items(), *also]:
            for values in rows:
                if values["deed_id"] not in self.keys:
                    raise Refused(f"A {row.table} of {one.ref} is of deed {values['deed_id']}, which is not there.")

    def take(self, values: Values) -> int:
        """Write a deed as it was, and return its number.

        Raises: Refused where two deeds have one number.
        """
        moved = self._moved_deed(values)
        self._write(moved)
        number: int = moved["id"]
        return number

    def moved(self, one: Received) -> Received:
        """Return a person with the deeds, and what is theirs, by the numbers that the deeds have here."""
        if not self.behind:
            return one
        rows = {row: [self._moved(values) for values in rows] for row, rows in one.rows.items()}
        told = [self._moved(values) for values in one.told]
        deeds = [self._moved_deed(deed) for deed in one.deeds]
        return Received(one.ref, self._moved(one.customer), rows, told, deeds, one.line)

    def _moved(self, values: Values) -> Values:
        given = {column: values.get(column) for column in ("deed_id", "mended_id")}
        return values | {column: number + self.behind for column, number in given.items() if isinstance(number, int)}

    def _moved_deed(self, deed: Values) -> Values:
        before = deed["before"]
        if before and self.behind:
            changes = [
                [kind, what, self._moved(value) if kind in OF_ROWS and isinstance(value, dict) else value]
                for kind, what, value in json.loads(before)
            ]
            before = json.dumps(changes)
        return deed | {"id": deed["id"] + self.behind, "before": before}

    def _write(self, values: Values) -> None:
        """Write a deed, or keep what it replaced of one more person."""
        number, key = values["id"], values["key"]
        if number not in self.keys:
            self.keys[number] = key
            if whole.keys_there(self.store, Deed, [key]):
                raise Refused(f"Two deeds have the key of {number}.")
            whole.insert(self.store, Deed, [values])
        elif self.keys[number] != key:
            raise Refused(f"Two deeds have the number {number}.")
        elif values["before"]:
            self.shared.setdefault(number, []).extend(json.loads(values["before"]))

    def finish(self) -> None:
        """Add to the deeds that are shared what they replaced of everybody."""
        for number, changes in self.shared.items():
            before = json.loads(whole.replaced(self.store, number) or "[]")
            append.finish_deed(self.store, number, before=json.dumps(before + changes))
