"""The views that the counter lane reads, compiled from selects over the models and stored in the database."""

from __future__ import annotations

from sqlalchemy import Dialect
from sqlmodel import select
from sqlmodel.sql.expression import Select, SelectOfScalar

from .. import rare_rows, rows  # noqa: F401  both make views
from . import models


def selects() -> dict[str, Select[tuple[object, ...]] | SelectOfScalar[object]]:
    """Return the select behind each view, by the view's name: a row and its model have one name."""
    return {row.view: _select(row) for row in rows.Row.__subclasses__()}


def _select(row: type[rows.Row]) -> Select[tuple[object, ...]] | SelectOfScalar[object]:
    model = getattr(models, row.__name__)
    query: SelectOfScalar[object] = select(*(getattr(model, column) for column in row.fields))
    return query


def create_statements(dialect: Dialect) -> list[str]:
    """Return the SQL that makes every view anew, for the database of `dialect`."""
    return [
        f"CREATE VIEW {name} AS {query.compile(dialect=dialect, compile_kwargs={'literal_binds': True})}"
        for name, query in selects().items()
    ]
