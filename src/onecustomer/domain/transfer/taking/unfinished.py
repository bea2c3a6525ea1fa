"""An import that was cut short: the deed says so until the same command has finished it, or undo has taken it back."""

from __future__ import annotations

from ....store import kinds
from ....store.database.connection import Store
from ....store.rows import Deed

OLDEST = "WHERE unfinished IS NOT NULL ORDER BY id LIMIT 1"
OLDEST_OF = "WHERE unfinished IS NOT NULL AND unfinished = ? ORDER BY id LIMIT 1"
OF_FILES = "WHERE unfinished IS NOT NULL AND unfinished = ? AND file = ? ORDER BY id DESC LIMIT 1"


def unfinished(store: Store, what: str | None = None) -> Deed | None:
    """Return the deed of an import of which something is still to be written or taken back, the oldest of several.

    Shape: its `file` names the files, its `unfinished` says which of the two, an import or an undo; `what` asks
    for one of these only.
    """
    return store.first(Deed, OLDEST_OF, what) if what else store.first(Deed, OLDEST)


def of_files(store: Store, files: str) -> Deed | None:
    """Return the deed of an import of these files that was cut short, so that it goes on."""
    return store.first(Deed, OF_FILES, kinds.IMPORT, files)
