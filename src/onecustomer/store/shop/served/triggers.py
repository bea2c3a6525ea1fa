"""What the server does with every row that is written, however it is: count it, and note what goes and what comes back.

A row's `seq` is that of the turn in which it was last written. Nothing is written outside a turn.
"""

from __future__ import annotations

from sqlalchemy import MetaData

from . import tables

HEAD = "LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT"

FUNCTIONS = """
CREATE FUNCTION refuse_out_of_turn() RETURNS trigger {head} AS $$
DECLARE v_seq bigint;
BEGIN
    SELECT s.seq INTO v_seq FROM shop AS s WHERE s.turn = pg_current_xact_id_if_assigned();
    IF v_seq IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'OC009', MESSAGE = 'the shop is written in a turn';
    END IF;
    UPDATE given AS g SET seq = v_seq WHERE g.what = TG_TABLE_NAME AND g.seq < v_seq;
    RETURN NULL;
END $$;

CREATE FUNCTION count_row() RETURNS trigger {head} AS $$
BEGIN
    SELECT s.seq INTO NEW.seq FROM shop AS s;
    RETURN NEW;
END $$;

CREATE FUNCTION note_gone() RETURNS trigger {head} AS $$
BEGIN
    EXECUTE 'INSERT INTO gone (what, key, seq, at) SELECT $1, ' || TG_ARGV[0]
        || ', s.seq, now() FROM (SELECT * FROM those) AS o, LATERAL (SELECT seq FROM shop) AS s'
        || ' ON CONFLICT (what, key) DO UPDATE SET seq = excluded.seq, at = excluded.at' USING TG_TABLE_NAME;
    RETURN NULL;
END $$;

CREATE FUNCTION note_back() RETURNS trigger {head} AS $$
BEGIN
    IF EXISTS (SELECT FROM gone AS g WHERE g.what = TG_TABLE_NAME) THEN
        EXECUTE 'DELETE FROM gone WHERE what = $1 AND key IN (SELECT ' || TG_ARGV[0] || ' FROM those)'
            USING TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION note_taken() RETURNS trigger {head} AS $$
BEGIN
    INSERT INTO taken (key, at) SELECT o.key, now() FROM those AS o ON CONFLICT (key) DO NOTHING;
    RETURN NULL;
END $$
"""


def create_statements(metadata: MetaData) -> list[str]:
    """Return the SQL that makes the triggers of every table, and their functions."""
    made = [statement for table in tables.shared(metadata) for statement in _of(table.name, tables.key_text(table))]
    taken = "AFTER INSERT ON deed REFERENCING NEW TABLE AS those FOR EACH STATEMENT EXECUTE FUNCTION note_taken()"
    return [*written(FUNCTIONS), *made, f"CREATE TRIGGER taken {taken}"]


def written(functions: str, **words: object) -> list[str]:
    """Return the SQL of functions one by one, each with the settings that all of them have."""
    return split(functions.format(head=HEAD, **words))


def split(statements: str) -> list[str]:
    """Return statements one by one; each ends with a semicolon at the end of a line, before a blank line."""
    return [statement.strip() for statement in statements.split(";\n\n")]


def _of(name: str, key: str) -> list[str]:
    table, key = tables.quoted(name), "'" + key.replace("'", "''") + "'"
    each, row = "FOR EACH STATEMENT EXECUTE FUNCTION", "FOR EACH ROW WHEN ({0}) EXECUTE FUNCTION count_row()"
    return [
        f"CREATE TRIGGER in_turn BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} {each} refuse_out_of_turn()",
        f"CREATE TRIGGER counted BEFORE INSERT ON {table} {row.format('NEW.seq IS NULL')}",
        f"CREATE TRIGGER counted_anew BEFORE UPDATE ON {table} {row.format('NEW.seq = OLD.seq')}",
        f"CREATE TRIGGER gone AFTER DELETE ON {table} REFERENCING OLD TABLE AS those {each} note_gone({key})",
        f"CREATE TRIGGER back AFTER INSERT ON {table} REFERENCING NEW TABLE AS those {each} note_back({key})",
    ]
