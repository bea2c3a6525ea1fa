"""Taking back what other tills have built upon since: refused in a sentence, and nothing is mixed up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import YearlyDay
from onecustomer.domain.people import details, editing
from onecustomer.domain.shop import settings, styles
from onecustomer.domain.timeline import entries, news, occasions, open_items
from onecustomer.domain.timeline.deed import Signed
from onecustomer.domain.timeline.entries import NewEntry
from onecustomer.domain.timeline.undo import take_back
from onecustomer.errors import Refused
from onecustomer.store import kinds
from onecustomer.store.counter import read, undo
from onecustomer.store.database.connection import Store
from onecustomer.store.office import taking_back
from onecustomer.store.open import open_store
from tests.words import NOW, TODAY, Oc, Rows, ShopAfter

TABLES = (
    "customer", "handle", "occasion", "interaction", "fact", "style", "setting", "news", "telling", "rhythm",
    "search_key", "deed",
)  # fmt: skip
HEADING = "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Company Name,Memo\n"


def everything(rows: Rows) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


@pytest.mark.parametrize(
    "earlier,later",
    [
        ("edit klein --at A", "edit klein --at B"),
        ("edit klein --phone 2125550001", "edit klein --phone 2125550002"),
        ("edit ruiz --phone 2125550001", "edit ruiz --phone 2125550002"),
        ("edit klein --phone ''", "edit klein --phone 2125550002"),
        ("edit jorg --birthday ''", "edit jorg --birthday 05-06"),
        ("edit klein --nick Mo", "edit klein --nick ''"),
        ("note --for klein --pin paper", "edit klein --drop paper"),
        ("note --for klein --need paper", "edit klein --drop paper"),
        ("edit jim --drop window", "note --for jim --pin a lamp"),
        ("add X", "edit X --at Corp"),
        ("add X", "edit X --phone 2125550003"),
        ("add X", "style languid --usually --for X"),
        ("add X", "serve X"),
        ("note --for klein --complaint zip", "done --for klein"),
        ("style chatty --advice One.", "style chatty --advice Two."),
        ("style languid --usually --for klein", "style hurried --usually --for klein"),
        ("style languid --usually --for klein", "edit klein --style hurried"),
    ],
)
def test_what_another_till_built_upon_stays_until_that_is_taken_back(
    shop: Oc, rows: Rows, earlier: str, later: str
) -> None:
    shop("note --for jim --pin the window seat")
    before = everything(rows)
    assert 0 == shop(earlier, OC_TILL="a").code
    assert 0 == shop(later, OC_TILL="b").code
    both = everything(rows)
    refused = shop("undo", OC_TILL="a").complained(1)
    assert "more was written of the same" in refused
    assert "oc: hint: take those back first, on the till that wrote them" in refused
    assert both == everything(rows)
    assert shop("undo", OC_TILL="b").printed()
    assert shop("undo", OC_TILL="a").printed()
    assert before == everything(rows)


@pytest.mark.parametrize(
    "earlier,later",
    [
        ("edit klein --at A", "edit jim --at B"),
        ("edit klein --at A", "note --for klein hello"),
        ("serve klein", "edit klein --at B"),
        ("note --for klein hello", "edit klein --at B"),
        ("note --for klein --pin paper", "note --for klein --pin window"),
        ("note --for klein --pin paper", "edit klein --at B"),
        ("style chatty --advice One.", "style silent --advice Two."),
        ("note --for klein --complaint zip", "note --for klein hello"),
    ],
)
def test_what_nobody_built_upon_is_taken_back(shop: Oc, earlier: str, later: str) -> None:
    assert 0 == shop(earlier, OC_TILL="a").code
    assert 0 == shop(later, OC_TILL="b").code
    assert shop("undo", OC_TILL="a").printed()
    assert shop("undo", OC_TILL="b").printed()


@pytest.mark.parametrize(
    "later",
    [
        "edit lee --at Corp",
        "edit lee --phone 2125550009",
        "edit ruiz --phone 2125550009",
        "style languid --usually --for ruiz",
        "done --for lee",
        "note --for ruiz hello",
    ],
)
def test_of_whom_others_have_written_an_import_stays(shop: Oc, till: Path, rows: Rows, later: str) -> None:
    path = till / "customers.csv"
    path.write_text(HEADING + "Ann,Lee,,2125550100,A1,,\nAlecia,Ruiz,alecia@example.com,2125550111,A2,Acme,tea\n")
    before = everything(rows)
    assert 0 == shop("import", str(path), OC_TILL="a").code
    written = ["note --for lee --complaint zip", later] if later.startswith("done") else [later]
    for command in written:
        assert 0 == shop(command, OC_TILL="b").code
    of_it = "Took back today’s import of customers.csv: "
    who, rest, left = (
        ("Ann Lee", "1 completed", "1 person") if "lee" in later else ("Alecia Ruiz", "1 person", "1 completed")
    )
    stays = f"; 1 person stays, as more was written of them since: {who}\n"
    assert f"{of_it}{rest}{stays}" == shop("undo", OC_TILL="a").printed()
    assert "more was written of the same people since" in shop("undo", OC_TILL="a").complained(1)
    for _ in written:
        assert shop("undo", OC_TILL="b").printed()
    assert f"{of_it}{left}\n" == shop("undo", OC_TILL="a").printed()
    assert before == everything(rows)


def test_an_edit_stays_while_an_import_has_filled_what_it_cleared(shop: Oc, till: Path, rows: Rows) -> None:
    path = till / "customers.csv"
    path.write_text(HEADING + "Margo,Klein,margo.klein@example.com,,A1,Other,\n")
    before = everything(rows)
    shop("edit klein --at ''", OC_TILL="a")
    assert (
        "1 person was here already, and given what was missing: Margo Klein"
        in shop("import", str(path), OC_TILL="b").out
    )
    assert "more was written" in shop("undo", OC_TILL="a").complained(1)
    assert shop("undo", OC_TILL="b").printed()
    assert shop("undo", OC_TILL="a").printed()
    assert before == everything(rows)


def visit(store: Store, signed: Signed, whose: int) -> None:
    write(store, signed, whose, kinds.VISIT)


def write(store: Store, signed: Signed, whose: int, kind: str, **more: Any) -> None:
    if person := read.customer(store, whose):
        entries.add(store, signed, person, kind, NewEntry(kind, "paper", signed.today, **more))


def end(store: Store, signed: Signed, whose: int) -> None:
    for thing in open_items.open_things(store, whose)[:1]:
        kind = kinds.ANSWER if thing.kind == kinds.COMPLAINT else kinds.KEPT
        write(store, signed, whose, kind, about_id=thing.id)


def remember(store: Store, signed: Signed, whose: int) -> None:
    if person := read.customer(store, whose):
        occasions.add(store, signed, person, "birthday", YearlyDay(5, signed.today.day), yearly=True)


def bring(store: Store, signed: Signed, whose: int) -> None:
    if read.customer(store, whose % 2 + 1):
        write(store, signed, whose, kinds.REFERRAL, other_id=whose % 2 + 1)


def tell(store: Store, signed: Signed, whose: int) -> None:
    for fresh in read.live_news(store, signed.today.isoformat()):
        if person := read.customer(store, whose):
            news.tell(store, signed, person, fresh)


def edit(store: Store, signed: Signed, whose: int, drop: tuple[str, ...] = (), **said: Any) -> None:
    if person := read.customer(store, whose):
        editing.edit(store, signed, person, details.from_options(today=signed.today, **said), drop)


def add(store: Store, signed: Signed, **said: Any) -> None:
    editing.add(store, signed, details.from_options(today=signed.today, **said))


def phone(number: str) -> Any:
    return {kinds.PHONE: [number]}


DEEDS: tuple[Callable[[Store, Signed, int], object], ...] = (
    visit,
    end,
    remember,
    bring,
    tell,
    lambda store, signed, whose: write(store, signed, whose, kinds.PROMISE, due=signed.today),
    lambda store, signed, whose: write(store, signed, whose, kinds.NEED),
    lambda store, signed, whose: write(store, signed, whose, kinds.LOST),
    lambda store, signed, whose: edit(store, signed, whose, every=f"{whose}w" if whose > 1 else "never", why="so"),
    lambda store, signed, _: news.add(store, signed, "Papers are in", ["paper"], signed.today),
    lambda store, signed, _: settings.put(store, signed, "quiet", "9d" if signed.till == "a" else "8d"),
    lambda store, signed, whose: write(store, signed, whose, kinds.COMPLAINT),
    lambda store, signed, whose: write(store, signed, whose, kinds.PIN),
    lambda store, signed, whose: edit(store, signed, whose, company=signed.till),
    lambda store, signed, whose: edit(store, signed, whose, company="Acme", role=signed.till),
    lambda store, signed, whose: edit(store, signed, whose, company=""),
    lambda store, signed, whose: edit(store, signed, whose, handles=phone("2125550001")),
    lambda store, signed, whose: edit(store, signed, whose, handles=phone("")),
    lambda store, signed, whose: edit(store, signed, whose, birthday="01-02"),
    lambda store, signed, whose: edit(store, signed, whose, drop=("paper",)),
    lambda store, signed, _: styles.add(store, signed, "chatty", signed.till),
    lambda store, signed, whose: edit(store, signed, whose, since="2009" if signed.till == "a" else "2019-03-12"),
    lambda store, signed, _: add(store, signed, name="X", handles=phone("2125550002")),
)
UNDO = len(DEEDS)


@pytest.mark.one_till("the store is written without a server")
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, UNDO + 4), st.integers(1, 3)), max_size=14))
def test_whatever_two_tills_do_and_take_back_the_store_stays_whole(
    shop_after: ShopAfter, db: Path, steps: list[tuple[int, int, int]]
) -> None:
    shop_after("@2026-11-20 add Margo --at Acme --phone 2125550000 --birthday 11-26")
    moments = [Signed(NOW, TODAY, name, None) for name in "ab"]
    path = str(db)
    new = open_store(path, lambda _: None)
    untouched = dump(new)
    new.close()
    for till, step, whose in steps:
        store = open_store(path, lambda _: None)
        try:
            if step < UNDO:
                DEEDS[step](store, moments[till], whose)
            else:
                take_back(store, moments[till])
        except Refused:
            pass
        finally:
            store.close()
    store = open_store(path, lambda _: None)
    handles = "SELECT count(*) FROM handle WHERE customer_id = 1"
    told = "SELECT count(*) FROM interaction WHERE about_id NOT IN (SELECT id FROM interaction)"
    assert (0,) == store.connection.execute(told).fetchone()
    assert [] == store.connection.execute("PRAGMA foreign_key_check").fetchall()
    assert (1,) >= store.connection.execute("SELECT count(*) FROM occasion WHERE customer_id = 1").fetchone()
    assert (1,) >= store.connection.execute(f"{handles} AND kind = 'phone'").fetchone()
    assert (
        [] == store.connection.execute(f"{handles} AND kind = 'former' GROUP BY value HAVING count(*) > 1").fetchall()
    )
    undo_all(store, moments)
    assert untouched == dump(store)
    store.close()


def undo_all(store: Store, moments: list[Signed]) -> None:
    """Take everything back, whichever till may go first."""
    stuck = 0
    for turn in range(1_000):
        try:
            take_back(store, moments[turn % 2])
            stuck = 0
        except Refused:
            stuck += 1
        if stuck == 2:
            return


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(store.connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


@pytest.mark.one_till("the row that says which shop it is, is read whole")
def test_no_question_of_taking_back_scans_a_table(shop: Oc, db: Path) -> None:
    shop("edit klein --at A")
    store = open_store(str(db), lambda _: None)
    deed = undo.last_deed(store, "till one")
    assert deed is not None
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    undo.is_built_upon(store, deed.id)
    taking_back.newest(store, deed.id, 9, 9)
    taking_back.given(store, deed.id, 0, 9)
    taking_back.written_since(store, deed.id, [1, 2])
    undo.half_taken_back(store, "till one")
    undo.wrote_since(store, deed.id, "fact", 1)
    undo.added(store, deed.id)
    undo.replaced_since(store, deed)
    store.connection.set_trace_callback(None)
    assert len(asked) > 10
    steps = [step[3] for sql in asked for step in store.connection.execute("EXPLAIN QUERY PLAN " + sql)]
    assert [] == [step for step in steps if "SCAN" in step]
    store.close()
