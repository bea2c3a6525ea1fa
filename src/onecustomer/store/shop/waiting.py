"""What is written at a till while the server is away, and taken back before it is sent."""

from __future__ import annotations

from ...errors import Refused, StoreError
from ..database.connection import IMMEDIATE, Transaction
from ..rows import PROVISIONAL
from .kept import as_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any

    from ..rows import Deed
    from .copy import Copy


class Waiting(Transaction):
    """A write that waits for the server: kept in the outbox first, and shown by the copy under numbers of its own."""

    store: Copy

    def __init__(self, store: Copy, append: Callable[[], dict[str, Any]], *, is_sent: bool) -> None:
        super().__init__(store, IMMEDIATE)
        self.append, self.is_sent = append, is_sent

    def __enter__(self) -> None:
        super().__enter__()
        try:
            self.said = self.append()
        except BaseException:
            super().__exit__(StoreError)
            raise
        self.store.is_waiting = True

    def __exit__(self, kind: type[BaseException] | None, *rest: BaseException | TracebackType | None) -> None:
        store = self.store
        store.is_waiting, store.preset, keys = False, [], store.keys
        if kind is not None or not keys:
            super().__exit__(kind, *rest)
            return
        key = keys[0][-1]
        try:
            store.outbox.add(key, as_json(self.said | {"keys": keys}), sent=self.is_sent)
        except BaseException:
            super().__exit__(StoreError)
            raise
        try:
            super().__exit__(None)
        except BaseException:
            store.outbox.drop(key)  # nobody was told that it is kept
            raise
        store.has_kept |= not self.said["is_visit"]


class TakingBack(Transaction):
    """Taking back what still waits: out of the copy, and out of the outbox.

    Raises: Refused where it was sent meanwhile.
    """

    store: Copy

    def __init__(self, store: Copy, till: str, deed_id: int) -> None:
        super().__init__(store, IMMEDIATE)
        self.till, self.deed_id = till, deed_id

    def __enter__(self) -> None:
        super().__enter__()
        last = _last(self.store, self.till)
        if last is None or last.id != self.deed_id:
            super().__exit__(StoreError)
            raise Refused("It was sent to the shop just now.", "nothing was taken back: oc undo")
        self.key = str(self.store.value("SELECT key FROM deed WHERE id = ?", (last.id,)))

    def __exit__(self, kind: type[BaseException] | None, *rest: BaseException | TracebackType | None) -> None:
        outbox = self.store.outbox
        if kind is not None:
            super().__exit__(kind, *rest)
            return
        try:
            outbox.take_back(self.key)
        except BaseException:
            super().__exit__(StoreError)
            raise
        try:
            super().__exit__(None)
        except BaseException:
            outbox.take_back(self.key, 0)
            raise
        with self.store.writing_here():
            outbox.drop_unsent(self.key)


def waits(store: Copy, till: str) -> int | None:
    """Return the number of the last write of a till where that still waits; none where it does not."""
    last = _last(store, till)
    return last.id if last and last.id >= PROVISIONAL else None


def _last(store: Copy, till: str) -> Deed | None:
    """Return the last write of a till."""
    from ..counter.undo import last_deed  # to note something is no undo

    return last_deed(store, till)
