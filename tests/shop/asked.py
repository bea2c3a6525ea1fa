"""A shop's schema on a server of the tests, and its tills as bare connections that ask what a till may ask."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from onecustomer.store.counter.append import new_key
from onecustomer.store.database.sqlite import SCHEMA
from onecustomer.store.shop.served import schema, tables, turns
from tests.shop.machine import driver
from tests.shop.servers import Role, Server

EVERYTHING = 2**31 - 1

DATA = tuple(table.name for table in tables.shared())
"""The tables that all tills of a shop have alike, in the order of their references."""

COLUMNS = tuple(part.split()[0] for part in turns.FED.split(", "))
OF_A_TURN = (*COLUMNS, "has")

Row = Mapping[str, Any]


def run(connection: Any, statements: Sequence[str]) -> None:
    """Run statements in one transaction."""
    with connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Asked:
    """A till of a shop: its connection, its number and secret, and the moment up to which it has heard all."""

    def __init__(self, connection: Any, name: str = "shop") -> None:
        self.connection, self.name = connection, name
        self.secret = new_key()
        self.moment: tuple[int, str] = (-1, "")
        self.number: int = self.ask("SELECT {0}.join_till('counter', %s)", self.secret)[0][0]
        connection.commit()

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return what a question finds; {0} is the schema. Its transaction goes on."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql.replace("{0}", self.name), values or None)
            found: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
            return found

    def feed(self, most: int = EVERYTHING, *, since: tuple[int, str] | None = None) -> dict[str, Any]:
        """Return what the server says of what was written since a moment, the till's own where none is said."""
        found = self.ask("SELECT * FROM {0}.feed(%s, %s, %s, %s)", self.number, *(since or self.moment), most)[0]
        self.connection.commit()
        return dict(zip(COLUMNS, found, strict=True))

    def hear(self) -> dict[str, Any]:
        """Hear all that was written since, and return it by table."""
        fed = self.feed()
        self.moment = fed["upto"], fed["upto_mark"]
        said: dict[str, Any] = json.loads(fed["rows"] or "{}")
        return said

    def turn(self, version: int = SCHEMA) -> dict[str, Any]:
        """Begin to write, when no other till does any more."""
        sql = "SELECT * FROM {0}.turn(%s, %s, %s, %s, %s)"
        found = self.ask(sql, self.number, *self.moment, version, new_key())[0]
        return dict(zip(OF_A_TURN, found, strict=True))

    def keep(self, rows: object) -> str:
        """Hand over what was written and end the turn; return what the server refused it for, "" where it did not."""
        new = new_key()
        said = self.hand_over(rows, new, "; COMMIT; SELECT {0}.outcome(%s, %s)", self.number, new)
        self.connection.commit()
        self.secret = self.secret if said else new
        return said

    def hand_over(self, rows: object, new: str = "new", then: str = "", *values: Any) -> str:
        """Hand over what was written, and let the turn go on but for what is to be done then."""
        text = rows if isinstance(rows, str) else json.dumps(rows)
        sql = f"SELECT {{0}}.keep(%s, %s, %s, %s){then}"
        said: str = self.ask(sql, self.number, [self.secret], new, text, *values)[0][0]
        return said

    def write(self, rows: object) -> str:
        """Write rows in a turn, and return what they were refused for."""
        self.turn()
        return self.keep(rows)

    def page(self, table: str, after: str = "", most: int = 1000) -> list[Row]:
        """Return the rows of a table behind a key."""
        (said,) = self.ask("SELECT {0}.page(%s, %s, %s)", table, after, most)[0]
        self.connection.commit()
        return by_columns(json.loads(said))

    def person(self, *numbers: int) -> dict[str, list[Row]]:
        """Return all rows of customers, by table."""
        said = json.loads(self.ask("SELECT {0}.person(%s)", list(numbers))[0][0])
        self.connection.commit()
        return {table: by_columns(part) for table, part in said.items() if table != "forgotten"}


def refusal(till: Asked, sql: str, *values: Any) -> tuple[str, str]:
    """Return the code and the words with which a question is refused; the transaction goes with it."""
    with pytest.raises(driver().Error) as raised:
        till.ask(sql, *values)
    till.connection.rollback()
    return raised.value.pgcode, raised.value.diag.message_primary


def by_columns(part: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a table, each by its columns."""
    return [dict(zip(part["columns"], row, strict=True)) for row in part["rows"]]


def install(server: Server, name: str = "shop", tills: Sequence[Role] | None = None) -> None:
    """Make a shop's schema as its owner, and let logins be its tills."""
    connection = server.connect()
    run(connection, schema.install(name))
    connection.close()
    with server.admin() as asked:
        for role in server.tills if tills is None else tills:
            asked.execute(f"GRANT {schema.group(name)} TO {role.name}")


@contextmanager
def two_tills(server: Server, name: str = "shop") -> Iterator[tuple[Asked, Asked]]:
    """Lend two tills of a shop, each with a login of its own."""
    connections = [server.connect(role) for role in server.tills]
    try:
        first, second = (Asked(connection, name) for connection in connections)
        yield first, second
    finally:
        for connection in connections:
            connection.close()


def deed(number: int, verb: str = "add", **more: Any) -> Row:
    """Return a row of a deed."""
    return {"id": number, "key": new_key(), "at": "2026-11-28 12:00:00.000001", "till": "one", "verb": verb, **more}


def customer(number: int, name: str = "Margo Klein", **more: Any) -> Row:
    """Return a row of a customer, whom the deed of the same number added."""
    return {"id": number, "key": new_key(), "deed_id": number, "name": name, **more}


def entry(number: int, whose: int, text: str = "zip broke", **more: Any) -> Row:
    """Return a row of an entry, which the deed of the same number wrote."""
    required = {"id": number, "key": new_key(), "customer_id": whose, "deed_id": number, "kind": "note"}
    return {**required, "day": "2026-11-28", "text": text, **more}


def rows(**of: Any) -> dict[str, dict[str, list[Any]]]:
    """Return rows as a till hands them over: `rows(customer=[…])`."""
    return {table: {"rows": list(listed), "gone": []} for table, listed in of.items()}


def gone(**keys: Any) -> dict[str, dict[str, list[Any]]]:
    """Return what goes as a till hands it over: `gone(customer=["1"])`."""
    return {table: {"rows": [], "gone": list(listed)} for table, listed in keys.items()}


def person(number: int, name: str = "Margo Klein", **more: Any) -> dict[str, dict[str, list[Any]]]:
    """Return the rows of a customer who is added."""
    return rows(deed=[deed(number)], customer=[customer(number, name, **more)])
