"""Whom the shop has erased: at another till, so that this one leaves no trace of them either."""

from __future__ import annotations

from ...store.erasure import finish
from ...store.rare_rows import Erasure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.shop.outbox import Entry
    from ...store.shop.shared import Shared


def is_any(store: Shared) -> bool:
    """Tell whether the shop has erased somebody of whom this till may have traces."""
    return bool(store.forgotten) or store.has_erasures


def leave_no_trace(store: Shared) -> None:
    """Leave no trace of whom the shop has erased: on this till, and in what waits for the server.

    Shape: who they are stands in the copy, so that the next command goes on where this is cut short.
    Raises: StoreError; OSError.
    """
    erased = {one.key for one in store.all(Erasure, "")}
    theirs = [entry for entry in store.outbox.all() if not _named(entry).isdisjoint(erased)]
    with store.writing_here():
        for entry in theirs:
            store.take_out(entry.key)
            store.outbox.drop(entry.key)
    if theirs:
        store.outbox.leave_no_trace()
        store.tell(
            f"Not sent, and dropped: {len(theirs)} of what was noted here, of somebody whom the shop has erased."
        )
    store.forgotten, store.has_erasures = [], False
    finish.of_the_shop(store)


def _named(entry: Entry) -> set[object]:
    """Return the keys of whom an entry is about, and of whom it names."""
    said = entry.said
    return {said.get("person"), *(one.get("other_id") for one in said.get("entries", ()))}
