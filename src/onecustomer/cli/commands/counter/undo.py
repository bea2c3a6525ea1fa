"""undo: this till's last write is taken back."""

from __future__ import annotations

import datetime as dt

from ....domain.language import days
from ....domain.timeline import undo
from ....domain.timeline.undo import TakenBack
from ....errors import Refused
from ....store import kinds
from ....store.record import Record
from ....store.rows import reference
from ...terminal import streams
from .. import choose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...terminal.till import Till

QUOTED = (kinds.KEPT, kinds.EXCEEDED, kinds.BROKEN, kinds.TOLD, kinds.LOST)
"""The verbs whose name is what was said, and no noun."""


class Undone(Record):
    """What was taken back, and the day on which it was."""

    taken: TakenBack
    today: dt.date

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        called, words = _called(self.taken, self.today), self.taken.words
        if not self.taken.is_there:
            return f"Nothing is left of {called}: it was taken out since."
        if self.taken.verb == kinds.LATER and not words:
            return f"Took back {called}: {self.taken.name} is no longer put aside."
        if self.taken.stay:
            return f"Took back {called}: {words}; {self._stay()}"
        if self.taken.verb == kinds.MERGE and words:
            stayed = f"{self.taken.name} {reference(self.taken.customer_id or 0)}"
            return f"Took back {called}: {streams.kept(stayed)} and {streams.kept(words)} are two again."
        between = "; again: " if self.taken.verb in undo.PUT_BACK else ": "
        return f"Took back {called}{f'{between}{streams.kept(words)}' if words else '.'}"

    def _stay(self) -> str:
        """Return who is still there of an import, and why."""
        taken, more = self.taken, self.taken.stay - len(self.taken.names)
        names = [streams.kept(name) for name in taken.names]
        last = f"{more:,} more" if more else names.pop()
        said = f"{', '.join(names)} and {last}" if names else last
        stay = "person stays" if taken.stay == 1 else "people stay"
        return f"{taken.stay:,} {stay}, as more was written of them since: {said}"


def take_back(till: Till, *, yes: bool = False) -> Undone:
    """Take back this till's last write; who was being served because of it is no longer.

    Raises: Refused where there is nothing to take back, or it is of another day or session and nobody says yes.
    """
    signed = till.signed()
    store = till.open()
    try:
        last = undo.last(store, signed)
    except Refused as error:
        raise _to_before_a_restore(till, error) from None
    if store.is_copy:
        from ...terminal import joined  # a shop of one till has none of it

        joined.check_can_undo(store, signed.till)
    if not yes and not (last.day == signed.today.isoformat() and last.is_of_this_session):
        _ask(till, last, signed.today)
    taken = undo.take_back(store, signed, last.deed_id)
    if taken.verb in (kinds.VISIT, kinds.CONTACT, kinds.ADD):
        choose.let_go(till, store, taken.customer_id)
    return Undone(taken, signed.today)


def _to_before_a_restore(till: Till, error: Refused) -> Refused:
    """Return an error with the command that takes a restore back, where it is a restore that was here last."""
    from ....domain.timeline.back.of_restore import PutBack
    from ...terminal import way_back  # of the office

    back = way_back.before_a_restore(till.path, error.day) if isinstance(error, PutBack) else ""
    return Refused(error.sentence, f"{back}\n{error.hint}".strip())


def _ask(till: Till, last: TakenBack, today: dt.date) -> None:
    """Ask whether something older is meant.

    Raises: Refused where it is not, or nobody can be asked.
    """
    what = _called(last, today) + (f": {streams.kept(last.words)}" if last.words else "")
    before = "" if last.is_of_this_session else ", from before this terminal was opened"
    if till.interactive and streams.agrees(f"The last write here is {what}{before}. Take it back?"):
        return
    raise Refused(
        "Nothing was taken back." if till.interactive else f"The last write here is {what}{before}.",
        "oc undo --yes takes it back\noc history WHO has the number of each line, for oc mend",
    )


def _called(taken: TakenBack, today: dt.date) -> str:
    """Return a write with its day and whom it was about: "today's note for Margo Klein"."""
    noun = undo.CALLED.get(taken.verb, taken.verb)
    noun = f"“{noun}”" if taken.verb in QUOTED else noun
    whose = f"{',' if taken.verb == kinds.ADD else ' for'} {taken.name}" if taken.name else ""
    if taken.file:
        whose = f" of {taken.file}"
    day = days.of_iso(taken.of_day) if taken.of_day else None
    near = {today: "today’s", today - dt.timedelta(days=1): "yesterday’s"}.get(day) if day else None
    if near:
        return f"{near} {noun}{whose}"
    return f"the {noun} of {days.full(day) if day else 'an unknown day'}{whose}"
