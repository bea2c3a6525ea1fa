"""A value that no column should have: the command that fails of it names it, and so does doctor."""

from __future__ import annotations

import json

import pytest

from tests.bench import unicode
from tests.words import Oc

EACH_KIND = {
    "interaction.deed_id": "{",
    "customer.every": "é",
    "rhythm.first_day": "{",
    "occasion.month": "é",
    "interaction.day": 2**63 - 1,
    "customer.later": "2026-02-31",
    "deed.at": "noon",
    "customer.key": "{",
    "customer.no_notes": 5,
    "fact.text": b"\xff\xfe",
    "customer.role": b"x",
}
"""A value that is none, for a column of each kind: a reference, numbers, days, a moment, a key, yes or no, texts."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> unicode.Shop:
    """A shop that is put back as it was for each value."""
    return unicode.made(tmp_path_factory.mktemp("kept"))


@pytest.mark.fault(9)
@pytest.mark.parametrize(
    ("column", "command", "named"),
    [
        ("customer.every", "export c1 --plain", "customer.every of c1"),
        ("interaction.deed_id", "export", "interaction.deed_id of e1"),
        ("interaction.day", "history c1 --graph", "interaction.day of e1"),
        ("rhythm.first_day", "thank --unthanked", "rhythm.first_day of c1"),
        ("occasion.month", "history c1", "occasion.month of d1"),
        ("fact.text", "merge c1 c2 --yes", "fact.text of f1"),
    ],
)
def test_a_command_that_fails_of_a_value_names_it(kept: unicode.Shop, column: str, command: str, named: str) -> None:
    kept.put()
    assert unicode.damage(kept, *column.split("."), EACH_KIND[column])
    before = kept.db.read_bytes()
    answer = kept.call(*command.split())
    assert 5 == answer.code
    assert answer.err.startswith(
        f"oc: The store has a value that cannot be read, and is left as it is: {named}.\n"
        "oc: hint: it was changed outside onecustomer: oc doctor says what is wrong, and "
    )
    assert before == kept.db.read_bytes()


def test_doctor_names_a_value_of_each_kind_and_none_of_a_store_that_is_right(kept: unicode.Shop) -> None:
    kept.put()
    assert {} == _values(kept)
    for column, value in EACH_KIND.items():
        assert unicode.damage(kept, *column.split("."), value), column
    assert EACH_KIND.keys() == _values(kept).keys()


def _values(shop: unicode.Shop) -> dict[str, int]:
    """Return the columns that doctor says cannot be read, and in how many rows."""
    found = json.loads(shop.call("doctor", "--json").out)["doctor"]
    return {name: rows for one in found if one["check"] == "values" for name, rows in one["values"].items()}


def test_a_rhythm_that_cannot_be_read_is_made_anew(kept: unicode.Shop) -> None:
    kept.put()
    assert unicode.damage(kept, "rhythm", "first_day", "{")
    assert "oc doctor --fix makes it anew" in kept.call("doctor").out.replace("Oc", "oc")
    kept.call("doctor", "--fix")
    assert {} == _values(kept)
    assert 0 == kept.call("thank", "--unthanked").code


def test_a_command_that_fails_of_itself_says_so(oc: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    oc("add Bo")
    monkeypatch.setattr("onecustomer.cli.main.VERBS", {"note": 5})
    assert "oc: Something went wrong inside onecustomer (" in oc("note x --for bo").complained(1)
