"""What deeds keep of what they replaced: the part of it that is somebody's who is erased is taken out.

Shape: a deed has its changes as JSON, each a kind, what it is of, and the values, as `domain.timeline.deed` makes them.
What cannot be read is taken out whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from ..counter.undo import MOVED, TAKEN
from ..database.connection import Store
from ..kinds import ERASED

KEPT = "SELECT id, customer_id, before FROM deed WHERE before IS NOT NULL"
PUT = "UPDATE deed SET before = ? WHERE id = ?"
OF_PERSON, OF_ROW = "customer", ("interaction", "fact", "handle", "occasion")
ROW, SETTING = "row", "rule"
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)

Row = tuple[str, int]


def clear(store: Store, customer_id: int, hers: set[Row], names: Callable[[str], bool]) -> int:
    """Take her words out of every deed, and words of others that name her; return how many deeds changed.

    `hers` are her rows, by table and number; `names` tells whether words surely name her. Shape: where words of others
    went, a change says so, and whose they were: that deed can no longer be taken back.
    """
    changed = cleared(store, customer_id, hers, names)
    store.change_each(PUT, changed)
    return len(changed)


def cleared(
    store: Store, customer_id: int, hers: set[Row], names: Callable[[str], bool]
) -> list[tuple[str | None, int]]:
    """Return what is left of each deed that has words to be taken out, as `clear` takes them, and its number."""
    changed: list[tuple[str | None, int]] = []
    for number, whose, kept in store.ask(KEPT):
        left = _without(kept, customer_id, hers, names) if whose != customer_id else None
        if left != kept:
            changed.append((left, number))
    return changed


def words(store: Store, customer_id: int, hers: set[Row]) -> Iterator[tuple[int, int | None, str]]:
    """Yield what deeds about others keep, but for what is hers: the deed's number, whom it is about, and a text."""
    for number, whose, kept in store.ask(KEPT):
        if whose != customer_id:
            with suppress(*UNREADABLE):
                others = [one for one in json.loads(str(kept)) if not _is_hers(one, customer_id, hers)]
                yield from ((number, whose, text) for one in others for text in _texts(one))


def _without(kept: object, customer_id: int, hers: set[Row], names: Callable[[str], bool]) -> str | None:
    """Return the JSON of a deed without what is hers; as it was where nothing is, none where nothing is left."""
    try:
        changes: list[Any] = json.loads(str(kept))
        others = [one for one in changes if not _is_hers(one, customer_id, hers)]
        left = [_erased(one) if any(map(names, _texts(one))) else _free(one, customer_id, hers) for one in others]
    except UNREADABLE:
        return json.dumps([[ERASED, "", None]])
    if left == changes:
        return str(kept)
    return json.dumps(left) if left else None


def _erased(change: Any) -> Any:
    """Return what stands in place of a change: that it was erased, and of what; none beneath it can be taken back."""
    kind, what, values = change
    if what in OF_ROW and isinstance(values, dict):
        is_alone = what == "interaction" or kind != ROW
        return [ERASED, f"{what} {values['id']}" if is_alone else values["customer_id"], None]
    if kind == TAKEN:
        return [ERASED, values["id"] if what == OF_PERSON else values["customer_id"], None]
    return [ERASED, f"{kind} {what}" if kind == SETTING else what, None]


def _is_hers(change: Any, customer_id: int, hers: set[Row]) -> bool:
    kind, what, values = change
    if kind == TAKEN:
        return customer_id in (values.get("customer_id"), values.get("other_id"))
    if kind != MOVED and what in OF_ROW and isinstance(values, dict):
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
