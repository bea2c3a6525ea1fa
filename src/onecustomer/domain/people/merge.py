"""Two records of one person made one: the first stays, and everything of the second is theirs.

What both have in the same words stays once. What differs is asked, or else the first's stands. The second's number and
key go on finding them, and its name is a nickname. All of it is one deed, which keeps whose each row was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ...errors import Refused
from ...store import kinds, rhythm
from ...store.counter import append, merged, read, undo
from ...store.database.connection import Store
from ...store.index import upkeep
from ...store.office import pages
from ...store.rare_rows import Alias, Apart
from ...store.record import Record
from ...store.rows import Customer, Fact, Handle, Interaction, Occasion, Row, Telling
from ..finding import keys, renew
from ..language import names
from ..timeline import deed
from ..timeline.back.merged import row_taken, rows_moved
from ..timeline.deed import Signed
from . import differences
from .differences import Difference

ONCE_A_DAY = (kinds.VISIT, kinds.CONTACT, kinds.TOLD)
"""The kinds of entry that stand once where both have the same."""

PIN_AS_NOTE = "pin as note"  # in place of a table, of which rows are counted


class Merged(Record):
    """That two are one: who stays, who was merged into them, how many rows came, and what was not kept, in words."""

    person: Customer
    gone: Customer
    counted: Mapping[str, int]
    dropped: Sequence[str]


def check_are_two(first: Customer, second: Customer) -> None:
    """Refuse to merge somebody with themselves, or to say that they are two.

    Raises: Refused.
    """
    if first.id == second.id:
        raise Refused(f"{first.name} ({first.ref}) is one person already.", "oc duplicates lists who may be here twice")


def are_apart(store: Store, first: Customer, second: Customer) -> bool:
    """Tell whether somebody said of two that they are two."""
    return merged.are_apart(store, first.id, second.id)


def differing(store: Store, first: Customer, second: Customer) -> list[Difference]:
    """Return what both say otherwise, so that one of the two must be chosen."""
    with store.reading():
        return differences.of(store, first, second)


def merge(
    store: Store,
    signed: Signed,
    first: Customer,
    second: Customer,
    shown: Sequence[Difference],
    takes: Collection[Difference] = (),
) -> Merged:
    """Make two customers one: the first.

    `shown` is what differs, as it was read before; `takes` are those of it that are taken from the second.
    Raises: Refused where either is gone meanwhile, or what differs has changed since it was asked.
    """
    check_are_two(first, second)
    with pages.kept(store), store.writing():
        for one in (first, second):
            deed.check_still_here(store, one)
        if list(shown) != differences.of(store, first, second):
            raise Refused(
                f"Something of {first.name} or {second.name} was changed by another till meanwhile.",
                f"nothing was merged: oc merge {first.ref} {second.ref}",
            )
        return Merging(store, signed, first, second).done(shown, takes)


class Merging:
    """One merger under way, inside its transaction: each part adds what it replaced to `changes`."""

    def __init__(self, store: Store, signed: Signed, first: Customer, second: Customer) -> None:
        self.store, self.signed = store, signed
        self.first, self.second = (read.customer(store, one.id) or one for one in (first, second))
        self.changes: list[deed.Change] = []
        self.counted: dict[str, int] = {}
        self.deed_id = deed.begin(store, signed, kinds.MERGE, self.first)

    def done(self, shown: Sequence[Difference], takes: Collection[Difference]) -> Merged:
        """Carry it out."""
        store, first, second = self.store, self.first, self.second
        self._columns(takes)
        self._occasions(takes)
        self._handles()
        self._facts()
        self._entries()
        self._tellings()
        for what in ("alias", "deed", merged.REFERRAL):
            self._move(what)
        self._apart()
        store.insert(Alias, {"id": second.id, "key": second.key, "customer_id": first.id, "deed_id": self.deed_id})
        renew.one(store, first.id)
        upkeep.replace_keys(store, [second.id], set())
        self.changes.append(row_taken(Customer.table, merged.customer(store, second.id)))
        rhythm.renew(store, first.id, self.signed.today)
        append.finish_deed(store, self.deed_id, before=deed.as_json_text(self.changes))
        dropped = [f"{one.label} {one.own if one in takes else one.other}" for one in shown]
        return Merged(read.customer(store, first.id) or first, second, self.counted, dropped)

    def _columns(self, takes: Collection[Difference]) -> None:
        """Give the first what the second says and the first does not, and what is taken of the second."""
        values = differences.columns(self.first, self.second, takes)
        if values:
            own = vars(self.first)
            self.changes.append(deed.values_were(self.first.id, {column: own[column] for column in values}))
            undo.change_row(self.store, Customer.table, self.first.id, values)

    def _occasions(self, takes: Collection[Difference]) -> None:
        for mine, theirs in differences.same_days(self.store, self.first, self.second):
            is_theirs = any(one.label == mine.what for one in takes) or differences.says_more(theirs, mine)
            self._take_out(mine if is_theirs else theirs)
        self._move(Occasion.table)

    def _handles(self) -> None:
        """Keep each handle once; the second's name is a nickname, unless it is the first's name or nickname."""
        store, region = self.store, renew.region(self.store)
        here = [(one.kind, one.value) for one in read.handles(store, self.first.id)]
        for handle in read.handles(store, self.second.id):
            if any(keys.same((handle.kind, handle.value), other, region) for other in here):
                self._take_out(handle)
        moved = self._move(Handle.table)
        here += [(one.kind, one.value) for one in read.handles(store, self.first.id) if one.id in moved]
        name = (kinds.NICK, self.second.name)
        is_new = names.fold(self.second.name) != names.fold(self.first.name)
        if is_new and not any(keys.same(name, other) for other in here):
            whose = {"customer_id": self.first.id, "deed_id": self.deed_id}
            store.insert(Handle, {**whose, "kind": kinds.NICK, "value": self.second.name})

    def _facts(self) -> None:
        """Keep each pin and need once, with the day on which it was last said; pins too many become notes."""
        store = self.store
        for kind in kinds.OF_FACT:
            here = {differences.key(fact.text): fact for fact in read.facts(store, self.first.id, kind)}
            room = kinds.MOST_PINS - len(here) if kind == kinds.PIN else len(here) + 1
            for fact in read.facts(store, self.second.id, kind):
                same = here.get(differences.key(fact.text))
                if same:
                    self._take_out(fact)
                    self._confirm(same, fact)
                elif kind == kinds.PIN and room < 1:
                    self._take_out(fact)
                    self._as_note(fact)
                room -= not same
        self._move(Fact.table)

    def _confirm(self, mine: Fact, theirs: Fact) -> None:
        if theirs.day > mine.day:
            self.changes.append(deed.confirmed(undo.whole_row(self.store, Fact.table, mine.id)))
            append.confirm(self.store, mine.id, theirs.day, theirs.staff)

    def _as_note(self, pin: Fact) -> None:
        note = {"kind": kinds.NOTE, "day": pin.day, "text": pin.text, "staff": pin.staff}
        append.row(self.store, Interaction, customer_id=self.first.id, deed_id=self.deed_id, **note)
        self._count(PIN_AS_NOTE, 1)

    def _entries(self) -> None:
        """Keep what both have word by word once; that one brought the other is nothing any more."""
        store, pair = self.store, (self.second.id, self.first.id)
        for number in merged.of_each_other(store, *pair):
            self._put(undo.take_out(store, Interaction.table, number), Interaction)
        for number in merged.same_entries(store, *pair, ONCE_A_DAY):
            self._put(undo.take_out(store, Interaction.table, number), Interaction)
        self._move(Interaction.table)

    def _tellings(self) -> None:
        for row in merged.told_twice(self.store, self.second.id, self.first.id):
            self.changes.append(row_taken(Telling.table, row))
        self._move(Telling.table)

    def _apart(self) -> None:
        """Let who was said to be somebody else than the second be somebody else than the first."""
        for row in merged.said_apart(self.store, self.second.id):
            self.changes.append(row_taken(Apart.table, row))
            (other,) = {row["customer_id"], row["other_id"]} - {self.second.id}
            if other != self.first.id and not merged.are_apart(self.store, self.first.id, int(str(other))):
                say_apart(self.store, self.deed_id, self.first.id, int(str(other)))

    def _move(self, what: str) -> list[int]:
        numbers = merged.move(self.store, what, self.second.id, self.first.id)
        if numbers:
            self.changes.append(rows_moved(what, self.second.id, self.first.id, numbers))
            self._count(what, len(numbers))
        return numbers

    def _take_out(self, row: Row) -> None:
        self._put(undo.take_out(self.store, row.table, vars(row)["id"]), type(row))

    def _put(self, values: dict[str, object], row: type[Row]) -> None:
        self.changes.append(deed.row_was(row.table, values))

    def _count(self, what: str, count: int) -> None:
        self.counted[what] = self.counted.get(what, 0) + count


def say_apart(store: Store, deed_id: int, one: int, other: int) -> None:
    """Write that two are two, the lower number in front."""
    store.insert(Apart, {"customer_id": min(one, other), "other_id": max(one, other), "deed_id": deed_id})


def tell_apart(store: Store, signed: Signed, first: Customer, second: Customer) -> bool:
    """Remember that two who look like one are two; tell whether that was new.

    Raises: Refused where they are one, or either is gone meanwhile.
    """
    check_are_two(first, second)
    with store.writing():
        deed.check_still_here(store, second)
        if merged.are_apart(store, first.id, second.id):
            return False
        say_apart(store, deed.begin(store, signed, kinds.APART, first), first.id, second.id)
        return True
