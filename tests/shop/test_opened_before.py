"""A terminal that opened the store before it became a copy of a shop: nothing that it writes is lost in silence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from onecustomer.domain.finding import renew
from onecustomer.domain.timeline import entries
from onecustomer.domain.transfer.taking import importing
from onecustomer.store.database.connection import Store
from onecustomer.store.office import aside
from onecustomer.store.shop import fetching
from onecustomer.store.shop.served import founding
from tests.shop.model import sound
from tests.shop.servers import Server
from tests.shop.tills import NewTill, Till, wait
from tests.words import CAST

BECAME_A_TILL = "This store has become a till of a shop meanwhile; this was NOT saved."

CUSTOMERS = "SELECT count(*) FROM customer"
MANY = 5_000


def begun(new_till: NewTill) -> tuple[Till, Till]:
    """Return a till whose store has the cast, and another without a store."""
    first, second = new_till("one"), new_till("two")
    for line in CAST:
        first(line).printed_or_said()
    return first, second


def before(call: Callable[..., Any], once: Callable[[], Any]) -> Callable[..., Any]:
    """Return a function before whose first call something else is done."""
    left = [once]

    def called(*words: Any, **more: Any) -> Any:
        while left:
            left.pop()()
        return call(*words, **more)

    return called


def test_what_is_noted_while_another_terminal_founds_the_shop_is_refused(
    server: Server, new_till: NewTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = begun(new_till)
    start = before(entries.add, lambda: first("shop start service=shop", OC_TILL="other").printed_or_said())
    monkeypatch.setattr(entries, "add", start)
    ran = first("note --for klein zip broke")
    second("shop join service=shop").printed_or_said()
    second("note --for jim came again").printed_or_said()
    first("shop send").printed_or_said()
    second("shop send").printed_or_said()
    assert BECAME_A_TILL in ran.complained(5)
    assert "zip broke" not in first("history klein").out + second("history klein").out
    assert [] == sound.wrong(server, [first, second])


@pytest.mark.parametrize("command", ["edit klein --role boss", "undo", "add Ben Okri", "forget jim --yes"])
def test_whatever_is_written_then_is_refused_and_written_when_it_is_typed_again(
    server: Server, new_till: NewTill, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    first, second = begun(new_till)
    first("note --for klein zip broke").printed_or_said()
    start = before(Store.writing, lambda: first("shop start service=shop", OC_TILL="other").printed_or_said())
    with monkeypatch.context() as once:
        once.setattr(Store, "writing", start)
        assert BECAME_A_TILL in first(command).complained(5)
    second("shop join service=shop").printed_or_said()
    first(command).printed_or_said()
    second("shop send").printed_or_said()
    assert [] == sound.wrong(server, [first, second])


def test_a_store_that_another_terminal_hands_over_meanwhile_is_not_handed_over_to_a_second_shop(
    server: Server, new_till: NewTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = begun(new_till)
    server.service(name="another", role=server.owner, place=first.folder)
    start = before(founding.found, lambda: first("shop start service=shop", OC_TILL="other").printed_or_said())
    monkeypatch.setattr(founding, "found", start)
    assert BECAME_A_TILL in first("shop start service=another").complained(5)
    assert "shop" == first.shop()["service"]
    with server.admin() as admin:
        admin.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'another'")
        assert (0,) == admin.fetchone()


@pytest.mark.long
def test_an_import_that_runs_while_another_terminal_founds_the_shop_is_cut_short_and_goes_on(new_till: NewTill) -> None:
    first, second = begun(new_till)
    file = first.folder / "many.csv"
    lines = (f"Given{number},Person{number},p{number}@example.com" for number in range(MANY))
    file.write_text("\n".join(["First Name,Last Name,Email Address", *lines]))
    importing = first.begun("import", str(file), OC_TILL="other")

    def has_begun() -> bool:
        try:
            return bool(first.rows(CUSTOMERS)[0][0] > len(CAST))
        except sqlite3.Error:
            return False

    wait(has_begun, importing)
    first("shop start service=shop").printed_or_said()
    said = importing.communicate()[1].decode()
    assert 5 == importing.returncode
    assert BECAME_A_TILL in said
    assert " are in: the same command goes on" in said
    second("shop join service=shop").printed_or_said()
    first("import", str(file)).printed_or_said()
    second("shop send").printed_or_said()
    assert [(len(CAST) + MANY,)] == first.rows(CUSTOMERS) == second.rows(CUSTOMERS)


@pytest.mark.parametrize(("where", "name"), [(fetching, "fill"), (renew, "everybody")], ids=["at first", "at last"])
def test_who_is_added_while_another_terminal_joins_over_an_empty_store_is_kept(
    new_till: NewTill, monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str
) -> None:
    first, second = begun(new_till)
    first("shop start service=shop").printed_or_said()
    second("add Nobody Yet").printed_or_said()
    second("undo").printed_or_said()
    added = []
    add = before(getattr(where, name), lambda: added.append(second("add Ben Okri", OC_TILL="other")))
    monkeypatch.setattr(where, name, add)
    joined = second("shop join service=shop")
    assert 0 == added[0].code
    assert "This store has people of its own, and a shop has its own.\n" in joined.complained(1)
    assert "Ben Okri" in second("find okri").printed()
    assert [1] == [one["number"] for one in first.shop()["tills"]]


def test_who_is_added_once_another_terminal_has_joined_over_an_empty_store_is_refused(
    server: Server, new_till: NewTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = begun(new_till)
    first("shop start service=shop").printed_or_said()
    second("add Nobody Yet").printed_or_said()
    second("undo").printed_or_said()
    join = before(Store.writing, lambda: second("shop join service=shop", OC_TILL="other").printed_or_said())
    with monkeypatch.context() as once:
        once.setattr(Store, "writing", join)
        assert BECAME_A_TILL in second("add Ben Okri").complained(5)
    second("add Ben Okri").printed_or_said()
    first("shop send").printed_or_said()
    assert [] == sound.wrong(server, [first, second])


def test_a_first_import_into_a_draft_while_another_terminal_founds_the_shop_brings_nobody_in(
    server: Server, new_till: NewTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = new_till("one"), new_till("two")
    first("add Nobody Yet").printed_or_said()
    first("undo").printed_or_said()
    file = first.folder / "people.csv"
    file.write_text("First Name,Last Name,Email Address\nBen,Okri,ben@example.com\n")
    start = before(aside.put, lambda: first("shop start service=shop", OC_TILL="other").printed_or_said())
    with monkeypatch.context() as once:
        once.setattr(importing, "LARGE", 0)
        once.setattr(aside, "put", start)
        said = first("import", str(file)).complained(5)
    assert BECAME_A_TILL in said
    assert "Nobody is in yet: the same command begins anew.\n" in said
    second("shop join service=shop").printed_or_said()
    first("import", str(file)).printed_or_said()
    second("shop send").printed_or_said()
    assert [(1,)] == second.rows(CUSTOMERS)
    assert [] == sound.wrong(server, [first, second])
