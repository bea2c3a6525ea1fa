"""No network: what Python loads at its start where this folder is on its path, as in each process that tests start."""

from __future__ import annotations

import sys

REACHING = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")


def no_network(event: str, given: tuple[object, ...]) -> None:
    """Raise where anything in this process reaches for a network."""
    if event in REACHING:
        raise RuntimeError(f"{event} {given[1:]}: no test and no command needs a network")


sys.addaudithook(no_network)  # there is no way to take it out again
