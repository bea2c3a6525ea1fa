"""The server's schema is the models', and what a till writes there comes back as SQLite has it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Date, ForeignKey, Integer, MetaData, String, Table

from onecustomer.errors import Refused
from onecustomer.store.checks.values import MADE
from onecustomer.store.database.sqlite import SCHEMA
from onecustomer.store.shop.served import schema, tables
from tests.her_data.people_kept import KEPT
from tests.shop.asked import DATA, Asked, by_columns, customer, deed, entry, gone, person, rows, run, two_tills
from tests.shop.founded import ShopOf
from tests.shop.machine import driver
from tests.shop.servers import Server
from tests.words import ShopAfter

pytestmark = pytest.mark.long

MERGED = (
    "@2024-06-06 add 'Margo Klien' --yes",
    "@2024-06-06 add 'Margo Kline' --yes",
    "@2024-06-06 duplicates --two c1 c4",
    "@2024-06-06 merge c1 c5 --yes",
)


@pytest.fixture
def tills(server: Server, shop_of: ShopOf) -> Iterator[tuple[Asked, Asked]]:
    """Two tills of an empty shop."""
    shop_of(names=())
    with two_tills(server) as both:
        yield both


def copied() -> MetaData:
    """Return the models' tables, to be changed."""
    copy = MetaData()
    for table in tables.METADATA.sorted_tables:
        table.to_metadata(copy)
    return copy


def test_every_table_is_the_shops_or_has_a_reason_to_be_a_tills_own() -> None:
    named = {table.name for table in tables.METADATA.sorted_tables}
    assert named - tables.NOT_SHARED.keys() == set(DATA)
    assert not MADE - tables.NOT_SHARED.keys()
    before: set[str] = set()
    for name in DATA:
        table = tables.METADATA.tables[name]
        assert {to.column.table.name for to in table.foreign_keys} <= before, name
        before.add(name)


def test_what_a_store_has_comes_back_as_it_was_whatever_the_session_is_set_to(
    tills: tuple[Asked, Asked], shop_after: ShopAfter, till: Path
) -> None:
    first, second = tills
    shop_after(*KEPT, *MERGED)
    with closing(sqlite3.connect(till / "shop.db")) as store:
        store.row_factory = sqlite3.Row
        whole = {name: [dict(row) for row in store.execute(f"SELECT * FROM {name}")] for name in DATA}
    assert not [name for name, there in whole.items() if not there]
    for each, zone, style in ((first, "Asia/Kolkata", "German"), (second, "America/New_York", "SQL, DMY")):
        each.ask("SELECT set_config('timezone', %s, false), set_config('datestyle', %s, false)", zone, style)
    assert "" == first.write(rows(**whole))
    for name in DATA:
        there = [list(row.items()) for row in whole[name]]
        assert sorted(there, key=repr) == sorted((list(row.items()) for row in second.page(name)), key=repr), name


@given(words=st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=40))
def test_no_letter_is_lost(tills: tuple[Asked, Asked], words: str) -> None:
    first, second = tills
    second.hear()
    assert "" == first.write({**person(1, words), "style": {"rows": [{"name": words, "advice": words}], "gone": []}})
    assert words == second.hear()["customer"]["rows"][0][3]
    assert words == second.page("customer")[0]["name"]
    if words:
        assert [words] == [style["name"] for style in second.page("style")]
    assert "" == first.write(gone(style=[words], customer=["1"], deed=["1"]))
    assert [words] == second.hear()["style"]["gone"]


REFUSED = {
    "a NUL": (rows(deed=[deed(2)], customer=[customer(2, "Marg\0o")]), "OC008 22P05"),
    "half a letter": (rows(deed=[deed(2)], customer=[customer(2, "\ud800")]), "OC008 22P02"),
    "no day": (rows(deed=[deed(2, day="2026-02-30")]), "OC008 deed 22008"),
    "no number": (rows(deed=[deed(2, session="Margo")]), "OC008 deed 22P02"),
    "no name": (rows(deed=[deed(2)], customer=[customer(2, name=None)]), "OC008 customer 23502"),  # type: ignore[arg-type]
    "a key that there is": (rows(deed=[deed(2)], customer=[customer(2, key="k" * 32)]), "OC008 customer 23505"),
    "a deed that is not there": (rows(customer=[customer(2)]), "OC008 customer 23503"),
    "a row twice": (rows(deed=[deed(2), deed(2)]), "OC008 deed 21000"),
    "another table": (rows(parcel=[{"id": 1}]), "OC008 a table that the shop has not"),
    "no JSON": ('{"customer": "Margo', "OC008 22P02"),
    "a deed that has rows": (gone(deed=["1"]), "OC008 customer 23503"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_a_row_is_refused_by_its_table_and_nothing_of_it_stays(
    tills: tuple[Asked, Asked], what: str
) -> None:
    first, second = tills
    first.write(person(1, key="k" * 32))
    second.hear()
    wrong, expected = REFUSED[what]
    assert expected == first.write(wrong)
    assert second.feed()["rows"] is None
    assert [1] == [one["id"] for one in second.page("customer")]
    assert "" == first.write(rows(deed=[deed(2)])), "the next turn is taken as ever"
    assert [2] == [row[0] for row in second.hear()["deed"]["rows"]]


def with_more() -> MetaData:
    """Return the models with columns and a table that are added tomorrow."""
    more = copied()
    more.tables["customer"].append_column(Column("shoe", String, nullable=True))
    more.tables["customer"].append_column(Column("visits", Integer, nullable=False, default=3))
    more.tables["interaction"].append_column(Column("parcel_id", ForeignKey("parcel.id"), nullable=True))
    of = Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False)
    Table("parcel", more, Column("id", Integer, primary_key=True), of, Column("sent", Date, nullable=False))
    return more


def test_a_column_added_tomorrow_is_in_the_table_the_feed_and_what_is_put(
    server: Server, tills: tuple[Asked, Asked]
) -> None:
    first, second = tills
    first.write(person(1, "Margo Klein"))
    second.hear()
    owner = server.connect()
    run(owner, schema.upgrade("shop", SCHEMA, with_more()))
    owner.close()
    assert [3] == [one["visits"] for one in first.page("customer")]
    assert "" == first.write(
        rows(
            deed=[deed(2), deed(3)],
            customer=[customer(2, "Jim", shoe="43", visits=9)],
            parcel=[{"id": 7, "customer_id": 2, "sent": "2026-11-28"}],
            interaction=[entry(3, 2, parcel_id=7)],
        )
        | {"given": {"parcel": 7}}
    )
    fed = second.hear()
    assert ["shoe", "visits"] == fed["customer"]["columns"][-2:]
    assert ["43", 9] == fed["customer"]["rows"][0][-2:]
    assert [[7, 2, "2026-11-28"]] == fed["parcel"]["rows"]
    assert 7 == json.loads(second.feed()["given"])["parcel"]
    assert [7] == [one["id"] for one in second.person(2)["parcel"]]
    assert [7] == [one["parcel_id"] for one in second.person(2)["interaction"]]
    assert "" == first.write(gone(customer=["2"], deed=["2", "3"]))
    assert ["7"] == second.hear()["parcel"]["gone"]


DECLARED = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), l.collname, a.attnotnull FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 LEFT JOIN pg_collation AS l ON l.oid = a.attcollation
WHERE c.relnamespace = '{0}'::regnamespace AND c.relkind = 'r' ORDER BY 1, 2
"""
HELD = """
SELECT conrelid::regclass::text, pg_get_constraintdef(oid) AS said FROM pg_constraint
WHERE connamespace = '{0}'::regnamespace ORDER BY 1, 2
"""
CALLED = """
SELECT p.proname, pg_get_functiondef(p.oid), p.proacl::text FROM pg_proc AS p
WHERE p.pronamespace = '{0}'::regnamespace ORDER BY 1
"""
FIRED = """
SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger
WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE '{0}.%' ORDER BY 1, 2
"""
INDEXED = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = '{0}' ORDER BY 1"


def test_an_older_server_that_is_upgraded_is_as_one_that_is_made_anew(server: Server) -> None:
    older = copied()
    older.remove(older.tables["apart"])
    for table, column in (("customer", "no_notes"), ("interaction", "other_id"), ("deed", "file")):
        of = older.tables[table]
        of.indexes = {index for index in of.indexes if column not in index.columns}
        of._columns.remove(of.c[column])  # what SQLAlchemy has for it is no one's to call
    with closing(server.connect()) as owner:
        run(owner, schema.install("older", older))
        run(
            owner,
            ["DROP FUNCTION older.tills()", "CREATE FUNCTION older.more() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
        )
        run(owner, [*schema.upgrade("older", 9), *schema.install("newer")])
        for question in (DECLARED, HELD, CALLED, FIRED, INDEXED):
            both = []
            for name in ("older", "newer"):
                with owner.cursor() as cursor:
                    cursor.execute("SET search_path = pg_catalog")
                    cursor.execute(question.replace("{0}", name))
                    both.append([tuple(str(one).replace(name, "shop") for one in row) for row in cursor.fetchall()])
            assert both[0] == both[1], question
            assert both[0]


def test_what_a_step_changes_is_fed_to_the_tills(
    server: Server, tills: tuple[Asked, Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tills
    first.write(rows(deed=[deed(1), deed(2)], customer=[customer(1, company="Acme"), customer(2)]))
    second.hear()
    monkeypatch.setitem(schema.STEPS, SCHEMA, ("UPDATE customer SET company = 'IBM' WHERE company = 'Acme'",))
    with closing(server.connect()) as owner:
        run(owner, schema.upgrade("shop", SCHEMA - 1))
    assert [(1, "IBM")] == [(one["id"], one["company"]) for one in by_columns(second.hear()["customer"])]
    with closing(server.connect()) as owner:
        run(owner, schema.upgrade("shop", SCHEMA))
    assert {"forgotten": []} == second.hear()


def test_text_is_ordered_by_its_bytes_as_sqlite_does(tills: tuple[Asked, Asked]) -> None:
    first, _ = tills
    names = ["b", "B", "ä", "a b", "ab", "a-b"]
    first.write(rows(style=[{"name": name, "advice": ""} for name in names]))
    assert sorted(names) == [style["name"] for style in first.page("style")]
    assert sorted(names)[2:4] == [style["name"] for style in first.page("style", sorted(names)[1], 2)]


def test_a_name_that_no_schema_can_have_is_refused() -> None:
    for name in ("", "17", "shop; DROP", 'a"b', "pg_shop", "x" * 60, "größe"):
        with pytest.raises(Refused, match="letters, digits and _"):
            schema.install(name)


def test_who_may_make_no_role_is_told_which_is_missing(server: Server) -> None:
    with server.admin() as asked:
        asked.execute(f"ALTER ROLE {server.owner.name} NOCREATEROLE")
    with closing(server.connect()) as owner:
        with pytest.raises(driver().Error) as raised:
            run(owner, schema.install("shop"))
        assert ("OC010", "shop_till") == (raised.value.pgcode, raised.value.diag.message_primary)
        with server.admin() as asked:
            asked.execute("CREATE ROLE shop_till NOLOGIN")
        run(owner, schema.install("shop"))


def test_a_shop_that_is_taken_away_leaves_nothing(server: Server) -> None:
    def there() -> list[Any]:
        with server.admin() as asked:
            asked.execute("SELECT nspname::text FROM pg_namespace UNION SELECT rolname::text FROM pg_roles")
            return sorted(asked.fetchall())

    before = there()
    with closing(server.connect()) as owner:
        run(owner, schema.install("shop"))
        assert before != there()
        run(owner, ["DROP SCHEMA shop CASCADE", "DROP ROLE shop_till"])
    assert before == there()


def test_no_statement_has_a_percent_sign_that_a_driver_would_take_for_a_hole() -> None:
    for statement in [*schema.install("shop"), *schema.upgrade("shop", 9)]:
        assert "%" not in statement
