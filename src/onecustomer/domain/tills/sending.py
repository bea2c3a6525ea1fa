"""Sending what waited for the server: each entry in a turn of its own, by the same rules as at the counter."""

from __future__ import annotations

from ...errors import OnecustomerError, Refused, StoreError
from ...store.counter import undo
from ...store.erasure import erased_keys
from ...store.rows import PROVISIONAL, Deed
from ...store.shop import changed, erasing
from ...store.shop.link.away import Unreachable
from ...store.shop.link.server import AT_THE_COUNTER
from ...store.shop.outbox import Entry
from ...store.shop.turn import Turn
from ..timeline.back import built_upon
from . import append

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.shop.shared import Shared

ALL = 2**31 - 1  # entries
SENT, DROPPED, REFUSED = "sent", "dropped", "refused"
SAID = {
    SENT: "Sent to the shop: {0} of what was noted while the server was away.",
    DROPPED: erasing.DROPPED,
    REFUSED: "The shop could not take {0} of what was noted here: oc shop shows it.",
}
"""What is said at a till of what became of so much that waited."""
OF_KEY = "WHERE id = (SELECT id FROM deed WHERE key = ? AND id < ?)"


def send(store: Shared, most: int = ALL) -> None:
    """Send so many entries at the most, the oldest first; where the server goes away, the rest waits on.

    Shape: a till that has not fetched everything sends nothing, as it cannot know who was erased or merged meanwhile.
    """
    became: list[str] = []
    for entry in store.outbox.waiting()[:most]:
        if store.server is None or store.refusal or store.behind:
            break
        try:
            became += _send(store, entry)
        except Unreachable as error:
            store.go_on_without(error)
            break
        except StoreError as error:
            store.stale = store.stale or error.sentence.rstrip(".")
            break
    for became_so, sentence in SAID.items():
        if count := became.count(became_so):
            store.tell(sentence.format(count))


def _send(store: Shared, entry: Entry) -> list[str]:
    """Send one entry, and return what became of it; nothing where another terminal has sent it meanwhile.

    Raises: Unreachable; StoreError.
    """
    try:
        with Turn(store, AT_THE_COUNTER):
            now = store.outbox.has(entry.key)
            if now is None or not now.waits:
                return []
            store.take_out(entry.key)
            changed.begin(store)  # what stood for it is nothing of the shop's
            _bring_there(store, now)
        return _let_go(store, entry, SENT)
    except append.Gone as gone:
        if gone.key in erased_keys.of(store):
            return _let_go(store, entry, DROPPED)
        return _set_aside(store, entry, "They are no longer in the shop.")
    except (StoreError, Unreachable):
        raise
    except OnecustomerError as error:
        return _set_aside(store, entry, error.sentence)


def _bring_there(store: Shared, entry: Entry) -> None:
    """Write an entry in this turn, unless it is there; what was taken back is taken back there.

    Raises: append.Gone; Refused; Unreachable.
    """
    is_there = store.server is not None and store.server.was_taken(entry.key)
    if is_there and entry.back:
        _take_back(store, entry)
    elif not is_there and not entry.back:
        kept = append.read(entry)
        store.outbox.mark_sent(entry.key)
        store.preset, store.keys = list(kept.keys), []
        try:
            append.write(store, kept)
        finally:
            store.preset = []


def _take_back(store: Shared, entry: Entry) -> None:
    """Take back what is there; where it is not any more, that is done.

    Raises: Refused where more was written of it since.
    """
    deed = store.first(Deed, OF_KEY, entry.key, PROVISIONAL)
    if deed is None:
        return
    if built_upon.is_built_upon(store, deed):
        raise Refused("It was to be taken back, and more was written of it since.")
    whose = undo.whose_timelines(store, deed.id)
    undo.remove(store, deed.id)
    store.renew(store, whose)


def _let_go(store: Shared, entry: Entry, became: str) -> list[str]:
    with store.writing_here():
        store.take_out(entry.key)
        store.outbox.drop(entry.key)
    return [became]


def _set_aside(store: Shared, entry: Entry, reason: str) -> list[str]:
    with store.writing_here():
        store.take_out(entry.key)
        store.outbox.put_aside(entry.key, reason)
    return [REFUSED]
