"""Whether later deeds stand on one, so that it cannot be taken back alone."""

from __future__ import annotations

from ....store import kinds
from ....store.counter import read, undo
from ....store.counter.undo import MOVED, TAKEN
from ....store.rows import Interaction
from ..deed import CHANGED, ROW, SETTING, VALUES
from ..replaced import OF_ROWS, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ....store.database.connection import Store
    from ....store.rows import Deed


def is_built_upon(store: Store, deed: Deed) -> bool:
    """Tell whether a later deed stands on this one: taking both back, in this order, would mix up what was there.

    That is so where a later one answers its entry, took away what it wrote, wrote of people it added, or changed
    something of a person, style or setting of which this one has something to put back.
    """
    if undo.is_built_upon(store, deed.id):
        return True
    if deed.verb == kinds.MERGE:
        from . import merged

        return merged.is_built_upon(store, deed.id, deed.customer_id)
    mine = replaced(deed.before)
    if any(_is_of_nobody(store, *change) for change in mine):
        return True
    if any(_is_in_the_way(store, deed, *change) for change in mine):
        return True
    touched = {_whose(change) for change in mine} | undo.added(store, deed.id)
    later = [change for before in undo.replaced_since(store, deed) for change in replaced(before)]
    return any(_whose(change) in touched or _wrote(change) == deed.id for change in later)


def _is_of_nobody(store: Store, kind: str, what: Any, value: Any) -> bool:
    """Tell whether a change puts back what is of somebody, or names somebody, who was merged into another since."""
    named = (value["customer_id"], value.get("other_id")) if kind in OF_ROWS else (what,) if kind == VALUES else ()
    return any(number is not None and read.customer(store, number) is None for number in named)


def _is_in_the_way(store: Store, deed: Deed, kind: str, what: str, value: Any) -> bool:
    """Tell whether a later deed wrote where this change puts something back, mended it once more, or ended it."""
    if kind not in OF_ROWS:
        return False
    now = store.first(undo.TABLES[what], read.BY_ID, value["id"])
    if kind != ROW and now is None:
        return True
    if kind == CHANGED and now and vars(now)["mended_id"] != deed.id:
        return True
    is_moved = now is not None and vars(now)["customer_id"] != value["customer_id"]
    if what != Interaction.table:
        return (kind == ROW or is_moved) and undo.wrote_since(store, deed.id, what, value["customer_id"])
    ended = value["about_id"] if kind == ROW else value["id"] if is_moved else None
    ending = read.ending(store, ended) if ended else None
    return ending is not None and ending.mended_id != deed.id


def _whose(change: Any) -> int | str:
    """Return the customer, or the name of the style or setting, whose change this is; an entry is its own."""
    kind, what, value = change
    if kind in OF_ROWS:
        is_alone = what == Interaction.table or kind != ROW
        whose: int | str = f"{what} {value['id']}" if is_alone else value["customer_id"]
        return whose
    if kind in (MOVED, TAKEN):
        from . import merged

        return merged.whose(change)
    return f"{SETTING} {what}" if kind == SETTING else what


def _wrote(change: Any) -> int | None:
    """Return the deed that wrote the row which this change puts back."""
    deed_id: int | None = change[2].get("deed_id") if change[0] in (*OF_ROWS, TAKEN) else None
    return deed_id
