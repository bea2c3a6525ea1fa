"""Of somebody who wants no notes: what every importer takes and every export to elsewhere gives, as at the counter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...store import no_notes
from ...store.rows import Fact, Interaction, Occasion, Row
from ..timeline.quiet import NO_WORDS

Values = dict[str, Any]


def person(columns: Values) -> Values:
    """Return the columns of a customer without the reasons."""
    return columns | {column: None for column in NO_WORDS if column in columns}


def rows(given: Mapping[type[Row], list[Values]]) -> dict[type[Row], list[Values]]:
    """Return of their rows those that go on, without the words that do not: no pin, no need, no day to remember."""
    logged = [_wordless(row) for row in given[Interaction] if row["kind"] in no_notes.LOGGED_ANYWAY]
    return {**given, Occasion: [], Fact: [], Interaction: logged}


def _wordless(row: Values) -> Values:
    return row if row["kind"] in no_notes.SAID_ANYWAY else row | {"text": None}


def takes(kind: str) -> bool:
    """Tell whether an entry of a kind, or a day to remember, is taken of them."""
    return kind in no_notes.LOGGED_ANYWAY


def exported(record: Values) -> Values:
    """Return somebody's record for a telephone or a spreadsheet: of who wants no notes, without all that was noted."""
    if not record["no_notes"]:
        return record
    entries = [_wordless(one) for one in record["interactions"] if takes(one["kind"])]
    return person(record) | {"facts": [], "occasions": [], "interactions": entries}
