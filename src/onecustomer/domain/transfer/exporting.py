"""What is kept of people as records: every word, who wrote it and when; everybody, one person, or one of the staff."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...store.copies import kept
from ...store.database.connection import Store
from ...store.overview import pages
from ...store.overview.pages import Page
from ...store.rare_rows import Alias, Apart
from ...store.rows import (
    REFERENCE,
    Customer,
    Deed,
    Fact,
    Handle,
    Interaction,
    News,
    Occasion,
    Setting,
    Style,
    Telling,
    number_of,
)
from ..shop.settings import COPIES, MEANING, period
from ..timeline.deed import CHANGED, VALUES
from ..timeline.replaced import OF_ROWS
from . import parts

Person = dict[str, Any]
Changes = list[Any]

LISTS = (*parts.OF_ONE, "deeds", "brought_by")
"""The lists of a person's record, in their order."""

ROWS = {Handle: "handles", Occasion: "occasions", Fact: "facts", Interaction: "interactions", Telling: "told"} | {
    Alias: "aliases",
    Apart: "apart",
}
WITHOUT_NUMBER = ("told", "apart")  # the lists whose rows are told apart by what they point to
LENGTH_OF_MOMENT = 26  # letters of 2026-11-21 12:00:00.000000


class Shares:
    """What deeds about many people replaced, by person: read once, however many people of a page share the deed.

    Shape: none where the JSON cannot be read; changes of nobody stand under none.
    """

    def __init__(self) -> None:
        self.read: dict[int, tuple[str, Mapping[int | None, Changes] | None]] = {}

    def of(self, number: int, before: str) -> Mapping[int | None, Changes] | None:
        """Return what a deed replaced, by the number of the customer."""
        known = self.read.get(number)
        if known is None or known[0] != before:
            if len(self.read) > pages.PEOPLE:
                self.read.clear()
            known = self.read[number] = (before, _by_person(before))
        return known[1]


def _by_person(before: str) -> Mapping[int | None, Changes] | None:
    found: dict[int | None, Changes] = {}
    try:
        for kind, what, value in json.loads(before):
            whose = what if kind == VALUES else value["customer_id"] if kind in OF_ROWS else None
            found.setdefault(whose, []).append([kind, what, value])
    except (ValueError, TypeError, KeyError):
        return None
    return found


def everybody(store: Store) -> Iterator[Person]:
    """Yield everybody's record by their numbers; a page of people is read at a time, so that no till waits for it."""
    shares = Shares()
    for page in pages.pages(store, parts.COLUMNS):
        yield from _records(page, shares)


def one(store: Store, person: Customer) -> Person | None:
    """Return one person's record, without a word about others in it; none where they are gone meanwhile.

    Shape: of a deed that is about somebody else too, what it replaced is left out but for what was this person's.
    """
    found = next(_records(pages.page_of(store, parts.COLUMNS, person.id), Shares()), None)
    if found:
        numbered = [name for name in ROWS.values() if name not in WITHOUT_NUMBER]
        own = {(name, row["number" if name == "handles" else "ref"]) for name in numbered for row in found[name]}
        for deed in found["deeds"]:
            deed["before"] = _own(deed["before"], own)
    return found


def _own(before: object, own: set[tuple[str, object]]) -> object:
    """Return what a deed replaced without the rows that were given to somebody else: they are that person's words."""
    if not isinstance(before, list):
        return before
    kept = [change for change in before if change[0] != CHANGED or _named(*change[1:]) in own]
    return kept or None


def _named(table: str, row: Mapping[str, Any]) -> tuple[str, object]:
    part = next(part for part in (parts.HANDLES, *parts.OF_ONE.values()) if part.row.table == table)
    mark = parts.MARKS.get(part.row, "")
    return ROWS[part.row], f"{mark}{row['id']}" if mark else row["id"]


def _records(page: Page, shares: Shares) -> Iterator[Person]:
    """Yield the records of a page."""
    found: dict[int, Person] = {}
    written: dict[int, set[int]] = {}
    for values in page.rows[Customer]:
        person = parts.PEOPLE.spelled(values)
        found[values[0]] = person | {name: [] for name in LISTS}
        written[values[0]] = {person["deed"]}
    for row, name in ROWS.items():
        spelled, mends = parts.OF_ONE[name].spelled, "mended" in parts.OF_ONE[name].names
        for whose, *own in page.rows[row]:
            if whose in found:  # changes outside onecustomer may leave rows of nobody
                made = spelled(own)
                found[whose][name].append(made)
                written[whose].add(made["deed"])
                if mends and made["mended"]:
                    written[whose].add(made["mended"])
    deeds = {values[0]: values for values in page.rows[Deed]}
    whose_deed = parts.DEEDS.columns.index("customer_id")
    for number, about in deeds.items():
        if about[whose_deed] in written:
            written[about[whose_deed]].add(number)
    for other, entry, day, whose in page.brought:
        if other in found:
            found[other]["brought_by"].append({"ref": f"e{entry}", "day": day, "customer": f"c{whose}"})
    for number, person in found.items():
        before = [number_of(alias["ref"], REFERENCE) for alias in person["aliases"]]
        person["deeds"] = [deed(deeds[one], number, shares, before) for one in sorted(written[number]) if one in deeds]
        yield person


def deed(
    values: tuple[Any, ...], customer_id: int | None, shares: Shares, also: Sequence[int | None] = ()
) -> dict[str, Any]:
    """Return a deed as an export has it: of what it replaced, what was the customer's.

    `also` are the numbers that the customer had before they were merged.
    """
    made = parts.DEEDS.spelled(values)
    at = made["at"]
    if isinstance(at, str) and len(at) == LENGTH_OF_MOMENT and at[10] == " ":
        made["at"] = f"{at[:10]}T{at[11:]}+00:00"
    before = made["before"]
    if before is not None:
        shared = shares.of(made["number"], before)
        is_theirs = made["customer"] == f"c{customer_id}"
        if shared is None:
            made["before"] = before if is_theirs else None
        else:
            whose = (customer_id, *also, *((None,) if is_theirs else ()))
            made["before"] = [change for number in whose for change in shared.get(number, ())] or None
    return made


def news(store: Store) -> Iterator[dict[str, Any]]:
    """Yield every piece of news, each with the deed that wrote it."""
    with store.reading():
        found = [parts.NEWS.spelled(values) for values in pages.table(store, News, parts.NEWS.columns)]
        numbers = sorted({one["deed"] for one in found})
        deeds = {values[0]: values for values in pages.deeds(store, parts.DEEDS.columns, numbers)}
    shares = Shares()
    for one in found:
        wrote = deeds.get(one["deed"])
        yield one | {"deed": deed(wrote, None, shares) if wrote else None}


def styles(store: Store) -> list[dict[str, Any]]:
    """Return the shop's own styles."""
    return [parts.STYLES.spelled(values) for values in pages.table(store, Style, parts.STYLES.columns)]


def settings(store: Store) -> list[dict[str, Any]]:
    """Return the settings that the shop has changed, and nothing that the program keeps among them for itself."""
    found = [parts.SETTINGS.spelled(values) for values in pages.table(store, Setting, parts.SETTINGS.columns)]
    return [one for one in found if one["name"] in MEANING]


def told_to(store: Store, person: Person) -> list[dict[str, Any]]:
    """Return the news that somebody was told."""
    told = {one["news"] for one in person["told"]}
    return [one for one in news(store) if one["number"] in told]


def styles_of(store: Store, person: Person) -> list[dict[str, Any]]:
    """Return the shop's own styles that somebody is said to have: the words say what each means."""
    said = {person["usual_style"], *(entry["style"] for entry in person["interactions"])}
    return [one for one in styles(store) if one["name"] in said]


def copies_of(store: Store, person: Person, today: dt.date) -> list[dict[str, str]]:
    """Return the copies of the store that hold somebody too, the oldest first.

    Shape: `day` is that on which it was made, `until` the last one on which it is kept by the shop's rule; today where
    that is past, as it goes when the next copy is made.
    """
    kept_for = period(store, COPIES)
    keys = [person["key"], *(alias["key"] for alias in person["aliases"])]
    return [
        {
            "file": os.path.basename(copy.path),
            "day": copy.day.isoformat(),
            "until": max(kept_for.after(copy.day), today).isoformat(),
        }
        for copy in kept.holding(store.path, keys, today)
    ]


def texts(person: Person) -> Iterator[tuple[str, str]]:
    """Yield what was said of somebody, with the number of each; of what is said in a line, with the customer's."""
    for column in ("why", "usual_why", "later_why", "relation"):
        if person[column]:
            yield person["ref"], str(person[column])
    for name in ("occasions", "facts", "interactions"):
        for row in person[name]:
            if words := row.get("text") or row.get("what"):
                yield row["ref"], str(words)
