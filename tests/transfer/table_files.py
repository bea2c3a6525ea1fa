"""Tables that the tests read, and what they say of each row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onecustomer.domain.transfer.reading import source
from onecustomer.domain.transfer.reading.incoming import Incoming, LeftOut
from onecustomer.domain.transfer.reading.tables.table import Table
from onecustomer.store import kinds
from tests.words import TODAY

Found = list[Incoming | LeftOut]


class Opened:
    """A table that was opened, and all its rows."""

    def __init__(self, source: Table) -> None:
        self.source = source
        self.rows: Found = list(source.people(lambda _: None))

    @property
    def people(self) -> list[Incoming]:
        return [one for one in self.rows if isinstance(one, Incoming)]

    @property
    def only(self) -> Incoming:
        assert 1 == len(self.rows)
        assert isinstance(self.rows[0], Incoming)
        return self.rows[0]

    @property
    def names(self) -> list[str | None]:
        return [one.details.name for one in self.people]

    @property
    def left_out(self) -> dict[int, str]:
        return {one.line: one.why for one in self.rows if isinstance(one, LeftOut)}

    @property
    def without(self) -> dict[int, tuple[str, ...]]:
        return {one.line: one.without for one in self.people if one.without}

    def counts(self) -> tuple[int, int, int, int]:
        """Return how many people there are, and how many have a telephone, an e-mail and a birthday."""
        people = self.people
        return (
            len(people),
            sum(bool(handles(one, kinds.PHONE)) for one in people),
            sum(bool(handles(one, kinds.EMAIL)) for one in people),
            sum(one.details.birthday is not None for one in people),
        )


def opened(
    path: Path | str, maps: Iterable[str] = (), *, encoding: str | None = None, order: str | None = None
) -> Opened:
    return Opened(source.open_source(str(path), source.wishes(list(maps), encoding), TODAY, order))


def handles(one: Incoming, kind: str) -> list[str]:
    return [value for of, value in one.details.handles if of == kind]


def born(one: Incoming) -> tuple[int | None, int, int] | None:
    day = one.details.birthday
    return (day.year, day.month, day.day) if day else None
