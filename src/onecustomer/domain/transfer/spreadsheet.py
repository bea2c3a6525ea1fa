"""The export for a spreadsheet: a person a row, safe to open, and taken in again as it was.

What a spreadsheet would run or make something else of has an apostrophe in front; reading takes it off again. Several
telephones stand one below the other in a cell. Of somebody who wants no notes nothing that was noted is in it: no
reason, no birthday, no pin, no need; --json and --plain have those for who is to see them.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ...errors import Refused
from ...store import kinds
from ...store.rows import Customer, Fact, Handle, Interaction, Occasion, Row
from ..language import days, fields, parse_days, parse_since, phones
from ..language.text import accept, clean
from ..people.details import CHECKS, Details
from ..timeline.occasions import BIRTHDAY
from . import quieted
from .exporting import Person
from .guarding import guarded, unguarded
from .reading.incoming import LeftOut
from .reading.some import Some
from .reading.tables import said
from .reading.tables.sheet import Line, Sheet
from .returning.received import Received
from .returning.receives import Receives
from .taking.counted import Mended

COLUMNS = {
    "Name": "name",
    "Pronounced": "say",
    "Company": "company",
    "Role": "role",
    "Relation": "relation",
    "Style": "usual_style",
    "Why this style": "usual_why",
    "Why they come": "why",
}
"""The headings of what is a line of text, and its column."""

HANDLES = {
    "Telephone": kinds.PHONE,
    "E-mail": kinds.EMAIL,
    "Card": kinds.CARD,
    "Nickname": kinds.NICK,
    "Formerly at": kinds.FORMER,
    "Other systems": kinds.SOURCE,
}
FACTS = {"Must know": kinds.PIN, "Needs": kinds.NEED}
SINCE, BORN, EVERY, NO_NOTES, LAST, KEY = "Since", "Birthday", "Days between visits", "No notes", "Last visit", "Key"

HEADINGS = (*COLUMNS, *HANDLES, SINCE, BORN, EVERY, NO_NOTES, LAST, KEY)
LAYOUT = ("Name", "Days between visits", "Key")
"""The headings by which a file is known for an export of ours."""


def rows(people: Iterable[Person], *, with_notes: bool) -> Iterator[str]:
    """Yield the heading and a line for each person, as text; pins and needs only where asked for."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    headings = (*HEADINGS[:-1], *FACTS, HEADINGS[-1]) if with_notes else HEADINGS
    writer.writerow(headings)
    for person in people:
        cells = _cells(quieted.exported(person))
        writer.writerow([guarded(cells[heading]) for heading in headings])
        yield written.getvalue()
        written.seek(0)
        written.truncate()
    yield written.getvalue()


def _cells(person: Person) -> Mapping[str, str]:
    """Return the cells of a person by their headings, made plain."""
    cells = {heading: clean(str(person[column] or "")) for heading, column in COLUMNS.items()}
    for heading, kind in HANDLES.items():
        cells[heading] = _below(one["value"] for one in person["handles"] if one["kind"] == kind)
    for heading, kind in FACTS.items():
        cells[heading] = _below(one["text"] for one in person["facts"] if one["kind"] == kind)
    born = next((one for one in person["occasions"] if one["what"] == BIRTHDAY and one["yearly"]), None)
    every = person["every"]
    visits = (str(entry["day"]) for entry in person["interactions"] if entry["kind"] == kinds.VISIT)
    return cells | {
        SINCE: clean(days.since_iso(str(person["since"]), person["since_said"])) if person["since"] else "",
        BORN: _born(born) if born else "",
        EVERY: days.NEVER if every == 0 else clean(str(every or "")),
        NO_NOTES: "yes" if person["no_notes"] else "",
        LAST: clean(max(visits, default="")),
        KEY: clean(str(person["key"])),
    }


def _below(values: Iterable[object]) -> str:
    return "\n".join(clean(str(value)) for value in values)


def _born(occasion: Mapping[str, Any]) -> str:
    year = f"{occasion['year']:04}-" if isinstance(occasion["year"], int) else ""
    return clean(f"{year}{occasion['month']:>02}-{occasion['day']:>02}")


@dataclass
class Reading:
    """The rows of an export of ours turned into people.

    Shape: `left_out` are the rows that are nobody, `mends` what was left out of the others, both as they are counted.
    """

    sheet: Sheet
    today: dt.date
    left_out: Some[LeftOut] = field(default_factory=Some)
    mends: Some[Mended] = field(default_factory=Some)

    def unread(self) -> list[str]:
        """Return the headings that nobody keeps."""
        return [heading for heading in self.sheet.headings if heading not in (*HEADINGS, *FACTS)]

    def take(self, progress: Callable[[int], None], receiver: Receives) -> None:
        """Give everybody of the file to a receiver."""
        self.left_out, self.mends = Some(), Some()  # a file is looked through first, and then read
        for line in self.sheet.raw_rows(progress, self.left_out.take):
            if person := self.person(line):
                receiver.person(person)

    def person(self, line: Line) -> Received | None:
        """Return the person of a row; none, and counted, where there is no name."""
        cells = {heading: unguarded(cell) for heading, cell in line.cells.items()}
        customer: dict[str, Any] = {**dict.fromkeys(Customer.fields), "key": None}
        try:
            customer["name"] = fields.accept_name(cells["Name"])
        except Refused as error:
            self.left_out.take(LeftOut(line.line, said.sentence("name", error)))
            return None
        for heading, column in COLUMNS.items():
            if column != "name" and (text := cells.get(heading, "").strip(" \t\r\n")):
                with self.leaving_out(line, heading):
                    customer[column] = _checked(column, text, heading)
        with self.leaving_out(line, KEY):
            customer["key"] = _key(cells.get(KEY, ""))
        details = Details()
        with self.leaving_out(line, "rule how often they come"):
            details.take_every(_every(cells.get(EVERY, "")))
        with self.leaving_out(line, "day since which they come"):
            if since := cells.get(SINCE, "").strip():
                begun = parse_since.since(since, self.today)
                customer |= {"since": begun.day.isoformat(), "since_said": begun.said or None}
        customer |= {
            "every": details.every if isinstance(details.every, int) else None,
            "no_notes": 1 if cells.get(NO_NOTES, "").strip().casefold() in ("yes", "true", "1") else None,
            "why_day": self.today.isoformat() if customer["why"] else None,
            "added": self.today.isoformat(),
        }
        return Received(f"line {line.line}", customer, self._rows(line, cells), [], [], line.line)

    def _rows(self, line: Line, cells: Mapping[str, str]) -> dict[type[Row], list[dict[str, Any]]]:
        handles: list[dict[str, Any]] = []
        for heading, kind in HANDLES.items():
            for text in _lines(cells.get(heading, "")):
                for part in phones.parted(text) if kind == kinds.PHONE else [text]:
                    with self.leaving_out(line, heading):
                        handles.append({"kind": kind, "value": _handle(kind, part, heading)})
        of_fact = {"key": None, "day": self.today.isoformat(), "staff": None}
        facts: list[dict[str, Any]] = []
        for heading, kind in FACTS.items():
            for text in _lines(cells.get(heading, "")):
                with self.leaving_out(line, heading):
                    facts.append({**of_fact, "kind": kind, "text": fields.accept_line(text, heading)})
        occasions: list[dict[str, Any]] = []
        with self.leaving_out(line, BORN):
            if born := cells.get(BORN, "").strip():
                day = parse_days.birthday(born)
                occasions.append({"what": BIRTHDAY, "yearly": 1, "mended_id": None, **vars(day)})
        visits: list[dict[str, Any]] = []
        with self.leaving_out(line, LAST):
            if last := cells.get(LAST, "").strip():
                of_visit = {"key": None, "kind": kinds.VISIT, "day": _past(last, self.today), "imported": 1}
                empty = dict.fromkeys([*Interaction.fields, *Interaction.unread])
                visits.append({**empty, **of_visit})
        return {Handle: handles, Fact: facts, Occasion: occasions, Interaction: visits}

    @contextmanager
    def leaving_out(self, line: Line, what: str) -> Iterator[None]:
        """Leave out what is refused in the block, and note why."""
        try:
            yield
        except Refused as error:
            self.mends.take(Mended(line.line, line.cells["Name"], "", said.sentence(what.lower(), error)))


def _checked(column: str, text: str, heading: str) -> str:
    if column == "name":
        return fields.accept_name(text)
    line = fields.accept_line(text, heading)
    return line.casefold() if column == "usual_style" else line


def _handle(kind: str, text: str, heading: str) -> str:
    if kind == kinds.SOURCE:  # a customer's number there may look like a card's
        return accept(text, heading, fields.LINE_LIMIT)
    return CHECKS[kind](text) if kind in CHECKS else fields.accept_line(text, heading)


def _lines(cell: str) -> list[str]:
    return [one for one in cell.split("\n") if one.strip(" \t\r")]


def _key(cell: str) -> str | None:
    text = cell.strip()
    if text and (len(text) != 32 or any(letter not in "0123456789abcdef" for letter in text)):
        raise Refused("The key is none: it is as the export wrote it, or empty.")
    return text or None


def _every(cell: str) -> str:
    return f"{cell.strip()}d" if cell.strip().isdecimal() else cell


def _past(cell: str, today: dt.date) -> str:
    try:
        day = dt.date.fromisoformat(cell)
    except ValueError:
        raise Refused(f"“{cell}” is not a day; days are written as 2026-11-21.") from None
    if day > today:
        raise Refused(f"{cell} is still to come.")
    return day.isoformat()
