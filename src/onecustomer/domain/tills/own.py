"""Under which number the shop's server knows this till already, so that a join makes no second one of it."""

from __future__ import annotations

from contextlib import suppress

from ...errors import OnecustomerError
from ...store.counter.append import new_key
from ...store.database.sqlite import SCHEMA
from ...store.rare_rows import Shop
from ...store.shop.link import state
from ...store.shop.link.away import Outdated
from ...store.shop.link.server import AT_LEISURE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.shop.link.server import Server


def numbers(server: Server, path: str) -> list[int]:
    """Return the numbers that the server knows this till by, as it has a secret of this till.

    Shape: a till's copied disk has an older secret than the till itself once that has written, and is not the till.
    Raises: Unreachable; NewerStore.
    """
    return [till for till in sorted({one.till for one in state.read(path).secrets}) if _is_known(server, path, till)]


def _is_known(server: Server, path: str, till: int) -> bool:
    try:
        has = server.turn(Shop(till, server.service, -1, ""), SCHEMA, new_key(), AT_LEISURE).has
    except Outdated:  # no till has this number any more
        return False
    secrets = state.read(path).secrets  # another terminal may have written until the turn was had
    server.rollback()
    return any(one.till == till and one.digits.endswith(has) for one in secrets)


def take_out(server: Server, gone: list[int]) -> None:
    """Take this till's former numbers out of the shop's list, where the server answers and its role may."""
    with suppress(OnecustomerError):
        for number in gone:
            server.leave(number)
