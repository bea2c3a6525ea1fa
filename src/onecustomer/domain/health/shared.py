"""A till of a shop, against its server: whether that answers, whether the copy has what it has, and what waits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import closing

from ...store.database.connection import Store
from ...store.open import open_store
from ...store.rows import PROVISIONAL
from ...store.shop import changed, fetching
from ...store.shop.link.away import Unreachable
from ...store.shop.link.server import Server
from ...store.shop.shared import Shared
from ..language.counts import are
from .asked import Asked
from .finding import Finding, right, told, wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Tell

GO_ON = "oc shop send fetches the rest"
ANEW = "oc shop join with the server's address fetches the copy anew"


def check(asked: Asked, tell: Tell) -> list[Finding]:
    """Return how this till stands to the shop's server; with --deep every row of the copy is compared.

    Raises: StoreError.
    """
    with closing(open_store(asked.path, tell)) as store:
        if not isinstance(store, Shared):
            return []
        store.connect()
        return [*_server(store, deep=asked.deep), *_waiting(store)]


def _server(store: Shared, *, deep: bool) -> list[Finding]:
    copy = store.copy
    values = {"service": copy.service, "till": copy.number}
    if store.server is None:
        hint = "what is noted meanwhile is sent by itself"
        return [wrong("shop", f"The shop's server is away: {store.away}.", hint, **values)]
    try:
        with store.server.unchanging():
            fed = store.server.feed(copy, 0)
            if not fed.knows:
                return [
                    told(
                        "shop", "The server was set back or moved.", "the next command fetches the copy anew", **values
                    )
                ]
            if fed.seq != copy.cursor:
                says = f"This till has yet to take in what others wrote: {fed.seq - copy.cursor:,} writes."
                return [told("shop", says, GO_ON, behind=fed.seq - copy.cursor, **values)]
            differing = _differing(store, store.server) if deep else []
    except Unreachable as error:
        store.leave(error)
        return [wrong("shop", f"The shop's server went away: {error.reason}.", "try again later", **values)]
    if differing:
        says = f"Other rows than on the shop's server, though all is fetched: {', '.join(differing)}."
        return [wrong("shop", says, ANEW, differing=differing, **values)]
    compared = ", and each of its rows is as there" if deep else " (--deep: compares each row)"
    says = f"This is till {copy.number} of the shop {copy.service}; its copy has all that the server has{compared}."
    return [right("shop", says, **values)]


def _differing(store: Store, server: Server) -> list[str]:
    """Return the tables in which the copy has other rows than the server, but for what waits."""
    return [table for table in changed.TABLES if _here(store, table) != _there(server, table)]


def _here(store: Store, table: str) -> tuple[int, int]:
    columns = ", ".join(f'"{name}"' for name in sorted(_columns(store, table)))
    own = f" WHERE id < {PROVISIONAL}" if table in changed.NUMBERED else ""
    return _sum(store.each(f"SELECT {columns} FROM {table}{own}"))  # noqa: S608  our own words


def _columns(store: Store, table: str) -> list[str]:
    return [name for _, name, *_ in store.ask(f"PRAGMA table_info({table})")]


def _there(server: Server, table: str) -> tuple[int, int]:
    after, count, whole = "", 0, 0
    while (page := server.page(table, after, fetching.PAGE))["rows"]:
        order = sorted(range(len(page["columns"])), key=page["columns"].__getitem__)
        some, summed = _sum([row[at] for at in order] for row in page["rows"])
        count, whole, after = count + some, whole ^ summed, page["after"]
    return count, whole


def _sum(rows: Iterable[Sequence[object]]) -> tuple[int, int]:
    """Return how many rows there are, and a digest of them that is the same in every order."""
    count = whole = 0
    for row in rows:
        count += 1
        whole ^= int.from_bytes(hashlib.blake2b(json.dumps(list(row)).encode(), digest_size=16).digest(), "big")
    return count, whole


def _waiting(store: Shared) -> list[Finding]:
    waiting = sum(entry.reason is None for entry in store.outbox.all())  # drafts of new customers too
    aside = len(store.outbox.set_aside())
    found = []
    if waiting:
        says = f"{waiting} of what was noted while the server was away {are(waiting)} not sent yet."
        found.append(told("waiting", says, "oc shop send", waiting=waiting))
    if aside:
        says = f"{aside} of what was noted while the server was away could not be kept."
        found.append(wrong("waiting", says, "oc shop shows it", refused=aside))
    return found
