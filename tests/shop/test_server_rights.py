"""A till of a shop does what is offered to tills, and nobody else reads or writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from onecustomer.store.shop.served import turns
from tests.shop.asked import DATA, Asked, by_columns, install, person, refusal, two_tills
from tests.shop.founded import ShopOf
from tests.shop.machine import driver
from tests.shop.servers import Server

pytestmark = pytest.mark.long


@pytest.fixture
def tills(server: Server, shop_of: ShopOf) -> Iterator[tuple[Asked, Asked]]:
    """Two tills of an empty shop, who have heard all."""
    shop_of(names=())
    with two_tills(server) as both:
        for each in both:
            each.moment = each.feed()["seq"], each.feed()["mark"]
        yield both


ITS_OWN = {
    *("feed", "turn", "keep", "outcome", "was_taken", "person", "page"),
    *("join_till", "leave_till", "tills"),
}
"""What a till asks of its server; who writes says by `keep` who it is, and by nothing else."""

INNER = (
    *("write_rows('{}')", "give_up()", "changes(0, 1)", "told(0, '', 1, 1, '')", "left_since('deed', 0, 1)"),
    *("put('{}')", "hand_on(1, '{}', 'x')"),
)


def test_a_till_may_call_what_it_needs_and_no_other_function(server: Server, tills: tuple[Asked, Asked]) -> None:
    first, _ = tills
    shops = "FROM pg_proc AS p WHERE p.pronamespace = 'shop'::regnamespace"
    may = first.ask(f"SELECT p.proname::text {shops} AND has_function_privilege(p.oid, 'EXECUTE')")
    assert ITS_OWN == {name for (name,) in may}
    assert len(may) == len(ITS_OWN) < first.ask(f"SELECT count(*) {shops}")[0][0]


def test_a_till_reads_the_shops_rows_and_may_do_nothing_that_is_not_offered(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    first.write(person(1))
    assert [(1,)] == second.ask("SELECT id FROM shop.customer")
    second.turn()
    for sql in (
        "UPDATE shop.customer SET name = 'x'",
        "DELETE FROM shop.deed",
        "INSERT INTO shop.style VALUES ('a', 'b')",
        "TRUNCATE shop.telling",
        "SELECT secret FROM shop.till",
        "UPDATE shop.shop SET seq = 0",
        "CREATE TABLE shop.more (id int)",
        "DROP SCHEMA shop CASCADE",
        *(f"SELECT shop.{call}" for call in INNER),
    ):
        assert "42501" == refusal(second, sql)[0], sql


def test_who_is_of_another_shop_reads_nothing_and_cannot_write(server: Server, tills: tuple[Asked, Asked]) -> None:
    first, _ = tills
    first.write(person(1))
    install(server, "other", [server.stranger])
    with closing(server.connect(server.stranger)) as connection:
        another = Asked(connection, "other")
        assert "" == another.write(person(1, "Somebody else"))
        for table in (*DATA, "shop", "till", "marks", "gone", "given", "taken", "forgotten"):
            assert "42501" == refusal(another, f"SELECT * FROM shop.{table}")[0], table
        for call in turns.OPEN:
            name, _, types = call.partition("(")
            nothing = ", ".join(f"NULL::{one}" for one in types.rstrip(")").split(", ") if one)
            assert "42501" == refusal(another, f"SELECT shop.{name}({nothing})")[0], call
        another.ask("SET search_path = shop, other, pg_catalog")
        assert ["Somebody else"] == [one["name"] for one in another.page("customer")]
        assert ["Somebody else"] == [one["name"] for one in another.person(1)["customer"]]


def test_nothing_is_written_out_of_turn_not_even_by_the_owner(server: Server, tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    first.write(person(1))
    assert "OC009 the shop is written in a turn" == first.keep(person(2))
    with closing(server.connect()) as owner, owner.cursor() as cursor:
        for sql in ("UPDATE shop.customer SET name = 'x'", "DELETE FROM shop.deed", "TRUNCATE shop.telling"):
            with pytest.raises(driver().Error) as raised:
                cursor.execute(sql)
            owner.rollback()
            assert "OC009" == raised.value.pgcode
        cursor.execute("UPDATE shop.shop SET seq = seq + 1, mark = 'by hand', turn = pg_current_xact_id()")
        cursor.execute("INSERT INTO shop.marks SELECT seq, mark, now() FROM shop.shop")
        cursor.execute("UPDATE shop.customer SET name = 'Margo Kline'")
        owner.commit()
    assert ["Margo Kline"] == [one["name"] for one in by_columns(second.hear()["customer"])]


def test_a_turn_has_limits_of_its_own_that_end_with_it(tills: tuple[Asked, Asked]) -> None:
    first, _ = tills
    asked = "SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')"
    before = first.ask(asked)
    first.turn()
    assert [("15s", "5s")] == first.ask(asked) != before
    first.connection.rollback()
    assert before == first.ask(asked)
