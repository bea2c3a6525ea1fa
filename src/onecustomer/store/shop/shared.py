"""A till of a shop: its copy is read, and written in turns of the whole shop.

What is read is read here. What is written is written here too, by the same code and rules as in any store, while this
till alone has the turn to write in the shop; the rows that it changed go to the server with the end of the turn.
Where the server is away, what is only appended is written here under numbers of this till's own, and waits.
"""

from __future__ import annotations

import time

from ...errors import OnecustomerError, StoreError
from .copy import Copy
from .link import state
from .link.away import Cut, Outdated, Unreachable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Any, TypeVar

    from ..database.connection import Transaction

    T = TypeVar("T")


NAME_OF = "SELECT name FROM customer WHERE key = ?"
BACK = "Erased before, and in the shop again as its server was set back: {0}. oc forget erases them anew."
MOST_NAMED = 20
TWICE = range(2)  # how often an append is tried whose connection is cut


class Shared(Copy):
    """A till of a shop with a server, as every command reads and writes it."""

    def take(self, *, patiently: bool = False) -> None:
        """Take in what was written since, or a part of it; where another terminal writes here just now, nothing."""
        if self.server is None:
            return
        from . import taking  # a server that is left out says nothing
        from .link import server

        try:
            copy = self.copy
            fed = self.server.feed(copy, taking.AT_ONCE if patiently else server.MOST)
            self.ahead = time.time() - fed.clock
            self.seen = type(copy)(copy.number, copy.service, fed.seq, fed.mark)
            self.check_schema(fed)
            if self.refusal:
                return
            if fed.knows:
                taking.take_in(self, copy, fed)
            else:
                self.fetch_anew("The shop's server was set back or moved")
        except taking.Diverged:
            self.fetch_anew("This till's copy is not as the shop is")
        except Unreachable as error:
            self.is_slow = True
            self.leave(error)
        if not self.away and not self.stale and not self.behind:
            state.hear(self.path)

    def fetch_anew(self, because: str) -> None:
        """Fetch the whole copy, as no part would make it right; where that of before cannot be kept, it stays."""
        from . import before, fetching  # hardly any server is ever set back

        if self.server:
            try:
                kept = before.keep(self, self.today)
            except StoreError as error:
                self.leave(Unreachable(f"{_clause(because)}, and {_clause(error.sentence)}", hint=error.hint))
                return
            self.tell(f"{because}: everything is fetched anew.")
            try:
                fetching.anew(self, self.server, self.copy.service, self.everybody, self.today, of_before=kept)
            except fetching.AnotherShop:
                self.leave(Unreachable("the server has another shop of this name"))
                return
            self.behind, self.stale = 0, None
            self._name_who_is_back()
            self.send()

    def _name_who_is_back(self) -> None:
        """Say who was erased, and is in the shop again as its server was set back: nobody comes back in silence."""
        from ..erasure import erased_keys

        names = [self.value(NAME_OF, (key,)) for key in sorted(erased_keys.known(self.path))]
        back = [str(name) for name in names if name is not None]
        more = f" and {len(back) - MOST_NAMED} more" if len(back) > MOST_NAMED else ""
        if back:
            self.tell(BACK.format(", ".join(back[:MOST_NAMED]) + more))

    def why_stale(self) -> str | None:
        """Return why the copy is of an earlier moment, a clause; none where it is of now, or only behind."""
        return self.away or self.stale

    def as_of(self) -> float | None:
        """Return of which moment the copy is, in Unix time; none where it is of now."""
        return (state.heard(self.path) or 0.0) if self.why_stale() or self.behind else None

    def fresh(self, customer_id: int) -> bool:
        """Take in all that the shop has of a customer where this till is behind, and tell whether anything was."""
        if not self.behind:
            return False
        from . import taking

        return taking.freshen(self, customer_id)

    def catch_up(self) -> None:
        """Take in everything, however much it is.

        Raises: Unreachable; StoreError.
        """
        if self.behind:
            from . import taking

            taking.catch_up(self)

    def take_in(self, said: dict[str, Any], upto: int, mark: str) -> None:
        """Write what the server said into the copy, and note first in what waits whom it has erased."""
        if self.outbox.is_there:
            from . import erasing  # seldom does anything wait

            erasing.by_another(self, said)
        super().take_in(said, upto, mark)

    def erases(self, customers: Collection[str], staff: Collection[str] = ()) -> None:
        """Note in what waits, within a transaction, whose it is, and that a name of staff is former staff's."""
        if self.outbox.is_there:
            from . import erasing  # hardly ever is anybody erased

            self.note_drafts(customers)
            for name in staff:
                erasing.rename_staff(self, name)

    def drop_waiting(self, customers: Collection[str]) -> None:
        """Drop what waits about customers of these keys, and leave no trace of it."""
        if self.outbox.is_there:
            from . import erasing

            erasing.drop(self, customers)

    def writing(self) -> Transaction:
        """Return a write transaction of the whole shop: this till's turn.

        Raises: StoreError where the server is away, or something waits that could not be sent first.
        """
        self.check_can_write()
        self.finish_before()
        self.catch_up()
        self._send_first()
        from .link.server import AT_LEISURE
        from .turn import Turn  # a command that only reads has none

        return Turn(self, AT_LEISURE)

    def check_can_write(self) -> None:
        """Refuse to begin a write of the whole shop where it cannot be ended.

        Raises: StoreError where the server is away; NewerStore where it has another schema.
        """
        self.ask_again()
        self.is_told = True
        if self.refusal:
            raise self.refusal
        if self.server is None:
            raise self.why or Unreachable("it does not answer")
        self.is_told = False

    def ask_again(self) -> None:
        """Ask a server that was left out, or took too long: nothing is refused because of what was so a moment ago."""
        if self.is_left_out or self.is_slow:
            from .link import hosts

            hosts.let_in(self.path)
            self.connect()
            self.take(patiently=True)

    def _send_first(self) -> None:
        """Send what waits before anything else is written, as that may be about it."""
        if self.outbox.waiting():
            self.send()
            if waiting := len(self.outbox.waiting()):
                raise StoreError(f"{waiting} of what was noted here is to be sent to the shop first.", "oc shop send")

    def appended(self, whom: int, act: Callable[[], T], append: Callable[[], dict[str, Any]]) -> T:
        """Return what `act` returns, which appends in one transaction; where the server is away, it waits.

        Shape: `append` says what is written, so that it can be written again.
        """
        if self.refusal:
            self.is_told = True
            raise self.refusal
        why = None
        for _ in TWICE:
            if self.server is None or self.outbox.waiting():
                break
            from .link.server import AT_THE_COUNTER
            from .turn import Turn  # what waits needs none

            self.keys = []
            try:
                with Turn(self, AT_THE_COUNTER, whom if self.behind else None):
                    return act()
            except Outdated:
                self.is_told = True
                raise
            except Unreachable as error:
                why = error
                self.go_on_without(error)
            if not isinstance(why, Cut):
                break
        return self._kept(whom, act, append, why)

    def go_on_without(self, error: Unreachable) -> None:
        """Leave a server that is away; where only a turn was not to be had, the copy is as it was."""
        if self.server and self.server.connection.is_open:
            self.stale = error.reason
        else:
            self.leave(error)

    def _kept(
        self, whom: int, act: Callable[[], T], append: Callable[[], dict[str, Any]], why: Unreachable | None
    ) -> T:
        """Return what `act` returns, and keep what it appends until the server answers."""
        from .waiting import Waiting  # most appends are written at once

        is_sent = why is not None and why.is_unsure
        key = self.keys[0][-1] if is_sent else ""
        self.preset, self.keys = (self.keys, []) if is_sent else ([], [])
        try:
            with Waiting(self, append, is_sent=is_sent):
                return act()
        except OnecustomerError as error:
            self.is_told |= isinstance(error, StoreError)
            if is_sent and why:  # it may be in the shop, and nobody can say so by this refusal
                self.is_told = True
                with self.writing_here():
                    state.note_unsure(self.path, key, "", self.key_of(whom))
                raise why from error
            raise

    def undoing(self, till: str) -> Transaction:
        """Return the transaction in which the last write of a till is taken back: here, where it still waits."""
        from .waiting import TakingBack, waits

        last = waits(self, till)
        return self.writing() if last is None else TakingBack(self, till, last)

    def check_can_undo(self, till: str) -> None:
        """Refuse to take back the last write of a till where that needs the server, which is away.

        Raises: StoreError; NewerStore.
        """
        from .waiting import waits

        if waits(self, till) is None:
            self.check_can_write()


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
