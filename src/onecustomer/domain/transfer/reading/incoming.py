"""A checked person of a file, on the way into the store, and a row that is nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from ....store.record import Record
from ...language.days import YearlyDay
from ...people.details import Details

Progress = Callable[[int], None]
"""Takes how many bytes of the file have been read."""


class Incoming(Record):
    """A checked person of a file.

    Shape: `line` is the line on which the row or card begins, from 1; `source` is the number in the system that made
    the file, or one made from what the row says, and `is_sure` tells that it alone says who it is; `is_named` is false
    where the name was made from a telephone or an e-mail. `memo` is a note without a day, `records` is what the other
    system says of them, a sentence each. `without` says what of the row was left out, and why: "a birthday, there is
    no 29 Feb 1958".
    """

    line: int
    source: str
    is_sure: bool
    details: Details
    is_named: bool = True
    memo: str | None = None
    records: tuple[str, ...] = ()
    last_visit: dt.date | None = None
    days: tuple[tuple[str, YearlyDay], ...] = ()
    without: tuple[str, ...] = ()


class LeftOut(Record):
    """A whole row or card that was left out, by the line on which it begins, and why."""

    line: int
    why: str


class Wishes(Record):
    """What the shop says of a file: what each heading means by the heading, the encoding, and options as typed."""

    columns: Mapping[str, str]
    encoding: str | None = None
    options: Sequence[str] = ()


class Looked(Record):
    """What is known of a file that has been looked through once.

    Shape: `path` is as it was typed; `told` says what it is, "Square customer export, UTF-8"; `size` is bytes;
    `notes` are sentences about the file as a whole; `unread` are the headings that nobody keeps; `withheld` are those
    that are left out on purpose, each with the reason.
    """

    path: str
    told: str
    size: int
    notes: Sequence[str]
    unread: Sequence[str]
    withheld: Sequence[tuple[str, str]]


class Source(Protocol):
    """A file whose people can be read, as often as wanted."""

    @property
    def path(self) -> str:
        """As it was typed."""

    def people(self, progress: Progress) -> Iterator[Incoming | LeftOut]:
        """Yield every person of the file, and every row that is nobody, in the order of the file."""
