"""tidy: what is past its time is shown, and then erased for good."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from ....domain.language import days
from ....domain.language.counts import listed, people
from ....domain.language.text import clean
from ....domain.people import retention
from ....domain.people.retention import Due, Erased, Limits
from ....domain.shop import settings
from ....errors import Refused
from ....store.database.connection import Store
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import streams
from ...terminal.till import Till
from ..erasing import check_can_erase, erasing
from . import counted

MOST, FEW = 20, 3  # people and copies that are named
INDENT = 4


class Tidied(Record):
    """What was erased; nothing where nothing was past its time."""

    erased: Erased | None
    limits: Limits

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        if self.erased is None:
            kept = self.limits.periods
            return (
                f"Nothing is past its time: notes are kept for {kept[settings.NOTES]} after the last visit, thanks for"
                f" {kept[settings.THANKS]}, who wrote what for {kept[settings.AUDIT]}, copies for"
                f" {kept[settings.COPIES]}."
            )
        return f"Erased: {'; '.join(_parts(self.erased))}."

    @property
    def hints(self) -> Sequence[str]:
        """What is said beside it on stderr."""
        copy, period = self.erased and self.erased.copy, self.limits.periods[settings.COPIES]
        return [f"the store as it was before is kept for {period}: {copy}"] if copy else []


class Preview(Record):
    """What would be erased: the first people, how much of each kind in all, of how many people; lines and copies.

    Shape: `left` are the first of `left_count` people of whom nothing but who they are is left. `written` is the last
    day before today with a write, where that is so long ago that the clock may be wrong.
    """

    first: list[Due]
    things: Counter[str]
    people: int
    deeds: int
    copies: list[str]
    left: list[Customer]
    left_count: int
    written: dt.date | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be."""
        return not (self.people or self.deeds or self.copies)


def tidy(till: Till, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Show what is past its time, then erase it for good; `dry_run` only shows it.

    Raises: Refused where nobody agrees, or nobody can be asked; StoreError where it is not done, or traces are left.
    """
    store = till.open()
    today = till.moment().today
    with store.reading():
        limits = retention.limits(store, today)
        seen = _looked(store, limits, as_json=as_json)
    if dry_run:
        if as_json:
            streams.json_out("tidy", _json(seen, limits, None), **till.as_of())
        else:
            streams.drawn(_rows(till, seen, limits))
        return
    if not seen.is_empty:
        check_can_erase(store)
        if not as_json:
            streams.listed(_rows(till, seen, limits))
        _ask(till, yes=yes)
    signed = till.signed()
    with erasing(till):
        erased = retention.leave_no_trace(store) if seen.is_empty else retention.erase(store, signed, limits)
    if as_json:
        streams.json_out("tidy", _json(seen, limits, erased), **till.as_of())
    else:
        streams.report(Tidied(erased, limits))


def _ask(till: Till, *, yes: bool) -> None:
    """Ask whether it is to be erased.

    Raises: Refused where it is not, or nobody can be asked.
    """
    if yes or (till.interactive and streams.agrees("Erase this? No oc undo takes it back.")):
        return
    raise Refused("Nothing was erased.", "oc tidy --dry-run shows what would go; oc tidy --yes erases it")


def _looked(store: Store, limits: Limits, *, as_json: bool) -> Preview:
    things: Counter[str] = Counter()
    first: list[Due] = []
    people = 0
    for people, one in enumerate(retention.due(store, limits), 1):
        things.update(one.things)
        if as_json or people <= MOST:
            first.append(one)
    everybody = retention.nothing_left(store, limits)
    left = list(everybody if as_json else islice(everybody, MOST))
    left_count = len(left) + sum(1 for _ in everybody)
    return Preview(
        first,
        things,
        people,
        retention.signed_deeds(store, limits),
        retention.old_copies(store, limits),
        left,
        left_count,
        retention.long_ago(store, limits.today),
    )


def _rows(till: Till, seen: Preview, limits: Limits) -> list[str]:
    width = streams.width()
    lines = (till.typed(line) for line in _lines(seen, limits))
    return [row for line in lines for row in streams.fitted(line, width, INDENT)]


def _lines(seen: Preview, limits: Limits) -> Iterator[str]:
    """Yield what would go, a line each: it says the day that this till takes for today, as a clock may be wrong."""
    kept, past = limits.periods, limits.past
    if seen.is_empty:
        yield Tidied(None, limits).sentence()
    else:
        if seen.written:
            today, written = days.full(limits.today)[4:], days.full(seen.written)[4:]
            yield f"This till says {today}, and the last write before was on {written}: is its clock right?"
        yield f"Past its time today, {days.full(limits.today)}:"
    if seen.people:
        yield (
            f"{counted.of_each(seen.things)} of {people(seen.people)} not here for"
            f" {kept[settings.NOTES]}{_thanks_too(limits)}:"
        )
        for one in seen.first:
            here = f"last here {days.full(days.of_iso(one.last_day))[4:]}" if one.last_day else "never here"
            yield f"- {clean(one.person.name)} {one.person.ref}, {here}: {counted.of_each(one.things)}"
        if seen.people > len(seen.first):
            yield f"- and {people(seen.people - len(seen.first))} more; oc tidy --dry-run --json names everybody"
    if seen.deeds:
        yield (
            f"Who wrote {_lines_of(seen.deeds)} up to {days.full(past[settings.AUDIT])[4:]}, and at which till"
            f" ({kept[settings.AUDIT]})"
        )
    if len(seen.copies) > FEW:
        last = clean(seen.copies[-1])
        yield f"{len(seen.copies)} copies of the store, past their time or one too many; the last: {last}"
    for path in seen.copies if len(seen.copies) <= FEW else ():
        yield f"A copy of the store, past its time or one too many: {clean(path)}"
    if seen.people or seen.deeds:
        yield f"The store is copied first; that copy is kept for {kept[settings.COPIES]}."
    if seen.left_count:
        named = [f"{clean(one.name)} ({one.ref})" for one in seen.left]
        more = [f"{seen.left_count - len(named)} more"] if seen.left_count > len(named) else []
        yield (
            f"Not erased, and yours to decide: {people(seen.left_count)} not here for {kept[settings.NOTES]}, of whom"
            f" the name, how to reach them and the visits are left: {listed([*named, *more])};"
            " oc forget WHO erases one."
        )


def _thanks_too(limits: Limits) -> str:
    notes, thanks = limits.periods[settings.NOTES], limits.periods[settings.THANKS]
    return "" if str(notes) == str(thanks) else f" (thanks: {thanks})"


def _parts(erased: Erased) -> list[str]:
    parts = []
    if erased.things:
        things = "thing" if erased.things == 1 else "things"
        parts.append(f"{erased.things:,} {things} of {people(erased.people)}")
    if erased.deeds:
        parts.append(f"who wrote {_lines_of(erased.deeds)} at which till")
    if erased.copies:
        parts.append(f"{len(erased.copies)} cop{'y' if len(erased.copies) == 1 else 'ies'} of the store")
    return parts or ["the traces of what was erased before"]


def _lines_of(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def _json(seen: Preview, limits: Limits, erased: Erased | None) -> dict[str, object]:
    return {
        "today": limits.today.isoformat(),
        "periods": {name: str(period) for name, period in limits.periods.items()},
        "until": {name: day.isoformat() for name, day in limits.past.items()},
        "people": [
            {"name": one.person.name, "ref": one.person.ref, "last_day": one.last_day, "things": dict(one.things)}
            for one in seen.first
        ],
        "lines": seen.deeds,
        "copies": seen.copies,
        "nothing_left": [{"name": one.name, "ref": one.ref} for one in seen.left],
        "erased": erased
        and {"things": erased.things, "people": erased.people, "lines": erased.deeds, "copy": erased.copy},
    }
