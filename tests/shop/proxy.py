"""What stands between a till and its server: it counts round trips, takes time, cuts, and swallows.

It listens where its server listens: at a socket in a folder, or on a port of this computer; `address` says which.
In TLS it reads no message, so there it counts and rules do nothing.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import socket
import tempfile
import threading
from contextlib import ExitStack, suppress
from types import TracebackType

from tests.guard.sitecustomize import reaching
from tests.shop.clusters import Address
from tests.shop.lines import Cut, Line, Rule


def at_commit(cut: Cut, times: int = 1) -> Rule:
    """Cut at the first messages that say COMMIT."""
    seen = itertools.count()
    return lambda message: cut if b"COMMIT" in message and next(seen) < times else None


def at_random(chance: float, seed: int) -> Rule:
    """Cut at any message, anywhere, with this chance."""
    drawn = random.Random(seed)
    return lambda message: drawn.choice(list(Cut)) if drawn.random() < chance else None


class Proxy:
    """A door to a server: `with Proxy(cluster.by_socket) as door` gives a till `door.address` instead of it.

    `delay` is in seconds, of each direction: 5 ms a round trip is 0.0025. It and the rule may be changed meanwhile.
    """

    def __init__(self, to: Address, delay: float = 0.0, rule: Rule | None = None) -> None:
        self.to, self.delay, self.rule = to, delay, rule
        self.cuts: list[Cut] = []
        self.is_swallowing = False
        self._lines: list[Line] = []
        self._swallowed: list[socket.socket] = []
        self._kept = ExitStack()
        self._is_at_a_socket = to[0].startswith("/")

    def __enter__(self) -> Proxy:
        if self._is_at_a_socket:
            folder = tempfile.mkdtemp(prefix="oc-door-")
            self._kept.callback(shutil.rmtree, folder)
            self.address: Address = (folder, 5432)
            self._kept.enter_context(reaching(_path(self.address), _path(self.to)))
        else:
            self._kept.enter_context(reaching(f"127.0.0.1:{self.to[1]}"))
            self.address = ("localhost", 0)
        self.open()
        if not self._is_at_a_socket:
            self._kept.enter_context(reaching(f"localhost:{self.address[1]}", f"127.0.0.1:{self.address[1]}"))
        return self

    def __exit__(self, kind: type[BaseException] | None, what: BaseException | None, at: TracebackType | None) -> None:
        self.shut()
        self._kept.close()

    @property
    def trips(self) -> int:
        """How often a till has said something and the server then answered, connecting included."""
        return sum(line.trips for line in self._lines)

    @property
    def trips_once_connected(self) -> int:
        """How many of these came after the server was ready; none in TLS, where nobody sees that it is."""
        return sum(line.trips - line.until_ready for line in self._lines if line.until_ready is not None)

    @property
    def connections(self) -> int:
        """How many connections were carried."""
        return len(self._lines)

    def open(self) -> None:
        """Listen, at the same address as ever."""
        if self._is_at_a_socket:
            with suppress(FileNotFoundError):
                os.unlink(_path(self.address))
            listening = socket.socket(socket.AF_UNIX)
            listening.bind(_path(self.address))
        else:
            listening = socket.socket()
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with reaching(f"127.0.0.1:{self.address[1]}"):
                listening.bind(("127.0.0.1", self.address[1]))
            self.address = ("localhost", listening.getsockname()[1])
        listening.listen(64)
        self._listening = listening
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def shut(self) -> None:
        """Cut all and listen no more: who knocks is refused."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listening.close()
        self.cut()

    def swallow(self) -> None:
        """Take every connection and every word from now on, and never answer."""
        self.is_swallowing = True

    def answer(self) -> None:
        """Answer again; what was swallowed is lost, so whoever waits for it is cut."""
        self.is_swallowing = False
        self.cut()

    def cut(self) -> None:
        """Cut every connection."""
        while self._swallowed:
            self._swallowed.pop().close()
        for line in list(self._lines):
            line.cut()
            line.wait()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                till, _ = self._listening.accept()
                if self.is_swallowing:
                    self._swallowed.append(till)
                    continue
                try:
                    self._lines.append(Line(self, till, self._connected()))
                except OSError:
                    till.close()

    def _connected(self) -> socket.socket:
        server = socket.socket(socket.AF_UNIX) if self._is_at_a_socket else socket.socket()
        try:
            server.connect(_path(self.to) if self._is_at_a_socket else ("127.0.0.1", self.to[1]))
        except OSError:
            server.close()
            raise
        return server


def _path(address: Address) -> str:
    return f"{address[0]}/.s.PGSQL.{address[1]}"
