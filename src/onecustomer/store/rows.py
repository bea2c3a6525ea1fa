"""What the counter lane reads: one class for each stored view, with the noun of the table behind it."""

from __future__ import annotations

from .record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any, ClassVar

REFERENCE = "c"  # c12 is the customer of number 12: short, and never given to another
ENTRY, FACT, OCCASION = "e", "f", "d"  # e41 is the entry of number 41, and so on


PROVISIONAL = 10**15
"""The numbers from which rows are a till's alone: what waits to be sent to the shop has such a one until then."""

LONGEST_NUMBER = 18  # digits that fit into a row's number


def number_of(typed: str, mark: str) -> int | None:
    """Return the number of a reference with this mark, 12 of c12; none where the word is no such reference."""
    number = typed[1:]
    is_number = number.isdecimal() and number.isascii() and len(number) <= LONGEST_NUMBER
    return int(number) if is_number and typed[0].casefold() == mark else None


def reference(customer_id: int) -> str:
    """Return the short reference of a customer."""
    return f"{REFERENCE}{customer_id}"


class Row(Record):
    """One row of a view; the annotations are its columns, and its SELECT and INSERT are made from them.

    Shape: a column of text is text, even where it was changed outside onecustomer. `unread` are the columns of the
    table that the view leaves out.
    """

    if TYPE_CHECKING:  # no fields
        table: ClassVar[str]
        view: ClassVar[str]
        unread: ClassVar[tuple[str, ...]]
        texts: ClassVar[tuple[str, ...]]
        select: ClassVar[str]

    def __init_subclass__(cls, *, table: str, view: str, unread: tuple[str, ...] = ()) -> None:
        cls.fields = tuple(cls.__annotations__)
        cls.table, cls.view, cls.unread = table, view, unread
        cls.texts = tuple([name for name, kind in cls.__annotations__.items() if kind == "str"])
        cls.select = "SELECT " + ", ".join(cls.fields) + " FROM " + view + " "  # noqa: S608  our own words

    def __init__(self, *values: Any, **named: Any) -> None:
        row = self.__dict__
        row.update(zip(self.fields, values, strict=False))
        row.update(named)
        if len(row) != len(self.fields):
            raise TypeError(f"{self.table} has {', '.join(self.fields)}")
        if bytes in map(type, values):  # only where it was changed outside onecustomer
            row.update((name, value.decode("utf-8", "replace")) for name, value in row.items() if type(value) is bytes)
        if None in values:
            row.update((name, "") for name in self.texts if row[name] is None)

    @classmethod
    def insert(cls, columns: Collection[str]) -> str:
        """Return the INSERT of a row with these columns, one hole for the value of each, in their order.

        Raises: LookupError where the table has no such column.
        """
        if foreign := set(columns).difference(cls.fields, cls.unread):
            raise LookupError(f"{cls.table} has no column {', '.join(foreign)}")
        holes = ", ".join("?" * len(columns))
        return f"INSERT INTO {cls.table} ({', '.join(columns)}) VALUES ({holes})"  # noqa: S608  our own words


class Customer(Row, table="customer", view="counter_person", unread=("deed_id",)):
    """What is said of a customer in a word or a line; days are ISO text.

    Shape: `key` is theirs in whichever store; a number may be somebody else's in another.
    Units: `every` is days between visits, 0 where none are expected.
    """

    id: int
    key: str
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
    since_said: str | None
    later: str | None
    later_why: str | None
    no_notes: int | None

    @property
    def ref(self) -> str:
        """The short reference that every command takes in place of the name."""
        return reference(self.id)

    @property
    def comes_every(self) -> int | None:
        """The days between visits that the shop says; none where it says none, or no number since."""
        return self.every if isinstance(self.every, int) and self.every > 0 else None

    @property
    def comes_never(self) -> bool:
        """Whether the shop says that no visits are expected of them, as of a spouse."""
        return self.every == 0


class Interaction(Row, table="interaction", view="counter_entry", unread=("key",)):
    """One entry of the timeline; days are ISO text, `awaits` and `imported` are 1 or none."""

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
    mended_id: int | None
    awaits: int | None
    imported: int | None
    due_time: str | None

    @property
    def ref(self) -> str:
        """The short number by which it is mended; empty while it waits to be sent to the shop, as it has none yet."""
        return "" if self.waits else f"{ENTRY}{self.id}"

    @property
    def waits(self) -> bool:
        """Whether it waits at this till of a shop until the server answers."""
        return self.id >= PROVISIONAL

    @property
    def has_day(self) -> bool:
        """Whether it happened on its day; what a file said without one was said before that."""
        return not (self.imported and self.text)


class Fact(Row, table="fact", view="counter_fact", unread=("key",)):
    """A pin or a need; `day` is when it was last confirmed, ISO text."""

    id: int
    customer_id: int
    deed_id: int
    kind: str
    day: str
    text: str
    staff: str | None
    mended_id: int | None

    @property
    def ref(self) -> str:
        """The short number by which it is mended."""
        return f"{FACT}{self.id}"


class Occasion(Row, table="occasion", view="counter_occasion"):
    """A day to remember, every year or once; `yearly` is 0 or 1."""

    id: int
    customer_id: int
    deed_id: int
    what: str
    month: int
    day: int
    year: int | None
    yearly: int
    mended_id: int | None

    @property
    def ref(self) -> str:
        """The short number by which it is mended."""
        return f"{OCCASION}{self.id}"


class Handle(Row, table="handle", view="counter_handle"):
    """What finds a customer besides the name: a phone, an e-mail, a card, a nickname, a number in another system."""

    id: int
    customer_id: int
    deed_id: int
    kind: str
    value: str


class SearchKey(Row, table="search_key", view="counter_key"):
    """A folded form that finds a customer; the kinds are those of `index.lookup`."""

    kind: int
    folded: str
    customer_id: int


class Style(Row, table="style", view="counter_style"):
    """A style of the shop's own."""

    name: str
    advice: str


class Setting(Row, table="setting", view="counter_setting"):
    """A setting: a rule of the shop's own in place of the program's."""

    name: str
    value: str


class News(Row, table="news", view="counter_news", unread=("key",)):
    """A piece of news; days are ISO text, `words` say whom it is for: alternatives parted by commas."""

    id: int
    deed_id: int
    text: str
    words: str
    day: str
    until: str
    staff: str | None


class Telling(Row, table="telling", view="counter_telling", unread=("deed_id",)):
    """That a customer was told a piece of news; `day` is ISO text."""

    news_id: int
    customer_id: int
    day: str
    staff: str | None


class Rhythm(Row, table="rhythm", view="counter_rhythm"):
    """How a customer's timeline runs; days are ordinals, `measured` and `lost` are 0 or 1.

    Units: `gap` is days.
    """

    customer_id: int
    first_day: int
    last_day: int
    gap: int | None
    measured: int
    thanked_day: int | None
    lost: int


class Deed(Row, table="deed", view="counter_deed", unread=("key",)):
    """A write that can be taken back; `at` is UTC as text, `before` is what it replaced, as JSON.

    Shape: `day` is the shop's, ISO; `session` is the terminal's, none where it has none or none was kept. `file` names
    what an import read; `unfinished` says what is still to be done of it, as `office/deeds.py` reads and writes it.
    """

    id: int
    at: str
    till: str
    verb: str
    customer_id: int | None
    before: str | None
    staff: str | None
    day: str | None
    session: int | None
    file: str | None
    unfinished: str | None
