"""A till's copy of a shop's store, and what it knows of the server."""

from __future__ import annotations

from ...errors import OnecustomerError, StoreError
from ..database import sqlite
from ..database.connection import Store
from ..rare_rows import Shop
from ..rows import PROVISIONAL, Deed
from .link.away import Outdated, Unreachable
from .outbox import Outbox

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping
    from typing import Any, TypeVar

    from ..rows import Row
    from .link.server import Fed, Server

    T = TypeVar("T")
    Renew = Callable[[Store, Collection[int]], None]

ERASURE = "erasure"
OF_TILL = " · "
TO_ERASE = "INSERT OR IGNORE INTO erasure (key, day) VALUES (?, ?)"
KEY_OF = "SELECT key FROM customer WHERE id = ?"
STANDS_AT = "UPDATE shop SET cursor = ?, mark = ?"
STANDS_FOR = "SELECT id FROM deed WHERE key = ? AND id >= ?"

CLOCK_OFF = 1_800  # seconds by which a till's clock may be wrong before anybody is told
BUSY = "another terminal is writing"
NO_ROOM = "this till can write nothing into its copy: is its disk full, or read-only?"


class Copy(Store):
    """A till's copy of a shop's store. `renew` makes the search keys and the rhythms of customers anew.

    Shape: `away` is why the server is away, a clause, none while it answers; `stale` is why the copy is of an earlier
    moment though it answers; `behind` is how many writes of the shop were not taken in yet; `forgotten` are the keys of
    those whom the shop has erased, and this till not yet.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store.connection, store.path, store.tell)
        self.has_erasures, self.is_copy = store.has_erasures, True
        self.outbox = Outbox(self.path)
        self.server: Server | None = None
        self.away: str | None = None
        self.stale: str | None = None
        self.behind = 0
        self.why: OnecustomerError | None = None  # the error of a write while the server is away
        self.refusal: OnecustomerError | None = None  # the error of every write, also of one that could wait
        self.is_told = False  # that the server is away, or nothing of the copy is shown
        self.is_left_out = False  # the server was not asked, as it failed a moment ago
        self.is_slow = False  # it was reached, and took too long to say what was written
        self.has_kept = False  # what was asked for, until the server answers; a visit that is kept is not
        self.forgotten: list[str] = []
        self.gone: set[int] = set()  # the numbers of who is no longer in the shop, and still in the copy
        self.seen: Shop | None = None  # the moment at which the shop was when it was asked last
        self.ahead = 0.0  # seconds by which the till's clock is before the server's
        self.today: dt.date  # by the till's clock, from when the command begins
        self.renew: Renew = lambda *_: None
        self.everybody: Callable[[Store], None] = lambda _: None
        self.note_drafts: Callable[[Collection[str]], None] = lambda _: None  # of customers of these keys
        self.send: Callable[[], None] = lambda: None  # all that waits
        self.numbers: dict[str, int] | None = None  # the greatest given in the shop, while it is this till's turn
        self.erased: list[str] = []  # the keys of those who are erased in this turn
        self.preset: list[list[str]] = []  # the keys that rows had when they were written before, as `keys` are
        self.keys: list[list[str]] = []  # of rows that were written: the table, the kind and the key; the deed's first

    @property
    def copy(self) -> Shop:
        """Of which shop this is a copy, and of which moment."""
        found = self.first(Shop, "LIMIT 1")
        if found is None:
            raise StoreError("This till has left the shop meanwhile.", "nothing was written: oc shop")
        return found

    @property
    def has_wrong_clock(self) -> bool:
        """Whether this till's clock is far from the server's, as far as that was heard by this command."""
        return abs(self.ahead) >= CLOCK_OFF

    def check_in_shop(self) -> None:
        """Refuse to keep anything for a shop that this till has left meanwhile.

        Raises: StoreError.
        """
        _ = self.copy

    def key_of(self, customer_id: int | None) -> str:
        """Return the key of a customer; empty where nobody here has that number."""
        return str(self.value(KEY_OF, (customer_id,)) or "")

    def connect(self, within: float | None = None) -> None:
        """Connect to the shop's server, within seconds if not at the counter; where it is away, `away` says why."""
        from .link import address, hosts

        try:
            place = address.read(f"service={self.copy.service}")
            self.is_left_out = True
            hosts.due(place, hosts.read(self.path), self.path)  # a server that is left out costs no more than this
            self.is_left_out = False
            from .link import connecting
            from .link.server import Server

            self.server = Server(
                connecting.connect(place, self.path, within or connecting.WITHIN), place.schema, place.service
            )
            self.away = None
        except Unreachable as error:
            self.leave(error)
        except OnecustomerError as error:  # no such service, or no driver
            self.away, self.why = error.sentence[:1].lower() + error.sentence[1:].rstrip("."), error

    def leave(self, error: Unreachable) -> None:
        """Go on without the server."""
        self.away, self.why = error.reason, error
        if isinstance(error, Outdated):
            self.refusal = error
        if self.server:
            self.server.close()
            self.server = None

    def close(self) -> None:
        """Close the store, and what was opened for it."""
        if self.server:
            self.server.close()
        super().close()

    def till_of(self, till: str) -> str:
        """Return how a deed names a till: the terminal, and the number of this computer's copy in the shop.

        Shape: one that is named with a number already is that one, so that its import can be ended anywhere.
        """
        _, dot, number = till.rpartition(OF_TILL)
        return till if dot and number.isdecimal() else f"{till}{OF_TILL}{self.copy.number}"

    def check_schema(self, fed: Fed) -> None:
        """Write nothing where the server has another schema than this program; the copy is read as it is."""
        if fed.schema != sqlite.SCHEMA:
            from .link.away import other_schema

            self.refusal = other_schema(fed.schema, sqlite.SCHEMA)
            self.away = "the server has another schema than this onecustomer"

    def take_in(self, said: dict[str, Any], upto: int, mark: str) -> None:
        """Write what the server said into the copy, within a transaction; it is then at that moment.

        Shape: what a row names may come behind it, and is looked for at the end of the transaction.
        """
        self.change("PRAGMA defer_foreign_keys = ON")
        for key in said.pop("forgotten", []):
            self.forgotten.append(key)
            self.change(TO_ERASE, (key, self.today.isoformat()))
        self.put(said)
        self.taken_in += 1
        self.change(STANDS_AT, (upto, mark))

    def put(self, said: dict[str, Any]) -> None:
        """Write rows of the shop into the copy, within a transaction; what waited and came with them waits no more."""
        if deeds := said.get("deed"):
            at = deeds["columns"].index("key")
            for key in self.outbox.sent() & {row[at] for row in deeds["rows"]}:
                self.take_out(key)
        from . import feeding  # most commands find nothing new

        self.renew(self, feeding.apply(self, said))

    def take_out(self, key: str) -> None:
        """Take the rows out that stand in the copy for an append, while it waits."""
        from ..counter import undo

        for (number,) in self.ask(STANDS_FOR, (key, PROVISIONAL)):
            whose = undo.whose_timelines(self, number)
            undo.remove(self, number)
            self.renew(self, whose)

    def insert(self, row: type[Row], values: Mapping[str, object]) -> int:
        """Insert a row under a number that is the shop's next, or this till's own where it waits."""
        given = dict(values)
        if row is Deed and "till" in given:
            given["till"] = self.till_of(str(given["till"]))
        if row.table == ERASURE:
            self.erased.append(str(given["key"]))
        elif "key" in given:
            given["key"] = self._key([row.table, str(given.get("kind", ""))], str(given["key"]))
        if "id" in row.fields and "id" not in given:
            number = self._next(row.table)
            given = {"id": number, **given} if number else given
        return super().insert(row, given)

    def _key(self, what: list[str], new: str) -> str:
        """Return the key of a row: the one that the same had before, whatever else is written now, else a new one."""
        before = next((one for one in self.preset if one[:-1] == what), None)
        if before:
            self.preset.remove(before)
        self.keys.append(before or [*what, new])
        return self.keys[-1][-1]

    def _next(self, table: str) -> int | None:
        """Return the number of a new row; none where SQLite is to give it."""
        if self.is_waiting:
            import time

            last = self.value(f"SELECT max(id) FROM {table}") or 0  # noqa: S608  our own words
            return max(PROVISIONAL + time.time_ns() // 1_000, int(last) + 1)
        if self.numbers is None:
            return None
        there = self.value(f"SELECT max(id) FROM {table} WHERE id < ?", (PROVISIONAL,)) or 0  # noqa: S608  our own words
        self.numbers[table] = max(self.numbers.get(table, 0), int(there)) + 1  # some rows come with their numbers
        return self.numbers[table]
