"""No network: what Python loads at its start where this folder is on its path, as in each process that tests start.

The tests of many tills talk to a PostgreSQL and through proxies on this computer. They name each of them, by its
address, in what processes inherit; nothing else is let through, and no name is looked up that is not one of theirs.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

REACHING = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
ASKING = ("socket.getaddrinfo", "socket.gethostbyname")
REACHED = "TESTS_REACH"
"""The variable of what may be reached, a line each: `127.0.0.1:5432`, `localhost:5432`, the path of a socket."""

NOWHERE, SILENT, SILENT_FOR = ".invalid", "silent.invalid", 5.0
"""Names that are nowhere, by RFC 6761: nobody is asked. For one of them it takes the seconds of a dead name server."""


def no_network(event: str, given: tuple[object, ...]) -> None:
    """Raise where anything in this process reaches for a network."""
    if event in REACHING:
        if event in ASKING and str(given[0]).endswith(NOWHERE):
            _unknown(str(given[0]))
        if not _is_named(event, given, os.environ.get(REACHED, "").splitlines()):
            raise RuntimeError(f"{event} {given[1:]}: no test and no command needs a network")


def _unknown(name: str) -> None:
    from socket import EAI_NONAME, gaierror

    time.sleep(SILENT_FOR if name == SILENT else 0)
    raise gaierror(EAI_NONAME, "Name or service not known")


def _is_named(event: str, given: tuple[object, ...], named: list[str]) -> bool:
    if event in ASKING:
        return bool(given[0]) and str(given[0]) in {address.rpartition(":")[0] for address in named}
    address = given[-1]
    return (f"{address[0]}:{address[1]}" if isinstance(address, tuple) else str(address)) in named


@contextmanager
def reaching(*addresses: str) -> Iterator[None]:
    """Let this process and those that it starts reach these addresses meanwhile."""
    _name([*os.environ.get(REACHED, "").splitlines(), *addresses])
    try:
        yield
    finally:
        left = os.environ.get(REACHED, "").splitlines()
        for address in addresses:
            left.remove(address)
        _name(left)


def _name(addresses: list[str]) -> None:
    os.environ[REACHED] = "\n".join(addresses)
    if not addresses:
        del os.environ[REACHED]


sys.addaudithook(no_network)  # there is no way to take it out again
