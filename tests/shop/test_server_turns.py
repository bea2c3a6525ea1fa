"""One till writes at a time, what it wrote is heard by all others, and nobody else reads or writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from onecustomer.store.counter.append import new_key
from onecustomer.store.database.sqlite import SCHEMA
from tests.shop.asked import Asked, by_columns, customer, deed, entry, gone, person, refusal, rows, two_tills
from tests.shop.founded import ShopOf
from tests.shop.servers import Server


@pytest.fixture
def tills(server: Server, shop_of: ShopOf) -> Iterator[tuple[Asked, Asked]]:
    """Two tills of an empty shop, who have heard all."""
    shop_of(names=())
    with two_tills(server) as both:
        for each in both:
            each.moment = each.feed()["seq"], each.feed()["mark"]
        yield both


def waits(server: Server) -> bool:
    """Tell whether somebody waits for a lock."""
    with server.admin() as asked:
        asked.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(asked.fetchone()[0])


def test_a_second_turn_waits_and_then_hears_what_the_first_wrote(server: Server, tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    began = first.turn()
    said: list[dict[str, Any]] = []
    waiting = Thread(target=lambda: said.append(second.turn()))
    waiting.start()
    while not waits(server):
        assert waiting.is_alive(), "it does not wait"
    assert "" == first.keep(person(1))
    waiting.join()
    assert (began["seq"], began["seq"] + 1) == (said[0]["upto"], said[0]["seq"])
    assert began["mark"] == said[0]["upto_mark"]
    assert ["Margo Klein"] == [one["name"] for one in by_columns(json.loads(said[0]["rows"])["customer"])]
    assert "" == second.keep(person(2, "Jim"))
    assert [1, 2] == [one["id"] for one in first.page("customer")]


def test_a_turn_that_is_not_kept_leaves_neither_a_number_nor_a_mark(server: Server, tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    before = second.feed()
    first.turn()
    first.hand_over(person(1))
    first.connection.rollback()
    assert before | {"clock": 0} == second.feed() | {"clock": 0}
    with server.admin() as asked:
        asked.execute("SELECT count(*), max(seq) FROM shop.marks")
        assert (1, 0) == asked.fetchone()
    assert 1 == first.turn()["seq"]


def test_a_till_that_has_heard_all_is_told_nothing(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    first.write(person(1))
    assert {"deed", "customer", "forgotten"} == second.hear().keys()
    fed = second.feed()
    assert (True, None, fed["seq"], fed["mark"]) == (fed["knows"], fed["rows"], fed["upto"], fed["upto_mark"])


def test_the_rows_of_one_turn_are_never_parted(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    for number in range(1, 8):
        first.write({**person(number), "forgotten": [f"key {number}"]})
    first.write(gone(customer=["3"], deed=["3"]))
    heard: list[int] = []
    for most, upto in ((3, 1), (6, 3), (1, 4), (5, 5), (1_000, 8)):
        fed = second.feed(most)
        second.moment = fed["upto"], fed["upto_mark"]
        assert upto == fed["upto"], most
        said = json.loads(fed["rows"])
        heard += [row[0] for row in said.get("customer", {"rows": []})["rows"]]
        assert len(said["forgotten"]) <= max(most, 1)
    assert [1, 2, 4, 5, 6, 7] == heard
    assert (8, True, None) == tuple(second.feed()[word] for word in ("upto", "knows", "rows"))


def test_of_a_write_that_has_far_more_rows_than_are_asked_for_nothing_is_told(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    second.hear()
    first.write(person(1))
    heard = second.hear()
    first.write({"forgotten": [f"key {number}" for number in range(6)]})
    first.write(person(2))
    before, fed = second.moment, second.feed(1)
    assert "customer" in heard
    assert (*before, None, True) == tuple(fed[word] for word in ("upto", "upto_mark", "rows", "knows"))
    assert fed["seq"] == before[0] + 2
    assert before[0] + 1 == second.feed(2)["upto"]


def heard_of(till: Asked) -> dict[str, tuple[list[Any], list[str]]]:
    """Return the keys of the rows that a till hears of, and of what is gone, by table."""
    said = till.hear()
    keys = {"telling": ("news_id", "customer_id")}
    return {
        table: ([tuple(row[one] for one in keys.get(table, ("id",))) for row in by_columns(part)], part["gone"])
        for table, part in said.items()
        if table != "forgotten"
    }


def test_who_is_gone_is_told_with_all_that_goes_with_them_and_not_once_they_are_back(
    tills: tuple[Asked, Asked],
) -> None:
    first, second = tills
    margo, hers, told = customer(1), entry(2, 1), {"news_id": 4, "customer_id": 1, "deed_id": 3, "day": "2026-11-28"}
    news = {"id": 4, "key": new_key(), "deed_id": 3, "text": "new wool", "words": "wool"}
    said = rows(
        deed=[deed(1), deed(2), deed(3)],
        customer=[margo, customer(2, "Jim")],
        news=[news | {"day": "2026-11-28", "until": "2026-12-28"}],
        telling=[told],
        interaction=[hers, entry(3, 2, other_id=1)],
    )
    assert "" == first.write(said)
    second.hear()
    before = second.moment
    assert "" == first.write(gone(customer=["1"]))
    of_both = {"customer": ([], ["1"]), "interaction": ([(3,)], ["2"]), "telling": ([], ["4 1"])}
    assert of_both == {table: part for table, part in heard_of(second).items() if part != ([], [])}
    assert [None] == [one["other_id"] for one in second.page("interaction")]
    assert "" == first.write(rows(customer=[margo], interaction=[hers]))
    back = {"customer": ([(1,)], []), "interaction": ([(2,)], [])}
    assert back == {table: part for table, part in heard_of(second).items() if part != ([], [])}
    second.moment = before
    whole = {"customer": ([(1,)], []), "interaction": ([(3,), (2,)], []), "telling": ([], ["4 1"])}
    assert whole == {table: part for table, part in heard_of(second).items() if part != ([], [])}


def test_a_row_that_moves_before_its_customer_goes_stays(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    first.write(person(1))
    first.write(rows(deed=[deed(2), deed(3)], customer=[customer(2, "Margo Kline")], interaction=[entry(3, 2)]))
    second.hear()
    merged = rows(interaction=[entry(3, 1)]) | gone(customer=["2"])
    assert "" == first.write(merged)
    said = second.hear()
    assert (["2"], [], [1]) == (
        said["customer"]["gone"],
        said["interaction"]["gone"],
        [one["customer_id"] for one in by_columns(said["interaction"])],
    )


def test_a_server_that_was_set_back_does_not_know_what_a_till_has_heard(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    first.write(person(1))
    second.hear()
    for moment in ((second.moment[0], "another mark"), (second.moment[0] + 1, new_key()), (-1, "")):
        fed = second.feed(since=moment)
        assert (False, None, fed["seq"]) == (fed["knows"], fed["rows"], fed["upto"])


def test_what_is_forgotten_after_ninety_days_is_not_known_any_more(server: Server, tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    start = second.moment
    first.write(person(1))
    first.write(gone(customer=["1"]))
    second.hear()
    with server.admin() as asked:
        asked.execute("UPDATE shop.marks SET at = at - interval '91 days'")
        asked.execute("UPDATE shop.taken SET at = at - interval '91 days'")
        assert second.feed(since=start)["knows"], "nothing is forgotten before somebody writes"
        first.write(person(2, "Jim"))
        asked.execute("SELECT array_agg(seq ORDER BY seq) FROM shop.marks")
        assert ([2, 3],) == asked.fetchone()
        asked.execute("SELECT (SELECT count(*) FROM shop.gone), (SELECT count(*) FROM shop.taken)")
        assert (0, 2) == asked.fetchone()
    assert not second.feed(since=start)["knows"]
    assert second.feed()["knows"], "who heard the last that was written has missed nothing"
    assert [2] == [row[0] for row in second.hear()["customer"]["rows"]]


def test_numbers_are_given_once(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    first.write({**person(5), "given": {"customer": 5, "deed": 5, "another": 7}})
    first.write(gone(customer=["5"], deed=["5"]) | {"given": {"customer": 4}})
    given = json.loads(second.feed()["given"])
    assert (5, 5, 0) == (given["customer"], given["deed"], given["fact"])
    assert {"apart", "telling", "style", "setting", "another"}.isdisjoint(given)
    assert given == json.loads(second.turn()["given"])


def test_a_deed_that_was_undone_was_taken_all_the_same(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    margo = person(1)
    key = margo["deed"]["rows"][0]["key"]
    assert not second.ask("SELECT {0}.was_taken(%s)", key)[0][0]
    first.write(margo)
    first.write(gone(customer=["1"], deed=["1"]))
    assert second.ask("SELECT {0}.was_taken(%s), {0}.was_taken(%s)", key, first.secret)[0] == (True, True)


def test_a_disk_that_was_copied_is_refused(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    was = first.secret
    assert "" == first.write(person(1))
    first.secret = was
    assert "OC007 another disk goes on as this till" == first.write(person(2))
    assert [1] == [one["id"] for one in second.page("customer")]
    assert 1 == second.feed()["seq"]


def test_another_version_of_the_program_is_told_which_schema_the_shop_has(tills: tuple[Asked, Asked]) -> None:
    sql = "SELECT {0}.turn(%s, %s, %s, %s, %s)"
    said = refusal(tills[0], sql, tills[0].number, 0, "", SCHEMA + 1, new_key())
    assert ("OC006", f"the shop has schema {SCHEMA}") == said


def test_a_till_that_left_is_told_so(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    second.ask("SELECT {0}.leave_till(%s)", first.number)
    assert len(second.ask("SELECT number FROM {0}.tills()")) == 2, "nobody takes another till out"
    first.ask("SELECT {0}.leave_till(%s)", first.number)
    first.connection.commit()
    assert "OC005" == refusal(first, "SELECT {0}.feed(%s, 0, '', 1)", first.number)[0]
    assert "OC005" == refusal(first, "SELECT {0}.turn(%s, 0, '', %s, 'm')", first.number, SCHEMA)[0]
    assert [second.number] == [number for (number,) in second.ask("SELECT number FROM {0}.tills()")]


def test_all_of_a_person_is_read_with_what_it_names(tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    of_day = {"day": "2026-11-28", "deed_id": 2}
    news = {"id": 4, "key": new_key(), "text": "new wool", "words": "wool", "until": "2026-12-28", **of_day}
    said = rows(
        deed=[deed(1), deed(2), deed(3), deed(5, "mend", customer_id=1), deed(6)],
        customer=[customer(1), customer(3, "Jim")],
        news=[news],
        telling=[{"news_id": 4, "customer_id": 1, "deed_id": 2, "day": "2026-11-28"}],
        interaction=[entry(1, 1), entry(6, 3)],
        apart=[{"customer_id": 1, "other_id": 3, "deed_id": 2}],
    )
    assert "" == first.write(said)
    found = second.person(1)
    assert {"deed": [1, 2, 5], "customer": [1], "news": [4], "interaction": [1]} == {
        table: sorted(one["id"] for one in found[table]) for table in ("deed", "customer", "news", "interaction")
    }
    assert [(4, 1)] == [(one["news_id"], one["customer_id"]) for one in found["telling"]]
    assert [3] == [one["other_id"] for one in found["apart"]] == [one["other_id"] for one in second.person(3)["apart"]]
