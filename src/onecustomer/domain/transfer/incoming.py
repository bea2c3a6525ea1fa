"""A row of a file as a person who comes in: what of it can be kept, and what was left out and why."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from ...errors import Refused
from ...store import kinds
from ...store.record import Record
from ..finding import keys
from ..language import fields, names, phones
from ..language.text import accept
from ..people.details import Details
from .csv_file import Progress, Row, Sheet
from .layouts import Layout, cell, cells
from .reading import incoming as contract

NAMELESS = "Customer"
PLAIN_NUMBER = 13  # characters, up to which a customer's number is not taken for a card's


class Incoming(Record):
    """A checked person from a file: the details, and what becomes an entry of the timeline."""

    source: str
    details: Details
    memo: str | None = None
    last_visit: dt.date | None = None

    @property
    def folded_name(self) -> str:
        """The folded name that two rows of one person share."""
        return names.whole(self.details.name or "")

    def is_one_with(self, handles: Iterable[tuple[str, str]], region: str | None) -> bool:
        """Tell whether one of these handles, a telephone or an e-mail, is this person's too."""
        return any(keys.same(mine, other, region) for mine in self.details.handles for other in handles)


class LeftOut(Record):
    """A row or cell that was left out, by the line it begins on, and why."""

    line: int
    why: str


@dataclass
class Reading:
    """The rows of one file turned into people, with what was left out."""

    layout: Layout
    today: dt.date
    nobody: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def person(self, row: Row) -> Incoming | None:
        """Return the person that a row describes; none, and a line in `left_out`, where nobody could be found by it."""
        layout = self.layout
        details = Details()
        for kind, headings in ((kinds.EMAIL, layout.emails), (kinds.PHONE, layout.phones)):
            for text in cells(row, headings):
                with self.leaving_out(row):
                    self._take_handle(details, kind, text)
        with self.leaving_out(row):
            details.name = self._name(row, details)
        if details.name is None and details.handles:
            details.name = _name_from(*details.handles[0])
        if details.name is None:
            self.nobody += 1
            return None
        with self.leaving_out(row):
            details.take_handles(kinds.NICK, cells(row, [layout.nick]))
        with self.leaving_out(row):
            details.company = fields.accept_line(cell(row, layout.company), "company") or None
        if birthday := cell(row, layout.birthday):
            with self.leaving_out(row):
                details.take_birthday(birthday)
        source = self._source(row)
        details.handles.append((kinds.SOURCE, source))
        memo, last_visit = None, None
        if text := cell(row, layout.memo):
            with self.leaving_out(row):
                memo = fields.accept_note(text)
        with self.leaving_out(row):
            details.since = self._day(cell(row, layout.first_visit))
        with self.leaving_out(row):
            last_visit = self._day(cell(row, layout.last_visit))
        return Incoming(source, details, memo, last_visit)

    @contextmanager
    def leaving_out(self, row: Row) -> Iterator[None]:
        """Leave out what is refused in the block, and note why."""
        try:
            yield
        except Refused as error:
            self.left_out.append(LeftOut(row.line, error.sentence))

    def _take_handle(self, details: Details, kind: str, text: str) -> None:
        if not any(keys.same(known, (kind, text)) for known in details.handles):
            details.take_handles(kind, [text])

    def _name(self, row: Row, details: Details) -> str:
        """Return the display name; of somebody without one, a name made from the first handle.

        Raises: Refused where there is no handle either.
        """
        full = names.shown(cell(row, self.layout.first), cell(row, self.layout.last))
        if full:
            return fields.accept_name(full)
        if not details.handles:
            raise Refused("No name, telephone or e-mail: nobody could be found by it.")
        return _name_from(*details.handles[0])

    def _source(self, row: Row) -> str:
        """Return the number of the row's person in the other system, or else one made from what is kept of the row.

        What changes by itself, money and the last visit, is no part of it: a later export then finds the person.
        """
        number = ""
        if given := cell(row, self.layout.ids):
            with self.leaving_out(row):
                number = _accept_number(given)
        if not number:
            headings = self.layout.headings() - {self.layout.last_visit, self.layout.ids}
            content = "\x1f".join(cell(row, heading) for heading in sorted(headings))
            number = "row-" + hashlib.sha256(content.encode()).hexdigest()[:16]
            self.seen[number] = self.seen.get(number, 0) + 1
            number += f"-{self.seen[number]}"
        return f"{self.layout.system}:{number}"

    def _day(self, text: str) -> dt.date | None:
        if not text:
            return None
        try:
            day = dt.date.fromisoformat(text[:10])
        except ValueError:
            raise Refused(f"“{text}” is not a day.") from None
        if day > self.today:
            raise Refused(f"{text} is still to come.")
        return day


class OldSource:
    """A sheet of another system's as what is taken in, until the new reading is there."""

    told: str = "customer export"
    notes: Sequence[str] = ()
    unread: Sequence[str] = ()
    withheld: Sequence[tuple[str, str]] = ()

    def __init__(self, sheet: Sheet, reading: Reading) -> None:
        self.sheet, self.reading = sheet, reading
        self.path, self.size = sheet.path, 0
        for _ in sheet.rows(lambda _: None):  # what cannot be read is refused before anything is written
            pass

    def people(self, progress: Progress) -> Iterator[contract.Incoming | contract.LeftOut]:
        """Yield the people of the file."""
        for row in self.sheet.rows(progress):
            if one := self.reading.person(row):
                is_sure = ":row-" not in one.source
                is_named = bool(cell(row, self.reading.layout.first) or cell(row, self.reading.layout.last))
                yield contract.Incoming(
                    row.line, one.source, is_sure, one.details, is_named, one.memo, last_visit=one.last_visit
                )


def _accept_number(given: str) -> str:
    """Return a customer's number in the other system as it is given.

    Raises: Refused where it is none.
    Source: Shopify's have 13 digits, and every tenth passes Luhn's check; no card has 13 any more.
    """
    accept(given, "customer number", fields.CODE_LIMIT)
    if len(given) > PLAIN_NUMBER:
        fields.refuse_payment_numbers(given, "customer number")
    return given


def _name_from(kind: str, value: str) -> str:
    """Return a name for somebody known by an e-mail address or a telephone only, fit for a screen in the shop."""
    if kind == kinds.EMAIL:
        before = value.partition("@")[0]
        return before if names.fold(before) else NAMELESS
    return f"{NAMELESS} …{phones.end(value)}"
