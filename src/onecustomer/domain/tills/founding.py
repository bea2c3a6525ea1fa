"""A shop of several tills, founded on a server, joined, brought up to date, and left."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, contextmanager, suppress

from ...errors import Refused, StoreError
from ...store import files, lost, marker
from ...store.beginning import begin
from ...store.copies import digest, named
from ...store.database import shop_files
from ...store.office.whole import is_empty
from ...store.record import Record
from ...store.shop import before, fetching
from ...store.shop.link import address, connecting, reasons, refusals, state
from ...store.shop.link.away import ServerFault, Unreachable
from ...store.shop.link.server import Server
from ...store.shop.served import founding, schema
from ..finding import renew
from . import hints, own

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from typing import Any

    from ...store.database.connection import Store, Tell
    from ...store.shop.fetching import Progress
    from ...store.shop.link.address import Address
    from ...store.shop.link.connecting import Connection
    from ...store.shop.shared import Shared

TO_CONNECT = 10.0  # seconds for which a connection is waited for where nobody is at the counter
NOT_THE_OWNER = "Only the shop's owner may upgrade it; this till logs in as {0}."
IS_IN = "This till is in the shop “{0}” already."
IN_ALREADY = "oc shop send fetches all; or oc shop join service={0} --yes makes its copy anew"


class Made(Record):
    """A till of a shop: the shop's service, the till's number, and how many people it has."""

    service: str
    number: int
    people: int


def found(opened: Callable[[], Store], path: str, typed: str) -> Made:
    """Found a shop on the server at an address: what the store has is handed over, and this till is its first.

    Shape: the store is opened, and made where there is none yet, once the server is reached.
    Raises: Refused; StoreError.
    """
    with _reached(typed, path) as (place, connection):
        store = opened()
        number = founding.found(store, connection, place.service, place.schema, fetching.till_name())
    return Made(place.service, number, _people(store))


def steps(service: str) -> list[str]:
    """Return what is to be done so that other tills can join a shop."""
    tills = schema.group(service)
    return [
        f"on the server, a role for each other till: CREATE ROLE {tills}_2 LOGIN PASSWORD '…' IN ROLE {tills};",
        f"there: the service and its password in their files, then oc shop join service={service}",
    ]


def join(path: str, typed: str, today: dt.date, tell: Tell, progress: Progress) -> Made:
    """Make a store that is a copy of a shop's: whole, or none is made.

    Raises: Refused; StoreError; NewerStore; OSError.
    """
    made: list[int] = []
    with _reached(typed, path) as (place, connection):
        server = Server(connection, place.schema)
        former = own.numbers(server, path)

        def note(store: Store, number: int, secret: str) -> None:
            fetching.check_alone(path, store.path)
            state.note_secret(path, number, secret)

        def fill(store: Store) -> None:
            made.append(fetching.fill(store, server, place.service, note, renew.everybody, today, progress))
            made.append(_people(store))

        fetching.sweep(path)
        if not begin(path, tell, fill):
            raise StoreError("Another terminal has made a store here meanwhile.", "oc shop")
        own.take_out(server, former)
    return Made(place.service, *made)


def join_over(store: Store, typed: str, today: dt.date, progress: Progress, *, again: bool) -> Made:
    """Put a shop's copy in the place of a store that has nobody, or of an older copy, as a new till of the shop.

    Shape: where the server knows the till of the copy, that is done `again` only, and its former number goes.
    Raises: Refused where the store has people of its own, is a copy of another shop, or of this one and the server
    knows its till; StoreError; NewerStore.
    """
    place = address.read(typed)
    copied = getattr(store, "copy", None)
    if copied and copied.service != place.service:
        raise Refused(
            f"This till is in the shop “{copied.service}”.", f"oc shop leave, then oc shop join service={place.service}"
        )

    def check() -> None:
        if not copied and not is_empty(store):
            over = founding.OVER.format(place.service)
            raise Refused("This store has people of its own, and a shop has its own.", over)

    check()
    with _reached(typed, store.path) as (place, connection):
        server = Server(connection, place.schema)
        former = own.numbers(server, store.path)
        if copied and copied.number in former and not again:
            raise Refused(IS_IN.format(place.service), IN_ALREADY.format(place.service))
        kept = before.keep(store, today) if copied and not server.feed(copied, 0).knows else ""
        number = fetching.anew(store, server, place.service, renew.everybody, today, progress, check, kept)
        own.take_out(server, former)
    return Made(place.service, number, _people(store))


def upgrade(typed: str, path: str) -> tuple[int, int]:
    """Bring the server of a shop to this program's schema, and return which it had and has.

    Raises: Refused; StoreError; NewerStore.
    """
    with _reached(typed, path) as (place, connection):
        ((role,),) = connection.ask("SELECT session_user")
        try:
            return founding.upgrade(connection, place.schema)
        except Unreachable as error:
            if error.reason != reasons.REFUSED_ROLE:
                raise
            raise Refused(NOT_THE_OWNER.format(role), "at the owner's till: oc shop upgrade") from None


def leave(store: Shared) -> bool:
    """Leave the shop, and erase the copy and all that lies beside it: nothing of a customer stays on this till.

    Shape: it tells whether the server knows; where it does not, the till stays in its list. No other terminal keeps
    anything meanwhile, and one that waits to do so finds no shop.
    Raises: Refused where something is kept that is not in the shop; StoreError.
    """
    with store.writing_here():
        check_nothing_waits(store)
        is_known = _is_let_go(store)
        store.change("DELETE FROM shop")
        if os.name != "nt":  # where nobody can remove what is open
            os.remove(store.path)  # first, as without its shop it would be a store of its own
    store.close()
    _erase(store.path)
    return is_known


def check_nothing_waits(store: Shared) -> None:
    """Refuse to leave a shop while something is kept here that is not in it.

    Raises: Refused.
    """
    waits = store.outbox.kept()
    if waits:
        what = "1 thing that was noted here is" if waits == 1 else f"{waits} things that were noted here are"
        raise Refused(f"{what} not in the shop yet.", "oc shop shows them, oc shop send sends them; then oc shop leave")


def _is_let_go(store: Shared) -> bool:
    """Take this till out of the shop's list, and tell whether the server knows."""
    if store.server:
        with suppress(Unreachable, ServerFault):
            store.server.leave(store.copy.number)
            return True
    return isinstance(store.why, Unreachable) and store.why.reason == refusals.EXPELLED


def _erase(path: str) -> None:
    older = copies(path)
    marker.remove(path)
    for sign in lost.signs(path):
        shutil.rmtree(sign, ignore_errors=True)
    for file in (*founding.files_of(path), *files.drafts(path), *older):
        with suppress(FileNotFoundError):
            os.remove(file)


def to_take_out(store: Shared, number: int) -> dict[str, Any]:
    """Return the till of a number as `Server.tills` does, where this one may take it out.

    Shape: it may take out the tills of its own role, and the owner all.
    Raises: Unreachable; Refused where there is no such till, or this one may not.
    """
    if store.server is None:
        raise store.why or Unreachable("it does not answer")
    found = [one for one in store.server.tills() if one["number"] == number]
    if not found:
        raise Refused(f"The shop has no till {number}.", "oc shop lists them")
    if not store.server.may_leave(number):
        raise Refused(f"This till may not take till {number} out.", "at the owner's till it can be done, or there")
    return found[0]


def take_out(store: Shared, number: int) -> None:
    """Take another till out of the shop.

    Raises: Unreachable.
    """
    if store.server is None:
        raise store.why or Unreachable("it does not answer")
    store.server.leave(number)


def copies(path: str) -> list[str]:
    """Return a store's older copies and what was set aside of it, with their digests: they hold its people too."""
    found = [copy.path for copy in (*named.of_store(path), *named.set_aside(path))]
    return [file for copy in found for file in (copy, copy + digest.END)]


def was_a_copy(path: str) -> bool:
    """Tell whether a till's copy was at a path where no store is now: what it knew of its server is still there."""
    return os.path.isfile(path + shop_files.STATE)


def ask_again(path: str) -> None:
    """Let the next connection ask every host of the server, also those which failed a moment ago."""
    with suppress(OSError):
        os.remove(path + shop_files.HOSTS)


@contextmanager
def _reached(typed: str, path: str) -> Iterator[tuple[Address, Connection]]:
    """Yield the server at an address, and a connection to it; what it cannot do is said with what is to be done.

    Raises: Refused; StoreError.
    """
    place, was_known = address.read(typed), os.path.exists(path + shop_files.HOSTS)
    ask_again(path)
    try:
        with closing(connecting.connect(place, path, TO_CONNECT)) as connection:
            yield place, connection
    except Unreachable as away:
        if away.reason == refusals.ABSENT:
            raise _no_shop(place) from None
        raise StoreError(f"Nothing was done: {away.reason}.", hints.of(away, place)) from None
    except ServerFault as fault:
        if fault.code in refusals.NO_SHOP:
            raise _no_shop(place) from None
        raise StoreError(
            f"Nothing was done: the server refused it ({fault.code}).", "whoever runs the server sees why in its log"
        ) from None
    finally:
        if not was_known and not was_a_copy(path):
            ask_again(path)


def _no_shop(place: Address) -> Refused:
    return Refused(
        f"There is no shop “{place.schema}” on this server.",
        f"at the till that has the customers: oc shop start service={place.service}",
    )


def _people(store: Store) -> int:
    count: int = store.value("SELECT count(*) FROM customer")
    return count
