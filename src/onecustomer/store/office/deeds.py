"""What a deed of many batches says of itself: what is still to be done of it, and what it replaced so far."""

from __future__ import annotations

from .. import kinds
from ..database.connection import Store


def importing(read: str) -> str:
    """Return what a deed says of itself while an import is unfinished; `read` is what its files are known by."""
    return f"{kinds.IMPORT} {read}" if read else kinds.IMPORT


def parted(unfinished: str | None) -> tuple[str, str]:
    """Return what is still to be done of a deed, an import or an undo, and what its files are known by."""
    what, _, read = (unfinished or "").partition(" ")
    return what, read


def add_replaced(store: Store, deed_id: int, more: str) -> None:
    """Add to a deed more of what it replaced, a list as JSON that is not empty."""
    store.change(
        "UPDATE deed SET before = CASE WHEN before IS NULL THEN :more"
        " ELSE substr(before, 1, length(before) - 1) || ', ' || substr(:more, 2) END WHERE id = :deed",
        {"more": more, "deed": deed_id},
    )


def take_over(store: Store, deed_id: int, till: str, session: int | None) -> None:
    """Make a deed another till's, so that undo takes it back there."""
    store.change(
        "UPDATE deed SET till = :till, session = :session WHERE id = :id AND till <> :till",
        {"till": store.till_of(till), "session": session, "id": deed_id},
    )


def mark(store: Store, deed_id: int, unfinished: str | None) -> None:
    """Say of a deed what is still to be done of it, an import or an undo; none where it is whole."""
    store.change("UPDATE deed SET unfinished = ? WHERE id = ?", (unfinished, deed_id))
