"""The copies of the store: whether there is a new one that is sound, and whether the store says what it says."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence

from ...errors import NewerStore, OnecustomerError
from ...store import kinds
from ...store.checks import against
from ...store.checks.against import Difference
from ...store.checks.in_a_shop import is_in_a_shop
from ...store.copies import digest, good, named
from ...store.copies.named import Copy
from ...store.counter import read
from ...store.database.connection import Store
from ...store.rows import reference
from ..language import days
from ..shop import settings, uncopied
from ..shop.copies import past
from .asked import Asked
from .finding import Finding, of_error, right, told, wrong

NEEDS_NONE = "No copies are made of a till's copy of the shop: all of it is on the shop's server."
MAKE_ONE = "oc backup makes one now"
CORRECT = "oc history WHO shows the line; oc mend or oc edit corrects it; or oc restore"
SMALL = 64 << 20  # bytes of a copy whose indexes too are looked at in about a second
DAYS_WITHOUT = 1  # that may pass after a copy's day before more work than a day's is in none
MOST_NAMED, MOST = 10, 1_000
TIDIED = f"SELECT max(day) FROM deed WHERE verb = '{kinds.TIDY}'"  # noqa: S608  our own words
HAS_DEEDS = "SELECT 1 FROM deed LIMIT 1"


def copies(store: Store | None, asked: Asked) -> list[Finding]:
    """Return whether there is a copy of today's work or yesterday's that may stand in the store's place.

    Shape: every copy is looked at with --deep; else the newest and, where that is none, the next.
    """
    every = named.of_store(asked.path, asked.today)
    if is_in_a_shop(asked.path):
        return [told("copy", NEEDS_NONE), *(_past(store, asked) if store else [])]
    if asked.is_demo and not every:
        return [told("copy", "The demo has no copies.")]
    found, sound = _looked_at(every, asked)
    if not sound:
        if not (store.value(HAS_DEEDS) if store else os.path.exists(asked.path)):
            return [*found, told("copy", "There is nothing to copy yet.")]
        because = uncopied.because(uncopied.why_not(asked.path, None))
        return [*found, wrong("copy", f"There is no copy of the store{because}.", MAKE_ONE if store else "", copies=0)]
    return [*found, _newest(store, sound, asked), *(_past(store, asked) if store else [])]


def _looked_at(every: Sequence[Copy], asked: Asked) -> tuple[list[Finding], list[Copy]]:
    """Return what is said of copies that are damaged or none, and the others."""
    found: list[Finding] = []
    sound = list(every)
    for copy in reversed(every):
        try:
            good.check(copy.path, deep=asked.deep or os.path.getsize(copy.path) <= SMALL)
            if not asked.deep:
                break
        except FileNotFoundError:  # another terminal let it go
            sound.remove(copy)
        except (OnecustomerError, OSError) as error:
            sound.remove(copy)
            found.append(_refused(copy, error))
    return found, sound


def _refused(copy: Copy, error: OnecustomerError | OSError) -> Finding:
    says = of_error("copy", error).says
    hint = error.hint if isinstance(error, NewerStore) else "remove it; then oc backup makes another"
    return wrong("copy", says, hint, file=copy.path)


def _past(store: Store, asked: Asked) -> list[Finding]:
    """Return which copies are past their time, as nothing lets them go where none is made."""
    old = past(store, asked.today)
    if not old:
        return []
    names = ", ".join(copy.name for copy in old[:MOST_NAMED]) + (" …" if len(old) > MOST_NAMED else "")
    says = f"Past their time, and people may be in them: {names}."
    return [told("copy", says, "oc tidy removes them", past=[copy.path for copy in old])]


def _newest(store: Store | None, sound: Sequence[Copy], asked: Asked) -> Finding:
    newest = sound[-1]
    is_as_made = os.path.exists(newest.path + digest.END)
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
    kept = f"; kept until {_until(until, asked.today)}" if until else ""
    return right("copy", f"{many}, the newest of {day}{state}{kept}.", **values)


def _until(day: dt.date, today: dt.date) -> str:
    """Return until when the newest copy is kept, which no period lets go."""
    return days.dated(day, today) if day >= today else "there is a newer one"


def _is_old(store: Store, day: dt.date, today: dt.date) -> bool:
    """Tell whether something was written on a later day than a copy's, and longer ago than yesterday."""
    newest = read.newest_deed(store)
    written = (newest.day or newest.at[:10]) if newest else ""
    return written > day.isoformat() and (today - day).days > DAYS_WITHOUT


def entries(store: Store, asked: Asked) -> list[Finding]:
    """Return whether the store says what its newest copy says, and its oldest, of all that was not changed since.

    What is damaged in the store is in each copy that was made afterwards, so that the oldest one tells of more.
    """
    every = named.of_store(asked.path, asked.today)
    ends = (good.newest(every), good.newest(every[::-1]))
    chosen = list({copy.path: copy for copy in ends if copy}.values())
    if not chosen:
        none = told("entries", "There is no sound copy to compare the words with.", MAKE_ONE)
        return [] if is_in_a_shop(asked.path) else [none]
    found: list[Finding] = []
    known: set[tuple[str, str, int | None]] = set()
    for copy in chosen:
        found += _against(store, copy, asked, known)
    return found


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
    says = f"Other words than in the copy {name}, though nobody changed them: {_listed(new)}."
    return [wrong("entries", says, CORRECT, **values)]


def of_people(store: Store, asked: Asked) -> list[Difference]:
    """Return what differs of customers from the newest copy that is good; empty where none can be compared.

    Raises: StoreError.
    """
    copy = good.newest(named.of_store(asked.path, asked.today))
    if copy is None:
        return []
    differing = against.differences(store, copy.path, with_people=not _may_be_forgotten(store, copy, asked))
    return [one for one in differing or () if one.customer_id]


def left_alone(differing: Sequence[Difference]) -> list[Finding]:
    """Return that what finds these people was not made anew, as that would hide that their words are others."""
    if not differing:
        return []
    says = f"Not made anew, as the newest copy has other words, though nobody changed them: {_listed(differing)}."
    return [wrong("entries", says, CORRECT, differing=[_values(one) for one in differing[:MOST]])]


def _listed(differing: Sequence[Difference]) -> str:
    said = [_in_words(one) for one in differing[:MOST_NAMED]]
    more = [f"{len(differing) - MOST_NAMED:,} more"] if len(differing) > MOST_NAMED else []
    return "; ".join([*said, *more])


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
