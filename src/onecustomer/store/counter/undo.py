"""Taking a deed back: every row says which deed wrote it, and the deed says what it replaced."""

from __future__ import annotations

from .. import kinds
from ..rows import Deed, Fact, Handle, Interaction, News, Occasion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..database.connection import Store

TABLES = {row.table: row for row in (Interaction, Fact, Handle, Occasion)}
"""The tables whose rows a deed may have taken out."""

MOVED, TAKEN = "moved", "taken"
"""What a merger replaced, beside what others do: whose rows were moved, and rows taken out that no other deed takes."""

MENDABLE = ("interaction", "fact", "occasion")
APPENDED = ("interaction", "fact", "handle", "occasion", "telling")
WRITTEN = (*APPENDED, "news", "alias", "apart", "customer")
"""Every table whose rows say which deed wrote them; who was added goes last."""

LAST_OF_TILL = f"WHERE till = ? AND NOT (verb = '{kinds.MEND}' AND before IS NULL) ORDER BY id DESC LIMIT 1"
HALF_TAKEN_BACK = "WHERE unfinished IS NOT NULL AND till = ? AND unfinished = ? ORDER BY id LIMIT 1"
BY_DEED = "WHERE deed_id = ? ORDER BY id LIMIT 1"
OTHERS_WROTE = (
    "SELECT 1 FROM {table} JOIN customer ON customer.id = {table}.customer_id"
    " WHERE customer.deed_id = :deed AND {table}.deed_id <> :deed LIMIT 1"
)
CHANGED_SINCE = (
    "SELECT 1 FROM customer JOIN deed ON deed.customer_id = customer.id"
    " WHERE customer.deed_id = :deed AND deed.id > :deed LIMIT 1"
)
IS_SPOKEN_OF = (
    "SELECT 1 FROM interaction AS mine JOIN interaction AS other"
    " ON other.customer_id = mine.customer_id AND other.about_id = mine.id"
    " WHERE mine.deed_id = :deed AND other.deed_id <> :deed LIMIT 1"
)
WAS_TOLD_ON = (
    "SELECT 1 FROM telling JOIN news ON news.id = telling.news_id"
    " WHERE news.deed_id = :deed AND telling.deed_id <> :deed LIMIT 1"
)
IS_MENDED = "SELECT 1 FROM {table} WHERE deed_id = :deed AND mended_id IS NOT NULL LIMIT 1"
IS_NAMED = (
    "SELECT 1 FROM interaction JOIN customer ON customer.id = interaction.other_id"
    " WHERE customer.deed_id = :deed AND interaction.deed_id <> :deed LIMIT 1"
)
WROTE_SINCE = "SELECT 1 FROM {table} WHERE customer_id = ? AND deed_id > ? LIMIT 1"
REPLACED_SINCE = "SELECT before FROM counter_deed WHERE id > ? AND before IS NOT NULL"
MERGED_SINCE = (
    "SELECT before FROM counter_deed WHERE id IN (SELECT deed_id FROM counter_alias WHERE deed_id > ?)"
    " AND before IS NOT NULL"
)


def last_deed(store: Store, till: str) -> Deed | None:
    """Return the last write of this till that stands; a correction of another day has nothing to put back."""
    return store.first(Deed, LAST_OF_TILL, store.till_of(till))


def half_taken_back(store: Store, till: str) -> Deed | None:
    """Return the import that this till was taking back when it was cut short."""
    return store.first(Deed, HALF_TAKEN_BACK, store.till_of(till), kinds.UNDO)


def entry_of(store: Store, deed_id: int) -> Interaction | None:
    """Return the entry that a deed wrote, the first of several."""
    return store.first(Interaction, BY_DEED, deed_id)


def fact_of(store: Store, deed_id: int) -> Fact | None:
    """Return the fact that a deed wrote, the first of several."""
    return store.first(Fact, BY_DEED, deed_id)


def occasion_of(store: Store, deed_id: int) -> Occasion | None:
    """Return the day to remember that a deed wrote."""
    return store.first(Occasion, BY_DEED, deed_id)


def news_of(store: Store, deed_id: int) -> News | None:
    """Return the news that a deed wrote."""
    return store.first(News, BY_DEED, deed_id)


def is_built_upon(store: Store, deed_id: int) -> bool:
    """Tell whether another deed ends or mends what this one wrote, tells its news, or is about whom it added."""
    written = [OTHERS_WROTE.format(table=table) for table in APPENDED]
    mended = [IS_MENDED.format(table=table) for table in MENDABLE]
    questions = [IS_SPOKEN_OF, CHANGED_SINCE, WAS_TOLD_ON, IS_NAMED, *written, *mended]
    return any(store.ask(question, {"deed": deed_id}) for question in questions)


def wrote_since(store: Store, deed_id: int, table: str, customer_id: int) -> bool:
    """Tell whether a later deed wrote a row of this table for a customer."""
    return bool(store.ask(WROTE_SINCE.format(table=table), (customer_id, deed_id)))


def added(store: Store, deed_id: int) -> set[int]:
    """Return the customers that a deed added."""
    return {customer_id for (customer_id,) in store.ask("SELECT id FROM customer WHERE deed_id = ?", (deed_id,))}


def replaced_since(store: Store, deed: Deed) -> list[str]:
    """Return what later deeds replaced, each as JSON, where it may be of the same customer or of none.

    Shape: for a deed about one customer an index finds them; for one about many, every later deed is read. A merger may
    be of anybody.
    """
    if deed.customer_id is None:
        return [before for (before,) in store.ask(REPLACED_SINCE, (deed.id,))]
    found: list[str] = []
    for whose in (deed.customer_id, None):
        rows = store.ask(REPLACED_SINCE + " AND customer_id IS ?", (deed.id, whose))
        found += [before for (before,) in rows]
    return list(dict.fromkeys(found + merged_since(store, deed.id)))


def merged_since(store: Store, deed_id: int) -> list[str]:
    """Return what later mergers replaced, each as JSON."""
    return [before for (before,) in store.ask(MERGED_SINCE, (deed_id,))]


def remove(store: Store, deed_id: int) -> None:
    """Remove a deed with every row it wrote, and with the customers it added."""
    for table in WRITTEN:
        store.change(f"DELETE FROM {table} WHERE deed_id = ?", (deed_id,))  # noqa: S608  our own words
    store.change("DELETE FROM deed WHERE id = ?", (deed_id,))


def whose_timelines(store: Store, deed_id: int) -> set[int]:
    """Return the customers to whose timelines or facts a deed added something."""
    sql = "SELECT customer_id FROM interaction WHERE deed_id = ? UNION SELECT customer_id FROM fact WHERE deed_id = ?"
    return {customer_id for (customer_id,) in store.ask(sql, (deed_id, deed_id))}


def whole_row(store: Store, table: str, number: int) -> dict[str, object]:
    """Return all columns of a row, so that it can be put back."""
    columns = [name for _, name, *_ in store.ask(f"PRAGMA table_info({table})")]
    (values,) = store.ask(f"SELECT * FROM {table} WHERE id = ?", (number,))  # noqa: S608  our own words
    return dict(zip(columns, values, strict=True))


def take_out(store: Store, table: str, number: int) -> dict[str, object]:
    """Remove a row and return all its columns."""
    values = whole_row(store, table, number)
    store.change(f"DELETE FROM {table} WHERE id = ?", (number,))  # noqa: S608  our own words
    return values


def wrote_anything(store: Store, deed_id: int) -> bool:
    """Tell whether anything that a deed wrote is still there."""
    sql = "SELECT 1 FROM {table} WHERE deed_id = ? LIMIT 1"
    return any(store.ask(sql.format(table=table), (deed_id,)) for table in WRITTEN)


def kinds_of_handles(store: Store, deed_id: int) -> list[str]:
    """Return the kinds of the handles that a deed gave."""
    return sorted({kind for (kind,) in store.ask("SELECT kind FROM handle WHERE deed_id = ?", (deed_id,))})


def given_handles(store: Store, deed_id: int) -> set[int]:
    """Return the customers to whom a deed gave a handle: entries and facts have no search keys."""
    rows = store.ask("SELECT DISTINCT customer_id FROM handle WHERE deed_id = ?", (deed_id,))
    return {customer_id for (customer_id,) in rows}


def keys_of_added(store: Store, deed_id: int) -> set[tuple[int, str]]:
    """Return the search keys (kind, folded form) of the customers that a deed added."""
    sql = "SELECT DISTINCT kind, folded FROM search_key JOIN customer ON customer.id = customer_id WHERE deed_id = ?"
    return {(kind, folded) for kind, folded in store.ask(sql, (deed_id,))}


def put_back_row(store: Store, table: str, row: dict[str, object]) -> None:
    """Put a removed row back as it was."""
    store.insert(TABLES[table], row)


def change_row(store: Store, table: str, number: int, values: Mapping[str, object]) -> None:
    """Give columns of a row these values."""
    given = ", ".join(f'"{column}" = ?' for column in values)
    store.change(f"UPDATE {table} SET {given} WHERE id = ?", (*values.values(), number))  # noqa: S608  our own words
