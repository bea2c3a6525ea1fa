"""serve --on and --via: a visit of another day, and a contact that is no visit."""

from __future__ import annotations

from ....domain.language import fields
from ....domain.language.days import full
from ....domain.timeline.entries import NewEntry
from ....store import kinds
from ...terminal import days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ....domain.timeline.deed import Signed
    from ....store.database.connection import Store


def described(store: Store, signed: Signed, on: str | None, via: str | None) -> NewEntry:
    """Return the visit or contact that options describe."""
    kind = kinds.VISIT if via is None else kinds.CONTACT
    return NewEntry(kind, None, days.past(store, on, signed.today), via=fields.accept_via(via))


def logged(visit: NewEntry, signed: Signed, *, is_new: bool) -> str:
    """Return what is said of a visit or contact: that it is logged, or was already."""
    what = f"A contact via {visit.via}" if visit.via else "A visit"
    day = f" of {full(visit.day)}" if visit.day != signed.today else ""
    return f"{what}{day} {'is logged' if is_new else 'was logged already'}."
