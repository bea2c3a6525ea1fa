"""An append as a till of a shop keeps it while the server is away: whom and what it is about by key, not by number."""

from __future__ import annotations

from ...errors import StoreError
from .. import kinds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..database.connection import Store
    from ..rows import Customer

LEFT_OUT = {
    kinds.PIN: "A pin",
    kinds.NEED: "A need",
    kinds.LOST: "That somebody left",
    kinds.TOLD: "News that was told",
}

KEY_OF = "SELECT key FROM {table} WHERE id = ?"  # of our own tables alone


def said(
    store: Store, signed: Any, person: Customer, verb: str, written: Sequence[Any], *, is_visit: bool = False
) -> dict[str, Any]:
    """Return an append as it is kept.

    Raises: StoreError where it must not wait: a pin or a need, as nobody has more than three or one twice; that
    somebody left, as that is said once.
    """
    for kind in {entry.kind for entry in written} & LEFT_OUT.keys():
        without = f"note it without --{kind}, or " if kind in kinds.OF_FACT else ""
        raise StoreError(
            f"{LEFT_OUT[kind]} is not kept while the server is away.", f"{without}type it again once the server answers"
        )
    return {
        "person": person.key,
        "name": person.name,
        "verb": verb,
        "is_visit": is_visit,
        "now": signed.now.isoformat(),
        "today": signed.today.isoformat(),
        "till": signed.till,
        "staff": signed.staff,
        "session": signed.session,
        "entries": [_entry(store, entry) for entry in written],
    }


def _entry(store: Store, entry: Any) -> dict[str, Any]:
    due = entry.due and entry.due.isoformat()
    kept: dict[str, Any] = vars(entry) | {"day": entry.day.isoformat(), "due": due}
    kept["about_id"] = _key(store, "interaction", entry.about_id)
    kept["other_id"] = _key(store, "customer", entry.other_id)
    return kept


def _key(store: Store, table: str, number: int | None) -> str | None:
    key: str | None = store.value(KEY_OF.format(table=table), (number,)) if number else None
    return key
