"""What the counter lane reads: one class for each stored view, its fields in the view's order.

`typing` and `dataclasses` are left out on purpose: they cost half the start of Python (measured 2026-11:
1.5 and 1.9 times `import sqlite3`).
"""

from __future__ import annotations

import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Self


class Row:
    """One row of a view; the annotations are its columns, and `SELECT` is made from them.

    Shape: whatever other hands have written, a column of text is text.
    """

    view: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]
    texts: ClassVar[tuple[str, ...]]
    select: ClassVar[str]

    def __init_subclass__(cls, view: str) -> None:
        cls.view = view
        cls.fields = tuple(cls.__annotations__)
        cls.texts = tuple(name for name, kind in cls.__annotations__.items() if kind == "str")
        cls.select = "SELECT " + ", ".join(cls.fields) + " FROM " + view + " "  # noqa: S608  our own words

    def __init__(self, *values: object) -> None:
        row = self.__dict__
        row.update(zip(self.fields, values, strict=True))
        if bytes in map(type, values):  # only other hands write such
            row.update((name, value.decode("utf-8", "replace")) for name, value in row.items() if type(value) is bytes)
        if None in values:
            row.update((name, "") for name in self.texts if row[name] is None)

    @classmethod
    def all(cls, connection: sqlite3.Connection, where: str, *values: object) -> list[Self]:
        """Return the rows that `where` (SQL of ours, never of a person's) picks, in its order."""
        return [cls(*row) for row in connection.execute(cls.select + where, values)]

    @classmethod
    def first(cls, connection: sqlite3.Connection, where: str, *values: object) -> Self | None:
        """Return the first row that `where` picks."""
        row = connection.execute(cls.select + where, values).fetchone()
        return None if row is None else cls(*row)


class Person(Row, view="counter_person"):
    """What is said of a customer in a word or a line; days are ISO text."""

    id: int
    name: str
    say: str | None
    company: str | None
    role: str | None
    relation: str | None
    usual_style: str | None
    usual_why: str | None
    why: str | None
    since: str | None
    why_day: str | None
    added: str | None
    every: int | None


class Entry(Row, view="counter_entry"):
    """One entry of the timeline; `day` is ISO text."""

    id: int
    customer_id: int
    deed_id: int
    kind: str
    day: str
    text: str | None
    via: str | None
    style: str | None
    staff: str | None
    about_id: int | None
    due: str | None
    other_id: int | None


class Lasting(Row, view="counter_fact"):
    """A pin or a need; `day` is when it was last confirmed."""

    id: int
    customer_id: int
    deed_id: int
    kind: str
    day: str
    text: str
    staff: str | None


class Remembered(Row, view="counter_occasion"):
    """A day to remember; `yearly` is 0 or 1."""

    id: int
    customer_id: int
    deed_id: int
    what: str
    month: int
    day: int
    year: int | None
    yearly: int


class Word(Row, view="counter_handle"):
    """A word that finds a customer and is not the name."""

    id: int
    customer_id: int
    deed_id: int
    kind: str
    value: str


class Key(Row, view="counter_key"):
    """A folded form that finds a customer."""

    kind: int
    folded: str
    customer_id: int


class OwnStyle(Row, view="counter_style"):
    """A style of the shop's own."""

    name: str
    advice: str


class Rule(Row, view="counter_setting"):
    """A rule of the shop's own."""

    name: str
    value: str


class Fresh(Row, view="counter_news"):
    """A piece of news; days are ISO text, `words` alternatives parted by commas."""

    id: int
    deed_id: int
    text: str
    words: str
    day: str
    until: str
    staff: str | None


class Heard(Row, view="counter_telling"):
    """That a customer was told a piece of news; `day` is ISO text."""

    news_id: int
    customer_id: int
    day: str
    staff: str | None


class Pace(Row, view="counter_rhythm"):
    """How a customer's timeline runs; days are ordinals."""

    customer_id: int
    first_day: int
    last_day: int
    gap: int | None
    measured: int
    thanked_day: int | None
    lost: int


class Done(Row, view="counter_deed"):
    """A write that can be taken back; `at` is UTC as text."""

    id: int
    at: str
    till: str
    verb: str
    customer_id: int | None
    before: str | None


class Piece(Row, view="counter_fragment"):
    """A word of names, by a fragment of it."""

    text: str
    word: str


class SoundsLike(Row, view="counter_sound"):
    """A word of names, by what it sounds like."""

    code: str
    word: str


class Short(Row, view="counter_short_form"):
    """A short form of a given name."""

    word: str
    full_form: str
