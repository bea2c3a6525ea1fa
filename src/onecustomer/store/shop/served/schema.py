"""A shop's schema on a server: made from the models, and brought up to date by them.

Whoever makes it owns it. Its tills are members of one group, which may read the tables of the shop and call what a
till may call, and nothing else.
"""

from __future__ import annotations

import re

from sqlalchemy import MetaData

from ....errors import Refused
from ...counter.append import new_key
from ...database.sqlite import SCHEMA
from . import rows, tables, triggers, turns

NAME = re.compile(r"[a-z][a-z0-9_]{0,50}")
GROUP = "{0}_till"

MAKE_GROUP = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{group}') THEN
        IF NOT (SELECT r.rolcreaterole OR r.rolsuper FROM pg_roles AS r WHERE r.rolname = current_user) THEN
            RAISE EXCEPTION USING ERRCODE = 'OC010', MESSAGE = '{group}';
        END IF;
        CREATE ROLE "{group}" NOLOGIN;
    END IF;
END $$
"""
DROP_FUNCTIONS = """
DO $$ DECLARE v_function regprocedure; BEGIN
    FOR v_function IN SELECT p.oid FROM pg_proc AS p WHERE p.pronamespace = '"{schema}"'::regnamespace LOOP
        EXECUTE 'DROP FUNCTION ' || v_function || ' CASCADE';
    END LOOP;
END $$
"""
TURN = """
WITH turn AS (UPDATE shop SET seq = seq + 1, mark = '{mark}', turn = pg_current_xact_id(), schema = {schema}
    RETURNING seq, mark) INSERT INTO marks (seq, mark, at) SELECT seq, mark, now() FROM turn
"""
FIRST = """
WITH shop AS (INSERT INTO shop (id, schema, seq, mark) VALUES (1, {schema}, 0, '{mark}')
    RETURNING seq, mark) INSERT INTO marks (seq, mark, at) SELECT seq, mark, now() FROM shop
"""

STEPS: dict[int, tuple[str, ...]] = {}
"""What the rows of a schema need that is made from an older one, besides its columns, which come from the models.

The SQLite step's counterpart: each statement is written in a turn, so that what it changes is fed to the tills.
"""


def group(name: str) -> str:
    """Return the role that the tills of a shop are members of."""
    return GROUP.format(_checked(name))


def install(name: str, metadata: MetaData = tables.METADATA) -> list[str]:
    """Return the SQL that makes a shop's schema of this name, to be run in one transaction by its owner.

    Raises: Refused where no schema can have the name. The server raises OC010 where the role of the tills is missing,
    and who runs it may make none; its name is the message.
    """
    schema = _checked(name)
    begin = [f'CREATE SCHEMA "{schema}"', MAKE_GROUP.format(group=group(name))]
    first = FIRST.format(schema=SCHEMA, mark=new_key())
    return [*begin, _within(schema), *_tables(metadata), first, *_made(schema, metadata)]


def upgrade(name: str, from_schema: int, metadata: MetaData = tables.METADATA) -> list[str]:
    """Return the SQL that brings a shop's schema up to the models, to be run in one transaction by its owner.

    Shape: tables and columns that are missing are added, and all functions made anew; nothing that is there is taken
    away. Other tills wait, and have what the steps write from the feed.
    Raises: Refused where no schema can have the name.
    """
    schema = _checked(name)
    turn = TURN.format(mark=new_key(), schema=SCHEMA)
    steps = [statement for to in range(from_schema + 1, SCHEMA + 1) for statement in STEPS.get(to, ())]
    begin = [_within(schema), turn, DROP_FUNCTIONS.format(schema=schema)]
    return [*begin, *_tables(metadata), *_made(schema, metadata), *steps]


def _checked(name: str) -> str:
    """Return the name of a schema as the server has it."""
    if not NAME.fullmatch(name.lower()) or name.lower().startswith("pg_"):
        raise Refused(
            f"A shop on a server is called by letters, digits and _, at most 51, a letter first: {name}",
            "give the service another name, as shop_17",
        )
    return name.lower()


def _within(schema: str) -> str:
    return f'SET LOCAL search_path = "{schema}", pg_temp'


def _tables(metadata: MetaData) -> list[str]:
    """Return the SQL of the tables, and of the rows that say which there are."""
    known = ", ".join(
        f"('{table.name}', {0 if tables.is_numbered(table) else 'NULL'})" for table in tables.shared(metadata)
    )
    given = f"INSERT INTO given (what, last) VALUES {known} ON CONFLICT (what) DO NOTHING"  # noqa: S608  our own words
    return [*triggers.split(turns.TABLES), *tables.create_statements(metadata), given]


def _made(schema: str, metadata: MetaData) -> list[str]:
    """Return the SQL of what is made anew with every schema: functions, triggers and rights."""
    functions = [*rows.create_statements(metadata), *turns.create_statements()]
    return [*functions, *triggers.create_statements(metadata), *_rights(schema, metadata)]


def _rights(schema: str, metadata: MetaData) -> list[str]:
    whole = [f'{kind} IN SCHEMA "{schema}"' for kind in ("ALL TABLES", "ALL SEQUENCES", "ALL FUNCTIONS")]
    everybody = f'PUBLIC, "{group(schema)}"'
    data = ", ".join(tables.quoted(table.name) for table in tables.shared(metadata))
    return [
        *(f"REVOKE ALL ON {some} FROM {everybody}" for some in (f'SCHEMA "{schema}"', *whole)),
        f'GRANT USAGE ON SCHEMA "{schema}" TO "{group(schema)}"',
        f'GRANT SELECT ON {data} TO "{group(schema)}"',
        f'GRANT EXECUTE ON FUNCTION {", ".join(turns.OPEN)} TO "{group(schema)}"',
    ]
