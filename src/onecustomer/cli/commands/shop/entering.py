"""shop send, at a terminal: who is to be added is added, and what the shop did not take is sent again or let go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ....domain.language.text import quoted
from ....errors import Ambiguous, NotFound, Refused
from ....store.shop.outbox import Entry
from ....store.shop.shared import Shared
from ...terminal import streams
from ...terminal.till import Till
from ..people.add import add

AGAIN, DROP = "a", "d"
CALLED = {"company": "at", "relation": "as"}  # options that have another name than what they say
QUESTION = "Send it again, which helps once that has changed, or drop it? a/d, or Enter to leave it:"


def enter(till: Till, store: Shared) -> None:
    """Add who was kept meanwhile, as `oc add` does: it asks where they may be here already."""
    for entry in store.outbox.drafts():
        said = entry.said
        streams.say(f"To be added: {said['name']}")
        try:
            added = add(till, said["name"], said["given"], brought_by=said["brought_by"], yes=False)
        except (Refused, NotFound, Ambiguous) as error:
            streams.complain(error, till.typed)
            if streams.agrees(f"Drop what was kept of {said['name']}?"):
                _drop(store, entry)
                known, bringer = _as_options(said["given"]), said["brought_by"]
                if kept := [f"oc edit WHO {known}"] * bool(known) + [f"{bringer} brought them"] * bool(bringer):
                    streams.say(till.typed(f"What was kept of {said['name']}: {'; '.join(kept)}"))
            continue
        _drop(store, entry)
        streams.report(added)


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
        answer = streams.one_of((AGAIN, DROP), QUESTION, "Type a or d, or Enter.")
        if answer == DROP:
            _drop(store, entry)
        elif answer == AGAIN:
            with store.writing_here():
                store.outbox.try_again(entry.key)
            is_any = True
    return is_any


def _drop(store: Shared, entry: Entry) -> None:
    with store.writing_here():
        store.outbox.drop(entry.key)
