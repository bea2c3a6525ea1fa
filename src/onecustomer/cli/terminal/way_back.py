"""What is to be typed where the store is damaged or gone, or another program's file stands there: the newest copy that
is sound, or how to do without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from ...domain.language import days
from ...domain.language.counts import people, were
from ...domain.shop import said_of_copies
from ...errors import OnecustomerError, Refused, StoreError
from ...store import lost, marker
from ...store.checks.in_a_shop import shop_of
from ...store.copies import good, named
from ...store.copies.named import Copy
from ...store.database.beside import Foreign
from ...store.database.faults import Damaged
from ...store.lost import StoreGone
from .program import in_a_shell
from .till import Till

BEGINS = ("add", "import")
"""The commands behind which somebody may want to begin anew."""

NOT_LISTED = "what was written after that is not in it, and cannot be listed"


def told(error: OnecustomerError, till: Till, words: Sequence[str] = ()) -> OnecustomerError:
    """Return an error with what brings the till's store back, where it says that this one is damaged, gone or foreign.

    `words` are those of the command.
    """
    if not isinstance(error, Damaged | StoreGone | Foreign) or error.path != till.path:
        return error
    path = error.path
    if isinstance(error, Foreign) and not lost.was_here(path):
        return error
    if service := shop_of(path):
        away = "" if isinstance(error, StoreGone) else f"move {in_a_shell(path)} away, then "
        return StoreError(error.sentence, f"{away}oc shop join service={service} fetches its copy anew")
    own = [error.hint] if error.hint else []
    if isinstance(error, Foreign):
        own = ["the other program’s file is set aside then, and kept", *own]
    if isinstance(error, StoreGone):
        own += [*_gone(till), *([_anew(path)] if words[:1] and words[0] in BEGINS else [])]
    return StoreError(error.sentence, "\n".join([offer(till), *own]))


def offer(till: Till, but: str | None = None) -> str:
    """Return the command that brings the newest copy back that is sound; `but` is known to be none.

    Shape: a line, and below it the command behind a blank where it names a copy: it is to be copied.
    """
    copy = newest_sound(till, but)
    if copy is None:
        folder = named.folder_of(till.path)
        return f"no copy that is sound lies in {folder}; oc restore FILE takes one from elsewhere, as from a stick"
    when = said_of_copies.when(copy)
    if copy == copies(till)[0]:
        return f"oc restore brings back the newest copy, of {when}: {copy.path}"
    brings = f"this brings back the newest copy that is sound, of {when}: {copy.path}"
    return f"{brings}\n oc restore {in_a_shell(copy.name)}"


def before_a_restore(path: str, day: str | None) -> str:
    """Return what brings the store back as it was before the last restore of a day (ISO); empty without such a copy."""
    kept = [copy for copy in named.of_store(path) if copy.reason == named.RESTORE and copy.day.isoformat() == day]
    return f"to go back: oc restore {in_a_shell(kept[-1].name)}" if kept else ""


def newest_sound(till: Till, but: str | None = None) -> Copy | None:
    """Return the first copy in question that is good; none where none is."""
    return next((copy for copy in copies(till) if copy.path != but and good.is_good(copy.path)), None)


def copies(till: Till) -> list[Copy]:
    """Return the copies of the till's store as they come into question; by the computer's day where OC_NOW is none."""
    with suppress(Refused):
        return good.in_question(till.path, till.moment().today)
    return good.in_question(till.path)


def _gone(till: Till) -> Iterator[str]:
    """Yield how many people were in a store that is gone, where that is known, and what else may have become of it."""
    if newest_sound(till):
        yield NOT_LISTED
    elif not copies(till):
        yield "a till of a shop fetches its copy anew: oc shop join service=NAME"
    seen = marker.read(till.path)
    if seen and seen.people:
        yield f"{people(seen.people)} {were(seen.people)} in it on {_full(seen.day)}"
    yield "where it was moved, --db PATH or OC_DB says where it is"


def _full(day: str) -> str:
    try:
        return days.full(days.of_iso(day))
    except OnecustomerError:
        return day


def _anew(path: str) -> str:
    """Return what is to be removed where the store is to be begun anew."""
    signs = " and ".join(lost.signs(path))
    copies = f" and move its copies out of {named.folder_of(path)}" if named.newest(path) else ""
    removed = f"remove {signs}" if signs else ""
    return f"to begin anew here, {removed}{copies if removed else copies.removeprefix(' and ')}"
