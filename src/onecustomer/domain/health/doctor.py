"""Everything that doctor looks at, in its order. Nothing of it raises: what cannot be looked at is said."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing

from ...errors import OnecustomerError
from ...store.checks import reading, sound
from ...store.database.connection import Store
from ...store.database.faults import damaged
from ...store.database.sqlite import OlderStore
from ...store.open import is_absent
from . import around, compared, inside, made
from .asked import Asked
from .finding import Finding, of_error, told

Tell = Callable[[str], None]
Act = Callable[[], list[Finding]]


def look(asked: Asked, tell: Tell) -> list[Finding]:
    """Return all that was found, in the order of the checks; no byte is changed but by what `fix` asks for."""
    store: Store | None = None
    try:
        found, store = _opened(asked, tell)
        if not store and _is_foreign(asked.path):
            return found
        found += _inside(store, asked) if store else []
        if store and reading.is_copy(store):
            found += _tried(asked, "shop", lambda: _of_the_shop(asked, tell))
        for check, act in _around(store, asked):
            found += _tried(asked, check, act)
        return found
    finally:
        if store:
            store.close()


def _of_the_shop(asked: Asked, tell: Tell) -> list[Finding]:
    from . import shared  # a shop of one till has none of it

    return shared.check(asked, tell)


def _is_foreign(path: str) -> bool:
    return "://" in path or (os.path.exists(path) and not reading.is_known(path))


def _around(store: Store | None, asked: Asked) -> list[tuple[str, Act]]:
    """Return what is looked at whether or not the store can be read."""
    return [
        ("copy", lambda: compared.copies(store, asked)),
        ("files", lambda: around.files(asked)),
        ("writing", lambda: around.writing(asked)),
        ("place", lambda: around.where(asked)),
        ("room", lambda: around.space(asked, _size(asked.path))),
        ("clock", lambda: around.clock(store, asked)),
        ("left", lambda: around.behind(asked)),
    ]


def _opened(asked: Asked, tell: Tell) -> tuple[list[Finding], Store | None]:
    """Return the store, where there is one that can be read, or else what is to be said of it."""
    try:
        if is_absent(asked.path):
            return [told("store", f"There is no store yet: {asked.path}", "oc add NAME makes one")], None
        return [], reading.looked_at(asked.path, tell)
    except OlderStore as error:
        older = error
        return _tried(asked, "store", lambda: _of_older(asked, older, tell)), None
    except (OnecustomerError, OSError) as error:
        return [_of_error(asked, "store", error)], None


def _of_older(asked: Asked, older: OlderStore, tell: Tell) -> list[Finding]:
    with closing(reading.opened(asked.path, tell)) as store:
        problems = sound.problems(store, deep=asked.deep)
    hint = (
        asked.with_way_back(damaged(asked.path)).hint
        if problems
        else "the next command brings it up to date, and keeps a copy of it as it is"
    )
    return [Finding("store", False if problems else None, older.sentence, hint, {"problems": problems})]


def _inside(store: Store, asked: Asked) -> list[Finding]:
    """Return what is to be said of a store that can be read; where it is damaged, of that alone."""
    size = _size(asked.path)
    with reading.at_leisure(store, size if asked.deep else 0) as quiet:
        found = _tried(asked, "store", lambda: inside.soundness(quiet, size, asked))
        if any(one.is_right is False for one in found if one.check == "store"):
            return [*found, *_deep(quiet, asked)]
        found += _tried(asked, "index", lambda: _mended(store, asked) if asked.fix else made.check(quiet, asked))
        found += _tried(asked, "values", lambda: inside.unreadable(store if asked.fix else quiet, asked))
        found += _deep(quiet, asked)
        found += _tried(asked, "sensitive", lambda: inside.sensitive(quiet, asked))
    found += _tried(asked, "unfinished", lambda: inside.unfinished(store, asked))
    found += _tried(asked, "journal", lambda: around.journal(store))
    return found


def _deep(store: Store, asked: Asked) -> list[Finding]:
    return _tried(asked, "entries", lambda: compared.entries(store, asked)) if asked.deep else []


def _mended(store: Store, asked: Asked) -> list[Finding]:
    """Make anew what is not as the rows say, and return what is found afterwards.

    Shape: of whom a copy has other words, nothing is made anew: the keys may be what is left of the right ones.
    """
    found = made.check(store, asked)
    if found[0].is_right:
        return found
    differing = compared.of_people(store, asked)
    doubtful = {one.customer_id for one in differing if one.customer_id}
    left = made.mend(asked, store.tell, doubtful)
    said = [] if asked.deep else compared.left_alone([one for one in differing if one.customer_id in left])
    return [*made.check(store, asked, left), *said]


def _tried(asked: Asked, check: str, act: Act) -> list[Finding]:
    """Return what a check finds; where it cannot be done, that it is so and why."""
    try:
        return act()
    except (OnecustomerError, OSError) as error:
        return [_of_error(asked, check, error)]


def _of_error(asked: Asked, check: str, error: OnecustomerError | OSError) -> Finding:
    return of_error(check, asked.with_way_back(error) if isinstance(error, OnecustomerError) else error)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def other_store(path: str, default: Callable[[], str]) -> str:
    """Return the path of the store at the default place, where there is one and it is not this; empty elsewhere."""
    try:
        place = default()
        return place if os.path.exists(place) and not os.path.samefile(place, path) else ""
    except (OnecustomerError, OSError):
        return ""
