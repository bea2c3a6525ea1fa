"""Mending what was written: other words, taken out, or given to the person it was about.

Whatever is mended keeps its number. The old words stay in the deed, so that undo can put them back, until the first
write of another day.
"""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds, no_notes, rhythm
from ...store.counter import read, undo
from ...store.record import Record
from ...store.rows import ENTRY, FACT, OCCASION, Customer, Fact, Interaction, Occasion, number_of
from ..language import names
from . import deed, quiet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store.database.connection import Store
    from ..language.days import YearlyDay
    from .deed import Signed

    Kept = Interaction | Fact | Occasion

READ = {ENTRY: read.interaction, FACT: read.fact, OCCASION: read.occasion}


class Mended(Record):
    """What was mended: the row as it is now, or was before it was taken out, whose it was, and its ending along.

    Shape: `to` is to whom it was given, none where it stayed; `before` is the row before it got other words; `opened`
    is what is open again as its ending was taken out.
    """

    row: Kept
    person: Customer
    ending: Interaction | None = None
    to: Customer | None = None
    before: Kept | None = None
    opened: Interaction | None = None


def find(store: Store, typed: str) -> tuple[Kept, Customer]:
    """Return what has this number, as e41, f7 or d3, and whose it is.

    Raises: Refused where nothing has it.
    """
    mark = typed[:1].casefold()
    number = number_of(typed, mark)
    row = READ[mark](store, number) if mark in READ and number is not None else None
    person = read.customer(store, row.customer_id) if row else None
    if row is None or person is None:
        raise Refused(f"Nothing has the number {typed}.", "oc history WHO prints the number of each line: e41, f7, d3")
    return row, person


def check_words(row: Kept) -> None:
    """Refuse to change the words of what has none of its own.

    Raises: Refused.
    """
    if isinstance(row, Interaction) and row.kind in kinds.WORDLESS:
        whose = "its words are another system's" if row.kind == kinds.RECORD else "has no words of its own"
        raise Refused(f"{row.ref} is a {row.kind}, and {whose}.", f"oc mend {row.ref} --drop takes it out")


def check_shown(row: Kept, person: Customer) -> None:
    """Refuse other words for what is not shown, or goes on without words, as they want no notes.

    Raises: Refused.
    """
    if person.no_notes and not (isinstance(row, Interaction) and row.kind in no_notes.SAID_ANYWAY):
        quiet.refuse(person)


def reword(
    store: Store, signed: Signed, row: Kept, person: Customer, text: str, day: YearlyDay | None = None
) -> Mended:
    """Give what was written other words; a day to remember may get another day too.

    Raises: Refused where it has no words, another till has mended it meanwhile, or the person has the same already.
    """
    check_words(row)
    column = "what" if isinstance(row, Occasion) else "text"
    values: dict[str, object] = {column: text} | (vars(day) if day else {})
    with store.writing():
        check_shown(row, read.customer(store, person.id) or person)
        _check_unchanged(store, row, person)
        _check_unlike(store, row, person, text)
        deed_id = _begin(store, signed, person, [deed.row_said(row.table, undo.whole_row(store, row.table, row.id))])
        undo.change_row(store, row.table, row.id, values | {"mended_id": deed_id})
    now: Kept = type(row)(**vars(row) | values | {"mended_id": deed_id})
    return Mended(now, person, before=row)


def drop(store: Store, signed: Signed, row: Kept, person: Customer) -> Mended:
    """Take out what was written, and with a promise or complaint its ending.

    Raises: Refused where another till has mended it meanwhile.
    """
    _check_is_movable(row)
    with store.writing():
        _check_unchanged(store, row, person)
        ending = _ending(store, row)
        taken = [one for one in (row, ending) if one]
        _begin(
            store, signed, person, [deed.row_was(one.table, undo.take_out(store, one.table, one.id)) for one in taken]
        )
        rhythm.renew(store, person.id, signed.today)
    about = row.about_id if isinstance(row, Interaction) else None
    return Mended(row, person, ending, opened=read.interaction(store, about) if about else None)


def move(store: Store, signed: Signed, row: Kept, person: Customer, to: Customer) -> Mended:
    """Give what was written to the person it was about, and with a promise or complaint its ending.

    Raises: Refused where it is theirs already, ends something else, or is a pin too many.
    """
    _check_is_movable(row)
    if to.id == person.id:
        raise Refused(f"{row.ref} is {to.name}’s already.", f"oc history {to.ref}")
    if isinstance(row, Interaction) and row.about_id and (about := read.interaction(store, row.about_id)):
        raise Refused(
            f"{row.ref} is how {about.ref} ended, and moves with it.", f"oc mend {about.ref} --move {to.ref} moves both"
        )
    if isinstance(row, Interaction) and row.other_id == to.id:
        raise Refused(f"{to.name} cannot have brought {to.name}.", f"oc mend {row.ref} --drop takes it out")
    with store.writing():
        deed.check_still_here(store, to)
        if not (isinstance(row, Interaction) and row.kind in no_notes.LOGGED_ANYWAY and quiet.wordless(row) == row):
            check_shown(row, read.customer(store, to.id) or to)
        _check_unchanged(store, row, person)
        _check_unlike(store, row, to, row.what if isinstance(row, Occasion) else row.text or "")
        _check_room(store, row, to)
        ending = _ending(store, row)
        moved = [one for one in (row, ending) if one]
        said = [deed.row_said(one.table, undo.whole_row(store, one.table, one.id)) for one in moved]
        deed_id = _begin(store, signed, person, said)
        for one in moved:
            undo.change_row(store, one.table, one.id, {"customer_id": to.id, "mended_id": deed_id})
        for whose in (person, to):
            rhythm.renew(store, whose.id, signed.today)
    return Mended(row, person, ending, to)


def _begin(store: Store, signed: Signed, person: Customer, changes: list[deed.Change]) -> int:
    return deed.begin(store, signed, kinds.MEND, person, changes)


def _ending(store: Store, row: Kept) -> Interaction | None:
    return read.ending(store, row.id) if isinstance(row, Interaction) and row.awaits else None


def _check_is_movable(row: Kept) -> None:
    if isinstance(row, Interaction) and row.kind == kinds.TOLD:
        raise Refused(f"{row.ref} is news that was told, and stays.", "oc undo takes it back on the till that wrote it")


def _check_unchanged(store: Store, row: Kept, person: Customer) -> None:
    """Refuse to mend what another till has changed or taken out since it was read."""
    now = store.first(type(row), read.BY_ID, row.id)
    if now != row:
        what = "taken out" if now is None else "changed"
        raise Refused(
            f"{row.ref} was {what} by another till meanwhile.", f"nothing was written: oc history {person.ref}"
        )


def _check_unlike(store: Store, row: Kept, person: Customer, text: str) -> None:
    """Refuse what the person has already: a visit of the day, or a pin, a need or a day to remember in these words."""
    same = names.fold(text)
    others: Sequence[Kept]
    if isinstance(row, Interaction):
        is_visit = row.kind in (kinds.VISIT, kinds.CONTACT)
        others = [one for one in read.on_day(store, person.id, row.kind, row.day) if is_visit and one.via == row.via]
    elif isinstance(row, Fact):
        others = [one for one in read.facts(store, person.id, row.kind) if names.fold(one.text) == same]
    else:
        others = [one for one in read.occasions(store, person.id) if names.fold(one.what) == same]
    if other := next((one for one in others if one.id != row.id), None):
        said = f": {text}" if text else ""
        raise Refused(f"{person.name} has that already, as {other.ref}{said}", f"oc mend {row.ref} --drop takes it out")


def _check_room(store: Store, row: Kept, person: Customer) -> None:
    if isinstance(row, Fact) and row.kind == kinds.PIN:
        from . import checks

        checks.check_room_for_pin(store, person)
