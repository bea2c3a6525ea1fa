"""A till of a shop, against its server: whether that answers, whether the copy has what it has, and what waits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import closing

from ...store.database.connection import Store
from ...store.open import open_store
from ...store.rows import PROVISIONAL
from ...store.shop import before, changed, fetching
from ...store.shop.link.away import AGAIN, Outdated, Unreachable
from ...store.shop.link.server import Server
from ...store.shop.shared import Shared
from ..language.counts import are
from .asked import Asked
from .finding import Finding, right, told, wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Tell

GO_ON = "oc shop send fetches the rest"
ANEW = "oc shop join service={0} --yes fetches the copy anew"
SENT = "what is noted meanwhile goes with the next command here once the server answers"
ASKS = "oc shop send asks about each"


def check(asked: Asked, tell: Tell) -> list[Finding]:
    """Return how this till stands to the shop's server; with --deep every row of the copy is compared.

    Raises: StoreError.
    """
    with closing(open_store(asked.path, tell)) as store:
        if not isinstance(store, Shared):
            return []
        store.connect()
        return [*_server(store, deep=asked.deep), *_waiting(store), *_of_before(asked)]


def _server(store: Shared, *, deep: bool) -> list[Finding]:
    copy = store.copy
    values = {"service": copy.service, "till": copy.number}
    if store.server is None:
        return [wrong("shop", f"The shop's server is away: {store.away}.", _what_helps(store), **values)]
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
        if isinstance(error, Outdated):
            return [wrong("shop", f"{error.reason[:1].upper()}{error.reason[1:]}.", error.hint, **values)]
        return [wrong("shop", f"The shop's server went away: {error.reason}.", "try again later", **values)]
    if differing:
        says = f"Other rows than on the shop's server, though all is fetched: {', '.join(differing)}."
        return [wrong("shop", says, ANEW.format(copy.service), differing=differing, **values)]
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


def _of_before(asked: Asked) -> list[Finding]:
    """Return where what the server lost is kept, and how it comes back."""
    return [
        told("before", f"What the shop's server lost is kept at this till: {path}", before.next_step(path), file=path)
        for path in before.of_till(asked.path, asked.today)
    ]


def _waiting(store: Shared) -> list[Finding]:
    waiting, drafts, aside = len(store.outbox.waiting()), len(store.outbox.drafts()), len(store.outbox.set_aside())
    can_send = store.server and not store.refusal
    found = []
    if waiting:
        says = f"{waiting} of what was noted here {'waits' if waiting == 1 else 'wait'} to be sent."
        found.append(told("waiting", says, "oc shop send" if can_send else "", waiting=waiting))
    if drafts:
        says = f"{drafts} {are(drafts)} to be added to the shop."
        found.append(told("waiting", says, ASKS if can_send else "", drafts=drafts))
    if aside:
        says = f"{aside} of what was noted while the server was away could not be kept."
        found.append(wrong("waiting", says, "oc shop shows it", refused=aside))
    return found


def _what_helps(store: Shared) -> str:
    """Return what is to be done so that the server is reached: to wait helps only where nobody is refused."""
    why = store.why
    return SENT if why is None or getattr(why, "by_network", False) or why.hint == AGAIN else why.hint
