"""A row of an export as a person who arrives: what of it can be kept, and what was left out and why."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from ..errors import Refused
from . import checks, deeds, details, keys, names, phones
from .details import Details
from .exports import Export, cell, cells
from .sheets import Row
from .text import accept

NAMELESS = "Customer"
PLAIN_NUMBER = 13  # digits of a customer's number that is not taken for a card's


@dataclass
class Arriving:
    """A person from an export: the details, and what becomes an entry of the timeline."""

    line: int
    source: str
    details: Details
    memo: str | None = None
    last_visit: dt.date | None = None

    @property
    def full_key(self) -> str:
        """The folded name that two rows of one person share."""
        return names.whole(self.details.name or "")

    def is_one_with(self, words: list[tuple[str, str]]) -> bool:
        """Tell whether one of these (kind, value) words, a telephone or an e-mail, is this person's too."""
        return any(keys.same(mine, other) for mine in self.details.words for other in words)


@dataclass
class LeftOut:
    """What was not taken over, by the line it begins on."""

    line: int
    why: str


@dataclass
class Reading:
    """Turns the rows of one export into people, keeping what was left out."""

    export: Export
    today: dt.date
    rows: int = 0
    nobody: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def person(self, row: Row) -> Arriving | None:
        """Return the person that a row describes; none, and a line in `left_out`, where nobody could be found by it."""
        export = self.export
        self.rows += 1
        said = Details()
        for kind, headings in ((keys.EMAIL_WORD, export.emails), (keys.PHONE_WORD, export.phones)):
            for text in cells(row, headings):
                self._try(row, lambda kind=kind, text=text: self._say_word(said, kind, text))  # type: ignore[misc]
        if not self._try(row, lambda: self._say_name(row, said)):
            self.nobody += 1
            return None
        if nick := cell(row, export.nick):
            self._try(row, lambda: said.say_words(keys.NICK_WORD, [nick]))
        self._try(row, lambda: setattr(said, "company", details.line(cell(row, export.company), "company") or None))
        if birthday := cell(row, export.birthday):
            self._try(row, lambda: said.say_birthday(birthday))
        arriving = Arriving(row.line, self._source(row), said)
        said.words.append((keys.SOURCE_WORD, arriving.source))
        if memo := cell(row, export.memo):
            self._try(row, lambda: setattr(arriving, "memo", deeds.words(memo)))
        self._try(row, lambda: setattr(said, "since", self._day(cell(row, export.first_visit))))
        self._try(row, lambda: setattr(arriving, "last_visit", self._day(cell(row, export.last_visit))))
        return arriving

    def _try(self, row: Row, take: Callable[[], object]) -> bool:
        try:
            take()
        except Refused as error:
            self.left_out.append(LeftOut(row.line, error.sentence))
            return False
        return True

    def _say_word(self, said: Details, kind: str, text: str) -> None:
        if not any(keys.same(known, (kind, text)) for known in said.words):
            said.say_words(kind, [text])

    def _say_name(self, row: Row, said: Details) -> None:
        full = names.shown(cell(row, self.export.first), cell(row, self.export.last))
        if full:
            said.name = details.name(full)
        elif said.words:
            said.name = _name_from(*said.words[0])
        else:
            raise Refused("No name, telephone or e-mail: nobody could be found by it.")

    def _source(self, row: Row) -> str:
        """Return the number of the row's person in the other system, or else one made from what is kept of the row.

        What changes by itself, money and the last visit, is no part of it: a later export then finds the person.
        """
        given = cell(row, self.export.ids)
        if not given or not self._try(row, lambda: _number(given)):
            told = self.export.kept() - {self.export.last_visit, self.export.ids}
            said = "\x1f".join(cell(row, heading) for heading in sorted(told))
            given = "row-" + hashlib.sha256(said.encode()).hexdigest()[:16]
            self.seen[given] = self.seen.get(given, 0) + 1
            given += f"-{self.seen[given]}"
        return f"{self.export.system}:{given}"

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


def _number(given: str) -> None:
    """Refuse a customer's number in the other system that is none.

    Source: Shopify's have 13 digits, and every tenth of them passes for a card's; cards of 13 are long gone.
    """
    accept(given, "customer number", details.CODE_LIMIT)
    if len(given) > PLAIN_NUMBER:
        checks.no_payment_numbers(given, "customer number")


def _name_from(kind: str, value: str) -> str:
    """Return a name for somebody known by an e-mail address or a telephone only, fit for a screen in the shop."""
    if kind == keys.EMAIL_WORD:
        before = value.partition("@")[0]
        return before if names.words(before) else NAMELESS
    return f"{NAMELESS} …{phones.digits(value)[-2:]}"
