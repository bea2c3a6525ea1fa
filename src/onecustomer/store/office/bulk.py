"""Writing many people at once: one statement for each table and batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert as insert_into
from sqlmodel import Session, col

from ..schema.models import Customer, Handle, Interaction, Occasion

Values = dict[str, Any]


@dataclass
class Rows:
    """Rows gathered for one batch, by table; each is a mapping of all its columns."""

    handles: list[Values] = field(default_factory=list)
    occasions: list[Values] = field(default_factory=list)
    interactions: list[Values] = field(default_factory=list)


def insert_people(session: Session, people: Sequence[Values]) -> list[int]:
    """Insert customers and return their numbers in the same order."""
    statement = insert_into(Customer).returning(col(Customer.id), sort_by_parameter_order=True)
    return [number for number in session.scalars(statement, people) if number is not None]


def insert(session: Session, rows: Rows) -> None:
    """Insert the rows of one batch."""
    for table, values in (
        (Handle, rows.handles),
        (Occasion, rows.occasions),
        (Interaction, rows.interactions),
    ):
        if values:
            session.connection().execute(insert_into(table), values)
