"""What the store has and a copy has not, and the other way round: by random keys, as numbers may be given twice."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from .. import kinds
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
    'FROM main.customer WHERE "key" NOT IN (SELECT "key" FROM copy.customer UNION ALL SELECT "key" FROM copy.alias)'
)
DEEDS = 'SELECT count(*) FROM main.deed WHERE "key" NOT IN (SELECT "key" FROM copy.deed) AND verb IN ({verbs})'
OF_NOBODY = " AND customer_id IS NULL"
HAS_WISHES = "SELECT 1 FROM pragma_table_info('customer') WHERE name = 'no_notes'"
HAS_MERGED = "SELECT 1 FROM sqlite_master WHERE name = 'alias'"
WANT_NONE = 'SELECT "key" FROM customer WHERE no_notes IS NOT NULL'
WANT_NONE_TOO = 'SELECT "key" FROM alias WHERE customer_id IN (SELECT id FROM customer WHERE no_notes IS NOT NULL)'
WANTS_NONE_HERE = (
    "UPDATE customer SET no_notes = 1 WHERE no_notes IS NULL AND"
    ' ("key" = :key OR id IN (SELECT customer_id FROM alias WHERE "key" = :key))'
)


class Difference(Record):
    """What would be lost: people, the first of them by number and name, entries by kinds, corrections, other changes.

    Shape: `back` counts the entries that were taken out since and would be there again; `staff` how many names of staff
    were erased since, and `tidied` how often it was tidied.
    """

    people: int
    first: list[tuple[int, str]]
    entries: Mapping[str, int]
    corrections: int
    changes: int
    back: int
    staff: int
    tidied: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written since."""
        return not (self.people or self.entries or self.corrections or self.changes)


def between(path: str, draft: str) -> Difference:
    """Return what the store at `path`, of whichever schema, has and a draft of this schema has not.

    Raises: StoreError.
    """
    with closing(Store.at(path, lambda _: None)) as store:
        store.ask("ATTACH ? AS copy", (draft,))
        return Difference(
            store.value(f"SELECT count(*) {PEOPLE}"),
            [(number, str(name)) for number, name in store.ask(f"SELECT id, name {PEOPLE} ORDER BY id LIMIT {NAMED}")],
            dict(store.ask(ENTRIES.format(of="main", other="copy"))),
            _deeds(store, kinds.MEND),
            _deeds(store, *CHANGES),
            sum(count for _, count in store.ask(ENTRIES.format(of="copy", other="main"))),
            _deeds(store, kinds.FORGET, which=OF_NOBODY),
            _deeds(store, kinds.TIDY),
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
