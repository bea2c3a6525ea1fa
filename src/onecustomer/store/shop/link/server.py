"""The shop's server, as a till asks it: what was written since, my turn to write, what I wrote."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext

from ...record import Record
from .away import ServerFault, Unreachable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from typing import Any, NoReturn

    from ...rare_rows import Shop
    from .connecting import Connection

    Kind = type | tuple[type, ...]

MOST = 4_000  # rows that a command takes in; the changes of one write are never parted
EVERYTHING = 2**31 - 1
READING = "SET LOCAL transaction_isolation = 'read committed'"  # who waited for a turn hears what was written meanwhile
AT_THE_COUNTER, AT_LEISURE = 1.0, 15.0  # seconds for which a write waits for another till's
ON_THE_WAY = 0.3  # seconds more, for the way there and back


class Fed(Record):
    """What the server says to one till.

    Shape: the shop is at `seq`, which `mark` names; `knows` tells whether it knows the moment that the till had. `rows`
    (JSON) are those up to the moment `upto`; none where nothing was written since. `has` is how the secret ends that
    the server has of the till; only a turn is told. `clock` is the server's, in Unix time.
    """

    schema: int
    seq: int
    mark: str
    knows: bool
    upto: int
    upto_mark: str
    given: str
    rows: str | None
    clock: int
    has: str = ""

    def said(self) -> dict[str, Any]:
        """Return the rows by table, and who was forgotten. Raises: Unreachable where that cannot be understood."""
        from .. import answers  # most commands hear nothing new

        return answers.changes(self.rows)

    def numbers(self) -> dict[str, int]:
        """Return the greatest number that was ever given in each table. Raises: as `said`."""
        from .. import answers

        return answers.numbers(self.given)


TEXT = (str, type(None))
OF_FEED = (int, int, str, bool, int, str, TEXT, TEXT, int)
OF_TILL = (int, str, str, TEXT, TEXT)


class Server:
    """A connection to the shop's server.

    Raises: Unreachable, wherever it does not answer, refuses, or says what cannot be understood; OtherSchema.
    """

    def __init__(self, connection: Connection, schema: str, service: str = "") -> None:
        self.connection = connection
        self.schema = schema
        self.service = service or schema

    def feed(self, copy: Shop, most: int = MOST) -> Fed:
        """Return what was written since the moment that a copy has, or so many rows of it.

        Shape: where the first write has far more, nothing of it is told, and `upto` is the copy's own moment.
        """
        sql = f"SELECT * FROM {self.schema}.feed(%s, %s, %s, %s)"  # noqa: S608  a name that was checked
        values = (copy.number, copy.cursor, copy.mark, most)
        with self._patience(AT_LEISURE if most > MOST else None):
            fed = Fed(*self._one(sql, values, *OF_FEED))
        is_nothing = fed.rows is None and fed.upto == copy.cursor
        is_further = fed.upto == fed.seq or copy.cursor < fed.upto < fed.seq or is_nothing
        return fed if is_further else self._puzzled()

    def turn(self, copy: Shop, schema: int, mark: str, within: float, most: float | None = None) -> Fed:
        """Wait until no other till writes, and begin to write; return what was written since, and the turn's moment.

        Units: `within` is seconds to wait for other tills, `most` for the answer.
        Raises: Taken where another till wrote all the while; the connection is good for another turn then.
        """
        first = f"BEGIN; {READING}; SET LOCAL lock_timeout = {round(within * 1_000)}"
        sql = f"{first}; SELECT * FROM {self.schema}.turn(%s, %s, %s, %s, %s)"  # noqa: S608
        values = (copy.number, copy.cursor, copy.mark, schema, mark)
        try:
            with self._patience(most or within + ON_THE_WAY):
                return Fed(*self._one(sql, values, *OF_FEED, str))
        except Exception:
            if self.connection.is_open:
                self.rollback()
            raise

    def commit(self, number: int, secrets: list[str], new: str, rows: str, within: float) -> None:
        """Write rows (JSON) and end the turn: kept where this returns.

        Raises: Unreachable, and then nobody knows, but of an answer that refuses it.
        """
        ours = self.schema
        sql = f"SELECT {ours}.keep(%s, %s, %s, %s); COMMIT; SELECT {ours}.outcome(%s, %s)"
        try:
            with self.connection.deadline(within):
                refused = self._alone(self.connection.ask(sql, (number, secrets, new, rows, number, new)), str)[0]
        except ServerFault as fault:  # `keep` raises none, so it may be of what comes after COMMIT
            self.connection.close()
            raise Unreachable(f"the server refuses what this till asks ({fault.code})") from None
        except Unreachable:
            self.connection.close()
            raise
        self._check(refused)

    def _check(self, refused: str) -> None:
        """Raise what the server says of rows that it does not take; nothing where it took them.

        Shape: it says so in its answer and in no error, as its log has the whole text of a statement that fails.
        """
        if refused:
            code, _, words = refused.partition(" ")
            self._refuse(ServerFault(code, words))

    def _ask(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self.connection.ask(sql, values)
        except ServerFault as fault:
            self._refuse(fault)

    def _one(self, sql: str, values: tuple[object, ...], *kinds: Kind) -> tuple[Any, ...]:
        """Return the only row of an answer, whose values are of these kinds."""
        return self._alone(self._ask(sql, values), *kinds)

    def _alone(self, rows: list[tuple[Any, ...]], *kinds: Kind) -> tuple[Any, ...]:
        return rows[0] if len(rows) == 1 and _are(rows[0], kinds) else self._puzzled()

    def _puzzled(self) -> NoReturn:
        from .. import answers  # what a server says is understood

        raise answers.not_understood()

    def _refuse(self, fault: ServerFault) -> NoReturn:
        from . import refusals  # hardly any statement is refused

        raise refusals.of(fault, self.service) from None

    def person(self, customer_id: int) -> dict[str, Any]:
        """Return all rows of a customer, by table."""
        from .. import answers

        return answers.changes(self._one(f"SELECT {self.schema}.person(%s)", ([customer_id],), str)[0])

    def page(self, table: str, after: str, most: int) -> dict[str, Any]:
        """Return so many rows of a table behind a key, in the order of the keys, and the last one's key."""
        from .. import answers

        with self._patience(AT_LEISURE):
            said = self._one(f"SELECT {self.schema}.page(%s, %s, %s)", (table, after, most), str)[0]
        return answers.page(said, table, after)

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Let the block read the shop as it is at one moment, while other tills write on, and join it at the end."""
        self._ask("BEGIN ISOLATION LEVEL REPEATABLE READ")
        try:
            yield
        except BaseException:
            if self.connection.is_open:
                self.rollback()
            raise
        with self._patience(AT_LEISURE):
            self._ask("COMMIT")

    def _patience(self, within: float | None) -> AbstractContextManager[None]:
        """Wait so many seconds for an answer, however long nothing is said; where none are said, as at the counter."""
        return nullcontext() if within is None else self.connection.deadline(within)

    def rollback(self) -> None:
        """End the turn as if it had never been."""
        self._ask("ROLLBACK")

    def was_taken(self, key: str) -> bool:
        """Tell whether a deed or turn of this key was ever kept."""
        return bool(self._one(f"SELECT {self.schema}.was_taken(%s)", (key,), bool)[0])

    def put(self, rows: str) -> None:
        """Write rows (JSON), within a turn.

        Raises: ServerFault where the server cannot hold one of them.
        """
        with self._patience(AT_LEISURE):
            refused = self._one(f"SELECT {self.schema}.put(%s)", (rows,), str)[0]
        if refused:
            raise ServerFault(*refused.partition(" ")[::2])

    def hand_on(self, number: int, secrets: list[str], new: str) -> None:
        """Say who it is that writes, within a turn."""
        self._ask(f"SELECT {self.schema}.hand_on(%s, %s, %s)", (number, secrets, new))

    def version(self) -> int:
        """Return the schema that the shop has; its owner alone may ask."""
        return int(self._one(f"SELECT schema FROM {self.schema}.shop", (), int)[0])  # noqa: S608

    def join(self, name: str, secret: str) -> int:
        """Return the number of a new till of the shop."""
        return int(self._one(f"SELECT {self.schema}.join_till(%s, %s)", (name, secret), int)[0])

    def leave(self, number: int) -> None:
        """Take a till out of the shop."""
        self._ask(f"SELECT {self.schema}.leave_till(%s)", (number,))

    def may_leave(self, number: int) -> bool:
        """Tell whether this till may take a till out of the shop; nothing is changed."""
        self._ask("BEGIN")
        try:
            self.leave(number)
            return all(one["number"] != number for one in self.tills())
        finally:
            if self.connection.is_open:
                self.rollback()

    def tills(self) -> list[dict[str, Any]]:
        """Return the tills of the shop: number, name, role, and when each joined and was last here."""
        columns = ("number", "name", "role", "joined", "seen")
        times = ", ".join(f"to_char({one} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')" for one in columns[3:])
        sql = f"SELECT number, name, role, {times} FROM {self.schema}.tills() ORDER BY number"  # noqa: S608
        rows = self._ask(sql)
        if not all(_are(row, OF_TILL) for row in rows):
            self._puzzled()
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def _are(row: tuple[Any, ...], kinds: Sequence[Kind]) -> bool:
    """Tell whether the values of a row are of these kinds, one for one."""
    return len(row) == len(kinds) and all(map(isinstance, row, kinds))
