"""A draft of the store, made of a copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from ..copies import making
from ..database.connection import Store
from ..schema import create
from . import candidates


@contextmanager
def drafted(copy: str, path: str, index: create.Step) -> Iterator[str]:
    """Yield a draft of the store at `path` that has what a copy has, in this program's schema; it is gone at the end.

    `index` makes the search keys anew where the copy is old.
    Raises: StoreError, OSError.
    """
    with candidates.opened(copy) as store, making.drafted(store, path) as draft:
        create.migrate_draft(draft, index)
        with closing(Store.at(draft, lambda _: None)) as made:
            made.value("PRAGMA journal_mode = DELETE")  # so that all of it is in one file
        yield draft
