"""A server that says what no server of a shop says: one sentence, and nothing is written of it."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest

from onecustomer.store.shop.served import turns
from tests.shop.asked import COLUMNS, OF_A_TURN
from tests.shop.founded import ShopOf
from tests.shop.lines import Cut
from tests.shop.proxy import Proxy
from tests.shop.servers import Server
from tests.shop.tills import NewTill, Till, forget_hosts
from tests.words import CAST

Tills = tuple[Till, Till]

ARGUMENTS = {
    "feed": ("bigint, bigint, text, int", f"TABLE ({turns.FED})"),
    "turn": ("bigint, bigint, text, int, text", f"TABLE ({turns.FED}, has text)"),
    "person": ("bigint[]", "text"),
    "page": ("text, text, int", "text"),
    "keep": ("bigint, text[], text, text", "text"),
    "outcome": ("bigint, text", "text"),
    "was_taken": ("text", "boolean"),
    "join_till": ("text, text", "bigint"),
    "tills": ("", "TABLE (number bigint, name text, role text, joined timestamptz, seen timestamptz)"),
}
NOT_UNDERSTOOD = "the server's answer cannot be understood"


def customers(*values: Any, columns: tuple[str, ...] = ("id", "name"), gone: Any = ()) -> str:
    """Return what a server says of one customer with these values."""
    return json.dumps({"customer": {"columns": columns, "rows": [values] if values else [], "gone": gone}})


JUNK = (
    *("", "nonsense", "7", "[]", '"x"', "[" * 99_999, '{"customer": 5}', '{"till": {}}', '{"forgotten": "x"}'),
    *('{"forgotten": [5]}', '{"customer": {"columns": ["id"]}}', '{"customer": {"columns": [5], "rows": []}}'),
    *(customers(2**63, "x"), customers(-(2**64), "x"), customers("x", "x"), customers(None, "x"), customers(True, "x")),
    *(customers(1, "Margo\0"), customers(1, "\ud800"), customers(1, ["x"]), customers(1, {}), customers(1, 0.5)),
    *(customers(1), customers(1, "x", "y"), customers("x", columns=("name",)), customers(1, 1, columns=("id", "id"))),
    *(customers(gone=["x"]), customers(gone=[5]), customers(gone=["1 2"]), customers(gone="1"), customers(gone=None)),
    *(customers(gone=["9" * 5_000]), '{"customer": {"columns": ["id"], "rows": [NaN], "gone": []}}'),
    '{"deed": {"columns": ["id", "till"], "rows": [], "gone": []}}',
    '{"interaction": {"columns": ["id", "customer_id"], "rows": [[1, null]], "gone": []}}',
    '{"telling": {"columns": ["news_id", "customer_id"], "rows": [], "gone": ["1"]}}',
)
SOME = JUNK[1], customers(2**63, "x"), customers(gone=["x"]), customers("x", columns=("name",))


@pytest.fixture
def tills(shop_of: ShopOf) -> Tills:
    """Two tills of a shop that has the cast."""
    first, second = shop_of(*CAST)
    return first, second


def says(server: Server, function: str, query: str, returns: str = "") -> None:
    """Let the server answer a function by a query; `was` is the function as it was."""
    arguments, kind = ARGUMENTS[function]
    with closing(server.connect()) as connection, connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_proc WHERE proname = %s", (f"was_{function}",))
        if not cursor.fetchone()[0]:
            cursor.execute(f"ALTER FUNCTION shop.{function}({arguments}) RENAME TO was_{function}")
        cursor.execute(f"DROP FUNCTION IF EXISTS shop.{function}({arguments})")
        head = f"CREATE FUNCTION shop.{function}({arguments}) RETURNS {returns or kind} LANGUAGE sql"
        cursor.execute(f"{head} AS $said$ {query} $said$")


def text(words: str) -> str:
    """Return a text as SQL has it."""
    return f"$junk${words}$junk$"


def fed(function: str, arguments: str, **instead: str) -> str:
    """Return the query of a feed that says something else in these columns."""
    columns = OF_A_TURN if function == "turn" else COLUMNS
    said = ", ".join(instead.get(column, column) for column in columns)
    return f"SELECT {said} FROM shop.was_{function}({arguments})"


@pytest.mark.parametrize("junk", [SOME, pytest.param(JUNK, marks=pytest.mark.long)], ids=["some", "all"])
def test_what_is_fed_and_cannot_be_understood_is_not_taken_in(
    tills: Tills, server: Server, junk: tuple[str, ...]
) -> None:
    first, _ = tills
    before = first.has()
    for number, one in enumerate(junk):
        says(server, "feed", fed("feed", "$1, $2, $3, $4", seq="seq + 1", upto="upto + 1", rows=text(one)))
        ran = first("show klein", OC_TILL=f"terminal {number}")
        assert "Margo Klein" in ran.out, one
        assert f"{NOT_UNDERSTOOD}." in ran.err, one
        assert before == first.has(), one
    complained = first("edit klein --role boss").complained(5)
    assert f"Nothing was written, as this needs the server: {NOT_UNDERSTOOD}.\n" in complained


def test_a_feed_that_never_ends_is_not_followed(tills: Tills, server: Server) -> None:
    first, _ = tills
    says(server, "feed", fed("feed", "$1, $2, $3, $4", seq="seq + 1", upto="$2", rows=text("{}")))
    assert NOT_UNDERSTOOD in first("shop send").complained(5)


@pytest.mark.parametrize("column", ["rows", "given"])
def test_a_turn_that_cannot_be_understood_is_none(tills: Tills, server: Server, column: str) -> None:
    first, second = tills
    before = first.has()
    junk = SOME if column == "rows" else ('{"deed": "x"}', "[]", '{"deed": 1e999}', '{"deed": 99999999999999999999}')
    for one in junk:
        says(server, "turn", fed("turn", "$1, $2, $3, $4, $5", **{column: text(one)}))
        complained = first("edit klein --role boss").complained(5)
        assert f"Nothing was written, as this needs the server: {NOT_UNDERSTOOD}.\n" in complained, one
        assert before == first.has(), one
    assert "zip broke" in first("note --for klein zip broke").out
    assert "zip broke" not in second("show klein").out


def test_a_customer_who_cannot_be_understood_is_shown_as_before(
    tills: Tills, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tills
    monkeypatch.setattr("onecustomer.store.shop.link.server.MOST", 1)
    for number in range(3):
        second(f"edit jim --role {number}").printed_or_said()
    for junk in SOME:
        says(server, "person", f"SELECT {text(junk)}")
        ran = first("show klein")
        assert "Margo Klein" in ran.printed_or_said(), junk
        second("edit jim --role boss").printed_or_said()


def test_a_copy_is_made_of_nothing_that_cannot_be_understood(tills: Tills, server: Server, new_till: NewTill) -> None:
    third = new_till("three")
    for rows, after in (([[2**63]], "1"), ([["x"]], "1"), ([[1]], None), ([[1]], ""), ([[1, 2]], "1"), ("x", "1")):
        said = json.dumps({"columns": ["id"], "rows": rows, "after": after})
        says(server, "page", f"SELECT {text(said)}")
        assert NOT_UNDERSTOOD in third("shop join service=shop").complained(5), said
        assert not third.db.exists()


def test_an_end_that_cannot_be_understood_is_asked_about(tills: Tills, server: Server) -> None:
    first, second = tills
    says(server, "outcome", "SELECT 5", "int")
    assert 0 == first("note --for klein zip broke").code
    assert 0 == first("edit klein --role boss").code
    assert 1 == second("show klein").out.count("zip broke")
    assert first.has() == second.has()


def test_a_turn_in_which_something_was_not_understood_is_over(
    behind_a_door: Tills, door: Proxy, server: Server
) -> None:
    first, second = behind_a_door
    door.rule = lambda message: Cut.UNSENT if b"COMMIT" in message or door.cuts else None
    assert "Nobody knows yet" in first("edit klein --role baker").err
    door.rule = None
    forget_hosts(first)
    says(server, "was_taken", "SELECT 1", "int")
    with server.admin() as asked:
        asked.execute("SELECT seq FROM shop.shop")
        (before,) = asked.fetchone()
        assert 0 == first("edit klein --role boss").code
        asked.execute("SELECT seq FROM shop.shop")
        assert (before + 1,) == asked.fetchone()
    assert "boss" in second("show klein").out
    assert first.has() == second.has()


def test_tills_that_cannot_be_understood_are_not_shown(tills: Tills, server: Server) -> None:
    first, _ = tills
    says(
        server,
        "tills",
        "SELECT 'x', NULL, 5, now(), now()",
        "TABLE (number text, name text, role int, joined timestamptz, seen timestamptz)",
    )
    assert NOT_UNDERSTOOD in first("shop").complained(5)
    says(server, "join_till", "SELECT 'x'", "text")
    assert NOT_UNDERSTOOD in first("shop join service=shop --yes").complained(5)
