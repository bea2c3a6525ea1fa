"""Two who may be one, each on a line of its own beneath the other, with what tells them apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from ...domain.language import days
from ...domain.language.days import YearlyDay
from ...domain.language.text import cells, clean, cut
from ...domain.people.doubles import Double, Twin
from ..terminal import streams
from ..terminal.streams import NARROW
from .as_json import candidate
from .candidates import WIDEST_NAME, details

INDENT = 4
NOTHING_TOLD = "no telephone, no e-mail and no visit is known"
EMAIL, ONLY_EMAIL = "an e-mail", "an e-mail, and no telephone"


def side_by_side(twins: Sequence[Twin], today: dt.date, width: int) -> list[str]:
    """Return a row for each, name and reference beneath one another; on a narrow screen details stand below."""
    widest = min(WIDEST_NAME, max(cells(clean(one.person.name)) for one in twins))
    longest = max(len(one.person.ref) for one in twins)
    rows = []
    for one in twins:
        told = clean(" · ".join(_details(one, today)) or NOTHING_TOLD)
        if width < NARROW:
            name = cut(clean(one.person.name), width - INDENT - 2 - len(one.person.ref))
            rows.append(f"{' ' * INDENT}{name}  {one.person.ref}")
            rows += _beside(" " * (INDENT + 2), told, width)
            continue
        name = cut(clean(one.person.name), widest)
        name += " " * (widest - cells(name))
        rows += _beside(f"{' ' * INDENT}{name}  {one.person.ref:<{longest}}  ", told, width)
    return rows


def _beside(label: str, told: str, width: int) -> list[str]:
    """Return what is told beside a label, and in as many rows as it takes."""
    first, *more = streams.broken(told, width - cells(label), 0)
    return [cut(row, width) for row in (label + first, *(" " * cells(label) + row for row in more))]


def _details(one: Twin, today: dt.date) -> list[str]:
    told = details(one.found, today)
    if one.has_email:
        told.append(EMAIL if one.found.phone else ONLY_EMAIL)
    return [*told, *([f"born {_in_words(one.born)}"] if one.born else [])]


def _in_words(born: YearlyDay) -> str:
    return f"{days.of_year(born.month, born.day)}{f' {born.year}' if born.year else ''}"


def _iso(born: YearlyDay) -> str:
    year = f"{born.year:04d}-" if born.year else ""
    return f"{year}{born.month:02d}-{born.day:02d}"


def doubles(found: Sequence[Double], today: dt.date, width: int, typed: Callable[[str], str]) -> list[str]:
    """Return the rows of pairs: why, the two, the line that makes one of them and that which tells them apart.

    Shape: each command has a line of its own, as it is `typed` here, and is never broken, so that it can be pasted.
    """
    rows: list[str] = []
    for number, double in enumerate(found, 1):
        why = ", ".join(double.because)
        rows += [*streams.fitted(f"{number:>2}  {why[:1].upper()}{why[1:]}", width, INDENT)]
        rows += side_by_side(double.twins, today, width)
        rows += [f"{' ' * INDENT}{typed(command)}" for command in (merging(double), parting(double))]
        rows.append("")
    return rows[:-1]


def merging(double: Double) -> str:
    """Return the command that makes two one."""
    return f"oc merge {_both(double)}"


def parting(double: Double) -> str:
    """Return the command that remembers that two are two."""
    return f"oc duplicates --two {_both(double)}"


def _both(double: Double) -> str:
    return " ".join(twin.person.ref for twin in double.twins)


def as_json(double: Double) -> dict[str, object]:
    """Return a pair as programs read it."""
    people = [{**candidate(twin.found), "birthday": _iso(twin.born) if twin.born else None} for twin in double.twins]
    for one in people:
        for name in ("tier", "because", "formerly"):  # of a query, and there was none
            del one[name]
    return {"because": list(double.because), "likely": double.is_likely, "people": people, "merge": merging(double)}
