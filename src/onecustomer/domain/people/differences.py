"""What two records of one person say otherwise, and what one says that the other does not."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...store.counter import read
from ...store.database.connection import Store
from ...store.record import Record
from ...store.rows import Customer, Occasion
from ..language import names
from ..timeline import quiet
from ..timeline.occasions import in_full
from ..timeline.replaced import LABELS, column_in_words

GROUPS = (
    (("say",), ()),
    (("company", "role"), ()),
    (("relation",), ()),
    (("usual_style",), ("usual_why",)),
    (("why",), ("why_day",)),
    (("since",), ("since_said",)),
    (("every",), ()),
    (("later",), ("later_why",)),
)
"""The columns that are chosen together: those that are compared, and those that only say more of them."""


class Difference(Record):
    """Something of which two records say two things: what it is called, what the first says and what the second does.

    Shape: `label` is one of LABELS, or what a day to remember is called; `is_other` tells that what the second says is
    taken where nobody chooses: of two days since when somebody comes, the earlier is true.
    """

    label: str
    own: str
    other: str
    is_other: bool = False


def of(store: Store, first: Customer, second: Customer) -> list[Difference]:
    """Return what differs between two, and must be chosen; reasons are not shown where either wants no notes."""
    first, second = (read.customer(store, one.id) or one for one in (first, second))
    mine, theirs = _shown(first, second)
    found = [
        Difference(
            LABELS[said[0]], _in_words(mine, said), _in_words(theirs, said), is_other=_is_earlier(said, mine, theirs)
        )
        for said, _ in GROUPS
        if not _fits(mine, theirs, said)
    ]
    if first.no_notes or second.no_notes:
        return found
    return found + [
        Difference(here.what, in_full(here), in_full(there))
        for here, there in same_days(store, first, second)
        if not _is_same_day(here, there)
    ]


def _shown(first: Customer, second: Customer) -> tuple[Customer, Customer]:
    if not (first.no_notes or second.no_notes):
        return first, second
    return (Customer(**vars(first) | quiet.NO_WORDS), Customer(**vars(second) | quiet.NO_WORDS))


def _is_earlier(said: Collection[str], mine: Customer, theirs: Customer) -> bool:
    return "since" in said and str(theirs.since) < str(mine.since)


def _in_words(person: Customer, columns: Collection[str]) -> str:
    return ", ".join(words for column in columns if (words := column_in_words(person, column)))


def _fits(first: Customer, second: Customer, columns: Collection[str]) -> bool:
    """Tell whether no column says two things."""
    pairs = [(vars(first)[column], vars(second)[column]) for column in columns]
    return all(mine is None or theirs is None or _same(mine, theirs) for mine, theirs in pairs)


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return key(one) == key(other)
    return one == other


def key(text: str) -> Sequence[str]:
    """Return the folded words of a text; what has none, as a sign, stands for itself."""
    return tuple(names.fold(text)) or (text,)


def columns(first: Customer, second: Customer, takes: Collection[Difference]) -> dict[str, object]:
    """Return what the first gets of the second: what they do not say themselves, and what is taken.

    Shape: who asked for no notes goes on to want none; who was entered on two days was on the first of them.
    """
    taken = {one.label for one in takes}
    mine, theirs = vars(first), vars(second)
    found: dict[str, object] = {}
    for said, more in GROUPS:
        if LABELS[said[0]] in taken:
            found |= {column: theirs[column] for column in (*said, *more)}
        elif _fits(first, second, said):
            found |= {column: theirs[column] for column in said if mine[column] is None}
            is_same = any(mine[column] is None or _same(mine[column], theirs[column]) for column in said)
            found |= {column: theirs[column] for column in more if is_same and mine[column] is None}
    found |= {"no_notes": first.no_notes or second.no_notes}
    found |= {"added": min(filter(None, (first.added, second.added)), default=None)}
    return {column: value for column, value in found.items() if value != mine[column]}


def same_days(store: Store, first: Customer, second: Customer) -> list[tuple[Occasion, Occasion]]:
    """Return the days to remember that both have, by what they are called."""
    here = {key(one.what): one for one in read.occasions(store, first.id)}
    there = [(key(one.what), one) for one in read.occasions(store, second.id)]
    return [(here[what], one) for what, one in there if what in here]


def _is_same_day(one: Occasion, other: Occasion) -> bool:
    is_same_year = one.year == other.year or None in (one.year, other.year)
    return (one.month, one.day, one.yearly) == (other.month, other.day, other.yearly) and is_same_year


def says_more(one: Occasion, other: Occasion) -> bool:
    """Tell whether a day is the same as another, and has its year besides."""
    return _is_same_day(one, other) and one.year is not None and other.year is None
