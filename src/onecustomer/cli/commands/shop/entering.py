"""shop send, at a terminal: who is to be added is added, and what the shop did not take is sent again or let go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from ....domain.language.text import quoted
from ....domain.tills import append
from ....errors import Ambiguous, NotFound, OnecustomerError, Refused
from ....store.erasure import erased_keys
from ....store.shop.outbox import Entry
from ....store.shop.shared import Shared
from ...terminal import streams
from ...terminal.till import Till
from ..people.add import Added, Doubt, add
from ..people.details import details_from

ADD, SEND, DROP = "a", "s", "d"
CALLED = {"company": "at", "relation": "as"}  # options that have another name than what they say
MAYBE_ERASED = "Somebody was erased from the shop since, perhaps {0}."
WHO = "WHO"  # where nobody knows whose what was typed is
OR_LATER = "d drops what you typed, Enter asks again next time:"
QUESTION = "s sends it again, d drops it, Enter leaves it:"


class NotAdded(Exception):
    """The person at the till does not have somebody added now.

    Shape: `is_dropped` is whether what was typed goes; `who` is whose it is then as far as is known, as `oc edit` takes
    it; empty where that is somebody erased.
    """

    def __init__(self, who: str, *, is_dropped: bool) -> None:
        super().__init__(who)
        self.who, self.is_dropped = who, is_dropped


def enter(till: Till, store: Shared) -> None:
    """Add who was kept meanwhile, as `oc add` does: it asks where they may be here already."""
    for entry in store.outbox.drafts():
        if not _is_read(till, store, entry.said):
            with store.writing_here():
                store.outbox.put_aside(entry.key, append.UNREADABLE)
            continue
        streams.say(f"To be added: {entry.said['name']}")
        try:
            added = _added(till, store, entry.said)
        except NotAdded as answer:
            if answer.is_dropped:
                _drop(store, entry)
            if answer.is_dropped and answer.who:
                _say_what_was_kept(till, entry.said, answer.who)
            continue
        _drop(store, entry)
        streams.report(added)


def _is_read(till: Till, store: Shared, said: Mapping[str, Any]) -> bool:
    """Tell whether this program has the options that a draft has, whether it takes them or not."""
    with suppress(OnecustomerError):
        try:
            details_from(store, said["name"], said["given"], till.moment().today)
        except (TypeError, LookupError, AttributeError):
            return False
    return True


def _added(till: Till, store: Shared, said: Mapping[str, Any]) -> Added:
    """Add somebody of a draft.

    Raises: NotAdded; StoreError.
    """
    adds = f"a adds {said['name']}"

    def asked(doubt: Doubt) -> bool:
        is_one = len(doubt.others) == 1
        _check_is_wanted(f"{doubt.why}. {adds}{' too' * bool(doubt.others)}", doubt.others[0].ref if is_one else WHO)
        return True

    if _may_be_erased(store, said):
        _check_is_wanted(f"{MAYBE_ERASED.format(said['name'])} {adds}", "")
    try:
        return add(till, said["name"], said["given"], brought_by=said["brought_by"], yes=False, asked=asked)
    except (Refused, NotFound, Ambiguous) as error:
        streams.complain(error, till.typed)
        answer = streams.one_of((DROP,), OR_LATER, "Type d, or Enter.")
        raise NotAdded(WHO, is_dropped=answer == DROP) from None


def _check_is_wanted(question: str, who: str) -> None:
    """Go on where somebody is to be added all the same.

    Raises: NotAdded.
    """
    answer = streams.one_of((ADD, DROP), f"{question}, {OR_LATER}", "Type a or d, or Enter.")
    if answer != ADD:
        raise NotAdded(who, is_dropped=answer == DROP)


def _say_what_was_kept(till: Till, said: Mapping[str, Any], who: str) -> None:
    """Say what was typed of somebody, to be typed again of who is here."""
    known, bringer = _as_options(said["given"]), said["brought_by"]
    if kept := [f"oc edit {who} {known}"] * bool(known) + [f"{bringer} brought them"] * bool(bringer):
        streams.say(till.typed(f"What was kept of {said['name']}: {'; '.join(kept)}"))


def _may_be_erased(store: Shared, said: Mapping[str, Any]) -> bool:
    """Tell whether the shop has erased anybody since a draft was kept: nobody's name is known any more."""
    return len(erased_keys.of(store)) > int(said.get("erased", 0))


def _as_options(given: Mapping[str, Any]) -> str:
    """Return what was typed of somebody, as `oc edit` takes it; empty where nothing was but the name."""
    known = {name: value for name, value in given.items() if value not in (None, [], ())}
    values = {name: value if isinstance(value, (list, tuple)) else [value] for name, value in known.items()}
    return " ".join(
        f"--{CALLED.get(name, name)} {quoted(str(one), as_one=True)}" for name, some in values.items() for one in some
    )


def settle(store: Shared, described: Sequence[tuple[Entry, str]]) -> bool:
    """Ask what becomes of each entry that the shop did not take, and tell whether any is to be sent again."""
    is_any = False
    for entry, words in described:
        streams.say(f"Not taken: {words}")
        answer = streams.one_of((SEND, DROP), QUESTION, "Type s or d, or Enter.")
        if answer == DROP:
            _drop(store, entry)
        elif answer == SEND:
            with store.writing_here():
                store.outbox.try_again(entry.key)
            is_any = True
    return is_any


def _drop(store: Shared, entry: Entry) -> None:
    with store.writing_here():
        store.outbox.drop(entry.key)
