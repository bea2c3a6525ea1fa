"""A till of a shop with a server, as a command begins and ends there."""

from __future__ import annotations

import datetime as dt
import time

from ...domain.tills import joined
from ...errors import NotFound
from ...store.counter import read
from ...store.database import shop_files
from ...store.shop.link import state
from ...store.shop.shared import Shared
from . import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ...store.database.connection import Store
    from ...store.rows import Customer

KEPT = "Kept here, and sent once it can be"
WRONG_CLOCK = "This till's clock is {0} of the shop's server: what is written here has the wrong hour, until it is set."
OF_BEFORE = "What the shop's server lost is kept at this till: oc doctor says where."
MEANWHILE = "What is noted here meanwhile is sent once it can be."


def begin(store: Store, today: dt.date) -> None:
    """Ask the server, send what waits, and take in what other tills wrote."""
    if isinstance(store, Shared):
        joined.begin(store, today)


def end(store: Store, terminal: str, typed: Callable[[str], str]) -> None:
    """Erase here whom the shop has forgotten; say that what was written waits, or of when what was shown is."""
    if not isinstance(store, Shared):
        return
    if store.forgotten or store.has_erasures:
        from ...store.erasure import finish  # few commands hear of anybody

        store.forgotten, store.has_erasures = [], False
        finish.of_the_shop(store)
    if store.has_written and store.has_wrong_clock:
        from ...domain.tills import clock  # most clocks are right

        streams.say(WRONG_CLOCK.format(clock.off(store.ahead)))
    if store.is_told:
        return
    why = store.why_stale()
    if why or store.has_kept:
        known = why is None or _is_known(store, terminal, why)
        later = "" if known or store.refusal or store.has_kept or not store.away else f" {MEANWHILE}"
        streams.say(f"{KEPT if store.has_kept else as_of(store)}{'' if known else f': {why}'}.{later}")
    if store.behind and not why:
        streams.say(typed(f"This till is {behind(store)}."))


def check_can_write(store: Store) -> None:
    """Refuse a write that needs the server before anybody is asked about it.

    Raises: StoreError where the server is away; NewerStore where it has another schema.
    """
    if isinstance(store, Shared):
        store.check_can_write()


def check_can_undo(store: Store, till: str) -> None:
    """Refuse to take back the last write of a till before anybody is asked, where that needs the server.

    Raises: StoreError where the server is away; NewerStore where it has another schema.
    """
    if isinstance(store, Shared):
        store.check_can_undo(till)
        store.is_told = True  # what still waits is taken back, and nothing is shown


def as_of(store: Shared) -> str:
    """Return of which moment a copy is: "As of 10:42", with the day where that is not today."""
    heard = store.as_of() or time.time()
    then, now = time.localtime(heard), time.localtime()
    day = "" if then[:3] == now[:3] else f"{dt.date(*then[:3]):%d %b} "
    return f"As of {day}{then.tm_hour:02}:{then.tm_min:02}"


def behind(store: Shared) -> str:
    """Return by how much a copy is behind its shop, and what fetches it."""
    writes, them = ("1 write", "it") if store.behind == 1 else (f"{store.behind:,} writes", "them")
    return f"behind by {writes}: oc shop send fetches {them}"


def in_json(store: Store) -> dict[str, str]:
    """Return what JSON says of the moment that a copy is of: nothing where it is of now."""
    heard = store.as_of() if isinstance(store, Shared) else None
    return {} if heard is None else {"as_of": dt.datetime.fromtimestamp(int(heard), dt.UTC).isoformat()}


def fresh(store: Store, found: Customer) -> Customer:
    """Return a customer as the shop has them now, where this till has not fetched everything.

    Raises: NotFound where another till took them out.
    """
    is_changed = isinstance(store, Shared) and store.fresh(found.id)
    person = read.by_key(store, found.key) if is_changed else found
    if person is None or (isinstance(store, Shared) and person.id in store.gone):
        raise NotFound(f"{found.name} was taken out of the shop meanwhile.", "oc find WORDS")
    return person


def left(store: Store) -> list[str]:
    """Return the sentence about what only somebody at this till can bring to the shop; nothing where that is none."""
    entries = store.outbox.all() if isinstance(store, Shared) else []
    drafts = sum(one.reason is None and one.is_draft for one in entries)
    refused = sum(one.reason is not None for one in entries)
    said = [f"{drafts} to be added"] * bool(drafts) + [f"{refused} that the shop did not take"] * bool(refused)
    return [f"At this till: {', '.join(said)}: oc shop send asks about each"] if said else []


def of_before(store: Store, today: dt.date) -> list[str]:
    """Return that what the server lost is kept here, and let go of the copies that are past their time.

    Shape: none goes by a clock that may be wrong.
    """
    from ...store.copies import named  # only where the morning is shown

    if not named.of_store(store.path, today):
        return []
    from ...domain.shop import copies  # most tills have none
    from ...store.shop import before

    if isinstance(store, Shared) and not store.away and not store.has_wrong_clock:
        copies.let_go(store, today)
    return [OF_BEFORE] * bool(before.of_till(store.path, today))


def to_be_added(store: Store, query: str) -> NotFound | None:
    """Return the error that whom a query means is to be added at this till; none where nobody is."""
    if not isinstance(store, Shared):
        return None
    from ...domain.tills import drafted  # most words find somebody

    return drafted.meant(store, query)


def _is_known(store: Shared, terminal: str, why: str) -> bool:
    """Tell whether a terminal was told why already, since the server was heard last; if not, it is now."""
    path, told = store.path + shop_files.TOLD, [terminal, why, repr(state.heard(store.path))]
    lines = state.read_lines(path)
    if told in lines:
        return True
    others = [line for line in lines if line[:1] != [terminal] and line[2:] == told[2:]]
    state.note_lines(path, [*others, told])
    return False
