"""What no command of a till gets past, however often it is typed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from onecustomer.store.copies import named
from tests.shop.founded import ShopOf
from tests.shop.proxy import Proxy
from tests.shop.servers import Server
from tests.shop.tills import Till, back, forget_hosts
from tests.words import CAST

SLOW = """
ALTER FUNCTION shop.changes(bigint, bigint) RENAME TO changes_at_once;
CREATE FUNCTION shop.changes(bigint, bigint) RETURNS text LANGUAGE sql
    AS $$ SELECT pg_sleep(0.5); SELECT shop.changes_at_once($1, $2) $$;
"""
"""As for 100,000 rows on a fast server, or 20,000 on a slow one: one batch of an import of people with their past."""

Tills = tuple[Till, Till]


def test_a_till_fetches_a_large_write_that_the_server_takes_long_to_put_together(
    shop_of: ShopOf, server: Server
) -> None:
    first, second = shop_of(*CAST)
    second("show klein").printed_or_said()
    first("note --for klein zip broke").printed_or_said()
    with server.admin() as asked:
        asked.execute(SLOW)
    second("show klein").printed_or_said()
    forget_hosts(second)
    ran = second("shop send")
    assert 0 == ran.code, ran.err
    assert "zip broke" in second("show klein").out


def test_a_card_is_shown_though_what_waits_cannot_be_read(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    first.db.with_name("shop.db-outbox").write_bytes(b"SQLite format 3\0" + b"junk" * 1000)
    back(door, first)
    ran = first("show klein")
    assert 0 == ran.code, ran.err
    (aside,) = named.set_aside(str(first.db))
    assert f"set aside: {aside.name}" in ran.err
    ran = first("edit jim --role baker")
    assert 0 == ran.code or "hint" in ran.err, ran.err


def test_an_entry_that_this_program_cannot_read_stops_none_of_the_next(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    first("note --for klein came again").printed_or_said()
    with closing(sqlite3.connect(first.db.with_name("shop.db-outbox"))) as outbox, outbox:
        (append,) = outbox.execute("SELECT append FROM entry WHERE id = 1").fetchone()
        said = json.loads(append)
        said["entries"][0]["of_a_newer_program"] = None
        outbox.execute("UPDATE entry SET append = ? WHERE id = 1", (json.dumps(said),))
    back(door, first)
    ran = first("show jim")
    assert 0 == ran.code, ran.err
    assert "came again" in second("show klein").out
