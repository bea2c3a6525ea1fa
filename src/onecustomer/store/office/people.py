"""Writing one customer through the models."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import update
from sqlmodel import Session, col

from ..counter import append
from ..schema.models import Customer, Handle, Occasion


def new_key() -> uuid.UUID:
    """Return a new UUIDv7."""
    return uuid.UUID(hex=append.new_key())


def add(session: Session, deed_id: int, values: Mapping[str, object]) -> int:
    """Add a customer with these columns, and return the number."""
    customer = Customer.model_validate({**values, "key": new_key(), "deed_id": deed_id})
    session.add(customer)
    session.flush()
    return customer.id or 0


def change(session: Session, customer_id: int, values: Mapping[str, object]) -> None:
    """Give a customer's columns these values."""
    if values:
        session.exec(update(Customer).where(col(Customer.id) == customer_id).values(**values))


def add_handles(session: Session, customer_id: int, deed_id: int, handles: Iterable[tuple[str, str]]) -> None:
    """Add handles to a customer, each by its kind and value."""
    session.add_all(Handle(customer_id=customer_id, deed_id=deed_id, kind=kind, value=value) for kind, value in handles)
    session.flush()


def add_occasion(session: Session, customer_id: int, deed_id: int, what: str, day: Mapping[str, int | None]) -> None:
    """Add a day of every year: its month, its day, and the year of the first."""
    session.add(Occasion.model_validate({**day, "customer_id": customer_id, "deed_id": deed_id, "what": what}))
    session.flush()
