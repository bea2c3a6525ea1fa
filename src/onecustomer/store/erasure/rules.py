"""What becomes of each column of each table when somebody is erased: the one place that says it.

The statements that erase are made from this, and so is the search for other people's words that name her. A test
compares it with the models: a new column without a rule fails it.
"""

from __future__ import annotations

from collections.abc import Mapping

GOES = "goes with her row"
WORDS = "goes with her row; of others it is words, which may name her and are shown first"
NAMES = "goes with her row; of others it is their own, and shown first where a name of theirs names her"
POINTS = "goes with her row; of others it is emptied where it is the number of hers"
STAFF = "goes with her row; where somebody of the staff is erased it says so"
BEFORE = "what the deed replaced of hers, or in words that surely name her, is taken out of it"
STAYS = "stays: it is no word about her"
OTHERS_WORDS = "stays: it is the shop's own words; shown first where they name her"
UNSHARED = "goes where nobody else has the word"

Rules = Mapping[str, str]


def _all(rule: str, *columns: str) -> dict[str, str]:
    return dict.fromkeys(columns, rule)


RULES: Mapping[str, Rules] = {
    "telling": _all(GOES, "news_id", "customer_id", "deed_id", "day") | _all(STAFF, "staff"),
    "rhythm": _all(GOES, "customer_id", "first_day", "last_day", "gap", "measured", "thanked_day", "lost"),
    "search_key": _all(GOES, "kind", "folded", "customer_id"),
    "handle": _all(GOES, "id", "customer_id", "deed_id", "kind") | _all(NAMES, "value"),
    "occasion": (
        _all(GOES, "id", "customer_id", "deed_id", "month", "day", "year", "yearly", "mended_id") | _all(WORDS, "what")
    ),
    "interaction": (
        _all(GOES, "id", "key", "customer_id", "deed_id", "kind", "day", "style", "due", "mended_id", "awaits")
        | _all(GOES, "imported", "due_time")
        | _all(WORDS, "text", "via")
        | _all(POINTS, "other_id", "about_id")
        | _all(STAFF, "staff")
    ),
    "fact": (
        _all(GOES, "id", "key", "customer_id", "deed_id", "kind", "day", "mended_id")
        | _all(WORDS, "text")
        | _all(STAFF, "staff")
    ),
    "alias": _all(GOES, "id", "key", "customer_id", "deed_id"),
    "apart": _all(GOES, "customer_id", "other_id", "deed_id"),
    "customer": (
        _all(GOES, "id", "key", "deed_id", "usual_style", "since", "why_day", "added", "every", "since_said", "later")
        | _all(GOES, "no_notes")
        | _all(NAMES, "name", "say")
        | _all(WORDS, "company", "role", "relation", "usual_why", "why", "later_why")
    ),
    "deed": (
        _all(STAYS, "id", "key", "at", "till", "verb", "customer_id", "day", "session", "unfinished")
        | _all(OTHERS_WORDS, "file")
        | _all(BEFORE, "before")
        | _all(STAFF, "staff")
    ),
    "news": (
        _all(STAYS, "id", "key", "deed_id", "day", "until") | _all(OTHERS_WORDS, "text", "words") | _all(STAFF, "staff")
    ),
    "style": _all(OTHERS_WORDS, "name", "advice"),
    "setting": _all(STAYS, "name") | _all(OTHERS_WORDS, "value"),
    "erasure": _all(STAYS, "key", "day"),
    "shop": _all(STAYS, "number", "service", "cursor", "mark"),
    "fragment": _all(UNSHARED, "text", "word"),
    "sound": _all(UNSHARED, "code", "word"),
    "short_form": _all(STAYS, "word", "full_form"),  # a list of the program's own
}
"""In the order in which rows are deleted: what hangs on a customer before the customer."""

POINTED_AT = {"other_id": "customer", "about_id": "interaction"}
"""The table of whose rows a column of POINTS has the number."""


def whose(table: str) -> str:
    """Return the column that says whose a row is; empty where the table has nobody's rows."""
    column = "id" if table == "customer" else "customer_id"
    return column if RULES[table].get(column) == GOES else ""


def columns(table: str, *rules: str) -> list[str]:
    """Return the columns of a table that have one of these rules."""
    return [column for column, rule in RULES[table].items() if rule in rules]
