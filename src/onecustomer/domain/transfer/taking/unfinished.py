"""An import that was cut short: the deed says so until the same command has finished it, or undo has taken it back."""

from __future__ import annotations

from ....store import kinds
from ....store.database.connection import Store
from ....store.office import deeds
from ....store.rows import Deed

OLDEST = "WHERE unfinished IS NOT NULL ORDER BY id LIMIT 1"
OLDEST_OF = "WHERE unfinished IS NOT NULL AND unfinished = ? ORDER BY id LIMIT 1"
OF_READ = "WHERE unfinished IS NOT NULL AND unfinished = ? ORDER BY id DESC LIMIT 1"


def unfinished(store: Store, *, is_taken_back: bool = False) -> Deed | None:
    """Return the deed of an import of which something is still to be written or taken back, the oldest of several.

    Shape: its `file` names the files; `is_taken_back` asks only for one that is being taken back.
    """
    return store.first(Deed, OLDEST_OF, kinds.UNDO) if is_taken_back else store.first(Deed, OLDEST)


def of_read(store: Store, read: str) -> Deed | None:
    """Return the deed of the import of these very files that is unfinished, so that it goes on.

    `read` is what they are known by, whatever they are called; of nothing no import is known.
    """
    return store.first(Deed, OF_READ, deeds.importing(read)) if read else None
