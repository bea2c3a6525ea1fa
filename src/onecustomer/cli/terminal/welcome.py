"""What a shop without customers is told: its ways to begin."""

from __future__ import annotations

from ...errors import NobodyYet, NotFound
from ...store.counter import read
from ...store.database.connection import Store

SENTENCE = "There are no customers here yet. There are four ways to begin:"
OF_A_SHOP = "The shop “{0}” has no customers yet. There are two ways to begin:"
DEMO = "everything, on five made-up people"
WAYS = (
    "oc import FILE   brings the customers you have: a table, or vCards",
    "oc add NAME      adds the first one",
    f"oc demo          {DEMO}",
    "oc shop join service=NAME   fetches those of a shop of several tills",
)


def nobody_yet(store: Store | None = None) -> NobodyYet:
    """Return the error that nobody can be found, as nobody was added yet; at a till of a shop, to the shop."""
    if copy := getattr(store, "copy", None):
        return NobodyYet(OF_A_SHOP.format(copy.service), "\n".join(WAYS[:2]))
    return NobodyYet(SENTENCE, "\n".join(WAYS))


def nobody(store: Store, query: str) -> NotFound:
    """Return the error that nobody is meant by a query; where nobody is in the store at all, with the ways to begin."""
    if store.is_copy:
        from . import joined  # a shop of one till has none of it

        if kept := joined.to_be_added(store, query):
            return kept
    if read.has_nobody(store):
        return nobody_yet(store)
    from ...domain.finding import unfound

    return unfound.nobody(query)
