"""An export of our own on its way in: into an empty store as it was, into another one as people come in."""

from __future__ import annotations

from collections.abc import Callable, Collection

from ....store import kinds
from ....store.database.connection import Store
from ....store.office import whole
from ....store.record import Record
from ...timeline import deed
from ...timeline.deed import Signed
from ..returning.receiving import Receiver
from .begun import Begun
from .counted import Counted


class OwnExport(Record):
    """An export of onecustomer's own: what gives its things to a receiver, whether it keeps numbers and deeds.

    Shape: `path` is as it was typed; `erased` are the keys of those who were erased from the store on request.
    """

    path: str
    take: Callable[[Receiver], None]
    is_lossless: bool
    erased: Collection[str]


class NothingNew(Exception):
    """Rolls back the transaction of an import that changes nothing."""


def take(store: Store, signed: Signed, begun: Begun, source: OwnExport) -> Counted:
    """Take all that an export has, and return what became of its people."""
    as_it_was = source.is_lossless and not begun.number and whole.is_empty(store)
    changes: list[deed.Change] = []
    begun.before_the_first()
    try:
        with store.writing():
            receiver = Receiver(store, signed, begun, changes, as_it_was, source.erased)
            source.take(receiver)
            receiver.finish()
            if not receiver.is_changed:
                raise NothingNew
            if as_it_was:
                receiver.counted.is_restored = True
                deed.begin(store, signed, kinds.RESTORE)  # so that undo finds no deed of the file's
            begun.replaced(changes)
    except NothingNew:
        begun.number = begun.resumed
    begun.is_kept()
    return receiver.counted
