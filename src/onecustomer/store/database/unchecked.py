"""Rows that are written without a question for each whether what it names is there."""

from __future__ import annotations

from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .connection import Store


@contextmanager
def unchecked(store: Store) -> Iterator[None]:
    """Let the transactions of the block write rows that name what is not looked for; it begins and ends outside them.

    The block must know that what they name is there, or that it comes later.
    """
    store.change("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        store.change("PRAGMA foreign_keys = ON")
