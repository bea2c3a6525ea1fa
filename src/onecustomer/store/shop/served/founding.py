"""A shop founded on a server: its schema, this store's people under their numbers, and this till as its first."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator

from ....errors import Refused, StoreError
from ...counter.append import new_key
from ...database import shop_files, sqlite
from ...database.connection import Store
from ...erasure import erased_keys
from ...rare_rows import Shop
from .. import changed, feeding
from ..copy import OF_TILL
from ..link import state
from ..link.away import ServerFault, Unreachable, other_schema
from ..link.connecting import Connection
from ..link.refusals import CANNOT_HOLD
from ..link.server import Server
from . import schema

PAGE = 5_000  # rows that are handed over at a time
OF_THE_OWNER = 600.0  # seconds for one statement of the owner's, as nobody is at the counter then
OLDEST = 13
"""The first PostgreSQL that says which transaction one is in as `xid8`, by which a turn is known."""

HAS_SCHEMA = "SELECT count(*) FROM pg_namespace WHERE nspname = %s"
RIGHTS = """
SELECT has_database_privilege(current_database(), 'CREATE'), r.rolcreaterole OR r.rolsuper
    OR EXISTS (SELECT FROM pg_roles AS t WHERE t.rolname = %s), current_user::text, current_database()::text,
    current_setting('server_version_num')::int / 10000
FROM pg_roles AS r WHERE r.rolname = current_user
"""
OVER = "oc export -o people.json, move the store away, oc shop join service={0}, oc import people.json"


def found(store: Store, connection: Connection, service: str, name: str, till: str) -> int:
    """Make the shop's schema of this name, hand over what the store has, and return the till's number.

    Shape: all of it stands on the server, or nothing does; where the program was cut short after that, and the store is
    as it was then, the till goes on as its first.
    Raises: Refused where there is a shop of this name, or the store has what no server holds; StoreError; Unreachable.
    """
    server = Server(connection, name)
    with connection.deadline(OF_THE_OWNER), store.writing_here():
        if connection.ask(HAS_SCHEMA, (name,))[0][0]:
            begun = _founded_here(store, server, service)
        else:
            _check_it_may(connection, name)
            begun = _make(store, server, name, till)
        number, seq, mark = begun
        store.change("DELETE FROM shop")
        store.insert(Shop, vars(Shop(number, service, seq, mark)))
    return number


def _check_it_may(connection: Connection, name: str) -> None:
    """Look whether this server can hold a shop, and this role may make one.

    Raises: Refused.
    """
    may_create, may_make_roles, role, database, version = connection.ask(RIGHTS, (schema.group(name),))[0]
    if version < OLDEST:
        raise Refused(
            f"The server is PostgreSQL {version}, and a shop needs {OLDEST} or newer.",
            "install a newer PostgreSQL, and say in the service file where it is",
        )
    if not may_create:
        raise Refused(
            f"The role {role} may make no shop in the database {database}.",
            f"who owns the database says: GRANT CREATE ON DATABASE {database} TO {role};",
        )
    if not may_make_roles:
        raise Refused(
            f"The role {role} may make no role for the shop's tills.",
            f"who runs the server says: CREATE ROLE {schema.group(name)} NOLOGIN; or ALTER ROLE {role} CREATEROLE;",
        )


def _founded_here(store: Store, server: Server, service: str) -> tuple[int, int, str]:
    """Return the till's number and the moment of founding, where it was this very store, and the command was cut short.

    Raises: Refused where it was another one, or it was written since.
    """
    handed_over = _fingerprint(store)
    for secret in state.read(store.path).secrets:
        if server.was_taken(_mixed(secret.digits, handed_over)):
            moments = f"SELECT m.seq FROM {server.schema}.marks AS m WHERE m.mark = %s"  # noqa: S608
            mark = _mixed(secret.digits, "mark")
            _name_deeds(store, secret.till)
            return secret.till, server.connection.ask(moments, (mark,))[0][0], mark
        if server.was_taken(secret.digits):
            raise Refused(
                "This store was handed over to the shop already, and was written since.", OVER.format(service)
            )
    raise Refused(f"There is a shop on this server already: {server.schema}.", f"oc shop join service={service}")


def _make(store: Store, server: Server, name: str, till: str) -> tuple[int, int, str]:
    """Make the shop, and return this till's number and the moment of founding."""
    ask, secret = server.connection.ask, new_key()
    whole, mark = _mixed(secret, _fingerprint(store)), _mixed(secret, "mark")
    ask("BEGIN")
    try:
        for statement in schema.install(name):
            ask(statement)
        number = int(ask(f"SELECT {name}.join_till(%s, %s)", (till, secret))[0][0])
        turn = f"SELECT seq FROM {name}.turn(%s, 0, '', %s, %s)"  # noqa: S608
        seq = int(ask(turn, (number, sqlite.SCHEMA, mark))[0][0])
        _name_deeds(store, number)
        for table in changed.TABLES:
            for rows in _pages(store, table):
                server.put(json.dumps({table: {"rows": rows, "gone": []}}))
        erased = sorted(erased_keys.known(store.path))
        server.put(json.dumps({"given": feeding.numbers(store), "forgotten": erased}))
        server.hand_on(number, [secret], secret)
        server.hand_on(number, [secret], whole)
        for one in (secret, whole):
            state.note_secret(store.path, number, one)
    except BaseException as error:
        if server.connection.is_open:
            server.rollback()
        raise _said(error, store) from None
    try:
        ask("COMMIT")
    except Unreachable as error:
        raise StoreError(
            f"Nobody knows whether the shop was founded: {error.reason}.", "type it again: it goes on where it was"
        ) from None
    return number, seq, mark


def _name_deeds(store: Store, number: int) -> None:
    """Name the till of each deed as this till of the shop, so that it is taken back here, and nowhere else."""
    store.change("UPDATE deed SET till = till || ?", (f"{OF_TILL}{number}",))


def _said(error: BaseException, store: Store) -> BaseException:
    """Return what is said of a row that no server holds, as a day that is none; any other error as it is."""
    if isinstance(error, TypeError) or (isinstance(error, ServerFault) and error.code == CANNOT_HOLD):
        return Refused(f"The store has what no server can hold: {store.path}", "oc doctor says what it is")
    return error


def _fingerprint(store: Store) -> str:
    """Return what tells whether a store has been written: the digest of all that is handed over of it."""
    digest = hashlib.sha256()
    for table in changed.TABLES:
        for rows in _pages(store, table):
            digest.update(json.dumps(rows).encode())
    return digest.hexdigest()


def _mixed(secret: str, with_what: str) -> str:
    return hashlib.sha256(f"{secret} {with_what}".encode()).hexdigest()[: state.SECRET]


def _pages(store: Store, table: str) -> Iterator[list[dict[str, object]]]:
    """Yield the rows of a table, PAGE at a time, each by its columns."""
    columns = [name for _, name, *_ in store.ask(f"PRAGMA table_info({table})")]
    rows = store.each(f"SELECT * FROM {table} ORDER BY {', '.join(changed.TABLES[table])}")  # noqa: S608  our own words
    while some := list(itertools.islice(rows, PAGE)):
        yield [dict(zip(columns, row, strict=True)) for row in some]


def upgrade(connection: Connection, name: str) -> tuple[int, int]:
    """Bring the shop's schema of this name to this program's, all or nothing, and return which it had and has.

    Raises: Refused where there is none; NewerStore where it is a newer one; StoreError; Unreachable.
    """
    with connection.deadline(OF_THE_OWNER):
        had = Server(connection, name).version()
        if had > sqlite.SCHEMA:
            raise other_schema(had, sqlite.SCHEMA)
        if had == sqlite.SCHEMA:
            return had, had
        connection.ask("BEGIN")
        try:
            for statement in schema.upgrade(name, had):
                connection.ask(statement)
            connection.ask("COMMIT")
        except BaseException:
            if connection.is_open:
                connection.ask("ROLLBACK")
            raise
    return had, sqlite.SCHEMA


def files_of(path: str) -> list[str]:
    """Return the files of a till's copy, and all that lies beside it for the shop."""
    return [path + end for end in ("", *sqlite.BESIDE, *shop_files.BESIDE)]
