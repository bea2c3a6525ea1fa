"""merge: one person who is here twice is made one; they are shown first, and what differs is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ....domain.language.counts import listed
from ....domain.people import doubles, merge
from ....domain.people.differences import Difference
from ....domain.people.merge import PIN_AS_NOTE, Merged
from ....domain.shop import copies
from ....domain.timeline.deed import Signed
from ....domain.timeline.replaced import LABELS
from ....errors import Refused
from ....store.copies import named
from ....store.copies.making import NoRoom, NotMade
from ....store.database.connection import Store
from ....store.database.faults import DiskFull
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import streams
from ...terminal.till import Till
from .. import choose
from .duplicates import two_of

COUNTED = {
    "interaction": ("entry", "entries"),
    "fact": ("pin or need", "pins and needs"),
    "occasion": ("day to remember", "days to remember"),
    "handle": ("way to reach or find them", "ways to reach or find them"),
    "telling": ("piece of news told", "pieces of news told"),
    PIN_AS_NOTE: ("pin is a note now", "pins are notes now"),
}
"""What a merger counts, one of it and many."""

OWN, OTHER = "1", "2"  # what is typed for what the first says, and for what the second does

QUESTIONS = {
    LABELS["say"]: "How is the name said?",
    LABELS["company"]: "At which company?",
    LABELS["relation"]: "What are they to the shop?",
    LABELS["usual_style"]: "Which style?",
    LABELS["why"]: "Why do they come?",
    LABELS["since"]: "Customer since when?",
    LABELS["every"]: "How often do they come?",
    LABELS["later"]: "Put aside until when?",
}
"""What is asked where the two differ; a day to remember is asked by what it is called."""


class MergedInto(Record):
    """That two are one, and what came along."""

    merged: Merged
    hints: Sequence[str] = ()

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        person, gone = self.merged.person, self.merged.gone
        came = counted(self.merged.counted)
        with_them = f" With them came {came}." if came else ""
        return f"{gone.name} ({gone.ref}) is {person.name} ({person.ref}) now.{with_them} {gone.ref} finds them too."


def merge_two(till: Till, who: Sequence[str], *, yes: bool) -> MergedInto:
    """Make two people one: the first stays. `yes` answers whatever would be asked: what the first says
    stands, and of two days since when they come the earlier.

    Raises: Usage where it is not two who are named; NotFound; Ambiguous; Refused where nobody agrees.
    """
    one, other = two_of(who, "oc merge")
    signed = till.signed()
    store = till.open()
    if store.is_copy:
        from ...terminal import joined  # a shop of one till has none of it

        joined.check_can_write(store)
    first = choose.person(till, store, one, "oc merge")
    second = choose.person(till, store, other, f"oc merge {first.ref}")
    merge.check_are_two(first, second)
    shown = merge.differing(store, first, second)
    if not yes:
        _ask(till, store, first, second)
    takes = [one for one in shown if (one.is_other if yes else _is_taken(one))]
    hints = _copied(store, signed)
    merged = merge.merge(store, signed, first, second, shown, takes)
    return MergedInto(merged, hints + [f"not kept: {streams.kept(one)}" for one in merged.dropped if yes])


def _copied(store: Store, signed: Signed) -> list[str]:
    """Copy the store first, unless the newest copy has all of it; where it cannot be, return that it was not."""
    try:
        copies.before(store, named.MERGE, signed)
    except (NoRoom, DiskFull):
        return ["no copy of the store was made first, as there was no room for it; oc undo takes the merger back"]
    except NotMade as error:
        return [f"{error.sentence}; oc undo takes the merger back"]
    except OSError as error:
        return [f"no copy of the store was made first ({error.strerror}); oc undo takes the merger back"]
    return []


def _ask(till: Till, store: Store, first: Customer, second: Customer) -> None:
    """Show both, and ask once whether they are one.

    Raises: Refused where the answer is no, or nobody can be asked.
    """
    from ...screens import twins

    today = till.moment().today
    with store.reading():
        found = {one.person.id: one for one in doubles.of(store, (first.id, second.id), today)}
        is_apart = merge.are_apart(store, first, second)
    both = [found[one.id] for one in (first, second) if one.id in found]
    streams.listed(twins.side_by_side(both, today, streams.width()))
    if is_apart:
        streams.say("Somebody said that they are two.")
    stays = f"{first.name} ({first.ref})"
    if till.interactive and streams.agrees(f"Are they one person? {stays} stays."):
        return
    raise Refused(
        "Nothing was merged." if till.interactive else f"{second.name} ({second.ref}) would be {stays}.",
        f"oc merge {first.ref} {second.ref} --yes merges them without asking",
    )


def _is_taken(difference: Difference) -> bool:
    """Ask which of two is right; Enter keeps what the first says, or the day that is the earlier."""
    own, other = streams.kept(difference.own), streams.kept(difference.other)
    usual = OTHER if difference.is_other else OWN
    question = QUESTIONS.get(difference.label) or f"{difference.label.capitalize()}?"
    both = f"{OWN} = {own}, {OTHER} = {other}"
    answer = streams.one_of((OWN, OTHER), f"{question} {both}. Enter for {usual}:", f"Type {OWN} or {OTHER}.")
    return (answer or usual) == OTHER


def counted(rows: Mapping[str, int]) -> str:
    """Return how many rows came along, in words; empty where none did."""
    return listed(
        f"{count} {one if count == 1 else many}" for what, (one, many) in COUNTED.items() if (count := rows.get(what))
    )
