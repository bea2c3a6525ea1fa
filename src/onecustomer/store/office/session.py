"""The office lane: SQLModel sessions for all that is not at the counter."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from ..database.connection import Store
from ..database.faults import error_of

__all__ = ["Session", "office"]


@contextmanager
def office(store: Store) -> Iterator[Session]:
    """Yield a session inside one write transaction: committed where the block ends, rolled back where it raises.

    Raises: StoreError where the database refuses.
    """
    # a StaticPool, as any other pool would close our connection with the session
    engine = create_engine("sqlite://", creator=lambda: store.connection, poolclass=StaticPool, hide_parameters=True)
    try:
        with Session(engine) as session:
            session.connection()  # connecting ends with a roll-back, so it comes before our transaction
            with store.writing():
                yield session
                session.flush()
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error_of(error.orig, store.path) from None
        raise
