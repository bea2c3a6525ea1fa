"""add --away: somebody new is kept at a till of a shop while the server is away, and added once it answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ....domain.language import names
from ....domain.language.text import quoted
from ....errors import Refused, StoreError
from ....store.counter.append import new_key
from ....store.database.connection import Store
from ....store.erasure import erased_keys
from ....store.record import Record
from ....store.rows import Customer
from ....store.shop.outbox import DRAFT
from ....store.shop.shared import Shared
from ...terminal.till import Till
from .. import choose
from .details import details_from


class Drafted(Record):
    """Somebody who is to be added; `name` is as it was typed.

    Shape: `is_again` is whether one of this name waits already; `served` is who was being served, and is still where
    nobody sits at a terminal.
    """

    name: str
    is_again: bool
    served: Customer | None
    is_served: bool

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        said = [f"{self.name} waits at this till.", "Once the server answers, oc shop send adds them."]
        if self.is_again:
            said.append("One of this name waits already: oc shop send asks whether they are two.")
        if self.served:
            said.append(f"{self.served.name} is {'still' if self.is_served else 'no longer'} being served.")
        return " ".join(said)


def keep(till: Till, name: str, given: Mapping[str, Any], *, brought_by: str | None) -> Drafted:
    """Keep what was typed of somebody new; whether they are here already is asked when they are added.

    Shape: at a terminal nobody is being served then, as what is noted next is of the new one, who cannot have it yet.
    Raises: Refused where one of the options cannot be taken, or the server answers.
    """
    signed = till.signed()
    store = till.open()
    if not isinstance(store, Shared) or (store.server and not store.refusal):
        raise Refused("Only while the server of a shop is away is --away of use.", f"oc add {quoted(name)}")
    if store.refusal:
        raise store.refusal
    name = details_from(store, name, given, signed.today).name or ""
    said = {"verb": DRAFT, "name": name, "given": dict(given), "brought_by": brought_by}
    now = {"today": signed.today.isoformat(), "erased": len(erased_keys.of(store))}
    is_again = any(names.whole(one.said["name"]) == names.whole(name) for one in store.outbox.drafts())
    with store.writing_here():
        store.check_in_shop()
        store.outbox.add(new_key(), json.dumps(said | now), sent=False)
    served = choose.customer_served(till, store)
    if served and till.interactive:
        choose.let_go(till, store, served.id)
    return Drafted(name, is_again, served, not till.interactive)


def check(store: Store, name: str) -> None:
    """Refuse to ask anything about somebody who cannot be added now.

    Raises: StoreError; NewerStore.
    """
    if not isinstance(store, Shared) or (store.server and not store.refusal):
        return
    store.ask_again()
    if store.server and not store.refusal:
        return
    store.is_told = True
    if store.refusal:
        raise store.refusal
    raise StoreError(
        f"Nobody was added, as this needs the server: {(store.away or '').rstrip('.')}.",
        f"oc add --away {quoted(name)} keeps it until then",
    )
