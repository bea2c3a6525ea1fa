"""What one of the staff signed: their own data, without the words about customers unless those are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...store.database.connection import Store
from ...store.overview import pages
from ...store.rows import Deed, News
from ..language.text import clean, ended
from . import json_file, parts, plain
from .exporting import Shares, deed
from .parts import Part

LISTS = {
    "deeds": parts.DEEDS,
    "interactions": parts.INTERACTIONS,
    "facts": parts.FACTS,
    "news": parts.NEWS,
    "told": parts.TOLD,
}
HEADINGS = {
    "deeds": "Each time that you wrote something",
    "interactions": "What you wrote down of customers",
    "facts": "What you wrote down to be borne in mind, or looked for",
    "news": "News that you wrote",
    "told": "News that you told",
}
WORDS = ("text", "words", "before", "what")
"""What is said of customers, and no data of who wrote it down."""


def named(store: Store, name: str) -> tuple[list[str], list[str]]:
    """Return how the store spells the name of one of the staff, and the names of all others who signed anything."""
    with store.reading():
        everybody = pages.names_of_staff(store)
    spelled = [one for one in everybody if one.casefold() == name.strip().casefold()]
    return spelled, [clean(one) for one in everybody if one not in spelled]


def lists(store: Store, spelled: Sequence[str], *, with_words: bool) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield what somebody signed, by the names of the lists, each row as an export has it, with whom it is about."""
    for name, part in LISTS.items():
        asked = [*part.columns, *([] if part.row in (Deed, News) else ["customer_id"])]
        rows = pages.signed_by(store, part.row, asked, spelled)
        yield name, (_row(part, values, with_words) for _, *values in rows)


def _row(part: Part, values: list[Any], with_words: bool) -> dict[str, Any]:
    own = values[: len(part.columns)]
    made = deed(tuple(own), None, Shares()) if part.row is Deed else part.spelled(own)
    if len(values) > len(own):
        made["customer"] = f"c{values[-1]}"
    return made if with_words else {name: value for name, value in made.items() if name not in WORDS}


def written(store: Store, spelled: Sequence[str], *, with_words: bool) -> Iterator[str]:
    """Yield the JSON of what somebody signed, in pieces of text."""
    return json_file.written(lists(store, spelled, with_words=with_words), staff=list(spelled))


def sheet(store: Store, spelled: Sequence[str], *, with_words: bool) -> list[str]:
    """Return the sheet to hand to one of the staff, as `plain` has its lines."""
    made = [
        f"What we keep of you, {', '.join(spelled)}",
        "",
        "Your name stands beside what you wrote in our records of customers. A customer is named by a number only.",
    ]
    for name, rows in lists(store, spelled, with_words=with_words):
        said = [plain.BULLET + _said(row) for row in rows]
        if said:
            made += ["", HEADINGS[name], *said]
    return made


def _said(row: dict[str, Any]) -> str:
    """Return one thing that somebody signed, as a sentence."""
    of = f", of customer {row['customer']}" if row.get("customer") else ""
    at = f", at the till “{row['till']}”" if row.get("till") else ""
    ref = f" ({row['ref']})" if "ref" in row else ""
    what = plain.a(row.get("verb") or row.get("kind") or "piece of news")
    words = "".join(f": “{row[name]}”" for name in ("text", "words") if row.get(name))
    return ended(f"{plain.day(row.get('day') or str(row.get('at'))[:10])}: {what}{ref}{of}{at}{words}")
