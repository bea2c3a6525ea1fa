"""What waits at a till of a shop, where the shop erases somebody or a name of the staff, here or at another till."""

from __future__ import annotations

from ..erasure import hers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import Any

    from ..database.connection import Store
    from .copy import Copy

DROPPED = "Not sent, and dropped: {0} of what was noted here, of somebody whom the shop has erased."
PERSON, BRINGER = "person", "bringer"
"""What says in an append, by their keys, whom it is about, and who brought whom it adds."""

STAFF_OF = "SELECT staff FROM deed WHERE key = ? AND staff IS NOT NULL"
OF_FORMER_STAFF = "SELECT key FROM deed WHERE staff = ?"
ERASED = "SELECT key FROM erasure"


def by_another(store: Copy, said: Mapping[str, Any]) -> None:
    """Note in what waits what another till has erased, before the rows that say so are written into the copy."""
    if not said.get("forgotten"):
        return
    deeds = said.get("deed")
    former: list[str] = []
    if deeds:
        key, staff = deeds["columns"].index("key"), deeds["columns"].index("staff")
        former = [row[key] for row in deeds["rows"] if row[staff] == hers.FORMER_STAFF]
    store.erases(said["forgotten"], names(store, former))


def in_another(store: Copy, fresh: Store) -> None:
    """Note in what waits what is erased in the copy that takes this one's place."""
    erased = [key for (key,) in fresh.ask(ERASED)]
    former = (key for (key,) in fresh.each(OF_FORMER_STAFF, (hers.FORMER_STAFF,)))
    with store.writing_here():
        store.erases(erased, names(store, former))


def names(store: Store, deeds: Iterable[str]) -> set[str]:
    """Return the names of staff that deeds have here which are former staff's by now.

    Shape: a deed's name never changes but by an erasure; a fact's also where it is confirmed.
    """
    found = {store.value(STAFF_OF, (key,)) for key in deeds}
    return found - {None, hers.FORMER_STAFF}


def rename_staff(store: Copy, name: str) -> None:
    """Write that it was former staff wherever a name of staff stands in what waits, and in the copy."""
    for entry in store.outbox.all():
        if entry.said.get("staff") == name:
            store.outbox.say(entry.key, entry.said | {"staff": hers.FORMER_STAFF})
    hers.erase_staff(store, name)


def drop(store: Copy, keys: Collection[str]) -> None:
    """Drop what waits about customers of these keys, or names them, and leave no trace of it; say how much it was.

    Shape: also what cannot be read, where a key of theirs stands in it.
    """
    named = [entry for entry in store.outbox.all() if any(key in entry.append for key in keys)]
    brought = [entry for entry in named if entry.is_draft and entry.said.get(PERSON) not in keys]
    theirs = [entry for entry in named if entry not in brought]
    with store.writing_here():
        for entry in theirs:
            store.take_out(entry.key)
            store.outbox.drop(entry.key)
        for entry in brought:
            store.outbox.say(entry.key, entry.said | {"brought_by": None, BRINGER: None})
    store.outbox.leave_no_trace()
    if theirs:
        store.tell(DROPPED.format(len(theirs)))
