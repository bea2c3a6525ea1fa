"""Bringing people in from files: new ones are added, known ones completed, nothing is written over unasked."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from ....errors import Refused
from ....store.database.connection import Store
from ....store.database.unchecked import unchecked
from ....store.office import aside, pages
from ....store.office.many import data_version
from ....store.office.pace import OfDraft, Pace
from ....store.overview.morning import last_customer
from ....store.rows import Deed
from ...language.text import quoted
from ...timeline import called
from ...timeline.deed import Signed
from ..reading.incoming import Progress, Source
from . import own
from .batches import Batches
from .begun import Begun, taken_back
from .counted import Counted
from .own import OwnExport

__all__ = ["Bar", "OwnExport", "bring_in"]

LARGE = 8 << 20  # bytes
"""From how much on the first files of a shop come into a draft of its store: twice as fast, and all at once."""

Bar = Callable[[str], Progress]
"""Takes the path of the file that is read now."""


def bring_in(
    store: Store,
    signed: Signed,
    sources: Sequence[Source | OwnExport],
    bar: Bar = lambda _: lambda _: None,
    *,
    read: str = "",
    size: int = 0,
    is_updating: bool = False,
    is_dry: bool = False,
) -> list[Counted]:
    """Take everybody of all files in, in batches under one deed, and return what became of each file's people.

    Shape: `read` is what the files are known by: a deed of these very files that was cut short goes on; `size` is
    theirs. A dry run has a store of its own that is gone afterwards, so that no copy of it is made.
    Raises: Refused where an import is being taken back.
    """
    _refuse_taken_back(store, signed)
    files = ", ".join(os.path.basename(source.path) for source in sources)

    def into(store: Store, pace: Pace) -> list[Counted]:
        begun = Begun(store, signed, files, read, is_dry=is_dry)
        return _taken(store, signed, sources, bar, begun, pace, is_updating=is_updating)

    has_own = any(isinstance(one, OwnExport) for one in sources)
    if size >= LARGE and not (has_own or is_dry) and aside.may_have(store, size):
        Begun(store, signed, files, read, is_dry=False).begin()
        try:
            version = data_version(store)
            with aside.drafted(store) as draft, unwatched():
                return into(draft, OfDraft(lambda: aside.check(store, version)))
        except aside.Overtaken:
            store.tell("Another terminal has written meanwhile: the import begins anew, and goes on beside it.")
    with pages.kept(store), unwatched():
        return into(store, Pace())


def _refuse_taken_back(store: Store, signed: Signed) -> None:
    if going := taken_back(store):
        raise Refused(
            f"The import of {called.files(going.file)} is being taken back.",
            f"{_undo(store, going, signed)} ends that; then import again",
        )


def _taken(
    store: Store,
    signed: Signed,
    sources: Sequence[Source | OwnExport],
    bar: Bar,
    begun: Begun,
    pace: Pace,
    *,
    is_updating: bool,
) -> list[Counted]:
    """Take all files in, and mark their deed finished."""
    counts: list[Counted] = []
    try:
        for source in sources:
            if isinstance(source, OwnExport):
                counts.append(own.take(store, signed, begun, source, pace))
                continue
            counted = Counted(last_customer(store))
            counts.append(counted)
            batches = Batches(store, signed, begun, counted, pace, is_updating=is_updating)
            # each row is written under the lock under which whom it names was seen; to ask takes a tenth of it all
            with unchecked(store):
                batches.take(source.people(bar(source.path)))
        begun.finish()
    finally:
        begun.let_go_of_copy()
    for counted in counts:
        counted.deed_id = begun.number
    if begun.copy:
        store.tell(f"A copy of the store as it was before: {begun.copy}")
    return counts


def _undo(store: Store, going: Deed, signed: Signed) -> str:
    """Return the command that goes on with taking back, also where the terminal that began it is closed."""
    name = "" if going.till == store.till_of(signed.till) else f"OC_TILL={quoted(going.till, as_one=True)} "
    return f"{name}oc undo"


@contextmanager
def unwatched() -> Iterator[None]:
    """Let the block make things without a search for rings among them; it makes none that are large.

    Source: the search took a third of an import (measured 2026-11).
    """
    was_on = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
