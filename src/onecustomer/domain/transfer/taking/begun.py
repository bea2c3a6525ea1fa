"""The one deed of an import: begun with the first batch that writes, and unfinished until the last."""

from __future__ import annotations

from ....errors import Refused
from ....store import kinds
from ....store.counter import read
from ....store.database import copies
from ....store.database.connection import Store
from ....store.office import deeds, whole
from ...timeline import deed
from ...timeline.deed import Signed
from .unfinished import of_files


class Begun:
    """The deed of the import of some files.

    Shape: `number` is 0 until something is to be written, and `is_written` once that is committed; `resumed` is the
    deed's where it was cut short before; `copy` is the path of the copy that was made of the store.
    """

    def __init__(self, store: Store, signed: Signed, files: str, *, is_dry: bool) -> None:
        self.store, self.signed, self.files = store, signed, files
        self.is_dry = is_dry
        found = of_files(store, files)
        self.resumed = found.id if found else 0
        self.number = self.resumed
        self.copy: str | None = None
        self.is_written = bool(self.resumed)
        self.is_copied = is_dry or bool(self.resumed)

    def before_the_first(self) -> None:
        """Copy a store that has somebody before the first batch is written, once; outside of any transaction."""
        if not self.is_copied and not whole.is_empty(self.store):
            self.copy = copies.before_import(self.store)
        self.is_copied = True

    def __call__(self) -> int:
        """Return the number of the deed, within the transaction of a batch.

        Raises: Refused where another till has taken the import back meanwhile.
        """
        if not self.number:
            self.number = deed.begin(self.store, self.signed, kinds.IMPORT, file=self.files, unfinished=kinds.IMPORT)
        else:
            there = read.deed(self.store, self.number)
            if there is None or there.unfinished != kinds.IMPORT:
                raise Refused("The import was taken back meanwhile.", "what it brought until then is gone: oc find")
        return self.number

    def replaced(self, changes: list[deed.Change]) -> None:
        """Add to the deed what a batch replaced."""
        if changes:
            deeds.add_replaced(self.store, self.number, deed.as_json_text(changes) or "[]")

    def is_kept(self) -> None:
        """Learn that a batch is committed."""
        self.is_written = bool(self.number)

    def finish(self) -> None:
        """Mark the deed finished."""
        if self.is_written:
            with self.store.writing():
                deeds.mark(self.store, self.number, None)

    def let_go_of_copy(self) -> None:
        """Remove the copy where nothing was written after all, as where an export of ours has nothing new."""
        if self.copy and not self.is_written:
            copies.remove([self.copy])
            self.copy = None
