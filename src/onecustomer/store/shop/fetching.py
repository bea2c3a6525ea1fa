"""A till's copy fetched whole: the first time, and where the server knows nothing of the moment that the copy is of."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from ...errors import OnecustomerError, Refused, StoreError
from .. import files, rhythm
from ..copies.making import OF_A_DRAFT
from ..counter.append import new_key
from ..database import sqlite
from ..database.connection import Store
from ..office import aside
from ..rare_rows import Shop
from ..rows import PROVISIONAL
from ..schema import create
from . import before, erasing, feeding
from .changed import TABLES
from .copy import TO_ERASE, Copy
from .link import state
from .link.away import other_schema
from .link.server import Fed, Server

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

CACHE_KIB = 8 * 1024  # SQLite sorts an index in as much again
PAGE = 5_000  # rows at a time, so that no memory grows with the shop
OLDEST = 1_000  # customers by whom a shop is known

OLDEST_KEYS = f"SELECT key FROM customer WHERE id < {PROVISIONAL} ORDER BY id LIMIT {OLDEST}"  # noqa: S608
HAS_KEY = "SELECT 1 FROM customer WHERE key = ?"

Everybody = Callable[[Store], None]
Progress = Callable[[int, int], None]
"""Takes how many rows are here and how many there are, more or less."""

Note = Callable[[Store, int, str], None]
"""Takes what was fetched, and the number and secret of the new till."""


class AnotherShop(Refused):
    """The server has another shop than the one of which the till has a copy."""

    def __init__(self) -> None:
        super().__init__(
            "The server has another shop of this name, and nothing was fetched.",
            "look at host and dbname in the service file; to go over to that shop: oc shop leave, then oc shop join",
        )


def fill(
    store: Store,
    server: Server,
    service: str,
    note: Note,
    everybody: Everybody,
    today: dt.date,
    progress: Progress = lambda *_: None,
) -> int:
    """Write all that the shop has, of one moment, into an empty store, as a new till's copy; return the till's number.

    Shape: `note` keeps the till's secret, and where it raises at what was fetched, the shop has no new till;
    `everybody` makes the search keys of all customers.
    Raises: Unreachable; StoreError; NewerStore where the server has another schema.
    """
    mode = store.value("PRAGMA journal_mode")
    store.connection.executescript(f"PRAGMA foreign_keys = OFF; {OF_A_DRAFT}; PRAGMA cache_size = -{CACHE_KIB}")
    with store.writing_here():  # one transaction, so that a draft which nobody holds is known to be left
        with server.unchanging():
            secret = new_key()
            number = server.join(till_name(), secret)
            moment = server.feed(Shop(number, service, -1, ""), 0)
            if moment.schema != sqlite.SCHEMA:
                raise other_schema(moment.schema, sqlite.SCHEMA)
            with _without_indexes(store):
                _fill_tables(store, server, moment, progress)
            store.change("DELETE FROM shop")
            store.insert(Shop, vars(Shop(number, service, moment.seq, moment.mark)))
            _fill_forgotten(store, server, today.isoformat())
            note(store, number, secret)
        everybody(store)
        rhythm.fill(store, today)
    store.settle()
    store.change(f"PRAGMA journal_mode = {mode}")
    files.sync(store.path)
    return number


@contextmanager
def _without_indexes(store: Store) -> Iterator[None]:
    """Make the indexes anew when the rows are there, each in its own order: that takes a fraction of the time."""
    indexes = store.ask("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    for name, _ in indexes:
        store.change(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        store.change(sql)


def _fill_forgotten(store: Store, server: Server, today: str) -> None:
    """Note whom the shop has erased, so that the next command puts them on this till's list of erased keys."""
    after = ""
    while (page := server.page("forgotten", after, PAGE))["rows"]:
        store.change_each(TO_ERASE, [(key, today) for (key,) in page["rows"]])
        after = page["after"]


def till_name() -> str:
    """Return what this till is called in the shop: by OC_TILL where that is set, else as its computer."""
    import platform

    return (os.environ.get("OC_TILL") or platform.node() or "a till").encode("utf-8", "replace").decode()[:40]


def _fill_tables(store: Store, server: Server, moment: Fed, progress: Progress) -> None:
    rows, all_rows = 0, sum(moment.numbers().values())
    for table in TABLES:
        after: str | None = ""
        while after is not None:
            page = server.page(table, after, PAGE)
            feeding.check_columns(store, table, page["columns"])
            listed, holes = ", ".join(f'"{one}"' for one in page["columns"]), ", ".join("?" * len(page["columns"]))
            store.change_each(f"INSERT INTO {table} ({listed}) VALUES ({holes})", page["rows"])  # noqa: S608  our own words
            rows += len(page["rows"])
            after = page["after"] if page["rows"] else None
            progress(rows, max(rows, all_rows))
    feeding.number_from(store, moment.numbers())


def anew(
    store: Store,
    server: Server,
    service: str,
    everybody: Everybody,
    today: dt.date,
    progress: Progress = lambda *_: None,
    check: Callable[[], None] = lambda: None,
    of_before: str = "",
) -> int:
    """Put a fresh copy in a store's place, under SQLite's own lock: no terminal goes on with the old one.

    Shape: it is a new till of the shop, whose number is returned, as the server knows the old one's secret no more.
    `check` raises where a store that is no copy must stay, and is called once nobody else may write to it any more.
    `of_before` is the path of a copy of what is replaced; it stays where the shop has not all of it any more.
    Raises: AnotherShop; Unreachable; StoreError; OSError; what `check` raises.
    """

    def note(fresh: Store, number: int, secret: str) -> None:
        with store.writing_here():  # other terminals go on with the old copy until then
            check()
            _check_same(store, fresh)
            state.note_secret(store.path, number, secret)

    draft, is_kept = files.make_draft(store.path), False
    try:
        create.build(Store.at(draft, store.tell), "delete")
        with closing(Store.at(draft, store.tell)) as fresh:
            fresh.settle()
            number = fill(fresh, server, service, note, everybody, today, progress)
            if isinstance(store, Copy) and store.outbox.is_there:
                erasing.in_another(store, fresh)
            is_needed = bool(of_before) and before.is_needed(of_before, fresh)
            _put(fresh, store, check, server, number)
            is_kept = is_needed
    finally:
        with suppress(FileNotFoundError):
            os.remove(draft)
        if of_before and not is_kept:
            before.drop(of_before)
    if is_kept:
        store.tell(f"This till's copy of before is kept: {of_before}; {before.shows(of_before)}.")
    store.taken_in += 1
    return number


def _put(fresh: Store, store: Store, check: Callable[[], None], server: Server, number: int) -> None:
    """Put what was fetched in a store's place; where that cannot be, the shop has no new till."""
    try:
        if store.is_copy:
            aside.copy_over(fresh, store)  # who is in it is in the shop
        else:
            aside.put(fresh, store, check)
    except OnecustomerError:
        with suppress(OnecustomerError):
            server.leave(number)
        raise


def _check_same(old: Store, fresh: Store) -> None:
    """Look whether one of the oldest customers of a copy is in what was fetched.

    Raises: AnotherShop.
    """
    keys = [key for (key,) in old.ask(OLDEST_KEYS)]
    if keys and fresh.value("SELECT 1 FROM customer LIMIT 1") and not any(fresh.ask(HAS_KEY, (key,)) for key in keys):
        raise AnotherShop


def check_alone(path: str, own: str) -> None:
    """Refuse to make a copy at a path that another terminal has made or is making, but for one's own draft.

    Raises: StoreError.
    """
    is_there = os.path.exists(path) and os.path.getsize(path)
    if is_there or any(draft != own and not _is_left(draft) for draft in _drafts(path)):
        raise StoreError("Another terminal makes a store here just now.", "oc shop")


def sweep(path: str) -> None:
    """Remove what a join left here that was killed; one that is still at work holds its draft."""
    for draft in _drafts(path):
        if _is_left(draft):
            for end in ("", *files.JOURNALS):
                with suppress(OSError):
                    os.remove(draft + end)


def _drafts(path: str) -> list[str]:
    found = files.drafts(path) if os.path.isdir(os.path.dirname(path)) else []
    return [draft for draft in found if draft.startswith(path + files.DRAFT) and not draft.endswith(files.JOURNALS)]


def _is_left(draft: str) -> bool:
    """Tell whether nobody holds a draft any more."""
    with suppress(sqlite3.Error), closing(sqlite.connected(draft, timeout=0)) as held:
        held.execute("BEGIN EXCLUSIVE")
        return True
    return False
