"""A person's history: what is always so, what happened, and how what was open ended."""

from __future__ import annotations

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ...store.rows import Deed, Fact, Handle, Interaction, Occasion
from . import open_items, quiet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ...store.database.connection import Store
    from ...store.rows import Customer


class History(Record):
    """All that is stored of one person.

    Shape: entries latest first; `ended` is the entry that ended a promise or complaint, `brought` the name of whom a
    referral brought, each by the number of the promise, complaint or referral; `about` is what an entry ended, by its
    own number, and `late` has the numbers of those that kept a promise late; `mended` is by whom and when something
    was last mended, by the deed's number; `is_cut` is that there are older ones.
    """

    handles: Sequence[Handle]
    facts: Sequence[Fact]
    occasions: Sequence[Occasion]
    entries: Sequence[Interaction]
    ended: Mapping[int, Interaction]
    about: Mapping[int, Interaction]
    late: Collection[int]
    brought: Mapping[int, str]
    mended: Mapping[int, Deed]
    is_cut: bool


def history_of(store: Store, person: Customer, limit: int | None = None) -> History:
    """Return a person's history, of so many entries at the most; another system's number for them is no part of it.

    Shape: of who wants no notes, without them.
    """
    entries = read.timeline(store, person.id, -1 if limit is None else limit + 1)
    is_cut = limit is not None and len(entries) > limit
    entries = quiet.shown(entries[:limit]) if person.no_notes else entries[:limit]
    others = {entry.id: read.customer(store, entry.other_id) for entry in entries if entry.other_id}
    about = {entry.id: read.interaction(store, entry.about_id) for entry in entries if entry.about_id}
    shown = () if person.no_notes else kinds.OF_FACT
    facts = [fact for kind in shown for fact in read.facts(store, person.id, kind)]
    dates = [] if person.no_notes else read.occasions(store, person.id)
    mended = {vars(row)["mended_id"] for row in (*facts, *dates, *entries)} - {None}
    deeds = [read.deed(store, number) for number in sorted(mended)]
    return History(
        handles=[handle for handle in read.handles(store, person.id) if handle.kind != kinds.SOURCE],
        facts=facts,
        occasions=dates,
        entries=entries,
        ended={entry.about_id: entry for entry in entries if entry.about_id},
        about={number: entry for number, entry in about.items() if entry},
        late={entry.id for entry in entries if open_items.was_late(store, entry, about.get(entry.id))},
        brought={number: other.name for number, other in others.items() if other},
        mended={deed.id: deed for deed in deeds if deed},
        is_cut=is_cut,
    )
