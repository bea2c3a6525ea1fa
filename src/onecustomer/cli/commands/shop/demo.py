"""demo: five made-up people in a store of their own, made anew each time it is asked for without a command."""

from __future__ import annotations

import os
import shutil

from ....domain.demo import EXAMPLE, fill
from ....domain.finding import matching
from ....errors import StoreError
from ....store.open import open_store
from ...screens.help import rows
from ...terminal import streams
from ...terminal.till import Till
from ..choose import Found
from ..counter.serve import show_card

NEXT = """Try, in this store of five made-up people:

oc demo serve alecia             upset today, and why
oc demo serve juli               upset when she was last here: ask after it
oc demo note likes blue          no name: it goes to the one just served
oc demo thank for waiting
oc demo find @ibm                two people, never one account
oc demo undo                     takes the last one back

With your own customers:

oc import customers.csv          or oc add NAME
oc --help                        has the rest
"""


def make(till: Till) -> None:
    """Make the demo's store anew; whom its tills served is forgotten with it.

    Raises: StoreError where the old one stays, as Windows keeps what another window has open.
    """
    moment = till.moment()  # where OC_NOW is none, no empty store is left behind
    shutil.rmtree(os.path.dirname(till.path), ignore_errors=True)
    if os.path.lexists(till.path):
        raise StoreError(
            f"The demo is in use, and was not made anew: {till.path}", "close it in the other window, then oc demo"
        )
    store = open_store(till.path, lambda _: None, make=True)
    try:
        fill(store, moment)
    finally:
        store.close()


def show(till: Till) -> None:
    """Make the demo's store anew, show a card of it, and what to try next."""
    make(till)
    store = till.open()
    with store.reading():
        found = matching.candidates(store, EXAMPLE, till.moment().today)
    show_card(till, store, Found(found[0].person))
    shown = "\n".join(map(till.typed, NEXT.splitlines()))
    streams.listed(["", *rows(shown, streams.width())])
