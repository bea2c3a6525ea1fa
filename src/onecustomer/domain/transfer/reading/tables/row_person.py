"""A row of a table as a person: what of it can be kept, and what was left out of it and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeVar

from .....errors import Refused
from .....store import kinds
from ....finding.compatible import made_up
from ....language import fields, names, phones
from ....language.days import YearlyDay
from ....people.details import Details
from .. import made
from ..headings import heading, words
from ..headings.columns import Columns
from ..incoming import Incoming, LeftOut
from . import cells, day_cells, name_cells
from .day_order import Orders, is_year_first, mark_of
from .said import called, nobody, of_cell, said_of, sentence
from .seen import Seen

ALWAYS = (
    *(words.ID, words.FIRST, words.MIDDLE, words.LAST, words.FULL, words.BIRTHDAY, words.SINCE, words.LAST_VISIT),
)
"""The fields that are looked at in each row."""

CALLED = {
    words.BIRTHDAY: "birthday",
    words.ANNIVERSARY: "anniversary",
    words.SINCE: "first visit",
    words.LAST_VISIT: "last visit",
}
RARE = (words.YEAR_OF_BIRTH, words.MONTH_OF_BIRTH, words.DAY_OF_BIRTH, words.ANNIVERSARY)
LINES = {
    words.COMPANY: ("company", "company"),
    words.ROLE: ("role", "role"),
    words.RELATION: ("relation", "relation"),
    words.WHY: ("why", "reason"),
    words.SAY: ("say", "pronunciation"),
    words.SAY_FIRST: ("say", "pronunciation"),
    words.SAY_LAST: ("say", "pronunciation"),
    words.NICK: (words.NICK, "nickname"),
}
"""The fields that are a line of text: the column that each becomes, and what it is called."""

Kept = TypeVar("Kept")


@dataclass
class RowReader:
    """What makes people of the rows of one table.

    Shape: `orders` has the order of day and month of a field of days.
    """

    columns: Columns
    today: dt.date
    orders: Mapping[str, Orders]
    seen: Seen = field(default_factory=Seen)

    def __post_init__(self) -> None:
        """Look up once where everything stands; what a table has not is the empty cell behind the row."""
        columns = self.columns
        self.one_of = itemgetter(*(-1 if (place := columns.first(one)) is None else place for one in ALWAYS))
        self.lines = [(*_parted(columns.places[one]), *LINES[one]) for one in LINES if one in columns.places]
        self.others = {one: columns.places[one][1:] for one in ALWAYS if len(columns.places.get(one, ())) > 1}
        self.phones, self.emails, self.cards, self.memos = (
            tuple(columns.places.get(one, ())) for one in (words.PHONE, words.EMAIL, words.CARD, words.MEMO)
        )
        self.says = columns.says
        self.labels = columns.labels
        self.may_repeat = any(
            heading.meaning(columns.headings[place]) == words.NAME
            for one in (words.FIRST, words.LAST)
            for place in columns.places.get(one, ())
        )
        self.has_rare = any(one in columns.places for one in RARE)
        self.rare = itemgetter(*(-1 if (place := columns.first(one)) is None else place for one in RARE))

    def person(self, line: int, row: list[str]) -> Incoming | LeftOut:
        """Return the person of a row of as many cells as the heading has; that it is left out where it is nobody."""
        row.append("")
        found = self._filled(self.one_of(row), row) if self.others else self.one_of(row)
        number, first, middle, last, full, birthday, since, last_visit = found
        left_out: list[str] = []
        details, visited = Details(), None
        handles = details.handles
        if self.emails or self.phones or self.cards:
            self._take_handles(handles, row, left_out)
        if self.lines:
            self._take_lines(details, row, left_out)
        name, is_named = self._name(first, middle, last, full, details, left_out), True
        if name is None and (text := self._beside_email(row)):
            name = _kept(cells.name, text, "name", left_out)
        if name is None:
            if not handles:
                return LeftOut(line, nobody(left_out))
            name, is_named = made_up(*handles[0]), False
        elif not handles and made.is_sum(name) and not (birthday or since or last_visit):
            return LeftOut(line, "a sum, and nobody")
        details.name = name
        if birthday:
            details.birthday = self._day(day_cells.yearly, birthday, words.BIRTHDAY, left_out)
            if details.birthday and details.birthday.year is None:
                lost = day_cells.lost_year(cells.cell(birthday), self.today)
                left_out += [lost] if lost else []
        if since and (begun := self._day(day_cells.since, since, words.SINCE, left_out)):
            details.since, details.since_said = begun
        if last_visit:
            visited = self._day(day_cells.whole, last_visit, words.LAST_VISIT, left_out)
        days = self._rare_days(details, row, left_out) if self.has_rare else ()
        memo = self._memo(row, left_out) if self.memos else None
        source, is_sure = self._source(number, details, memo, birthday, left_out)
        handles.append((kinds.SOURCE, source))
        records = self._records(row, left_out) if self.says else ()
        return Incoming(line, source, is_sure, details, is_named, memo, records, visited, days, tuple(left_out))

    def _filled(self, found: tuple[str, ...], row: list[str]) -> tuple[str, ...]:
        """Return the cells with those of a second column of a field where the first is empty."""
        filled = list(found)
        for one, places in self.others.items():
            where = ALWAYS.index(one)
            if not cells.cell(filled[where]):
                filled[where] = next((row[place] for place in places if cells.cell(row[place])), "")
        return tuple(filled)

    def _take_lines(self, details: Details, row: list[str], left_out: list[str]) -> None:
        """Take what is a line of text: the company, the role, how the name is said."""
        for first, others, column, what in self.lines:
            text = row[first]
            if others and not cells.cell(text):
                text = next((row[place] for place in others if cells.cell(row[place])), "")
            if not text or not (text := cells.cell(text)) or not (kept := _kept(cells.line, text, what, left_out)):
                continue
            if column == words.ROLE and name_cells.is_salutation(kept):
                continue
            if column == words.NICK:
                if nick := _kept(cells.name, kept, what, left_out):
                    details.handles.append((kinds.NICK, nick))
            elif column == words.SAY and details.say:  # a phonetic first name, and now the last
                details.say = f"{details.say} {kept}"
            else:
                setattr(details, column, kept)

    def _take_handles(self, handles: list[tuple[str, str]], row: list[str], left_out: list[str]) -> None:
        """Take the e-mails, telephones and cards, none twice."""
        for place in self.emails:
            if row[place] and (text := cells.cell(row[place])):
                if not handles and cells.PLAIN_EMAIL(text):
                    handles.append((kinds.EMAIL, text))  # as in most rows
                    continue
                self._take_emails(handles, text, left_out)
        self._take_phones(handles, row, left_out)
        for place in self.cards:
            if (text := cells.cell(row[place])) and (kept := _kept(fields.accept_card, text, "card", left_out)):
                handles.append((kinds.CARD, kept))

    def _take_emails(self, handles: list[tuple[str, str]], text: str, left_out: list[str]) -> None:
        for one in cells.e_mails(text):
            kept = _kept(cells.e_mail, one, "e-mail", left_out)
            if kept and not any(kept.casefold() == other.casefold() for _, other in handles):
                handles.append((kinds.EMAIL, kept))

    def _take_phones(self, handles: list[tuple[str, str]], row: list[str], left_out: list[str]) -> None:
        first, dialled = len(handles), list[str]()
        for place in self.phones:
            if not row[place] or not (text := cells.cell(row[place])):
                continue
            is_fax = place in self.labels and "fax" in row[self.labels[place]].casefold()
            if len(handles) == first and cells.PLAIN_PHONE(text) and not is_fax:
                handles.append((kinds.PHONE, text))
                continue
            for one in cells.telephones(text):
                if kept := _kept(cells.telephone, one, "telephone", left_out):
                    digits = phones.digits(kept)
                    dialled = dialled or [phones.digits(other) for _, other in handles[first:]]
                    if not any(phones.same(digits, other) for other in dialled):
                        handles.append((kinds.PHONE, f"{kept} fax" if is_fax else kept))
                        dialled.append(digits)

    def _name(self, first: str, middle: str, last: str, full: str, details: Details, left_out: list[str]) -> str | None:
        """Return the name of a row, and of a firm without a person the firm's; none where there is neither."""
        first, last = first and cells.cell(first), last and cells.cell(last)
        middle, full = middle and cells.cell(middle), full and cells.cell(full)
        if full and full[-1] == ">" and (found := cells.ANGLED(full)):
            full = found[1]
            self._take_emails(details.handles, found[2], left_out)
        if not (first or last) and full:
            middle = ""  # alone it names nobody
        if self.may_repeat and first and last:
            first, middle, last = name_cells.once(first, middle, last)
        if first and last and not middle and first.isascii():
            text = f"{first} {last}"  # as most are
        elif first or last or middle:
            text = names.shown(f"{first} {middle}" if middle and first else first or middle, last)
        else:
            text = ""
        if full and (not text or not (first and last)):
            turned = name_cells.turned(full) if "," in full and name_cells.is_turned(full) else full
            text = turned if not text or name_cells.has_all(turned, text) else text
        if text == "NA":  # a name of its own beside another
            text = ""
        if text and (kept := _kept(cells.name, text, "name", left_out)):
            if details.company == kept:  # a firm's own entry
                details.company = None
            return kept
        if details.company and (kept := _kept(cells.name, details.company, "name", left_out)):
            details.company = None
            return kept
        return None

    def _beside_email(self, row: list[str]) -> str:
        """Return the name that stands before an e-mail in its cell, "Tom Ott <tom@x.com>"; empty where none does."""
        found = [angled[1] for place in self.emails if ">" in row[place] and (angled := cells.ANGLED(row[place]))]
        return next((name for name in found if cells.cell(name)), "")

    def _day(self, read: Callable[..., Kept], text: str, of: str, left_out: list[str]) -> Kept | None:
        try:
            if day_cells.AS_ISO(text):  # as most are
                return read(text, None, self.today)
            bare = cells.cell(text)
            if not bare:
                return None
            order = None if is_year_first(bare) else self.orders[of][mark_of(bare)]
            return read(bare, order, self.today)
        except Refused as refusal:
            left_out.append(of_cell(CALLED[of], cells.cell(text), refusal))
            return None

    def _rare_days(self, details: Details, row: list[str], left_out: list[str]) -> tuple[tuple[str, YearlyDay], ...]:
        """Return the wedding day, and take a birthday that stands in three columns."""
        year, month, day, anniversary = map(cells.cell, self.rare(row))
        if day and (month or len(day) > 2) and details.birthday is None:
            text = "-".join([year.zfill(4) if year else "-", month.zfill(2), day.zfill(2)]) if len(day) <= 2 else day
            details.birthday = self._day(day_cells.yearly, text, words.BIRTHDAY, left_out)
        if anniversary and (found := self._day(day_cells.yearly, anniversary, words.ANNIVERSARY, left_out)):
            return ((words.ANNIVERSARY, found),)
        return ()

    def _memo(self, row: list[str], left_out: list[str]) -> str | None:
        if len(self.memos) == 1:
            text = cells.cell(row[self.memos[0]])
            return _kept(cells.memo, text, "memo", left_out) if text else None
        headings = self.columns.headings
        texts = dict.fromkeys(called(headings[place], text) for place in self.memos if (text := cells.cell(row[place])))
        between = "\n" if any("\n" in text for text in texts) else "; "
        return _kept(cells.memo, between.join(texts), "memo", left_out) if texts else None

    def _source(
        self, number: str, details: Details, memo: str | None, born: str, left_out: list[str]
    ) -> tuple[str, bool]:
        """Return the row's number in the other system, and whether it alone tells who it is.

        Where there is none, one is made of what is kept of the row.
        """
        layout = self.columns.layout
        if number and (bare := cells.cell(number)) and (kept := _kept(cells.number, bare, "customer number", left_out)):
            if layout.system != "table":
                return f"{layout.system}:{kept}", layout.is_sure
            place = self.columns.first(words.ID) or 0
            return f"table:{' '.join(names.fold(self.columns.headings[place]))}={kept}", False
        return f"{layout.system}:{made.number_from(details, memo, self.seen, born.strip())}", True

    def _records(self, row: list[str], left_out: list[str]) -> tuple[str, ...]:
        """Return what the other system says of them, a sentence each."""
        records: list[str] = []
        for place, what in self.says:
            if row[place]:
                said, without = said_of(what, row[place].strip())
                left_out += without
                if said:
                    records.append(f"{self.columns.layout.title} says: {what}: {said}")
        return tuple(records)


def _parted(places: Sequence[int]) -> tuple[int, Sequence[int]]:
    """Return the first place, and the others."""
    return places[0], places[1:]


def _kept(check: Callable[..., str], text: str, what: str, left_out: list[str]) -> str | None:
    """Return a cell as it is kept; none, and the reason among those left out, where it cannot be."""
    try:
        return check(text, what) if check is cells.line else check(text)
    except Refused as refusal:
        left_out.append(sentence(what, refusal))
        return None
