"""Each column of each table has a rule that says what becomes of it when somebody is erased."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import SQLModel

from onecustomer.store.erasure import rules
from onecustomer.store.schema import models

assert models.Customer


def without_rule(tables: Mapping[str, set[str]]) -> set[str]:
    """Return the columns that have no rule, and the rules that have no column."""
    ruled = {f"{table}.{column}" for table, columns in rules.RULES.items() for column in columns}
    return {f"{table}.{column}" for table, columns in tables.items() for column in columns} ^ ruled


def modelled() -> dict[str, set[str]]:
    return {name: set(table.columns.keys()) for name, table in SQLModel.metadata.tables.items()}


def test_each_column_has_a_rule_and_each_rule_a_column() -> None:
    assert set() == without_rule(modelled())
    assert {"customer.shoe_size"} == without_rule(modelled() | {"customer": {*modelled()["customer"], "shoe_size"}})
    assert {"pet.id", "pet.name"} == without_rule(modelled() | {"pet": {"id", "name"}})
    assert {"fact.staff"} == without_rule(modelled() | {"fact": modelled()["fact"] - {"staff"}})


def test_every_table_with_somebodys_number_says_whose_its_rows_are() -> None:
    whose = {table for table, columns in modelled().items() if "customer_id" in columns} - {"deed"} | {"customer"}
    assert whose == {table for table in rules.RULES if rules.whose(table)}


def test_every_column_with_a_name_of_staff_is_written_anew() -> None:
    named = {table for table, columns in modelled().items() if "staff" in columns}
    assert named == {table for table in rules.RULES if rules.columns(table, rules.STAFF)}


def test_what_points_at_a_row_is_known(  # a number of hers in a row of somebody else would outlive her
) -> None:
    known = {"customer_id", "deed_id", "mended_id", "news_id", *rules.POINTED_AT}
    assert known == {column for columns in modelled().values() for column in columns if column.endswith("_id")}


def test_what_hangs_on_a_row_is_deleted_before_it() -> None:
    order = list(rules.RULES)
    for name, table in SQLModel.metadata.tables.items():
        for key in table.foreign_keys:
            target = key.column.table.name
            if rules.whose(name) and rules.whose(target) and name != target:
                assert order.index(name) < order.index(target)
