"""The one deed of an import: begun with the first batch that writes, and unfinished until the last."""

from __future__ import annotations

from ....errors import Refused
from ....store import kinds
from ....store.copies import kept, named
from ....store.counter import read
from ....store.database.connection import Store
from ....store.office import deeds, whole
from ....store.rows import Deed
from ...shop import copies
from ...timeline import deed
from ...timeline.deed import Signed

OLDEST_OF = "WHERE unfinished IS NOT NULL AND unfinished = ? ORDER BY id LIMIT 1"
OF_READ = "WHERE unfinished IS NOT NULL AND unfinished = ? ORDER BY id DESC LIMIT 1"


class Begun:
    """The deed of the import of some files.

    Shape: `files` are their names and `read` is what they are known by. `number` is 0 until something is to be written,
    and `is_written` once that is committed; `resumed` is the deed's where it was cut short before, 0 in a dry
    run. `copy` is the path of the copy that was made of the store.
    """

    def __init__(self, store: Store, signed: Signed, files: str, read: str, *, is_dry: bool) -> None:
        self.store, self.signed, self.files, self.read = store, signed, files, read
        self.is_dry = is_dry
        found = of_read(store, read)
        self.number = found.id if found else 0
        self.resumed = 0 if is_dry else self.number  # a dry run tells what is to come
        self.is_taken_over = False
        self.copy: str | None = None
        self.is_written = bool(self.number)
        self.is_copied = is_dry or bool(self.number)

    def before_the_first(self) -> None:
        """Copy a store that has somebody before the first batch is written, once; outside of any transaction."""
        if not self.is_copied and not self.store.is_copy and not whole.is_empty(self.store):
            self.copy = copies.make(self.store, named.IMPORT, self.signed)
        self.is_copied = True

    def __call__(self) -> int:
        """Return the number of the deed, within the transaction of a batch.

        Shape: another till that brings in the same files writes under the same deed; who comes to the end first marks
        it finished.
        Raises: Refused where another till has taken the import back meanwhile.
        """
        if not self.number and (found := of_read(self.store, self.read)):
            self.number = self.resumed = found.id
        if not self.number:
            state = deeds.importing(self.read)
            self.number = deed.begin(self.store, self.signed, kinds.IMPORT, file=self.files, unfinished=state)
        else:
            self._go_on()
        return self.number

    def begin(self) -> None:
        """Begin the deed before anything is to be written under it.

        Raises: Refused where another till has taken the import back meanwhile.
        """
        with self.store.writing():
            self()
        self.is_kept()

    def _go_on(self) -> None:
        """Make a deed this till's that was cut short, so that its undo takes back what it goes on with.

        Raises: Refused where another till has taken it back meanwhile.
        """
        there = read.deed(self.store, self.number)
        if there is None or deeds.parted(there.unfinished)[0] == kinds.UNDO:
            raise Refused("The import was taken back meanwhile.", "what it brought until then is gone: oc find")
        if self.resumed and not self.is_taken_over:
            deeds.take_over(self.store, self.number, self.signed.till, self.signed.session)
        self.is_taken_over = True

    def replaced(self, changes: list[deed.Change]) -> None:
        """Add to the deed what a batch replaced."""
        if changes:
            deeds.add_replaced(self.store, self.number, deed.as_json_text(changes) or "[]")

    def is_kept(self) -> None:
        """Learn that a batch is committed."""
        self.is_written = bool(self.number)

    def finish(self) -> None:
        """Mark the deed finished.

        Raises: Refused where another till has taken the import back meanwhile.
        """
        if self.is_written:
            with self.store.writing():
                self._go_on()
                deeds.mark(self.store, self.number, None)

    def let_go_of_copy(self) -> None:
        """Remove the copy where nothing was written after all, as where an export of ours has nothing new."""
        if self.copy and not self.is_written:
            kept.remove([self.copy])
            self.copy = None


def taken_back(store: Store) -> Deed | None:
    """Return the deed of an import that is being taken back, the oldest of several; its `file` names the files."""
    return store.first(Deed, OLDEST_OF, kinds.UNDO)


def of_read(store: Store, read: str) -> Deed | None:
    """Return the deed of the import of these very files that is unfinished, so that it goes on.

    `read` is what they are known by, whatever they are called; of nothing no import is known.
    """
    return store.first(Deed, OF_READ, deeds.importing(read)) if read else None
