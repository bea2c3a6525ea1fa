"""The views that the counter lane reads, compiled from selects over the models and stored in the database."""

from __future__ import annotations

from sqlalchemy import Dialect
from sqlmodel import SQLModel, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from .models import (
    Customer,
    Deed,
    Fact,
    Fragment,
    Handle,
    Interaction,
    News,
    Occasion,
    Rhythm,
    SearchKey,
    Setting,
    ShortForm,
    Sound,
    Style,
    Telling,
)
from .rows import (
    Done,
    Entry,
    Fresh,
    Heard,
    Key,
    Lasting,
    OwnStyle,
    Pace,
    Person,
    Piece,
    Remembered,
    Row,
    Rule,
    Short,
    SoundsLike,
    Word,
)

SOURCES: dict[type[Row], type[SQLModel]] = {
    Person: Customer,
    Entry: Interaction,
    Lasting: Fact,
    Remembered: Occasion,
    Word: Handle,
    Key: SearchKey,
    OwnStyle: Style,
    Rule: Setting,
    Fresh: News,
    Heard: Telling,
    Pace: Rhythm,
    Done: Deed,
    Piece: Fragment,
    SoundsLike: Sound,
    Short: ShortForm,
}


def selects() -> dict[str, Select[tuple[object, ...]] | SelectOfScalar[object]]:
    """Return the select behind each view, by the view's name."""
    return {row.view: select(*(getattr(model, column) for column in row.fields)) for row, model in SOURCES.items()}


def create_statements(dialect: Dialect) -> list[str]:
    """Return the SQL that makes every view anew, for the database of `dialect`."""
    return [
        f"CREATE VIEW {name} AS {query.compile(dialect=dialect, compile_kwargs={'literal_binds': True})}"
        for name, query in selects().items()
    ]
