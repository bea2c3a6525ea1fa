"""The rows that hardly any command reads: the counter does not load them."""

from __future__ import annotations

from .rows import Row


class Alias(Row, table="alias", view="counter_alias"):
    """A number and a key that somebody had before they were merged into another."""

    id: int
    key: str
    customer_id: int
    deed_id: int


class Apart(Row, table="apart", view="counter_apart"):
    """Two people who look like one, of whom somebody said that they are two."""

    customer_id: int
    other_id: int
    deed_id: int


class Shop(Row, table="shop", view="counter_shop"):
    """Of which shop this store is a till's copy, the till's number there, and up to which moment the copy has all."""

    number: int
    service: str
    cursor: int
    mark: str


class Erasure(Row, table="erasure", view="counter_erasure"):
    """Somebody who was erased, and of whom traces may be left; `day` is ISO text."""

    key: str
    day: str
