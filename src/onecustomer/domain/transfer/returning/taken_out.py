"""What an older export has of somebody, and was taken out here since: dropped, moved, taken back, put in place of."""

from __future__ import annotations

from ....store.database.connection import Store
from ....store.office import whole
from ....store.rows import Deed
from .received import Received, Values


class TakenOut:
    """Which deeds of a person's record this store has seen: what they wrote and is not here was taken out here.

    Shape: a deed that is here by its key was seen. One that is not was taken back here, where the file is an export of
    this very store, the number was given before, and no other deed has it. In an export of another store the deeds
    are others, so that all it has is new here.
    """

    def __init__(self, store: Store, one: Received) -> None:
        here = whole.numbers_of_deeds(store, [deed["key"] for deed in one.deeds])
        behind = {here[deed["key"]] - deed["id"] for deed in one.deeds if deed["key"] in here}
        self.seen = {deed["id"] for deed in one.deeds if deed["key"] in here}
        unseen = [deed["id"] for deed in one.deeds if deed["key"] not in here]
        if len(behind) == 1:
            (more,) = behind
            given = whole.next_number(store, Deed)
            taken = whole.deeds_there(store, [number + more for number in unseen])
            self.seen |= {number for number in unseen if number + more < given and number + more not in taken}
        self.is_older = bool(self.seen) and len(self.seen) == len({deed["id"] for deed in one.deeds})
        """Whether the file says nothing of them that was written after the store's last."""

    def wrote(self, row: Values) -> bool:
        """Tell whether a deed that this store has seen wrote a row."""
        return row.get("deed_id") in self.seen
