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
from ...store.shop import fetching
from ...store.shop.link import address, connecting, reasons, refusals
from ...store.shop.link.away import ServerFault, Unreachable
from ...store.shop.link.server import Server
from ...store.shop.served import founding, schema
from ..finding import renew

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...store.database.connection import Store, Tell
    from ...store.shop.fetching import Progress
    from ...store.shop.link.address import Address
    from ...store.shop.link.connecting import Connection
    from ...store.shop.shared import Shared

PATIENT = 10.0  # seconds for which a connection is waited for where nobody is at the counter
OF_PASSWORDS = "password"
CERTIFICATE = "certificate that vouches"


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
        f"on the server, a role for each other till: CREATE ROLE till_2 LOGIN PASSWORD '…' IN ROLE {tills};",
        f"there: the service and its password in their files, then oc shop join service={service}",
    ]


def join(path: str, typed: str, tell: Tell, progress: Progress) -> Made:
    """Make a store that is a copy of a shop's: whole, or none is made.

    Raises: Refused; StoreError; NewerStore; OSError.
    """
    made: list[int] = []
    with _reached(typed, path) as (place, connection):
        server = Server(connection, place.schema)

        def fill(store: Store) -> None:
            made.append(fetching.fill(store, server, place.service, path, renew.everybody, progress))
            made.append(_people(store))

        fetching.sweep(path)
        if not begin(path, tell, fill):
            raise StoreError("Another terminal has made a store here meanwhile.", "oc shop")
    return Made(place.service, *made)


def join_over(store: Store, typed: str, progress: Progress) -> Made:
    """Put a shop's copy in the place of a store that has nobody, or of an older copy, as a new till of the shop.

    Raises: Refused where the store has people of its own, or is a copy of another shop; StoreError; NewerStore.
    """
    place = address.read(typed)
    copied = getattr(store, "copy", None)
    if copied and copied.service != place.service:
        raise Refused(
            f"This till is in the shop “{copied.service}”.", f"oc shop leave, then oc shop join service={place.service}"
        )
    if not copied and not is_empty(store):
        raise Refused("This store has people of its own, and a shop has its own.", founding.OVER.format(place.service))
    with _reached(typed, store.path) as (place, connection):
        server = Server(connection, place.schema)
        number = fetching.anew(store, server, place.service, renew.everybody, progress)
    return Made(place.service, number, _people(store))


def upgrade(typed: str, path: str) -> tuple[int, int]:
    """Bring the server of a shop to this program's schema, and return which it had and has.

    Raises: Refused; StoreError; NewerStore.
    """
    with _reached(typed, path, "the owner of the shop's schema upgrades it") as (place, connection):
        return founding.upgrade(connection, place.schema)


def leave(store: Shared) -> bool:
    """Leave the shop, and erase the copy and all that lies beside it: nothing of a customer stays on this till.

    Shape: it tells whether the server knows; where it does not, the till stays in its list.
    """
    is_known = False
    if store.server:
        with suppress(Unreachable, ServerFault):
            store.server.leave(store.copy.number)
            is_known = True
    path = store.path
    older = copies(path)
    store.close()
    marker.remove(path)
    for sign in lost.signs(path):
        shutil.rmtree(sign, ignore_errors=True)
    for file in (*founding.files_of(path), *files.drafts(path), *older):
        with suppress(FileNotFoundError):
            os.remove(file)
    return is_known


def take_out(store: Shared, number: int) -> bool:
    """Take another till out of the shop, and tell whether this one may: its own role's tills, and the owner all.

    Raises: Unreachable; Refused where there is no such till.
    """
    if store.server is None:
        raise store.why or Unreachable("it does not answer")
    if number not in _numbers(store.server):
        raise Refused(f"The shop has no till {number}.", "oc shop lists them")
    store.server.leave(number)
    return number not in _numbers(store.server)


def _numbers(server: Server) -> list[int]:
    return [one["number"] for one in server.tills()]


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
def _reached(typed: str, path: str, not_allowed: str = "") -> Iterator[tuple[Address, Connection]]:
    """Yield the server at an address, and a connection to it; what it cannot do is said with what is to be done.

    Shape: `not_allowed` is what is to be done where the role may not; the owner lets it in, unless said.
    Raises: Refused; StoreError.
    """
    place, was_known = address.read(typed), os.path.exists(path + shop_files.HOSTS)
    ask_again(path)
    try:
        with closing(connecting.connect(place, path, PATIENT)) as connection:
            yield place, connection
    except Unreachable as away:
        if away.reason == refusals.ABSENT:
            raise _no_shop(place) from None
        raise StoreError(f"Nothing was done: {away.reason}.", _hint(away, place, not_allowed)) from None
    except ServerFault as fault:
        if fault.code in refusals.NO_SHOP:
            raise _no_shop(place) from None
        raise StoreError(
            f"Nothing was done: the server refused it ({fault.code}).", "whoever runs the server sees why in its log"
        ) from None
    finally:
        if not was_known and not was_a_copy(path):
            ask_again(path)


def _hint(away: Unreachable, place: Address, not_allowed: str) -> str:
    service = address.service_files()[0]
    if OF_PASSWORDS in away.reason:
        return (
            f"the password stands in {address.password_file()}, which only you may read (chmod 600), as"
            f" HOST:PORT:DATABASE:USER:PASSWORD; host and user are those of {service}"
        )
    if away.reason == reasons.REFUSED_ROLE:
        return not_allowed or (
            f"is it the right user in {service}? Who owns the shop lets a till in:"
            f" GRANT {schema.group(place.schema)} TO {place.settings.get('user', 'ROLE')};"
        )
    if CERTIFICATE in away.reason:
        return f"sslrootcert in {service} says where the certificate lies"
    if away.reason == reasons.NOT_LISTED:
        return f"are dbname and user right in {service}? Then whoever runs the server lets them in: pg_hba.conf there"
    if away.by_network:
        return f"does it run, and are host and port right in {service}? Then type it again"
    return f"look at host, dbname and user in {service}"


def _no_shop(place: Address) -> Refused:
    return Refused(
        f"There is no shop “{place.schema}” on this server.",
        f"at the till that has the customers: oc shop start service={place.service}",
    )


def _people(store: Store) -> int:
    count: int = store.value("SELECT count(*) FROM customer")
    return count
