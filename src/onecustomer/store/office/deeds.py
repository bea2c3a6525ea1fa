"""What a deed of many batches says of itself: what is still to be done of it, and what it replaced so far."""

from __future__ import annotations

from ..database.connection import Store


def add_replaced(store: Store, deed_id: int, more: str) -> None:
    """Add to a deed more of what it replaced, a list as JSON that is not empty."""
    store.change(
        "UPDATE deed SET before = CASE WHEN before IS NULL THEN :more"
        " ELSE substr(before, 1, length(before) - 1) || ', ' || substr(:more, 2) END WHERE id = :deed",
        {"more": more, "deed": deed_id},
    )


def mark(store: Store, deed_id: int, unfinished: str | None) -> None:
    """Say of a deed what is still to be done of it, an import or an undo; none where it is whole."""
    store.change("UPDATE deed SET unfinished = ? WHERE id = ?", (unfinished, deed_id))
