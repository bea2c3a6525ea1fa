"""The contract that keeps the two lanes one: what the counter reads and writes is what the models say."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, create_engine, select

from onecustomer.domain.card.card import card_of
from onecustomer.domain.finding import companies, matching
from onecustomer.domain.shop import habit
from onecustomer.domain.timeline import open_items
from onecustomer.store import kinds, rows
from onecustomer.store.counter import append, read, undo
from onecustomer.store.database.connection import Store
from onecustomer.store.index import lookup
from onecustomer.store.open import open_store
from onecustomer.store.schema import models, views
from tests.words import NOW, TODAY, Oc, ShopAfter, at

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
maybe_words = st.none() | words
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@pytest.fixture
def store(db: Path) -> Iterator[Store]:
    opened = open_store(str(db), lambda _: None, make=True)
    yield opened
    opened.close()


def session(db: Path) -> Session:
    return Session(create_engine(f"sqlite:///{db}"))


@pytest.mark.parametrize("row", rows.Row.__subclasses__(), ids=lambda row: row.view)
def test_the_columns_of_a_view_are_the_fields_of_its_row(store: Store, row: type[rows.Row]) -> None:
    columns = tuple(column[1] for column in store.connection.execute(f"PRAGMA table_info({row.view})"))
    assert columns == row.fields


def test_every_stored_view_is_read_by_a_row(store: Store) -> None:
    stored = {name for (name,) in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert stored == {row.view for row in rows.Row.__subclasses__()} == set(views.selects())


@given(text=maybe_words, via=maybe_words, style=maybe_words, staff=maybe_words, kind=words, day=days, till=words)
def test_what_the_counter_appends_the_models_read(
    shop_after: ShopAfter,
    db: Path,
    text: str | None,
    via: str | None,
    style: str | None,
    staff: str | None,
    kind: str,
    day: dt.date,
    till: str,
) -> None:
    shop_after("add Margo")
    store = open_store(str(db), lambda _: None)
    with store.writing():
        deed_id = append.deed(store, at=NOW, till=till, staff=staff, verb=kind, customer_id=1)
        entry = {"text": text, "via": via, "style": style, "staff": staff, "kind": kind}
        append.row(store, rows.Interaction, customer_id=1, deed_id=deed_id, day=day.isoformat(), **entry)
        append.row(
            store, rows.Fact, customer_id=1, deed_id=deed_id, kind=kind, day=day.isoformat(), text=till, staff=staff
        )
    store.close()
    with session(db) as office:
        written = office.exec(select(models.Interaction).where(models.Interaction.deed_id == deed_id)).one()
        fact = office.exec(select(models.Fact).where(models.Fact.deed_id == deed_id)).one()
        deed = office.exec(select(models.Deed).where(models.Deed.id == deed_id)).one()
    assert (day, kind, text, via, style, staff) == (
        written.day,
        written.kind,
        written.text,
        written.via,
        written.style,
        written.staff,
    )
    assert (day, kind, till, staff) == (fact.day, fact.kind, fact.text, fact.staff)
    assert (NOW, till, staff, kind, 1) == (deed.at, deed.till, deed.staff, deed.verb, deed.customer_id)
    assert 7 == written.key.version


@given(name=words, company=maybe_words, say=maybe_words, since=st.none() | days, phone=words)
def test_what_the_models_write_the_counter_reads(
    shop_after: ShopAfter,
    db: Path,
    name: str,
    company: str | None,
    say: str | None,
    since: dt.date | None,
    phone: str,
) -> None:
    shop_after("add Margo")
    with session(db) as office:
        key = models.Customer.model_fields["key"].annotation
        assert key is not None
        customer = models.Customer(
            key=key(hex=append.new_key()), deed_id=1, name=name, company=company, say=say, since=since
        )
        office.add(customer)
        office.flush()
        customer_id = customer.id or 0
        office.add(models.Handle(customer_id=customer_id, deed_id=1, kind=kinds.PHONE, value=phone))
        office.add(models.SearchKey(kind=lookup.WORD, folded=name, customer_id=customer_id))
        office.commit()
    store = open_store(str(db), lambda _: None)
    person = read.customer(store, customer_id)
    assert person is not None
    assert (name, company, say) == (person.name, person.company, person.say)
    assert (since and since.isoformat()) == person.since
    assert [phone] == [word.value for word in read.handles(store, customer_id)]
    assert customer_id in lookup.key_is(store, lookup.WORD, name, 1_000_000)
    store.close()


def test_no_question_of_the_counter_scans_a_table(shop: Oc, db: Path) -> None:
    shop("serve klein")
    for day in ("2026-11-19", "2026-11-20", "2026-11-21"):
        shop("serve ruiz", OC_NOW=at(day))
        shop("style hurried", OC_NOW=at(day))
    for said in ("--complaint zip broke", "--warning the door sticks", "--need lining", "asked for silk"):
        shop(f"note --for klein {said}")
    for ended in ("1 --broken forgot", "1 looked at it"):
        shop("promise coat --by today --for klein")
        shop(f"done --for klein {ended}")
    shop("remember birthday 11-23 --for klein")
    shop("serve klein --on yesterday")
    for said in ("Linings are in --for lining", "The zip is new --for zip", "We close --for everybody"):
        shop(f"news {said} --until friday")
    store = open_store(str(db), lambda _: None)
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    for query in (
        "klein",
        "juli ibm",
        "0143",
        "a@example.com",
        "+1 212 555 0143",
        "c1",
        "marho",
        "bill kline",
        "xy zzy",
    ):
        for candidate in matching.candidates(store, query, TODAY):
            card_of(store, candidate.person, TODAY)
    companies.colleagues(store, "ibm", TODAY)
    companies.find(store, "ibm")
    open_items.due_on(store, TODAY)
    ruiz = read.customer(store, 3)
    assert ruiz is not None
    assert habit.is_third(store, ruiz, "hurried", TODAY)
    deed = undo.last_deed(store, "till one")
    assert deed is not None
    undo.entry_of(store, deed.id)
    undo.fact_of(store, deed.id)
    undo.is_built_upon(store, deed.id)
    undo.given_handles(store, deed.id)
    undo.keys_of_added(store, deed.id)
    store.connection.set_trace_callback(None)
    questions = {sql for sql in asked if sql.lstrip().startswith("SELECT")}
    assert len(questions) > 15
    assert any(f"kind = '{kinds.IDEA}'" in sql for sql in questions)
    scans = {
        (sql, step[3])
        for sql in questions
        for step in store.connection.execute("EXPLAIN QUERY PLAN " + sql)
        if "SCAN" in step[3] and "(subquery" not in step[3] and "SCAN mine" not in step[3]  # of what an index gave
    }
    assert {sql for sql, _ in scans if "counter_style" not in sql} == set()
    store.close()


def test_what_is_due_on_a_day_is_found_by_its_index(shop: Oc, store: Store) -> None:
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    open_items.due_on(store, TODAY)
    store.connection.set_trace_callback(None)
    plan = [step[3] for sql in asked for step in store.connection.execute("EXPLAIN QUERY PLAN " + sql)]
    assert "ix_interaction_due" in plan[0]


def test_counter_queries_group_nothing(shop: Oc, db: Path) -> None:
    said = " ".join(str(value) for value in vars(read).values() if isinstance(value, str)).upper()
    assert "GROUP BY" not in said


@pytest.mark.parametrize("pragma,value", [("foreign_keys", 1), ("secure_delete", 1), ("trusted_schema", 0)])
def test_every_connection_has_the_settings_of_the_house(store: Store, pragma: str, value: int) -> None:
    assert value == store.connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_an_acknowledged_write_survives_a_power_cut(store: Store) -> None:
    mode = store.connection.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = store.connection.execute("PRAGMA synchronous").fetchone()[0]
    assert (mode, synchronous) == (("wal", 2) if sqlite3.sqlite_version_info >= (3, 51, 3) else ("delete", 3))


def test_every_write_begins_by_taking_the_lock(shop: Oc, db: Path) -> None:
    store = open_store(str(db), lambda _: None)
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    with store.writing():
        append.deed(store, at=NOW, till="t", staff=None, verb=kinds.NOTE)
    store.connection.set_trace_callback(None)
    statements = [sql for sql in asked if not sql.startswith("PRAGMA")]
    assert "BEGIN IMMEDIATE" == statements[0]
    assert "COMMIT" == statements[-1]
    store.close()


def test_rows_of_the_same_day_keep_the_order_they_were_written_in(shop: Oc) -> None:
    for number in range(3):
        shop(f"note number {number} --for klein", OC_NOW=f"2026-11-21T1{2 - number}:00:00+00:00")
    told = shop("history klein").printed()
    assert told.index("number 2") < told.index("number 1") < told.index("number 0")


def test_the_models_and_the_store_have_the_same_customers(shop: Oc, db: Path) -> None:
    with session(db) as office:
        names = set(office.exec(select(models.Customer.name).where(col(models.Customer.id) > 0)))
    assert {"Margo Klein", "山本 太郎"} < names
