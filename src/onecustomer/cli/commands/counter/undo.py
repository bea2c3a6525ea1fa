"""undo: this till's last write is taken back."""

from __future__ import annotations

from ....domain.timeline import undo
from ....domain.timeline.undo import TakenBack
from ....store import kinds
from ....store.record import Record
from .. import choose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...terminal.till import Till


class Undone(Record):
    """What was taken back."""

    taken: TakenBack

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        whose = f" for {self.taken.name}" if self.taken.name else ""
        return f"Took back the last {self.taken.verb}{whose}{f': {self.taken.text}' if self.taken.text else '.'}"


def take_back(till: Till) -> Undone:
    """Take back this till's last write; a visit taken back is no longer being served.

    Raises: Refused where there is nothing to take back.
    """
    signed = till.signed()
    store = till.open()
    taken = undo.take_back(store, signed)
    if taken.verb == kinds.VISIT:
        choose.let_go(till, store, taken.customer_id)
    return Undone(taken)
