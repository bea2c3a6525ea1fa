"""What a deed replaced, changed outside onecustomer: it is refused whole, and no word of it becomes SQL."""

from __future__ import annotations

import json

import pytest

from tests.words import Oc, Rows


@pytest.mark.parametrize(
    "before",
    [
        "not json",
        "7",
        "[7]",
        '[["row"]]',
        json.dumps([["row", "sqlite_master", {"customer_id": 1, "deed_id": 1}]]),
        json.dumps([["row", "fact", {"text": "no customer"}]]),
        json.dumps([["row", "fact", {"customer_id": 1, "deed_id": 1, "id) VALUES (1); --": 1}]]),
        json.dumps([["values", 1, {"name = 'gone', role": "x"}]]),
        json.dumps([["values", "1", {"role": "x"}]]),
        json.dumps([["rule", "quiet", 7]]),
        json.dumps([["another kind", 1, {}]]),
    ],
)
def test_it_is_refused_and_nothing_changes(shop: Oc, rows: Rows, before: str) -> None:
    assert shop("edit klein --role buyer").printed()
    rows("UPDATE deed SET before = ? WHERE id = (SELECT max(id) FROM deed)", before)
    people, deeds = rows("SELECT * FROM customer"), rows("SELECT * FROM deed")
    assert "changed outside onecustomer" in shop("undo").complained(5)
    assert (people, deeds) == (rows("SELECT * FROM customer"), rows("SELECT * FROM deed"))
