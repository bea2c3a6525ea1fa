"""This till's turn to write in the shop: no other till writes meanwhile."""

from __future__ import annotations

from contextlib import nullcontext

from ...errors import OnecustomerError, StoreError
from ..counter.append import new_key
from ..database.connection import IMMEDIATE, Transaction
from ..database.sqlite import SCHEMA
from ..database.unchecked import unchecked
from . import awake, changed, feeding, taking
from .link import state
from .link.away import Cut, Unreachable, Unsure

AT_FIRST = 1.0  # seconds for which nothing is said while another till writes
TO_BE_SURE = 2.0  # seconds for a connection that is to tell whether a write was kept
WAITING = "Waiting for another till to finish writing."
AGAIN = "type it again"
NOT_HERE = "It is written in the shop, and not yet in this till's copy: its disk is full, failing or locked."

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from .copy import Copy
    from .link.server import Fed, Server


class Turn(Transaction):
    """A write while no other till of the shop writes; what it changed goes to the server with its end.

    Shape: `within` is seconds to wait for the turn, and for its end; `whom` is the only customer who is taken in, where
    the copy is far behind, none where all is taken in.
    Raises: Unreachable where the server is away and nothing was written; Unsure where nobody knows; OtherSchema.
    """

    store: Copy

    def __init__(self, store: Copy, within: float, whom: int | None = None) -> None:
        super().__init__(store, IMMEDIATE)
        self.within, self.whom = within, whom

    def __enter__(self) -> None:
        self.in_part = unchecked(self.store) if self.whom else nullcontext()  # a part names what comes later
        self.in_part.__enter__()
        try:
            super().__enter__()
            try:
                self._look_what_waits()
                self._begin_there()
            except BaseException:
                super().__exit__(StoreError)
                raise
        except BaseException:
            self._leave()
            raise

    def _look_what_waits(self) -> None:
        """Refuse to write about what another terminal kept a moment ago: its numbers are none of the shop's.

        Raises: StoreError.
        """
        if self.within > AT_FIRST and self.store.outbox.waiting():
            raise StoreError(
                "Another terminal of this till noted something just now, and it is to be sent first.", AGAIN
            )

    def _begin_there(self) -> None:
        store, self.mark = self.store, new_key()
        self.copy = (store.seen if self.whom else None) or store.copy
        self.server, self.fed = self._begun()
        awake.keep(store, self.server)
        try:
            self._take_in()
            store.numbers = self.fed.numbers()
            feeding.number_from(store, store.numbers)
            changed.begin(store)
            store.erased = []
        except BaseException:
            self._roll_back()
            raise

    def _begun(self) -> tuple[Server, Fed]:
        """Return the server, and what it said at the beginning of the turn.

        Shape: a connection that nobody used for long may be closed by now, and is made anew once.
        """
        store, server = self.store, self.store.server
        if server is None:
            raise Unreachable(store.away or "")
        try:
            return server, self._turn(server)
        except Unreachable as error:
            if server.connection.is_open:
                raise
            store.leave(error)
            from .link import reasons  # few connections are closed meanwhile

            if error.reason != reasons.CLOSED:
                raise
        store.connect()
        if store.server is None:
            raise Unreachable(store.away or "")
        return store.server, self._turn(store.server)

    def _turn(self, server: Server) -> Fed:
        if self.within <= AT_FIRST:
            return server.turn(self.copy, SCHEMA, self.mark, self.within)
        from .link.refusals import Taken

        try:
            return server.turn(self.copy, SCHEMA, self.mark, AT_FIRST, self.within)
        except Taken:
            self.store.tell(WAITING)
            return server.turn(self.copy, SCHEMA, self.mark, self.within - AT_FIRST)

    def _take_in(self) -> None:
        store, fed = self.store, self.fed
        if not fed.knows:
            raise Unreachable("the server was set back")
        if self.whom:
            said = taking.with_gone(store, self.whom, self.server.person(self.whom))
            if not said.get("customer", {}).get("rows"):
                raise StoreError("They were merged or taken out at another till.", "oc shop send, then type it again")
            store.put(said)
        elif fed.rows is not None:
            self._take_in_all()

    def _take_in_all(self) -> None:
        """Take in what was written since.

        Raises: Unreachable where the copy cannot, so that the next command fetches it anew.
        """
        store, fed = self.store, self.fed
        try:
            store.take_in(fed.said(), fed.upto, fed.upto_mark)
            store.change("PRAGMA defer_foreign_keys = OFF")
        except StoreError:
            raise
        except OnecustomerError:
            raise Unreachable("this till's copy is to be fetched anew") from None

    def __exit__(self, kind: type[BaseException] | None, *rest: BaseException | TracebackType | None) -> None:
        is_there = False
        try:
            try:
                if kind is None:
                    is_there = self._hand_over()
                else:
                    self._roll_back()
            except BaseException:
                super().__exit__(StoreError)
                raise
            super().__exit__(kind, *rest)
        except OnecustomerError:
            if not is_there:
                raise
            self.store.tell(NOT_HERE)
        finally:
            self._leave()

    def _hand_over(self) -> bool:
        """Write at the server what was changed here, and tell whether anything was; where its answer is lost, ask."""
        store, rows = self.store, changed.rows(self.store)
        if not rows:
            self._roll_back()
            return False
        new = new_key()
        import json

        text = json.dumps(rows | {"given": feeding.numbers(store), "forgotten": store.erased})
        try:
            secrets = state.note_secret(store.path, self.copy.number, new, self.fed.has)
            self.server.commit(self.copy.number, secrets, new, text, self.within)
        except OnecustomerError as error:
            if self.server.connection.is_open:  # it was refused
                self._roll_back()
                raise
            store.leave(error if isinstance(error, Unreachable) else Unreachable(error.sentence))
            self._settle(new, rows)
        except OSError:
            self._roll_back()
            raise
        if not self.whom:
            store.change("UPDATE shop SET cursor = ?, mark = ?", (self.fed.seq, self.mark))
        return True

    def _settle(self, new: str, rows: changed.Rows) -> None:
        """Ask whether the turn was kept whose end nobody answered.

        Raises: Cut where it was not; Unsure where the server is away.
        """
        store, is_patient = self.store, self.within > AT_FIRST
        store.connect(TO_BE_SURE if is_patient else None)
        kept = were_kept(store, [new], self.within)
        if not kept:
            if is_patient:  # what is appended at the counter waits, and is asked for when it is sent
                state.note_unsure(store.path, new, changed.verb(rows), store.key_of(changed.whom(rows)))
                store.is_told = True
            raise Unsure(store.away or "another till is writing")
        if kept == [False]:
            raise Cut

    def _roll_back(self) -> None:
        try:
            self.server.rollback()
        except Unreachable as error:
            self.store.leave(error)

    def _leave(self) -> None:
        awake.let_go(self.store)
        self.store.numbers = None
        self.in_part.__exit__(None, None, None)


def were_kept(store: Copy, turns: Sequence[str], within: float) -> list[bool]:
    """Tell of each of these turns whether it was kept; of none where nobody can say so now.

    Shape: it is asked within a turn, as one that is asked for is over only then.
    """
    kept: list[bool] = []
    try:
        if store.server:
            store.server.turn(store.copy, SCHEMA, new_key(), within)
            try:
                kept = [store.server.was_taken(one) for one in turns]
            finally:
                store.server.rollback()
    except OnecustomerError as error:
        kept = []
        if isinstance(error, Unreachable) and store.server and not store.server.connection.is_open:
            store.leave(error)
    return kept
