"""What is in the store: whether it is sound, and what of it is kept of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...store.checks import sound, values
from ...store.database.connection import Store
from ...store.database.faults import damaged
from ...store.erasure.finish import UNFINISHED
from ..language import counts
from ..language.counts import people
from ..language.sensitive import telling
from ..overview.unfinished import cut_short
from .asked import Asked
from .finding import Finding, right, told, wrong
from .made import FIX

MOST_TEXTS = 200_000  # that are looked through without --deep
TEXTS = (
    "SELECT text FROM interaction WHERE text IS NOT NULL UNION ALL SELECT text FROM fact"
    " UNION ALL SELECT why FROM customer WHERE why IS NOT NULL"
)
COUNT_OF_TEXTS = f"SELECT count(*) FROM ({TEXTS})"  # noqa: S608  our own words
NONE = "No word of health, faith or the like is kept that the program knows: it knows English ones."


def soundness(store: Store, size: int, asked: Asked) -> list[Finding]:
    """Return whether the file is sound, and whether its rows belong together."""
    if problems := sound.problems(store, deep=asked.deep):
        error = asked.with_way_back(damaged(asked.path))
        return [wrong("store", error.sentence, error.hint, problems=problems)]
    counted, entries = sound.counts(store)
    lines = "1 entry" if entries == 1 else f"{entries:,} entries"
    found = [
        right(
            "store",
            f"The store is sound: {people(counted)}, {lines} ({counts.size(size)}).",
            **{"people": counted, "entries": entries, "bytes": size, "path": asked.path},
        )
    ]
    if nowhere := sound.pointing_nowhere(store):
        rows = ", ".join(f"{count:,} of {table}" for table, count in nowhere.items())
        says = f"Some rows are of nobody who is here: {rows}. They were changed outside onecustomer."
        found.append(wrong("rows", says, asked.with_way_back(damaged(asked.path)).hint, **nowhere))
    return found


def unreadable(store: Store, asked: Asked) -> list[Finding]:
    """Return which columns have values that cannot be read; what is made of others can be made anew."""
    found = list(values.unreadable(store))
    if not found:
        return []
    says = (
        f"Some values cannot be read: {', '.join(one.called for one in found)}. They were changed outside onecustomer."
    )
    hint = FIX if all(one.table in values.MADE for one in found) else asked.with_way_back(damaged(asked.path)).hint
    return [wrong("values", says, hint, **{f"{one.table}.{one.column}": one.rows for one in found})]


def unfinished(store: Store, asked: Asked) -> list[Finding]:
    """Return the imports and the erasure that were cut short, each with the command that goes on."""
    found = [wrong("unfinished", one.sentence(asked.today, asked.till), "", **one.values()) for one in cut_short(store)]
    if store.value("SELECT count(*) FROM erasure"):
        found.append(wrong("unfinished", UNFINISHED, "oc tidy does that now", was_being="erased"))
    return found or [right("unfinished", "No import and no erasure was cut short.")]


def sensitive(store: Store, asked: Asked) -> list[Finding]:
    """Return in how many texts words of health and the like stand: counts alone, for who must report a loss."""
    texts = int(store.value(COUNT_OF_TEXTS))
    if texts > MOST_TEXTS and not asked.deep:
        says = "Whether words of health, faith and the like are kept was not looked through"
        return [told("sensitive", f"{says}: {texts:,} texts.", "oc doctor --deep does", texts=texts)]
    counted = Counter(kind for text in _texts(store) for kind in telling.kinds_in(text))
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(counted.items()))
    says = f"Words that nobody else should read stand in so many texts: {kinds}."
    says = says if kinds else NONE
    return [told("sensitive", says, "", texts=texts, **counted)]


def _texts(store: Store) -> Iterator[str]:
    with store.reading():
        yield from (str(text) for (text,) in store.each(TEXTS))
