"""What deeds keep of what they replaced: the part of it that is somebody's who is erased is taken out.

Shape: a deed has its changes as JSON, each a kind, what it is of, and the values, as `domain.timeline.deed` makes them.
What cannot be read is taken out whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ..database.connection import Store

KEPT = "SELECT id, customer_id, before FROM deed WHERE before IS NOT NULL"
PUT = "UPDATE deed SET before = ? WHERE id = ?"
OF_PERSON, OF_ROW = "customer", ("interaction", "fact", "handle", "occasion")

Row = tuple[str, int]


def clear(store: Store, customer_id: int, hers: set[Row], names: Callable[[str], bool]) -> int:
    """Take what is hers out of every deed, or says words that name her; return how many deeds that changed.

    `hers` are her rows, by table and number.
    """
    changed: list[tuple[str | None, int]] = []
    for number, whose, kept in store.ask(KEPT):
        left = _without(kept, customer_id, hers, names) if whose != customer_id else None
        if left != kept:
            changed.append((left, number))
    store.change_each(PUT, changed)
    return len(changed)


def _without(kept: object, customer_id: int, hers: set[Row], names: Callable[[str], bool]) -> str | None:
    """Return the JSON of a deed without what is hers; as it was where nothing is, none where nothing is left."""
    try:
        changes: list[Any] = json.loads(str(kept))
        left = [one for one in changes if not _is_hers(one, customer_id, hers) and not any(map(names, _texts(one)))]
        freed = [_free(one, customer_id, hers) for one in left]
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
    if freed == changes:
        return str(kept)
    return json.dumps(freed) if freed else None


def _is_hers(change: Any, customer_id: int, hers: set[Row]) -> bool:
    _, what, values = change
    if what in OF_ROW and isinstance(values, dict):
        return values.get("customer_id") == customer_id or (what, values.get("id")) in hers
    return isinstance(what, int) and what == customer_id


def _texts(change: Any) -> list[str]:
    _, what, values = change
    said = values.values() if isinstance(values, dict) else [values, what]
    return [one for one in said if isinstance(one, str)]


def _free(change: Any, customer_id: int, hers: set[Row]) -> Any:
    """Return a change of somebody else's row without her number in it."""
    kind, what, values = change
    if not isinstance(values, dict) or what not in OF_ROW:
        return change
    is_of_hers = {
        "other_id": (OF_PERSON, values.get("other_id")) in {*hers, (OF_PERSON, customer_id)},
        "about_id": ("interaction", values.get("about_id")) in hers,
    }
    return [kind, what, {column: None if is_of_hers.get(column) else value for column, value in values.items()}]


def rename_staff(store: Store, name: str, to: str) -> None:
    """Write another name in place of one of the staff, in what every deed keeps."""
    changed: list[tuple[str, int]] = []
    for number, _, kept in store.ask(KEPT):
        try:
            changes: list[Any] = json.loads(str(kept))
            rows = [values for _, _, values in changes if isinstance(values, dict) and values.get("staff") == name]
        except (ValueError, TypeError):
            continue
        for values in rows:
            values["staff"] = to
        if rows:
            changed.append((json.dumps(changes), number))
    store.change_each(PUT, changed)
