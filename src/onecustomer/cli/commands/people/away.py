"""add --away: somebody new is kept at a till of a shop while the server is away, and added once it answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ....domain.language.text import quoted
from ....errors import Refused, StoreError
from ....store.counter.append import new_key
from ....store.database.connection import Store
from ....store.record import Record
from ....store.shop.outbox import DRAFT
from ....store.shop.shared import Shared
from ...terminal.till import Till
from .details import details_from


class Drafted(Record):
    """Somebody who is to be added; `name` is as it was typed."""

    name: str

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        return f"Kept: {self.name} is added once the server answers, by oc shop send at a terminal."


def keep(till: Till, name: str, given: Mapping[str, Any], *, brought_by: str | None) -> Drafted:
    """Keep what was typed of somebody new; whether they are here already is asked when they are added.

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
    with store.writing_here():
        store.outbox.add(new_key(), json.dumps(said | {"today": signed.today.isoformat()}), sent=False)
    return Drafted(name)


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
