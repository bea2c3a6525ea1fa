"""Which host of a server is asked first, at which address, and which is left out for a while.

What the till knows of the hosts is in a file beside the store that any command may write and lose.
"""

from __future__ import annotations

import _thread
import time

from ...database import shop_files
from ...record import Record
from . import state
from .address import Host
from .away import Unreachable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .address import Address

LEFT_OUT = 30.0  # seconds
UNKNOWN_NAME = "the name of the server is not known here"


class Out(Record):
    """A host that failed, until when it is left out, and why; it stays in doubt until it is reached again.

    Units: `until` is in seconds of the computer's monotonic clock, which nobody sets back.
    """

    name: str
    port: str
    until: float
    reason: str


class Known(Record):
    """The host that was reached last, with its address, and the hosts that failed since they were reached."""

    good: Host | None = None
    out: tuple[Out, ...] = ()

    def failure(self, host: Host) -> Out | None:
        """Return how a host failed; none where it was reached since."""
        return next((one for one in self.out if (one.name, one.port) == (host.name, host.port)), None)

    def reached(self, host: Host) -> Known:
        """Return this with a host as the last good one."""
        return Known(host, self._others(host))

    def failed(self, host: Host, reason: str) -> Known:
        """Return this with a host left out from now on."""
        return Known(self.good, (*self._others(host), Out(host.name, host.port, time.monotonic() + LEFT_OUT, reason)))

    def _others(self, host: Host) -> tuple[Out, ...]:
        failure = self.failure(host)
        return tuple(one for one in self.out if one is not failure)


def read(store: str) -> Known:
    """Return what the till of the store at `store` knows of hosts; nothing where it cannot be read."""
    good, out = None, []
    for kind, *fields in state.read_lines(store + shop_files.HOSTS):
        try:
            if kind == "good":
                name, addr, port = fields
                good = Host(name, addr, port)
            elif kind == "out":
                name, port, until, reason = fields
                out.append(Out(name, port, float(until), reason))
        except ValueError:
            continue
    return Known(good, tuple(out))


def write(store: str, known: Known) -> None:
    """Keep what is known of hosts; where it cannot be kept, it is not."""
    good = known.good
    lines = [("out", one.name, one.port, repr(one.until), one.reason) for one in known.out]
    reached = [("good", good.name, good.addr, good.port)] if good else []
    state.note_lines(store + shop_files.HOSTS, [*reached, *lines])


def let_in(store: str) -> None:
    """Let the next connection ask every host, also those which failed a moment ago; they stay in doubt."""
    known = read(store)
    if known.out:
        write(store, Known(known.good, tuple(Out(one.name, one.port, 0.0, one.reason) for one in known.out)))


def due(address: Address, known: Known, store: str = "") -> list[Host]:
    """Return the hosts to ask now, the last good one first.

    Shape: a server's only host is due again once another terminal of the till, whose store is `store`, was answered.
    Raises: Unreachable at once where all of them are left out.
    """
    hosts = [host for host in address.hosts if not _is_left_out(known.failure(host))]
    if not hosts:
        first, *others = address.hosts
        last = known.failure(first)
        if others or last is None or not _was_heard_since(last, store):
            raise Unreachable(last.reason if last else "", by_network=True)
        hosts = [first]
    return sorted(hosts, key=lambda host: not _is_same(host, known.good))


def _is_left_out(failure: Out | None) -> bool:
    """Tell whether a host is left out now; a moment further away than that is of a computer started anew."""
    return failure is not None and 0 < failure.until - time.monotonic() <= LEFT_OUT


def _was_heard_since(failure: Out, store: str) -> bool:
    """Tell whether a till heard its server after a host failed, as a busy one takes too long for one of many."""
    ago = time.monotonic() - (failure.until - LEFT_OUT)
    return 0 <= time.time() - (state.heard(store) or 0.0) < ago


def _is_same(host: Host, other: Host | None) -> bool:
    return other is not None and (host.name, host.port) == (other.name, other.port)


def ways(host: Host, known: Known, until: float) -> Iterator[tuple[Host, float]]:
    """Yield a host with each address it may be at, and until when to try that.

    Shape: the address of the last time comes first, without a question to anybody; one that failed since comes last.
    Units: seconds of the monotonic clock.
    Raises: Unreachable where its name is known to nobody.
    """
    if host.is_socket or host.addr:
        yield host, until
        return
    cached = known.good.addr if known.good and _is_same(host, known.good) else ""
    is_doubtful = known.failure(host) is not None
    if cached and not is_doubtful:
        yield Host(host.name, cached, host.port), until
    now = time.monotonic()
    found = look_up(host.name, now + (until - now) / 2 if cached else until)
    tried = [cached] if cached and not is_doubtful else []
    rest = [one for one in found or [cached] if one and one not in tried]
    if not rest and not tried:
        raise Unreachable(UNKNOWN_NAME, by_network=True)
    for number, addr in enumerate(rest):
        now = time.monotonic()
        yield Host(host.name, addr, host.port), now + (until - now) / (len(rest) - number)


def look_up(name: str, until: float) -> list[str]:
    """Return the addresses of a name; none where nobody knows it by then.

    Source: `socket` takes a quarter of the start of Python, `_socket` nothing (measured 2026-11). A thread of
    `_thread` is not waited for at the end of the process, so that a lookup that hangs holds up nobody.
    """
    import _socket
    from contextlib import suppress

    found: list[str] = []
    done = _thread.allocate_lock()
    done.acquire()

    def ask() -> None:
        with suppress(Exception):
            answers = _socket.getaddrinfo(name, None, 0, _socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        done.release()

    _thread.start_new_thread(ask, ())
    done.acquire(timeout=max(until - time.monotonic(), 0.001))
    return list(found)
