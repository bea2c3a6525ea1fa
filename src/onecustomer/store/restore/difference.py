"""What the store has and a copy has not, and the other way round: by random keys, as numbers may be given twice."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from .. import kinds
from ..database.connection import Store
from ..record import Record

NAMED = 3  # people who are named
CHANGES = (kinds.EDIT, kinds.MEND, kinds.USUALLY, kinds.SETTING, kinds.LATER, kinds.MERGE, kinds.APART, kinds.ADVICE)
"""The verbs of deeds that change what is there."""

ENTRIES = (
    'SELECT kind, count(*) FROM (SELECT kind, "key" FROM {of}.interaction UNION ALL SELECT kind, "key" FROM {of}.fact)'
    ' WHERE "key" NOT IN (SELECT "key" FROM {other}.interaction UNION ALL SELECT "key" FROM {other}.fact) GROUP BY kind'
)
PEOPLE = (
    'FROM main.customer WHERE "key" NOT IN (SELECT "key" FROM copy.customer UNION ALL SELECT "key" FROM copy.alias)'
)
CHANGED = 'SELECT count(*) FROM main.deed WHERE "key" NOT IN (SELECT "key" FROM copy.deed) AND verb IN ({verbs})'


class Difference(Record):
    """What would be lost: people, the first of them by number and name, entries by their kinds, and other changes.

    Shape: `back` counts the entries that were taken out since and would be there again.
    """

    people: int
    first: list[tuple[int, str]]
    entries: Mapping[str, int]
    changes: int
    back: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written since."""
        return not (self.people or self.entries or self.changes)


def between(path: str, draft: str) -> Difference:
    """Return what the store at `path`, of whichever schema, has and a draft of this schema has not.

    Raises: StoreError.
    """
    with closing(Store.at(path, lambda _: None)) as store:
        store.ask("ATTACH ? AS copy", (draft,))
        verbs = ", ".join("?" * len(CHANGES))
        return Difference(
            store.value(f"SELECT count(*) {PEOPLE}"),
            [(number, str(name)) for number, name in store.ask(f"SELECT id, name {PEOPLE} ORDER BY id LIMIT {NAMED}")],
            dict(store.ask(ENTRIES.format(of="main", other="copy"))),
            store.value(CHANGED.format(verbs=verbs), CHANGES),
            sum(count for _, count in store.ask(ENTRIES.format(of="copy", other="main"))),
        )


def keep_numbers(path: str, draft: Store) -> None:
    """Let a draft give no number, within a write transaction, that the store at `path` has given already."""
    with closing(Store.at(path, lambda _: None, "ro")) as store:
        given = store.ask("SELECT name, seq FROM sqlite_sequence")
    for table, number in given:
        changed = draft.change("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, table))
        if not changed:
            draft.change("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, number))
