"""The two kinds of column that every database is to keep alike: a moment, and a key."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import CHAR, DateTime, Dialect, TypeDecorator


class UtcMoment(TypeDecorator[dt.datetime]):
    """An aware moment, kept in UTC; a naive one is a programming error.

    Source: SQLAlchemy drops the zone on SQLite, and PostgreSQL answers in the session's zone.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the moment in UTC, without its zone where the database knows none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        in_utc = value.astimezone(dt.UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the moment as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class HexUuid(TypeDecorator[uuid.UUID]):
    """A UUID as 32 hexadecimal digits, the same text in every database."""

    impl = CHAR(32)
    cache_ok = True

    def process_bind_param(self, value: uuid.UUID | None, dialect: Dialect) -> str | None:
        """Return the UUID's 32 digits."""
        return None if value is None else value.hex

    def process_result_value(self, value: str | None, dialect: Dialect) -> uuid.UUID | None:
        """Return the UUID that the digits spell."""
        return None if value is None else uuid.UUID(hex=value)
