"""What is to be typed where the store is damaged or gone: the newest copy that is sound, or how to do without."""

from __future__ import annotations

from contextlib import suppress

from ...domain.language import days
from ...domain.language.counts import people, were
from ...errors import OnecustomerError, Refused, StoreError
from ...store import lost, marker
from ...store.copies import good, named
from ...store.copies.named import Copy
from ...store.database.faults import Damaged
from ...store.lost import StoreGone
from .program import in_a_shell
from .till import Till


def told(error: OnecustomerError, till: Till) -> OnecustomerError:
    """Return an error with what brings the till's store back, where it says that this one is damaged or gone."""
    if not isinstance(error, Damaged | StoreGone) or error.path != till.path:
        return error
    path = error.path
    own = [error.hint] if error.hint else []
    if isinstance(error, StoreGone):
        own += [*_people(path), _anew(path)]
    return StoreError(error.sentence, "\n".join([offer(till), *own]))


def offer(till: Till, but: str | None = None) -> str:
    """Return the command that brings the newest copy back that is sound; `but` is known to be none.

    Shape: a line, and below it the command behind a blank where it names a copy: it is to be copied.
    """
    copy = newest_sound(till, but)
    if copy is None:
        folder = named.folder_of(till.path)
        return f"no copy that is sound lies in {folder}; oc restore FILE takes one from elsewhere, as from a stick"
    if copy == _copies(till)[-1]:
        return f"oc restore brings back the newest copy, of {days.full(copy.day)}: {copy.path}"
    brings = f"this brings back the newest copy that is sound, of {days.full(copy.day)}: {copy.path}"
    return f"{brings}\n oc restore {in_a_shell(copy.name)}"


def newest_sound(till: Till, but: str | None = None) -> Copy | None:
    """Return the newest copy that is good; none where none is."""
    return good.newest([copy for copy in _copies(till) if copy.path != but])


def _copies(till: Till) -> list[Copy]:
    """Return the copies of the till's store, the oldest first; where OC_NOW is no moment, by the computer's clock."""
    with suppress(Refused):
        return named.of_store(till.path, till.moment().today)
    return named.of_store(till.path)


def _people(path: str) -> list[str]:
    """Return how many people were in the store when it was last seen, where that is known."""
    seen = marker.read(path)
    with suppress(StoreError):  # whatever the file says
        if seen and seen.people:
            return [f"{people(seen.people)} {were(seen.people)} in it on {days.full(days.of_iso(seen.day))}"]
    return []


def _anew(path: str) -> str:
    """Return what is to be done where the store was moved, or is to be begun anew."""
    signs = " and ".join(lost.signs(path))
    copies = f" and move its copies out of {named.folder_of(path)}" if named.newest(path) else ""
    removed = f"remove {signs}" if signs else ""
    moved = "where it was moved, --db PATH or OC_DB says where it is"
    return f"{moved}\nto begin anew here, {removed}{copies if removed else copies.removeprefix(' and ')}"
