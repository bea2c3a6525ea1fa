"""What an export has of somebody who is in the store already, and the store has not."""

from __future__ import annotations

from collections import Counter

from ....store import kinds
from ....store.counter import read
from ....store.database.connection import Store
from ....store.index import lookup
from ....store.office import many, whole
from ....store.rows import REFERENCE, Customer, Fact, Handle, Interaction, Occasion, Row
from ...finding import keys
from ...language import names
from ..taking.counted import Counted, Said
from .received import Received, Values
from .taken_out import TakenOut

THEIRS = ("id", "key", "name", "added", "no_notes")
"""The columns that somebody keeps as they are here; a wish of theirs among them, which may have been taken back."""

TOGETHER = {"since_said": "since", "usual_why": "usual_style", "why_day": "why", "later_why": "later"}
"""The columns that say more of another, and go with it."""


def columns(person: Customer, given: Values, out: TakenOut) -> Values:
    """Return the columns of a person that are given and not known; an older export of this store has none."""
    own = vars(person)
    lacking = {
        column: value
        for column, value in given.items()
        if column in own and column not in THEIRS and value is not None and own[column] is None
    }
    if out.is_older:
        lacking = {}
    return {column: value for column, value in lacking.items() if TOGETHER.get(column, column) in lacking}


def entries_here(store: Store, person: Customer, one: Received) -> dict[int, int]:
    """Return which entries of the file are here: their numbers there, and here."""
    here = whole.keys_of(store, Interaction, person.id)
    return {entry["id"]: here[entry["key"]] for entry in one.rows[Interaction] if entry["key"] in here}


def rows_not_here(store: Store, one: Received) -> dict[type[Row], list[Values]]:
    """Return the rows of somebody new that nobody here has: one may have been given to somebody else."""
    found = dict(one.rows)
    for row in (Interaction, Fact):
        known = _known(store, row, one.rows[row])
        found[row] = [values for values in one.rows[row] if values["key"] not in known]
    return found


def rows(store: Store, person: Customer, one: Received, region: str | None) -> dict[type[Row], list[Values]]:
    """Return the rows of a file that the store lacks: nothing that it has in the same words, nor a pin too many."""
    handles = [(handle.kind, handle.value) for handle in read.handles(store, person.id)]
    days = {tuple(names.fold(occasion.what)) for occasion in read.occasions(store, person.id)}
    return {
        Handle: [
            row
            for row in one.rows[Handle]
            if not any(keys.same((row["kind"], row["value"]), other, region) for other in handles)
        ],
        Occasion: [row for row in one.rows[Occasion] if tuple(names.fold(row["what"])) not in days],
        Fact: _facts(store, person, one.rows[Fact]),
        Interaction: _entries(store, person, one.rows[Interaction]),
    }


def _facts(store: Store, person: Customer, given: list[Values]) -> list[Values]:
    here = [fact for kind in kinds.OF_FACT for fact in read.facts(store, person.id, kind)]
    said = {(fact.kind, *names.fold(fact.text)) for fact in here}
    known = _known(store, Fact, given)
    room = kinds.MOST_PINS - sum(fact.kind == kinds.PIN for fact in here)
    lacking = []
    for row in given:
        is_known = row["key"] in known or (row["kind"], *names.fold(row["text"])) in said
        if not is_known and (row["kind"] != kinds.PIN or room > 0):
            room -= row["kind"] == kinds.PIN
            lacking.append(row)
    return lacking


def _entries(store: Store, person: Customer, given: list[Values]) -> list[Values]:
    known = _known(store, Interaction, given)
    lacking = _not_said_here(store, person, given)
    return [row for row in lacking if row["key"] not in known and not _is_logged(store, person, row)]


def _not_said_here(store: Store, person: Customer, given: list[Values]) -> list[Values]:
    """Return the entries without those of another system's whose words are here; what comes back later is new again."""
    here: Counter[tuple[str, ...]] = Counter()
    for kind in {row["kind"] for row in given if row["imported"] and row["text"]}:
        here.update((kind, *names.fold(text)) for _, text in many.texts(store, kind, [person.id]))
    lacking = []
    for row in given:
        said = (row["kind"], *names.fold(row["text"] or ""))
        if row["imported"] and here[said]:
            here[said] -= 1
        else:
            lacking.append(row)
    return lacking


def without_numbers_of_others(store: Store, one: Received, number: int, counted: Counted) -> Received:
    """Return a person of the file without the numbers of another system that are somebody else's here, and tell it.

    `number` is theirs here, 0 where they are new.
    """
    asked = [row["value"] for row in one.rows[Handle] if row["kind"] == kinds.SOURCE]
    found = many.having(store, lookup.SOURCE, asked) if asked else {}
    others = {value: min(people) for value, people in found.items() if number not in people}
    for value, whose in others.items():
        both = (f"{REFERENCE}{number}", f"{REFERENCE}{whose}") if number else ()
        sentence = f"has {value} in the file, which is {REFERENCE}{whose} here"
        counted.alike.take(Said(one.line, one.customer["name"], sentence, both))
    own = [row for row in one.rows[Handle] if row["kind"] != kinds.SOURCE or row["value"] not in others]
    return one.with_rows({**one.rows, Handle: own}) if others else one


def _known(store: Store, row: type[Row], given: list[Values]) -> set[str]:
    """Return the keys of rows that are here, whoever's they are now: one may have been given to somebody else."""
    return whole.keys_there(store, row, [values["key"] for values in given if values["key"]])


def _is_logged(store: Store, person: Customer, entry: Values) -> bool:
    """Tell whether a visit or contact of that day is in the store already, by whichever till."""
    if entry["kind"] not in (kinds.VISIT, kinds.CONTACT):
        return False
    there = read.on_day(store, person.id, entry["kind"], entry["day"])
    return any(one.via == entry["via"] for one in there)
