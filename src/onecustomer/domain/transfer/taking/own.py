"""An export of our own on its way in: into an empty store as it was, into another one as people come in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress

from ....store import kinds
from ....store.database.connection import Store
from ....store.office import whole
from ....store.office.pace import Pace
from ....store.record import Record
from ...timeline import deed
from ...timeline.deed import Signed
from ..returning.receives import Receives
from ..returning.receiving import Receiver
from .begun import Begun
from .counted import Counted
from .parted import Looked, Parted


class OwnExport(Record):
    """An export of onecustomer's own: what gives its things to a receiver, whether it keeps numbers and deeds.

    Shape: `path` is as it was typed; `erased` are the keys of those who were erased from the store on request.
    """

    path: str
    take: Callable[[Receives], None]
    is_lossless: bool
    erased: Collection[str]


class NothingNew(Exception):
    """Rolls back the transaction of an import that changes nothing."""


def take(store: Store, signed: Signed, begun: Begun, source: OwnExport, pace: Pace) -> Counted:
    """Take all that an export has, and return what became of its people."""
    if source.is_lossless and not begun.number and whole.is_empty(store):
        return _as_it_was(store, signed, begun, source)
    source.take(Looked())
    parted = Parted(
        *(store, begun, pace),
        lambda changes: Receiver(store, signed, begun, changes, False, source.erased, resumed=begun.resumed),
    )
    source.take(parted)
    return parted.finish().counted


def _as_it_was(store: Store, signed: Signed, begun: Begun, source: OwnExport) -> Counted:
    """Take an export into an empty store as it was, in one transaction: no till has anybody there to serve."""
    changes: list[deed.Change] = []
    with suppress(NothingNew), store.writing():
        receiver = Receiver(store, signed, begun, changes, True, source.erased)
        source.take(receiver)
        receiver.finish()
        if not receiver.is_changed:
            raise NothingNew
        receiver.counted.is_restored = True
        deed.begin(store, signed, kinds.RESTORE)  # so that undo finds no deed of the file's
    return receiver.counted
