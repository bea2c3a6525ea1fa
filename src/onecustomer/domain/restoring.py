"""Putting a copy in the store's place: whom the store has erased since stays erased, and no undo reaches behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress

from ..store import kinds, lost
from ..store.copies import failed, making, named
from ..store.copies.named import RESTORE, Copy
from ..store.database.connection import Store, connect
from ..store.erasure import erased_keys, from_copies
from ..store.record import Record
from ..store.restore import difference, drafting, placing, present
from ..store.restore.difference import Difference
from ..store.restore.present import DAMAGED, FOREIGN, SOUND, Present
from .finding import renew
from .shop import copies
from .timeline import deed
from .timeline.deed import Signed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..store.database.connection import Tell

LAST_ENTRY = "SELECT max(day) FROM (SELECT day FROM interaction UNION ALL SELECT day FROM fact)"
WROTE_TODAY = "SELECT DISTINCT till FROM deed WHERE day = ? AND till <> ?"


class Ready(Record):
    """A copy that is ready to be put in the store's place: who and what is in it, and what is not.

    Shape: `last_day` is that of its last entry (ISO), none where it has none; `erased` counts who was in it and was
    erased from the store since; `listed` has their keys and days, and those of all who were ever; `quiet` counts who
    said since that they want no notes; `lost` is none where the store that is there cannot be read, and of one that is
    damaged has what can still be read; `is_in_part` says of a damaged one that much of it may be.
    """

    copy: Copy
    draft: str
    present: Present
    people: int
    last_day: str | None
    erased: int
    listed: Mapping[str, str]
    quiet: int
    lost: Difference | None
    is_in_part: bool = False

    @property
    def has_a_list(self) -> bool:
        """Whether it is known who was erased since: by a list, or as the store's own copies lie where it would lie."""
        return bool(self.listed) or bool(self.copy.reason)


class Restored(Record):
    """A copy that is in the store's place, and the paths under which what was there is kept."""

    ready: Ready
    kept: Sequence[str]


@contextmanager
def prepared(now: Present, copy: Copy, signed: Signed) -> Iterator[Ready]:
    """Yield a copy, ready to be put in the place of the store that is there; nothing of that is changed.

    Raises: StoreError, NewerStore, OSError where the copy cannot be read or a draft of it be made.
    """
    path = now.path
    with drafting.drafted(copy.path, path, renew.everybody) as draft:
        waiting = _pending(now)
        listed = erased_keys.known(path, copy.path)
        erased = from_copies.erase(draft, listed.keys() | {key for key, _ in waiting})
        known = difference.between(path, draft) if now.state == SOUND else None
        is_in_part = now.state == DAMAGED and difference.is_in_part(path)
        known = difference.as_far_as_it_goes(path, draft) if is_in_part else known
        with closing(connect(draft, lambda _: None)) as store:
            people, last = store.value("SELECT count(*) FROM customer"), store.value(LAST_ENTRY)
            with store.writing():
                store.change_each("INSERT OR REPLACE INTO erasure VALUES (?, ?)", waiting)
                quiet = 0
                if now.state == SOUND:
                    difference.keep_numbers(path, store)
                    quiet = difference.keep_wishes(path, store)
                _begin_anew(store, signed)
        yield Ready(copy, draft, now, people, last, erased, listed, quiet, known, is_in_part)


def put(ready: Ready, signed: Signed, tell: Tell) -> Restored:
    """Put a copy in the store's place; what was there is kept, as a copy or as it is where it is damaged.

    `tell` is told where another program is waited for.
    Raises: StoreError, OSError where it is in use, was written to meanwhile, or there is no room; then it is as it was.
    """
    now, path = ready.present, ready.present.path
    now.check_unchanged()
    if now.state == SOUND:
        present.check_alone(path, tell)
        kept = [making.make_of(path, RESTORE, signed.today)]
        placing.overwrite(path, ready.draft, now.check_unchanged)
    else:
        called = placing.ASIDE if now.state == FOREIGN else named.DAMAGED
        kept = placing.set_aside(path, signed.now, called)
        placing.put(path, ready.draft)
    placing.let_go(path)
    failed.begin_anew(path)
    with suppress(OSError):  # it is as good as before, and whoever is on a list of elsewhere is in no copy from here
        for key, day in ready.listed.items():
            erased_keys.add(path, key, day)
    with closing(connect(path, lambda _: None)) as store:
        lost.mark(store, signed.today.isoformat())
        copies.let_go(store, signed.today)
    return Restored(ready, kept)


def _pending(now: Present) -> list[tuple[str, str]]:
    if now.state != SOUND:
        return []
    with closing(Store.at(now.path, lambda _: None, "ro")) as store:
        return present.pending(store)


def _begin_anew(store: Store, signed: Signed) -> None:
    """Write a deed for each till that undo would else lead behind the copy without asking: those that wrote today."""
    today = signed.today.isoformat()
    for (till,) in store.ask(WROTE_TODAY, (today, signed.till)):
        deed.begin(store, Signed(signed.now, signed.today, till, None), kinds.BACK)
    deed.begin(store, signed, kinds.BACK)
