"""The functions of a shop's server that read and write rows, made from the models: a branch for each table.

A row comes as an object of its columns, and goes as an array in the order that `columns` says. What is gone is named by
its key: the values of its primary key as text, parted by a blank.
"""

from __future__ import annotations

from sqlalchemy import MetaData, Table

from ..link.server import EVERYTHING
from .tables import columns_text, is_numbered, key, key_parts, key_text, listed, quoted, row_text, shared
from .triggers import HEAD

ALIKE = f"{HEAD} SET timezone = 'UTC' SET datestyle = 'ISO, YMD'"
"""The settings under which a moment without its zone, and a day, are read alike whoever asks."""

WHOLE = 5
"""How many times the rows that a till asks for one write may have, which is never parted; a larger one is not told."""

CHANGES = """
CREATE FUNCTION changes(p_from bigint, p_upto bigint) RETURNS text STABLE {head} AS $$
DECLARE v_all text := ''; v_touched text[] := ARRAY(SELECT g.what FROM given AS g WHERE g.seq > p_from);
BEGIN
    {branches}
    RETURN '{{' || v_all || '"forgotten":' || coalesce(
        (SELECT json_agg(f.key)::text FROM forgotten AS f WHERE f.seq > p_from AND f.seq <= p_upto), '[]') || '}}';
END $$
"""
CHANGED = """IF '{name}' = ANY (v_touched) THEN
        SELECT v_all || '"{name}":{{"columns":{columns},"rows":[' || coalesce(string_agg({row}, ','), '') || '],"gone":'
            || left_since('{name}', p_from, p_upto) || '}},' INTO v_all
            FROM {table} WHERE seq > p_from AND seq <= p_upto;
    END IF;"""
LEFT_SINCE = """
CREATE FUNCTION left_since(p_what text, p_from bigint, p_upto bigint) RETURNS text STABLE {head} AS $$
BEGIN
    RETURN coalesce((SELECT json_agg(g.key)::text FROM gone AS g
        WHERE g.what = p_what AND g.seq > p_from AND g.seq <= p_upto), '[]');
END $$
"""

BOUNDARY = """
CREATE FUNCTION boundary(p_from bigint, p_most int, p_last bigint) RETURNS bigint STABLE {head} AS $$
DECLARE v_seqs bigint[]; v_touched text[] := ARRAY(SELECT g.what FROM given AS g WHERE g.seq > p_from);
    v_whole bigint := p_most::bigint * {whole}; v_more bigint := p_most::bigint * {whole} + 1; v_over bigint;
BEGIN
    IF p_most = {everything} THEN
        RETURN p_last;
    END IF;
    v_seqs := ARRAY(SELECT f.seq FROM forgotten AS f WHERE f.seq > p_from ORDER BY f.seq LIMIT v_more)
        || ARRAY(SELECT g.seq FROM gone AS g WHERE g.seq > p_from ORDER BY g.seq LIMIT v_more);
    {branches}
    SELECT s INTO v_over FROM unnest(v_seqs) AS s ORDER BY s OFFSET p_most LIMIT 1;
    IF v_over IS NULL THEN
        RETURN p_last;
    END IF;
    IF v_over > (SELECT min(s) FROM unnest(v_seqs) AS s) THEN
        RETURN v_over - 1;
    END IF;
    RETURN CASE WHEN (SELECT count(*) FROM unnest(v_seqs) AS s WHERE s = v_over) > v_whole THEN p_from ELSE v_over END;
END $$
"""
COUNTED = """IF '{name}' = ANY (v_touched) THEN
        v_seqs := v_seqs || ARRAY(SELECT t.seq FROM {table} AS t WHERE t.seq > p_from ORDER BY t.seq LIMIT v_more);
    END IF;"""

PAGE = """
CREATE FUNCTION page(p_table text, p_after text, p_most int) RETURNS text STABLE {head} AS $$
DECLARE v_page text;
BEGIN
    {branches}
    RETURN v_page;
END $$
"""
PAGED = """IF p_table = '{name}' THEN
        SELECT '{{"columns":{columns},"rows":[' || coalesce(string_agg(o.line, ',' ORDER BY {key}), '') || '],"after":'
            || coalesce(to_json((array_agg(o.key ORDER BY {backwards}))[1])::text, 'null') || '}}' INTO v_page
            FROM (SELECT {row} AS line, {key_text} AS key, {listed} FROM {table}
                WHERE ({listed}) > ({after}) ORDER BY {listed} LIMIT p_most) AS o;
    END IF;"""

PAGED_FORGOTTEN = """IF p_table = 'forgotten' THEN
        SELECT json_build_object('columns', json_build_array('key'), 'rows',
            coalesce(json_agg(json_build_array(o.key) ORDER BY o.key), '[]'), 'after', max(o.key))::text INTO v_page
            FROM (SELECT f.key FROM forgotten AS f WHERE f.key > p_after ORDER BY f.key LIMIT p_most) AS o;
    END IF;"""

PERSON = """
CREATE FUNCTION person(p_ids bigint[]) RETURNS text STABLE {head} AS $$
DECLARE v_all text := '{{"forgotten":[]'; v_part text; {variables}
BEGIN
    {branches}
    RETURN v_all || '}}';
END $$
"""
OF_PERSON = """SELECT ',"{name}":{{"columns":{columns},"rows":['
            || coalesce(string_agg({row}, ','), '') || '],"gone":[]}}' {collected}
        INTO v_part{into} FROM {table} WHERE {where};
    v_all := v_all || v_part;"""

WRITE = """
CREATE FUNCTION write_rows(p_rows text) RETURNS void {head} AS $$
DECLARE v_at text := ''; v_table text; v_seq bigint; {variables} v_given json; v_forgotten json;
BEGIN
    SELECT s.seq INTO v_seq FROM shop AS s WHERE s.turn = pg_current_xact_id_if_assigned();
    IF v_seq IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'OC009', MESSAGE = 'the shop is written in a turn';
    END IF;
    IF EXISTS (SELECT FROM json_object_keys(p_rows::json) AS k WHERE k <> ALL ('{{{known},given,forgotten}}')) THEN
        RAISE EXCEPTION USING ERRCODE = 'OC008', MESSAGE = 'a table that the shop has not';
    END IF;
    SELECT {parts}, o.given, o.forgotten INTO {into}, v_given, v_forgotten
        FROM json_to_record(p_rows::json) AS o ({typed}, given json, forgotten json);
    SET CONSTRAINTS ALL DEFERRED;
    {deletes}
    {upserts}
    UPDATE given AS g SET last = greatest(g.last, o.value::bigint) FROM json_each_text(v_given) AS o
        WHERE g.what = o.key AND g.what = ANY ('{{{numbered}}}');
    INSERT INTO forgotten (key, seq, at) SELECT o, v_seq, now() FROM json_array_elements_text(v_forgotten) AS o
        ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, at = excluded.at;
    v_at := '';
    SET CONSTRAINTS ALL IMMEDIATE;
EXCEPTION WHEN data_exception OR integrity_constraint_violation OR cardinality_violation OR datatype_mismatch THEN
    GET STACKED DIAGNOSTICS v_table = TABLE_NAME;
    RAISE EXCEPTION USING ERRCODE = 'OC008',
        MESSAGE = concat_ws(' ', coalesce(nullif(v_table, ''), nullif(v_at, '')), SQLSTATE);
END $$
"""
DELETED = """IF v_{name} -> 'gone' IS NOT NULL THEN
        v_at := '{name}';
        DELETE FROM {table} WHERE ({listed}) IN (
            SELECT {key} FROM json_array_elements_text(v_{name} -> 'gone') AS k);
    END IF;"""
UPSERTED = """IF v_{name} -> 'rows' IS NOT NULL THEN
        v_at := '{name}';
        INSERT INTO {table} ({columns}, seq)
            SELECT {columns}, v_seq FROM json_populate_recordset(NULL::{table}, v_{name} -> 'rows')
            ON CONFLICT ({listed}) DO {update};
    END IF;"""


def create_statements(metadata: MetaData) -> list[str]:
    """Return the SQL that makes the functions."""
    made = shared(metadata)
    return [
        LEFT_SINCE.format(head=HEAD),
        CHANGES.format(head=HEAD, branches=_each(CHANGED, made)),
        BOUNDARY.format(head=HEAD, branches=_each(COUNTED, made), everything=EVERYTHING, whole=WHOLE),
        PAGE.format(head=HEAD, branches=f"{_each(PAGED, made)}\n    {PAGED_FORGOTTEN}"),
        _person(made),
        _write(made),
    ]


def _each(branch: str, made: list[Table]) -> str:
    return "\n    ".join(branch.format(**_words(table)) for table in made)


def _words(table: Table) -> dict[str, str]:
    columns = key(table)
    return {
        "name": table.name,
        "table": quoted(table.name),
        "columns": columns_text(table),
        "row": row_text(table),
        "key_text": key_text(table),
        "listed": listed(columns),
        "key": ", ".join(f"o.{quoted(column.name)}" for column in columns),
        "backwards": ", ".join(f"o.{quoted(column.name)} DESC" for column in columns),
        "after": ", ".join(key_parts(table, "p_after")),
    }


def _write(made: list[Table]) -> str:
    numbered = [table.name for table in made if is_numbered(table)]
    return WRITE.format(
        head=ALIKE,
        variables=" ".join(f"v_{table.name} json;" for table in made),
        known=",".join(table.name for table in made),
        parts=", ".join(f"o.{quoted(table.name)}" for table in made),
        into=", ".join(f"v_{table.name}" for table in made),
        typed=", ".join(f"{quoted(table.name)} json" for table in made),
        deletes="\n    ".join(_deleted(table) for table in reversed(made)),
        upserts="\n    ".join(_upserted(table) for table in made),
        numbered=",".join(numbered),
    )


def _deleted(table: Table) -> str:
    parts = ", ".join(key_parts(table, "k"))
    return DELETED.format(**_words(table) | {"key": parts})


def _upserted(table: Table) -> str:
    names = [quoted(column.name) for column in table.columns if not column.primary_key]
    update = f"UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in [*names, 'seq'])}"
    return UPSERTED.format(**_words(table) | {"columns": listed(list(table.columns)), "update": update})


def _person(made: list[Table]) -> str:
    """Return the function of all that is said of customers, and of what their rows name: deeds and news."""
    named = [table.name for table in made if is_numbered(table) and table.name != "customer"]
    branches = [_of_person(table, named) for table in reversed(made) if _is_said_of(table) or table.name in named]
    variables = " ".join(f"v_{name} bigint[] := '{{}}';" for name in named)
    return PERSON.format(head=HEAD, variables=variables, branches="\n    ".join(branches))


def _whose(table: Table) -> list[str]:
    """Return the columns that say of which customer a row is; one that may be emptied says it of nobody."""
    if table.name == "customer":
        return ["id"]
    named = [column for column in table.columns if column.name == "customer_id"]
    owned = [
        reference.parent
        for column in table.columns
        for reference in column.foreign_keys
        if reference.column.table.name == "customer" and reference.ondelete == "CASCADE"
    ]
    return sorted({column.name for column in (*named, *owned) if column is not None})


def _is_said_of(table: Table) -> bool:
    return bool(_whose(table))


def _of_person(table: Table, named: list[str]) -> str:
    where = [f"{quoted(column)} = ANY (p_ids)" for column in _whose(table)]
    if table.name in named:
        where.append(f"id = ANY (v_{table.name})")
    parents = [
        (quoted(column.name), reference.column.table.name)
        for column in table.columns
        for reference in column.foreign_keys
        if reference.column.table.name in named
    ]
    collected = "".join(f", v_{parent} || coalesce(array_agg({column}), '{{}}')" for column, parent in parents)
    into = "".join(f", v_{parent}" for _, parent in parents)
    return OF_PERSON.format(**_words(table), where=" OR ".join(where), collected=collected, into=into)
