"""Leaving no trace of whom the store has erased: in its own file, in copies and drafts beside it, at the tills.

Whoever is erased stands in the table `erasure`, by the random key alone, until that is done. So it can be cut short
anywhere, and the next command that writes does it from the beginning.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from ...errors import OnecustomerError, StoreError
from .. import files, spools
from ..copies import digest, named
from ..current import FOLDER
from ..database import traces
from ..database.connection import Store
from ..rare_rows import Erasure
from . import erased_keys, from_copies, hers
from .from_copies import Left, Opened

LARGE = 256 << 20  # bytes of a store from which it is rewritten only where a trace is found
AT_THE_COUNTER_MS = 100  # for which a write that finishes an erasure waits for other terminals
SURE = 8  # bytes of a value that do not come about by chance
PIPED = "Erased from view; what is piped into oc import just now may still name them."
AT_ITS_END = "it is removed with the end of that import; the next command that writes then clears the rest away"
LATER_ON = "oc tidy or the next command that writes clears the rest away"
LATER = f"close them; {LATER_ON}"
OFTEN_SAID = ("clears the rest away", "tries again")
THEN = f"then {LATER_ON}"


class SetAside(Left):
    """All is erased but from damaged stores that were set aside, at these paths."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(
            f"Erased from view. A damaged store that was set aside may hold who was erased: {paths[0]}",
            f"remove it; {LATER_ON}",
        )
        self.paths = paths


def before_a_write(store: Store) -> None:
    """Finish what another command began and could not end; where that still cannot be, say so: the write goes on."""
    try:
        finish(store, patience_ms=AT_THE_COUNTER_MS)
        store.tell(FINISHED)
    except (OnecustomerError, OSError):
        store.tell(UNFINISHED)


def of_the_shop(store: Store) -> None:
    """Leave no trace here of whom another till of the shop has erased; where that cannot be yet, say so.

    Shape: who they are stands in the copy, so that the next command goes on where this is cut short.
    """
    try:
        finish(store, patience_ms=AT_THE_COUNTER_MS)
    except (OnecustomerError, OSError):
        store.tell(UNFINISHED_OF_THE_SHOP)


FINISHED = "Finished an erasure that was cut short: the store is written anew, and its copies hold them no more."
"""What is said then: nobody's name is known any more, so that no byte can be looked for."""

UNFINISHED = "Something was erased from view, and traces may be left; the next command that writes clears them away."
"""What every command says until an erasure is finished."""

UNFINISHED_OF_THE_SHOP = "Somebody was erased in the shop, and traces may be left here; the next command clears them."
"""What a till of a shop says until no trace is left on it."""


def is_to_come(store: Store, day: str) -> None:
    """Write, within the transaction that erases what is nobody's alone, that traces of it may be left."""
    store.change('DELETE FROM erasure WHERE "key" = ?', (hers.NAMELESS,))
    store.insert(Erasure, {"key": hers.NAMELESS, "day": day})  # so that every till of a shop hears of it


def finish(store: Store, values: Collection[str] = (), *, patience_ms: int | None = None) -> None:
    """Leave no trace of those in the table `erasure`, then put their keys on the list and take them out of the table.

    `values` are what must stand nowhere any more, where that is known.
    Raises: Left where traces may be left; then it can be done again.
    """
    try:
        _finish(store, values, patience_ms)
    except SetAside:
        raise
    except (OnecustomerError, OSError) as error:
        raise remains(error, THEN) from None


def remains(error: OnecustomerError | OSError, then: str) -> Left:
    """Return what is said where something was erased from view, and this is why traces remain.

    `then` is said behind the hint, where that does not say itself what clears the rest away.
    """
    if isinstance(error, OSError):
        where = f" ({error.strerror}: {error.filename})" if error.filename else ""
        return Left(f"Erased from view; traces remain{where}.", LATER_ON)
    if error.hint.endswith(OFTEN_SAID):
        then = ""
    is_said = error.sentence.startswith("Erased from view")
    sentence = error.sentence if is_said else f"Erased from view; traces remain. {error.sentence}"
    return Left(sentence, "; ".join(filter(None, (error.hint, then))))


def _finish(store: Store, values: Collection[str], patience_ms: int | None) -> None:
    erased = store.all(Erasure, "ORDER BY key")
    keys = [one.key for one in erased if one.key != hers.NAMELESS]
    store.drop_waiting(keys)
    is_looked_through = _is_large_and_clean(store, values, patience_ms)
    if not is_looked_through and not traces.leave_none(store, patience_ms):
        raise Left("Erased from view; traces remain until other terminals close.", LATER)
    _sweep_drafts(store.path)  # before the copies are listed: a draft that becomes one until then is among them
    for copy in named.of_store(store.path) if keys else ():
        from_copies.erase(copy.path, keys)
    _clear_tills(store.path, keys)
    piped = spools.sweep(store.path)
    if piped and keys and not values:
        raise Left(PIPED, AT_ITS_END)
    beside = traces.files_of(store.path)[is_looked_through:]
    _check(store, beside, values)
    _check_copies(store, keys, values)
    _check_piped(store, piped, values)
    _refuse_what_was_set_aside(store.path, keys)
    try:
        _take_out(store, erased)
    except StoreError:
        raise Left("Erased from view; that no trace is left could not be written.", LATER_ON) from None
    traces.empty_log(store, patience_ms)


def _take_out(store: Store, erased: Collection[Erasure]) -> None:
    """Put these keys on the list, onto the disk, and take them out of the table."""
    with store.writing_here():
        for one in store.all(Erasure, "ORDER BY key"):
            if one in erased:
                if one.key != hers.NAMELESS:
                    erased_keys.add(store.path, one.key, one.day)
                store.change('DELETE FROM erasure WHERE "key" = ?', (one.key,))


def _is_large_and_clean(store: Store, values: Collection[str], patience_ms: int | None) -> bool:
    """Tell whether a store is so large that to rewrite it would keep every till waiting, and has no value in it."""
    if not values or os.path.getsize(store.path) <= LARGE or not traces.empty_log(store, patience_ms):
        return False
    seen = traces.found([store.path], {value.encode() for value in values})
    return all(hers.has(store, value.decode()) for value in seen)


def _refuse_what_was_set_aside(path: str, keys: Collection[str]) -> None:
    """Refuse to say of anybody that no trace is left while a damaged store is kept, as nothing is erased from that.

    Raises: SetAside.
    """
    aside = [one.path for one in named.set_aside(path)] if keys else []
    if aside:
        raise SetAside(aside)


def _clear_tills(path: str, keys: Collection[str]) -> None:
    """Remove what tills keep of whom they serve, where that is one of these keys."""
    wanted = {key.encode() for key in keys}
    for file in _of_tills(path):
        if traces.found([file], wanted):
            with suppress(FileNotFoundError):
                os.remove(file)


def _of_tills(path: str) -> Iterator[str]:
    with suppress(FileNotFoundError, NotADirectoryError):
        yield from files.beside(os.path.join(path + FOLDER, ""), "")


def _sweep_drafts(path: str) -> None:
    """Remove drafts of copies and of stores: one that is being made holds whom we erase, and is then not made."""
    for draft in _drafts(path):
        with suppress(FileNotFoundError):
            os.remove(draft)


def _drafts(path: str) -> list[str]:
    """Return the drafts of the store at `path` and of its copies; that of a digest holds nobody."""
    found: list[str] = []
    for stem in (path, named.stem_of(path)):
        with suppress(FileNotFoundError, NotADirectoryError):
            found += files.drafts(stem)
    return [draft for draft in found if digest.END + files.DRAFT not in draft]


def _check(store: Store, own: Sequence[str], values: Collection[str]) -> None:
    """Look through every byte of the store's own files, of drafts, the tills' files and the list of erased keys.

    Raises: Left where one of the values stands where nobody else has it.
    """
    sure = _sure(values)
    places = [*own, *_drafts(store.path), *_of_tills(store.path), *erased_keys.lists(store.path)]
    seen = traces.found(places, sure)
    for value in seen:
        if not hers.has(store, value.decode()):
            raise Left(f"Erased from view; traces remain in a file beside the store: {store.path}", LATER)


def _check_copies(store: Store, keys: Collection[str], values: Collection[str]) -> None:
    """Ask each copy for these keys, and look through every byte of it.

    Raises: Left where one of them is in it, or one of the values stands where nobody else has it.
    """
    for copy in named.of_store(store.path):
        seen = traces.found(traces.files_of(copy.path), _sure(values))
        with Opened(copy.path) as opened:
            is_in_it = any(hers.number(opened, key) is not None for key in keys)
            if is_in_it or not all(hers.has(opened, value.decode()) for value in seen):
                raise Left(f"Erased from view; traces remain in a copy: {copy.path}", LATER)


def _check_piped(store: Store, piped: Sequence[str], values: Collection[str]) -> None:
    """Look through every byte of what a running import reads.

    Raises: Left where one of the values stands in it.
    """
    if not all(hers.has(store, value.decode()) for value in traces.found(piped, _sure(values))):
        raise Left(PIPED, AT_ITS_END)


def _sure(values: Collection[str]) -> set[bytes]:
    return {value.encode() for value in values if len(value.encode()) >= SURE}
