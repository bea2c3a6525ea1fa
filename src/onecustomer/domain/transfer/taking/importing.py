"""Bringing people in from files: new ones are added, known ones completed, nothing is written over unasked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ....store.database.connection import Store
from ....store.record import Record
from ...timeline.deed import Signed
from ..reading.incoming import Progress, Source
from ..returning.receiving import Receiver
from .counted import Counted
from .unfinished import unfinished

__all__ = ["Bar", "OwnExport", "bring_in", "unfinished"]

Bar = Callable[[str], Progress]
"""Takes the path of the file that is read now."""


class OwnExport(Record):
    """An export of onecustomer's own: what gives its things to a receiver, whether it keeps numbers and deeds.

    Shape: `path` is as it was typed; `erased` are the keys of those who were erased from the store on request.
    """

    path: str
    take: Callable[[Receiver], None]
    is_lossless: bool
    erased: Collection[str]


def bring_in(
    store: Store,
    signed: Signed,
    sources: Sequence[Source | OwnExport],
    bar: Bar = lambda _: lambda _: None,
    *,
    is_updating: bool = False,
    is_dry: bool = False,
) -> list[Counted]:
    """Take everybody of all files in, in batches under one deed, and return what became of each file's people.

    Shape: a deed of the same files that was cut short goes on. Where it is cut short here, the store says so. A dry run
    has a store of its own that is gone afterwards, so that no copy of it is made.
    """
    raise NotImplementedError
