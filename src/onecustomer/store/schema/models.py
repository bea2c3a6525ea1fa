"""Every table, declared once; a new store and its views are made from these classes.

Days are the shop's (`date`), moments are aware UTC. Rows are ordered by `id`, which only grows, and never by a
clock: a till's battery may be flat. No `id` is given twice, so that undo can put a row back. `key` is a UUIDv7 made by
the program, so that a write whose answer was lost can be sent again without doubling.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, Text, text
from sqlmodel import Field, SQLModel

from .. import kinds
from .columns import HexUuid, UtcMoment


def _to_deed() -> Any:
    return Field(sa_column_args=[ForeignKey("deed.id")], index=True)


def _to_customer(**column: Any) -> Any:
    return Field(sa_column_args=[ForeignKey("customer.id", ondelete="CASCADE")], **column)


def _index_where(name: str, *columns: str, where: str) -> Index:
    """Return a partial index: only rows of which `where` holds are in it, so that the others cost nothing."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Deed(SQLModel, table=True):
    """One write by one till: who did what when, and what `oc undo` takes back."""

    __table_args__ = (
        Index("ix_deed_till", "till", "id"),
        _index_where("ix_deed_mended", "day", where=f"verb = '{kinds.MEND}' AND before IS NOT NULL"),
        _index_where("ix_deed_unfinished", "id", where="unfinished IS NOT NULL"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    key: uuid.UUID = Field(sa_type=HexUuid, unique=True)
    at: dt.datetime = Field(sa_type=UtcMoment)
    till: str
    staff: str | None = None
    verb: str
    customer_id: int | None = Field(default=None, index=True)  # no foreign key: a deed outlives an erased customer
    before: str | None = Field(default=None, sa_type=Text)  # as JSON what the deed replaced, to be put back by undo
    day: dt.date | None = None  # the shop's, as `at` is UTC
    session: int | None = None  # of the terminal, where it has one: a later one may have its name
    file: str | None = None  # the names of the files that an import read, without their folders
    unfinished: str | None = None  # while batches are to come: "undo", or "import" and what its files are known by


class Customer(SQLModel, table=True):
    """One customer, with what is said of them in a word or a line."""

    __table_args__ = (
        _index_where("ix_customer_later", "later", where="later IS NOT NULL"),
        _index_where("ix_customer_no_notes", "no_notes", where="no_notes IS NOT NULL"),
        _index_where("ix_customer_relation", "relation", where="relation IS NOT NULL"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    key: uuid.UUID = Field(sa_type=HexUuid, unique=True)
    deed_id: int = _to_deed()
    name: str
    say: str | None = None
    company: str | None = None
    role: str | None = None
    relation: str | None = None
    usual_style: str | None = None
    usual_why: str | None = None
    why: str | None = None
    since: dt.date | None = None
    why_day: dt.date | None = None  # when the reason was last confirmed
    added: dt.date | None = None  # the day they were entered
    every: int | None = None  # days between visits, where the shop says so; 0 where none are expected
    since_said: str | None = None  # "year" or "month", where no more was said of that day
    later: dt.date | None = None  # until when the morning puts them aside, where somebody said so
    later_why: str | None = None
    no_notes: bool | None = None  # true where they want nothing noted of them


class Handle(SQLModel, table=True):
    """What finds a customer besides the name: a phone, an e-mail, a card, a nickname, a number in another system."""

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = _to_customer(index=True)
    deed_id: int = _to_deed()
    kind: str
    value: str


class Occasion(SQLModel, table=True):
    """A day to remember: every year, or once."""

    __table_args__ = (Index("ix_occasion_day", "month", "day"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = _to_customer(index=True)
    deed_id: int = _to_deed()
    what: str
    month: int
    day: int
    year: int | None = None
    yearly: bool = True
    mended_id: int | None = None  # the deed that last mended it, as below


class Alias(SQLModel, table=True):
    """A number and a key that somebody had before they were merged into another: both go on finding them."""

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)  # the customer's number, which nobody else is given
    key: uuid.UUID = Field(sa_type=HexUuid, unique=True)
    customer_id: int = _to_customer(index=True)
    deed_id: int = _to_deed()


class Apart(SQLModel, table=True):
    """Two people who look like one, of whom somebody said that they are two; the lower number stands first."""

    customer_id: int = _to_customer(primary_key=True)
    other_id: int = Field(primary_key=True, index=True, sa_column_args=[ForeignKey("customer.id", ondelete="CASCADE")])
    deed_id: int = _to_deed()


class Interaction(SQLModel, table=True):
    """One dated entry on the timeline; `style` is how the customer was that day."""

    __table_args__ = (
        Index("ix_interaction_timeline", "customer_id", "day", "kind"),
        Index("ix_interaction_kind", "customer_id", "kind", "day"),
        _index_where("ix_interaction_asked", "kind", "day", where=f"kind IN {kinds.LOOKED_FOR}"),
        _index_where("ix_interaction_about", "about_id", where="about_id IS NOT NULL"),
        _index_where("ix_interaction_awaiting", "customer_id", "day", where="awaits IS NOT NULL"),
        _index_where("ix_interaction_styled", "customer_id", "day", where="style IS NOT NULL"),
        _index_where("ix_interaction_due", "due", where="awaits IS NOT NULL"),
        _index_where("ix_interaction_other", "other_id", where="other_id IS NOT NULL"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    key: uuid.UUID = Field(sa_type=HexUuid, unique=True)
    customer_id: int = _to_customer()
    deed_id: int = _to_deed()
    kind: str
    day: dt.date
    text: str | None = Field(default=None, sa_type=Text)
    via: str | None = None
    style: str | None = None
    staff: str | None = None
    about_id: int | None = None  # what this entry ends
    due: dt.date | None = None  # by when a promise is owed; the day to remember that a gesture was for
    other_id: int | None = Field(  # whom a referral brought
        default=None, sa_column_args=[ForeignKey("customer.id", ondelete="SET NULL")]
    )
    mended_id: int | None = None
    awaits: bool | None = None  # true where it stays open until another entry ends it
    imported: bool | None = None  # true where a file said it: a note is then of no day, as its day is the import's
    due_time: str | None = None  # the hour by which a promise is owed, "17:00"


class Fact(SQLModel, table=True):
    """What holds until it is dropped: a pin or a need; `day` is when it was last confirmed."""

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    key: uuid.UUID = Field(sa_type=HexUuid, unique=True)
    customer_id: int = _to_customer(index=True)
    deed_id: int = _to_deed()
    kind: str
    day: dt.date
    text: str = Field(sa_type=Text)
    staff: str | None = None
    mended_id: int | None = None


class Style(SQLModel, table=True):
    """A style of the shop's own, with its line of advice."""

    name: str = Field(primary_key=True)
    advice: str


class Setting(SQLModel, table=True):
    """A setting: a rule of the shop's own in place of the program's."""

    name: str = Field(primary_key=True)
    value: str


class News(SQLModel, table=True):
    """Something to tell those who asked for such things; `words` are alternatives, parted by commas."""

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    key: uuid.UUID = Field(sa_type=HexUuid, unique=True)
    deed_id: int = _to_deed()
    text: str = Field(sa_type=Text)
    words: str
    day: dt.date
    until: dt.date = Field(index=True)
    staff: str | None = None


class Telling(SQLModel, table=True):
    """That a customer was told a piece of news: once, whoever tells it."""

    news_id: int = Field(primary_key=True, sa_column_args=[ForeignKey("news.id", ondelete="CASCADE")])
    customer_id: int = _to_customer(primary_key=True, index=True)
    deed_id: int = _to_deed()
    day: dt.date
    staff: str | None = None


class Rhythm(SQLModel, table=True):
    """How a customer's timeline runs: made from it for the morning, and renewed with it.

    Days are proleptic Gregorian ordinals, so that every database subtracts them alike.
    """

    customer_id: int = _to_customer(primary_key=True)
    first_day: int
    last_day: int  # of any contact
    gap: int | None = None  # days between visits, said or measured; none where neither is known
    measured: int = 0  # 1 where the gap is the median of their visits
    thanked_day: int | None = None
    lost: int = 0  # 1 from the day they left to their next visit


class Erasure(SQLModel, table=True):
    """Somebody who was erased, until no trace of theirs is left in files: the random key, and nothing else of them."""

    key: uuid.UUID = Field(sa_type=HexUuid, primary_key=True)
    day: dt.date


class Shop(SQLModel, table=True):
    """Of which shop this store is a till's copy, in one row; an ordinary store has none."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})  # the till's there
    service: str
    cursor: int  # the moment of the server up to which the copy has all
    mark: str  # what the server called that moment


class SearchKey(SQLModel, table=True):
    """A folded form that finds a customer; looked up by equality or by its beginning, and in no other way.

    The primary key is the index of the search, so no second copy of it is kept.
    """

    __tablename__ = "search_key"
    __table_args__ = (
        Index("ix_search_key_customer", "customer_id", "kind", "folded"),
        {"sqlite_with_rowid": False},
    )

    kind: int = Field(sa_type=Integer, primary_key=True, sa_column_kwargs={"autoincrement": False})
    folded: str = Field(primary_key=True)
    customer_id: int = _to_customer(primary_key=True)


class Fragment(SQLModel, table=True):
    """A distinct word of names, found by itself and by each form of it that lacks a letter or two."""

    __table_args__ = ({"sqlite_with_rowid": False},)

    text: str = Field(primary_key=True)
    word: str = Field(primary_key=True)


class Sound(SQLModel, table=True):
    """A distinct word of names, found by a code of its sound."""

    __table_args__ = ({"sqlite_with_rowid": False},)

    code: str = Field(primary_key=True)
    word: str = Field(primary_key=True)


class ShortForm(SQLModel, table=True):
    """A short form and the full form of a given name; a full form stands beside itself."""

    __tablename__ = "short_form"
    __table_args__ = (Index("ix_short_form_full", "full_form", "word"), {"sqlite_with_rowid": False})

    word: str = Field(primary_key=True)
    full_form: str = Field(primary_key=True)
