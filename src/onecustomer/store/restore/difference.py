"""What the store has and a copy has not, and the other way round: by random keys, as numbers may be given twice."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from ...errors import OnecustomerError
from .. import kinds
from ..copies import good
from ..database.connection import Store
from ..record import Record

NAMED = 3  # people who are named
CHANGES = (kinds.EDIT, kinds.USUALLY, kinds.SETTING, kinds.LATER, kinds.MERGE, kinds.APART, kinds.ADVICE)
"""The verbs of deeds that change what is there, beside that of a correction."""

ENTRIES = (
    'SELECT kind, count(*) FROM (SELECT kind, "key" FROM {of}.interaction UNION ALL SELECT kind, "key" FROM {of}.fact)'
    ' WHERE "key" NOT IN (SELECT "key" FROM {other}.interaction UNION ALL SELECT "key" FROM {other}.fact) GROUP BY kind'
)
PEOPLE = (
    'FROM {of}.customer WHERE "key" NOT IN (SELECT "key" FROM {other}.customer)'
    ' AND "key" NOT IN (SELECT "key" FROM {aliases}.alias)'
)
DEEDS = 'SELECT count(*) FROM main.deed WHERE "key" NOT IN (SELECT "key" FROM copy.deed) AND verb IN ({verbs})'
OF_NOBODY = " AND customer_id IS NULL"
HAS_WISHES = "SELECT 1 FROM pragma_table_info('customer') WHERE name = 'no_notes'"
HAS_MERGED = "SELECT 1 FROM main.sqlite_master WHERE name = 'alias'"
WANT_NONE = 'SELECT "key" FROM customer WHERE no_notes IS NOT NULL'
WANT_NONE_TOO = 'SELECT "key" FROM alias WHERE customer_id IN (SELECT id FROM customer WHERE no_notes IS NOT NULL)'
WANTS_NONE_HERE = (
    "UPDATE customer SET no_notes = 1 WHERE no_notes IS NULL AND"
    ' ("key" = :key OR id IN (SELECT customer_id FROM alias WHERE "key" = :key))'
)


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
    """What would be lost: what the store alone has, corrections, other changes.

    Shape: `back` is what the copy alone has: it was taken out since, and would be there again; `staff` says how many
    names of staff were erased since, and `tidied` how often it was tidied.
    """

    gone: OneSide
    corrections: int
    changes: int
    back: OneSide
    staff: int
    tidied: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written since."""
        return self.gone.is_empty and not (self.corrections or self.changes)


def between(path: str, draft: str) -> Difference:
    """Return what the store at `path`, of whichever schema, has and a draft of this schema has not.

    Raises: StoreError.
    """
    with closing(Store.at(path, lambda _: None)) as store:
        return _compared(store, draft)


def is_in_part(path: str) -> bool:
    """Tell whether a damaged store can be read at all; no byte of it is changed."""
    try:
        with good.opened(path) as store:
            return bool(store.ask("SELECT id, name FROM customer LIMIT 1"))
    except (OnecustomerError, OSError):
        return False


def as_far_as_it_goes(path: str, draft: str) -> Difference | None:
    """Return what a damaged store has and a draft has not, as `between` does; none where that cannot be read.

    Shape: no byte of the store is changed.
    """
    try:
        with good.opened(path) as store:
            return _compared(store, draft)
    except (OnecustomerError, OSError):
        return None


def _compared(store: Store, draft: str) -> Difference:
    store.ask("ATTACH ? AS copy", (draft,))
    return Difference(
        _one_side(store, "main", "copy"),
        _deeds(store, kinds.MEND),
        _deeds(store, *CHANGES),
        _one_side(store, "copy", "main"),
        _deeds(store, kinds.FORGET, which=OF_NOBODY),
        _deeds(store, kinds.TIDY),
    )


def _one_side(store: Store, of: str, other: str) -> OneSide:
    """Return what one of two stores has alone; an older store has no table of who became somebody else."""
    aliases = other if other == "copy" or store.ask(HAS_MERGED) else of
    whose = PEOPLE.format(of=of, other=other, aliases=aliases)
    first = store.ask(f"SELECT id, name {whose} ORDER BY id LIMIT {NAMED}")
    return OneSide(
        store.value(f"SELECT count(*) {whose}"),
        [(number, str(name)) for number, name in first],
        dict(store.ask(ENTRIES.format(of=of, other=other))),
    )


def _deeds(store: Store, *verbs: str, which: str = "") -> int:
    """Return how many deeds of these verbs a store has that the copy has not."""
    return int(store.value(DEEDS.format(verbs=", ".join("?" * len(verbs))) + which, verbs))


def keep_wishes(path: str, draft: Store) -> int:
    """Let nobody be noted of in a draft, within a write transaction, who wants no notes in the store at `path`.

    Shape: returns of how many people that is new.
    """
    with closing(Store.at(path, lambda _: None, "ro")) as store:
        wanted = store.ask(WANT_NONE) if store.ask(HAS_WISHES) else []
        wanted += store.ask(WANT_NONE_TOO) if wanted and store.ask(HAS_MERGED) else []
    return sum(draft.change(WANTS_NONE_HERE, {"key": key}) for (key,) in wanted)


def keep_numbers(path: str, draft: Store) -> None:
    """Let a draft give no number, within a write transaction, that the store at `path` has given already."""
    with closing(Store.at(path, lambda _: None, "ro")) as store:
        given = store.ask("SELECT name, seq FROM sqlite_sequence")
    for table, number in given:
        changed = draft.change("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, table))
        if not changed:
            draft.change("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, number))
