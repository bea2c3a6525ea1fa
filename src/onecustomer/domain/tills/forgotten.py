"""Whom the shop has erased: at another till, so that this one leaves no trace of them either."""

from __future__ import annotations

from ...store.erasure import finish

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.shop.shared import Shared


def leave_no_trace(store: Shared) -> None:
    """Leave no trace of whom the shop has erased: on this till, and in what waits for the server.

    Shape: who they are stands in the copy, so that the next command goes on where this is cut short.
    Raises: StoreError; OSError.
    """
    store.forgotten, store.has_erasures = [], False
    finish.of_the_shop(store)
