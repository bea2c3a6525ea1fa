"""A draft of the store, made of a copy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

from ...errors import StoreError
from .. import files
from ..copies import good, making
from ..database.connection import Store
from ..schema import create


@contextmanager
def drafted(copy: str, path: str, index: create.Step) -> Iterator[str]:
    """Yield a draft of the store at `path` that has what a copy has, in this program's schema; it is gone at the end.

    `index` makes the search keys anew where the copy is old.
    Raises: StoreError, OSError.
    """
    folder = os.path.dirname(path)
    files.make_folder(folder)
    if not files.may(folder, os.W_OK):
        raise StoreError(f"The store's folder is read-only for you; nothing was restored: {folder}", "ask its owner")
    with good.opened(copy) as store, making.drafted(store, path) as draft:
        create.migrate_draft(draft, index)
        with closing(Store.at(draft, lambda _: None)) as made:
            made.value("PRAGMA journal_mode = DELETE")  # so that all of it is in one file
        yield draft
