"""What is to be typed where the store is damaged or gone: the newest copy that is sound, or how to do without."""

from __future__ import annotations

from ...domain.language import days
from ...domain.language.counts import people, were
from ...errors import OnecustomerError, StoreError
from ...store import lost, marker
from ...store.copies import named
from ...store.copies.named import Copy
from ...store.database.faults import Damaged
from ...store.lost import StoreGone
from ...store.restore import candidates
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
    return StoreError(error.sentence, "\n".join([offer(path), *own]))


def offer(path: str, but: str | None = None) -> str:
    """Return the command that brings the newest copy back that is sound; `but` is known to be none."""
    copy = newest_sound(path, but)
    if copy is None:
        folder = named.folder_of(path)
        return f"no copy that is sound lies in {folder}; oc restore FILE takes one from elsewhere, as from a stick"
    if copy == candidates.of_store(path)[0]:
        return f"oc restore brings back the newest copy, of {days.full(copy.day)}: {copy.path}"
    command = f"oc restore {in_a_shell(copy.name)}"
    return f"{command} brings back the newest copy that is sound, of {days.full(copy.day)}: {copy.path}"


def newest_sound(path: str, but: str | None = None) -> Copy | None:
    """Return the newest copy that is sound as far as can be seen without reading every page; none where none is."""
    others = (copy for copy in candidates.of_store(path) if copy.path != but)
    return next((copy for copy in others if candidates.is_likely_sound(copy.path)), None)


def _people(path: str) -> list[str]:
    """Return how many people were in the store when it was last seen, where that is known."""
    seen = marker.read(path)
    return [f"{people(seen.people)} {were(seen.people)} in it on {seen.day}"] if seen and seen.people else []


def _anew(path: str) -> str:
    """Return what is to be done where the store was moved, or is to be begun anew."""
    signs = " and ".join(lost.signs(path))
    copies = f" and move its copies out of {named.folder_of(path)}" if named.newest(path) else ""
    removed = f"remove {signs}" if signs else ""
    moved = "where it was moved, --db PATH or OC_DB says where it is"
    return f"{moved}\nto begin anew here, {removed}{copies if removed else copies.removeprefix(' and ')}"
