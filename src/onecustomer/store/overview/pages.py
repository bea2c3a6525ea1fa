"""The rows of some customers at a time, whole: what an export reads, so that no till waits for it."""

from __future__ import annotations

from ..record import Record
from ..rows import Customer, Deed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from ..database.connection import Store
    from ..rows import Row

    Values = tuple[Any, ...]
    Columns = Mapping[type[Row], Sequence[str]]

PEOPLE = 1_000  # of one page
HOLES = 500  # numbers asked for at once
EVERYBODY = 2**63 - 1


class Page(Record):
    """The rows of the customers of a page.

    Shape: by row class, each the columns that were asked for; in front of them the customer's number, but for
    customers and deeds. `brought` are the entries by which others brought them: customer, entry, day, who did.
    """

    rows: Mapping[type[Row], Sequence[Values]]
    brought: Sequence[tuple[int, int, str, int]]


def pages(store: Store, columns: Columns, most: int = PEOPLE) -> Iterator[Page]:
    """Yield everybody by their numbers, so many people at a time; each page is read in a transaction of its own."""
    last = 0
    while True:
        with store.reading():
            page = _page(store, columns, "id > ? ORDER BY id LIMIT ?", (last, most))
        if not page.rows[Customer]:
            return
        yield page
        last = page.rows[Customer][-1][0]


def page_of(store: Store, columns: Columns, customer_id: int) -> Page:
    """Return the rows of one customer; none where they are gone."""
    with store.reading():
        return _page(store, columns, "id = ?", (customer_id,))


def _page(store: Store, columns: Columns, which: str, values: Values) -> Page:
    people = store.ask(f"SELECT {_listed(columns[Customer])} FROM customer WHERE {which}", values)  # noqa: S608
    if not people:
        return Page({Customer: [], **{row: [] for row in columns}}, [])
    span = people[0][0], people[-1][0]
    found: dict[type[Row], Sequence[Values]] = {Customer: people}
    for row, asked in columns.items():
        if row not in (Customer, Deed):
            order = "id" if "id" in asked else asked[0]
            found[row] = store.ask(
                f"SELECT customer_id, {_listed(asked)} FROM {row.table}"  # noqa: S608  our own words
                f" WHERE customer_id BETWEEN ? AND ? ORDER BY customer_id, {order}",
                span,
            )
    found[Deed] = _deeds(store, columns, found, span)
    brought = store.ask(
        "SELECT other_id, id, day, customer_id FROM interaction WHERE other_id BETWEEN ? AND ? ORDER BY other_id, id",
        span,
    )
    return Page(found, brought)


def _deeds(
    store: Store, columns: Columns, found: Mapping[type[Row], Sequence[Values]], span: tuple[int, int]
) -> list[Values]:
    """Return the deeds about the customers from one number to another, and those that wrote or mended their rows."""
    asked = columns[Deed]
    listed = _listed(asked)
    about = store.ask(f"SELECT {listed} FROM deed WHERE customer_id BETWEEN ? AND ?", span)  # noqa: S608
    number = asked.index("id")
    here = {deed[number] for deed in about}
    named: set[int] = set()
    for row, rows in found.items():
        ahead = 0 if row is Customer else 1
        for column in ("deed_id", "mended_id"):
            if column in columns[row]:
                place = columns[row].index(column) + ahead
                named.update(values[place] for values in rows)
    return about + deeds(store, asked, sorted(one for one in named if one is not None and one not in here))


def deeds(store: Store, asked: Sequence[str], numbers: Sequence[int]) -> list[Values]:
    """Return these columns of the deeds of these numbers."""
    found: list[Values] = []
    for start in range(0, len(numbers), HOLES):
        some = numbers[start : start + HOLES]
        holes = ", ".join("?" * len(some))
        found += store.ask(f"SELECT {_listed(asked)} FROM deed WHERE id IN ({holes})", some)  # noqa: S608
    return found


def table(store: Store, row: type[Row], asked: Sequence[str]) -> list[Values]:
    """Return these columns of every row of a table of the shop's own: its news, styles or settings."""
    order = "id" if "id" in row.fields else "name"
    return store.ask(f"SELECT {_listed(asked)} FROM {row.table} ORDER BY {order}")  # noqa: S608  our own words


def signed_by(store: Store, row: type[Row], asked: Sequence[str], names: Sequence[str]) -> Iterator[Values]:
    """Yield these columns of the rows of a table that somebody of the staff signed, a page at a time.

    Shape: the row's place in its table stands in front. The whole table is looked through, as no index has names.
    """
    last = 0
    holes = ", ".join("?" * len(names))
    sql = (
        f"SELECT rowid, {_listed(asked)} FROM {row.table}"  # noqa: S608  our own words
        f" WHERE rowid > ? AND staff IN ({holes}) ORDER BY rowid LIMIT ?"
    )
    while True:
        with store.reading():
            found = store.ask(sql, (last, *names, PEOPLE))
        if not found:
            return
        yield from found
        last = found[-1][0]


def names_of_staff(store: Store) -> list[str]:
    """Return the name of everybody of the staff who wrote anything that is kept, each as it is spelled."""
    tables = ("deed", "interaction", "fact", "news", "telling")
    sql = " UNION ".join(f"SELECT staff FROM {name} WHERE staff IS NOT NULL" for name in tables)  # noqa: S608
    return sorted(str(name) for (name,) in store.ask(sql))


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
