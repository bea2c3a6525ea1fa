"""What is asked once more before a row is written, as another till may have written meanwhile."""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds
from ...store.counter import read
from ...store.rows import Customer, Fact
from ..language import names
from . import called

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store


def check(store: Store, person: Customer, kind: str, about_id: int | None, other_id: int | None) -> None:
    """Refuse an entry or fact that no longer fits, by its kind, what it ends and whom it names.

    Raises: Refused.
    """
    if kind == kinds.PIN:
        check_room_for_pin(store, person)
    _check_still_there(store, person, about_id, other_id)


def _check_still_there(store: Store, person: Customer, about_id: int | None, other_id: int | None) -> None:
    """Refuse to end what another till has ended, taken back or moved meanwhile, and to name who is gone or the same."""
    if about_id and (ended := read.ending(store, about_id)):
        raise Refused(f"That is {called.ended(ended)} already, by another till.", f"oc history {person.ref}")
    about = read.interaction(store, about_id) if about_id else None
    if about_id and about is None:
        raise Refused("Another till took that back meanwhile.", f"nothing was written: oc history {person.ref}")
    if about and about.customer_id != person.id:
        raise Refused("What it ends was moved to somebody else.", f"nothing was written: oc history {person.ref}")
    if other_id == person.id:
        raise Refused("Nobody brings themselves: the two are one person by now.", f"oc history {person.ref}")
    if other_id and read.customer(store, other_id) is None:
        raise Refused("Who was brought was taken out of the store meanwhile.", "nothing was written: oc find")


def check_room_for_pin(store: Store, person: Customer) -> None:
    """Refuse one pin more than the card shows.

    Raises: Refused.
    """
    if len(read.facts(store, person.id, kinds.PIN)) >= kinds.MOST_PINS:
        raise Refused(
            f"{person.name} has {kinds.MOST_PINS} pins, and the card shows no more.",
            f"oc mend f7 --drop takes one away\noc history {person.ref} has their numbers",
        )


def same(store: Store, person: Customer, kind: str, text: str) -> list[Fact]:
    """Return the facts of a kind in the same words: they are confirmed, and not doubled."""
    return [fact for fact in read.facts(store, person.id, kind) if names.fold(fact.text) == names.fold(text)]
