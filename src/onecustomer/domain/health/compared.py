"""The copies of the store: whether there is a new one that is sound, and whether the store says what it says."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence

from ...errors import OnecustomerError
from ...store import kinds
from ...store.checks import against
from ...store.checks.against import Difference
from ...store.copies import digest, named
from ...store.copies.named import Copy
from ...store.counter import read
from ...store.database.connection import Store
from ...store.rows import reference
from ..language import days
from ..shop import settings, uncopied
from .asked import Asked
from .finding import Finding, of_error, right, told, wrong

MAKE_ONE = "oc backup makes one now"
DAYS_WITHOUT = 1  # that may pass after a copy's day before more work than a day's is in none
MOST_NAMED, MOST = 10, 1_000
TIDIED = f"SELECT max(day) FROM deed WHERE verb = '{kinds.TIDY}'"  # noqa: S608  our own words
HAS_DEEDS = "SELECT 1 FROM deed LIMIT 1"


def copies(store: Store | None, asked: Asked) -> list[Finding]:
    """Return whether there is a copy of today's work or yesterday's, and whether copies are as they were made."""
    every = named.of_store(asked.path)
    if asked.is_demo and not every:
        return [told("copy", "The demo has no copies.")]
    states = {copy.path: _state(copy) for copy in (every if asked.deep else every[-1:])}
    found = [_altered(copy) for copy in every if states.get(copy.path) is False]
    sound = [copy for copy in every if states.get(copy.path) is not False]
    if not sound:
        if not (store.value(HAS_DEEDS) if store else os.path.exists(asked.path)):
            return [*found, told("copy", "There is nothing to copy yet.")]
        because = uncopied.because(uncopied.why_not(asked.path, None))
        return [*found, wrong("copy", f"There is no copy of the store{because}.", MAKE_ONE if store else "", copies=0)]
    return [*found, _newest(store, sound, asked, is_as_made=states.get(sound[-1].path))]


def _state(copy: Copy) -> bool | None:
    """Tell whether a copy is as it was made; none where it has no digest, or is gone by now."""
    try:
        return digest.is_right(copy.path)
    except FileNotFoundError:
        return None
    except OSError:
        return False


def _altered(copy: Copy) -> Finding:
    name = os.path.basename(copy.path)
    says = f"A copy is no longer what it was when it was made: {name}"
    return wrong("copy", f"{says}.", "remove it; oc backup makes another", file=copy.path)


def _newest(store: Store | None, sound: Sequence[Copy], asked: Asked, *, is_as_made: bool | None) -> Finding:
    newest = sound[-1]
    day = days.dated(newest.day, asked.today)
    until = settings.period(store, settings.COPIES).after(newest.day) if store is not None else None
    values = {
        **{"copies": len(sound), "newest": newest.path, "day": newest.day.isoformat()},
        **{"until": until and until.isoformat(), "is_as_made": is_as_made},
    }
    why = uncopied.why_not(asked.path, newest.day)
    if because := uncopied.because(why):
        return wrong("copy", f"No copy since {day}{because}.", "", **values, why=why)
    if store is not None and _is_old(store, newest.day, asked.today):
        return wrong("copy", f"No copy since {day}.", MAKE_ONE, **values)
    many = "1 copy" if len(sound) == 1 else f"{len(sound)} copies"
    state = ", as it was made" if is_as_made else ""
    kept = f"; kept until {days.dated(until, asked.today)}" if until else ""
    return right("copy", f"{many}, the newest of {day}{state}{kept}.", **values)


def _is_old(store: Store, day: dt.date, today: dt.date) -> bool:
    """Tell whether something was written on a later day than a copy's, and longer ago than yesterday."""
    newest = read.newest_deed(store)
    written = (newest.day or newest.at[:10]) if newest else ""
    return written > day.isoformat() and (today - day).days > DAYS_WITHOUT


def entries(store: Store, asked: Asked) -> list[Finding]:
    """Return whether the store says what its newest copy says, and its oldest, of all that was not changed since.

    What is damaged in the store is in each copy that was made afterwards, so that the oldest one tells of more.
    """
    sound = [copy for copy in named.of_store(asked.path) if _may_be_compared(copy)]
    chosen = list({copy.path: copy for copy in (*sound[-1:], *sound[:1])}.values())
    if not chosen:
        return [told("entries", "There is no sound copy to compare the words with.", MAKE_ONE)]
    found: list[Finding] = []
    known: set[tuple[str, str, int | None]] = set()
    for copy in chosen:
        found += _against(store, copy, asked, known)
    return found


def _may_be_compared(copy: Copy) -> bool:
    state = _state(copy)
    return against.is_sound(copy.path) if state is None else state


def _against(store: Store, copy: Copy, asked: Asked, known: set[tuple[str, str, int | None]]) -> list[Finding]:
    name = os.path.basename(copy.path)
    try:
        differing = against.differences(store, copy.path, with_people=not _may_be_forgotten(store, copy, asked))
    except OnecustomerError as error:
        return [of_error("entries", error)]
    if differing is None:
        return [told("entries", f"The copy {name} is too old to compare the words with.")]
    new = [one for one in differing[:MOST] if (one.table, one.ref, one.customer_id) not in known]
    known |= {(one.table, one.ref, one.customer_id) for one in new}
    values: dict[str, object] = {"copy": copy.path, "differing": [_values(one) for one in new]}
    if not new:
        return (
            [] if known else [right("entries", f"All that was not changed since is as in the copy {name}.", **values)]
        )
    said = [_in_words(one) for one in new[:MOST_NAMED]]
    more = [f"{len(new) - MOST_NAMED:,} more"] if len(new) > MOST_NAMED else []
    says = f"Other words than in the copy {name}, though nobody changed them: {'; '.join([*said, *more])}."
    return [wrong("entries", says, "oc history WHO shows the line, oc mend corrects it; or oc restore", **values)]


def _may_be_forgotten(store: Store, copy: Copy, asked: Asked) -> bool:
    """Tell whether a deed since a copy may have been erased, so that nobody knows what it changed of a customer."""
    tidied = store.value(TIDIED)
    is_since = isinstance(tidied, str) and tidied >= copy.day.isoformat()
    return is_since and settings.period(store, settings.AUDIT).past(asked.today) >= copy.day


def _in_words(one: Difference) -> str:
    whose = reference(one.customer_id) if one.customer_id else ""
    if one.name:
        whose = f"{one.name} ({whose})"
    if one.ref and one.ref != whose:
        return f"{one.ref} of {whose}"
    what = "news" if not whose else "name or details" if one.ref else "telephone, e-mail or other handle"
    return f"{what} of {whose}" if whose else what


def _values(one: Difference) -> dict[str, object]:
    return {
        "table": one.table,
        "ref": one.ref or None,
        "column": one.column,
        "person": reference(one.customer_id) if one.customer_id else None,
    }
