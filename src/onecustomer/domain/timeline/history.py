"""A person's history: what is always so, what happened, and how what was open ended."""

from __future__ import annotations

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ...store.rows import Fact, Handle, Interaction, Occasion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...store.database.connection import Store
    from ...store.rows import Customer


class History(Record):
    """All that is stored of one person.

    Shape: entries latest first; `ended` is the entry that ended a promise or complaint, `brought` the name of whom a
    referral brought, each by the number of the promise, complaint or referral.
    """

    handles: Sequence[Handle]
    facts: Sequence[Fact]
    occasions: Sequence[Occasion]
    entries: Sequence[Interaction]
    ended: Mapping[int, Interaction]
    brought: Mapping[int, str]


def history_of(store: Store, person: Customer) -> History:
    """Return a person's history; the number that another system has for them is no part of it."""
    entries = read.timeline(store, person.id)
    others = {entry.id: read.customer(store, entry.other_id) for entry in entries if entry.other_id}
    return History(
        handles=[handle for handle in read.handles(store, person.id) if handle.kind != kinds.SOURCE],
        facts=[fact for kind in kinds.OF_FACT for fact in read.facts(store, person.id, kind)],
        occasions=read.occasions(store, person.id),
        entries=entries,
        ended={entry.about_id: entry for entry in entries if entry.about_id},
        brought={number: other.name for number, other in others.items() if other},
    )
