"""The shop's server, as a till asks it: what was written since, my turn to write, what I wrote."""

from __future__ import annotations

from contextlib import contextmanager

from ...record import Record
from .away import ServerFault, Unreachable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NoReturn

    from ...rare_rows import Shop
    from .connecting import Connection

MOST = 4_000  # rows that a command takes in; the changes of one write are never parted
EVERYTHING = 2**31 - 1
AT_THE_COUNTER, PATIENT = 1.0, 15.0  # seconds for which a write waits for another till's
ON_THE_WAY = 0.3  # seconds more, for the way there and back


class Fed(Record):
    """What the server says to one till.

    Shape: the shop is at `seq`, which `mark` names; `knows` tells whether it knows the moment that the till had. `rows`
    (JSON) are those up to the moment `upto`; none where nothing was written since.
    """

    schema: int
    seq: int
    mark: str
    knows: bool
    upto: int
    upto_mark: str
    given: str
    rows: str | None

    def said(self) -> dict[str, Any]:
        """Return the rows by table, and who was forgotten."""
        return _read(self.rows)

    def numbers(self) -> dict[str, int]:
        """Return the greatest number that was ever given in each table."""
        return _read(self.given)


def _read(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    import json

    said: dict[str, Any] = json.loads(text)
    return said


class Server:
    """A connection to the shop's server. Raises: Unreachable, wherever it does not answer or refuses; OtherSchema."""

    def __init__(self, connection: Connection, schema: str, service: str = "") -> None:
        self.connection = connection
        self.schema = schema
        self.service = service or schema

    def feed(self, copy: Shop, most: int = MOST) -> Fed:
        """Return what was written since the moment that a copy has."""
        sql = f"SELECT * FROM {self.schema}.feed(%s, %s, %s, %s)"  # noqa: S608  a name that was checked
        values = (copy.number, copy.cursor, copy.mark, most)
        return Fed(*(self._patiently(sql, values, PATIENT) if most > MOST else self._ask(sql, values))[0])

    def turn(self, copy: Shop, schema: int, mark: str, within: float, most: float | None = None) -> Fed:
        """Wait until no other till writes, and begin to write; return what was written since, and the turn's moment.

        Units: `within` is seconds to wait for other tills, `most` for the answer.
        Raises: Taken where another till wrote all the while; the connection is good for another turn then.
        """
        first = f"BEGIN; SET LOCAL lock_timeout = {round(within * 1_000)}"
        sql = f"{first}; SELECT * FROM {self.schema}.turn(%s, %s, %s, %s, %s, %s)"  # noqa: S608
        values = (copy.number, copy.cursor, copy.mark, EVERYTHING, schema, mark)
        try:
            return Fed(*self._patiently(sql, values, most or within + ON_THE_WAY)[0])
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
                refused = self.connection.ask(sql, (number, secrets, new, rows, number, new))[0][0]
        except ServerFault as fault:  # `keep` raises none, so it may be of what comes after COMMIT
            self.connection.close()
            raise Unreachable(f"the server refuses what this till asks ({fault.code})") from None
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

    def _refuse(self, fault: ServerFault) -> NoReturn:
        from . import refusals  # hardly any statement is refused

        raise refusals.of(fault, self.service) from None

    def person(self, customer_id: int) -> dict[str, Any]:
        """Return all rows of a customer, by table."""
        sql = f"SELECT {self.schema}.person(%s)"
        return _read(self._ask(sql, ([customer_id],))[0][0])

    def page(self, table: str, after: str, most: int) -> dict[str, Any]:
        """Return so many rows of a table behind a key, in the order of the keys, and the last one's key."""
        sql = f"SELECT {self.schema}.page(%s, %s, %s)"
        return _read(self._patiently(sql, (table, after, most), PATIENT)[0][0])

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
        self._patiently("COMMIT", (), PATIENT)

    def _patiently(self, sql: str, values: tuple[object, ...], within: float) -> list[tuple[Any, ...]]:
        """Return what the server answers, however long it says nothing until then."""
        with self.connection.deadline(within):
            return self._ask(sql, values)

    def rollback(self) -> None:
        """End the turn as if it had never been."""
        self._ask("ROLLBACK")

    def was_taken(self, key: str) -> bool:
        """Tell whether a deed or turn of this key was ever kept."""
        return bool(self._ask(f"SELECT {self.schema}.was_taken(%s)", (key,))[0][0])

    def put(self, rows: str) -> None:
        """Write rows (JSON), within a turn.

        Raises: ServerFault where the server cannot hold one of them.
        """
        refused = self._patiently(f"SELECT {self.schema}.put(%s)", (rows,), PATIENT)[0][0]
        if refused:
            raise ServerFault(*str(refused).partition(" ")[::2])

    def hand_on(self, number: int, secrets: list[str], new: str) -> None:
        """Say who it is that writes, within a turn."""
        self._ask(f"SELECT {self.schema}.hand_on(%s, %s, %s)", (number, secrets, new))

    def join(self, name: str, secret: str) -> int:
        """Return the number of a new till of the shop."""
        return int(self._ask(f"SELECT {self.schema}.join_till(%s, %s)", (name, secret))[0][0])

    def leave(self, number: int) -> None:
        """Take a till out of the shop."""
        self._ask(f"SELECT {self.schema}.leave_till(%s)", (number,))

    def tills(self) -> list[dict[str, Any]]:
        """Return the tills of the shop: number, name, role, and when each joined and was last here."""
        columns = ("number", "name", "role", "joined", "seen")
        times = ", ".join(f"to_char({one} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')" for one in columns[3:])
        sql = f"SELECT number, name, role, {times} FROM {self.schema}.tills() ORDER BY number"  # noqa: S608
        return [dict(zip(columns, row, strict=True)) for row in self._ask(sql)]

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
