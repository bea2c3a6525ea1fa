"""The views that the counter lane reads, compiled from selects over the models and stored in the database."""

from __future__ import annotations

from sqlalchemy import Dialect
from sqlmodel import SQLModel, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from .models import Customer, Deed, Fact, Fragment, Handle, Interaction, Occasion, SearchKey, ShortForm, Sound, Style
from .rows import Done, Entry, Heard, Key, Lasting, OwnStyle, Person, Piece, Remembered, Row, Short, Word

SOURCES: dict[type[Row], type[SQLModel]] = {
    Person: Customer,
    Entry: Interaction,
    Lasting: Fact,
    Remembered: Occasion,
    Word: Handle,
    Key: SearchKey,
    OwnStyle: Style,
    Done: Deed,
    Piece: Fragment,
    Heard: Sound,
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
