"""What the store has and a copy has not, and the other way round: by random keys, as numbers may be given twice."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from ...errors import OnecustomerError
from .. import kinds
from ..database.connection import Store
from ..record import Record
from . import candidates

NAMED = 3  # people who are named
CHANGES = (kinds.EDIT, kinds.MEND, kinds.USUALLY, kinds.SETTING, kinds.LATER, kinds.MERGE, kinds.APART, kinds.ADVICE)
"""The verbs of deeds that change what is there."""

ENTRIES = (
    'SELECT kind, count(*) FROM (SELECT kind, "key" FROM {of}.interaction UNION ALL SELECT kind, "key" FROM {of}.fact)'
    ' WHERE "key" NOT IN (SELECT "key" FROM {other}.interaction UNION ALL SELECT "key" FROM {other}.fact) GROUP BY kind'
)
PEOPLE = (
    'FROM {of}.customer WHERE "key" NOT IN (SELECT "key" FROM {other}.customer)'
    ' AND "key" NOT IN (SELECT "key" FROM {aliases}.alias)'
)
HAS_ALIASES = "SELECT 1 FROM main.sqlite_master WHERE name = 'alias'"
CHANGED = 'SELECT count(*) FROM main.deed WHERE "key" NOT IN (SELECT "key" FROM copy.deed) AND verb IN ({verbs})'


class OneSide(Record):
    """What one of the two has and the other has not: people, the first of them by number and name, entries by kind."""

    people: int
    first: list[tuple[int, str]]
    entries: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.people or self.entries)


class Difference(Record):
    """What would be lost: what the store alone has, and how many other changes.

    Shape: `back` is what the copy alone has: it was taken out since, and would be there again.
    """

    gone: OneSide
    changes: int
    back: OneSide

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written since."""
        return self.gone.is_empty and not self.changes


def between(path: str, draft: str) -> Difference:
    """Return what the store at `path`, of whichever schema, has and a draft of this schema has not.

    Raises: StoreError.
    """
    with closing(Store.at(path, lambda _: None)) as store:
        return _compared(store, draft)


def is_in_part(path: str) -> bool:
    """Tell whether a damaged store can be read at all; no byte of it is changed."""
    try:
        with candidates.opened(path) as store:
            return bool(store.ask("SELECT id, name FROM customer LIMIT 1"))
    except (OnecustomerError, OSError):
        return False


def as_far_as_it_goes(path: str, draft: str) -> Difference | None:
    """Return what a damaged store has and a draft has not, as `between` does; none where that cannot be read.

    Shape: no byte of the store is changed.
    """
    try:
        with candidates.opened(path) as store:
            return _compared(store, draft)
    except (OnecustomerError, OSError):
        return None


def _compared(store: Store, draft: str) -> Difference:
    store.ask("ATTACH ? AS copy", (draft,))
    verbs = ", ".join("?" * len(CHANGES))
    changes = store.value(CHANGED.format(verbs=verbs), CHANGES)
    return Difference(_one_side(store, "main", "copy"), changes, _one_side(store, "copy", "main"))


def _one_side(store: Store, of: str, other: str) -> OneSide:
    """Return what one of two stores has alone; an older store has no table of who became somebody else."""
    aliases = other if other == "copy" or store.ask(HAS_ALIASES) else of
    whose = PEOPLE.format(of=of, other=other, aliases=aliases)
    first = store.ask(f"SELECT id, name {whose} ORDER BY id LIMIT {NAMED}")
    return OneSide(
        store.value(f"SELECT count(*) {whose}"),
        [(number, str(name)) for number, name in first],
        dict(store.ask(ENTRIES.format(of=of, other=other))),
    )


def keep_numbers(path: str, draft: Store) -> None:
    """Let a draft give no number, within a write transaction, that the store at `path` has given already."""
    with closing(Store.at(path, lambda _: None, "ro")) as store:
        given = store.ask("SELECT name, seq FROM sqlite_sequence")
    for table, number in given:
        changed = draft.change("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, table))
        if not changed:
            draft.change("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, number))
