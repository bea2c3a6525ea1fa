"""Every column of every table is in the export, or stands here with the reason why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column
from sqlalchemy.dialects import sqlite
from sqlmodel import SQLModel

from onecustomer.domain.transfer import parts
from onecustomer.domain.transfer.returning import checked
from onecustomer.store.schema import models  # noqa: F401  the import registers the tables
from tests.her_data.people_kept import KEPT, exported, strings
from tests.words import Oc, Rows, ShopAfter

NOT_EXPORTED = {
    "rhythm": "made anew from the timeline, which is exported",
    "erasure": "a key of somebody who is no longer here, until no trace of theirs is left",
    "shop": "which till of which shop this store is, and nobody's",
    "search_key": "made anew from name, handles, company and relation, which are exported",
    "fragment": "pieces of the words of all names, made anew from these",
    "sound": "the sound of the words of all names, made anew from these",
    "short_form": "a list of given names that the program brings along, of nobody here",
}
"""The tables that no export has, and why."""

WITHOUT_A_NAME = {
    "handle.customer_id": "the customer in whose record it stands",
    "occasion.customer_id": "the customer in whose record it stands",
    "interaction.customer_id": "the customer in whose record it stands",
    "fact.customer_id": "the customer in whose record it stands",
    "telling.customer_id": "the customer in whose record it stands",
    "alias.customer_id": "the customer in whose record it stands",
    "apart.customer_id": "the customer in whose record it stands",
    "deed.unfinished": "what is still to be done of an import here, which no other store can do",
}
"""The columns that are said by where a row stands, or are of this store alone."""

PARTS = (parts.PEOPLE, *parts.OF_ONE.values(), parts.DEEDS, parts.NEWS, parts.STYLES, parts.SETTINGS)


@pytest.fixture
def kept(shop_after: ShopAfter) -> Oc:
    return shop_after(*KEPT)


def columns() -> Iterator[Column[Any]]:
    for table in SQLModel.metadata.sorted_tables:
        if table.name not in NOT_EXPORTED:
            yield from table.columns


def unruled(spelled: dict[str, set[str]]) -> list[str]:
    """Return the columns that no export has and that no reason is given for."""
    names = [f"{column.table.name}.{column.name}" for column in columns()]
    return [
        name
        for name in names
        if name not in WITHOUT_A_NAME and name.split(".")[1] not in spelled.get(name.split(".")[0], set())
    ]


def test_every_column_of_every_model_has_a_rule_of_export() -> None:
    spelled = {part.row.table: set(part.columns) for part in PARTS}
    assert [] == unruled(spelled)
    assert ["fact.text"] == unruled(spelled | {"fact": spelled["fact"] - {"text"}})


def test_no_reason_is_left_of_what_is_no_more() -> None:
    tables = {table.name for table in SQLModel.metadata.sorted_tables}
    assert set(NOT_EXPORTED) <= tables
    assert set(WITHOUT_A_NAME) <= {f"{column.table.name}.{column.name}" for column in columns()}


def test_every_column_of_an_export_is_checked_when_it_comes_back() -> None:
    for part in PARTS:
        assert set(part.columns) <= set(checked.CHECKS[part.row]) | {"deed_id"}, part.row.table
        assert set(checked.NEEDED[part.row]) <= set(part.columns), part.row.table


NO_WORDS = ("deed.before", "deed.unfinished", "interaction.due_time")
"""The columns of text that words of people cannot stand in: each is of the program's own spelling."""


def markers() -> Iterator[tuple[str, str]]:
    """Yield each column that words of people can stand in."""
    for column in columns():
        is_text = column.type.compile(dialect=sqlite.dialect()) in ("VARCHAR", "TEXT")
        if is_text and f"{column.table.name}.{column.name}" not in NO_WORDS:
            yield column.table.name, column.name


NOT_SAID = ("marker of customer since_said", "marker of news staff", "marker of fact kind")
"""What the sheet says in other words, or is not hers: how much of a day was said, who wrote news, which list it is."""

HERS = {
    "customer": "id = 1",
    "news": "id = 1",
    "setting": "name = 'may'",
    "style": "1",
    "deed": "customer_id = 1",
}


def test_a_marker_in_every_column_of_words_is_in_the_export(kept: Oc, rows: Rows) -> None:
    planted = []
    for table, column in markers():
        if column in ("key",) or (table, column) in (("setting", "name"), ("style", "name")):
            continue
        marker = f"marker of {table} {column}"
        where = HERS.get(table, "customer_id = 1")
        key = "news_id" if table == "telling" else "id" if table not in ("style", "setting") else "name"
        assert rows(f"SELECT count(*) FROM {table} WHERE {where}") > [(0,)], table
        first = f"(SELECT {key} FROM {table} WHERE {where} ORDER BY {key} LIMIT 1)"
        rows(f"UPDATE {table} SET {column} = ? WHERE {where} AND {key} = {first}", marker)
        planted.append(marker)
    rows(
        "UPDATE deed SET before = ? WHERE verb = 'edit' AND customer_id = 1",
        '[["values", 1, {"company": "marker of deed before", "usual_why": "marker of what stood behind"}]]',
    )
    planted += ["marker of deed before", "marker of what stood behind"]
    assert len(planted) > 25
    whole = set(strings(exported(kept)))
    assert [] == [marker for marker in planted if marker not in whole]
    one = set(strings(exported(kept, "c1")))
    of_shop = ("marker of style", "marker of setting")
    assert [] == [marker for marker in planted if marker not in one and not marker.startswith(of_shop)]
    sheet = " ".join(kept("export", "c1", "--plain").out.split())
    spared = (*of_shop, *NOT_SAID)
    assert [] == [marker for marker in planted if marker not in sheet and not marker.startswith(spared)]


def test_what_was_replaced_of_somebody_else_is_not_in_hers(kept: Oc, rows: Rows) -> None:
    rows(
        "UPDATE deed SET customer_id = NULL, verb = 'import', before = ? WHERE id ="
        " (SELECT deed_id FROM customer WHERE id = 1)",
        '[["values", 1, {"company": "hers before"}], ["values", 2, {"company": "his before"}]]',
    )
    hers = kept("export", "c1").out
    assert "hers before" in hers
    assert "his before" not in hers
    assert "his before" not in kept("export", "c1", "--plain").out
    rows("UPDATE handle SET deed_id = (SELECT deed_id FROM customer WHERE id = 1) WHERE customer_id = 2")
    everybody = exported(kept)["customers"]
    assert ["hers before", "his before"] == [
        text for one in everybody for text in strings(one["deeds"]) if text.endswith(" before")
    ]


def test_what_was_moved_to_somebody_else_is_theirs_alone(kept: Oc) -> None:
    kept("note --for c1 a word about Jim", OC_NOW="2026-11-21T12:00:00+00:00")
    number = exported(kept, "c1")["customers"][0]["interactions"][-1]["ref"]
    assert 0 == kept("mend", number, "--move", "c2").code
    assert "a word about Jim" in kept("export", "c2").out
    assert "a word about Jim" not in kept("export", "c1").out
    assert 2 == kept("export").out.count("a word about Jim")  # the note, and what undo puts back
