"""Taking back this till's last write, whatever it was."""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds, rhythm
from ...store.counter import append, read, undo
from ...store.index import upkeep
from ...store.record import Record
from ...store.rows import Interaction
from ..finding import keys
from .deed import ROW, SETTING, STYLE, VALUES, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ...store.database.connection import Store
    from ...store.rows import Deed
    from .deed import Signed


class TakenBack(Record):
    """What was taken back: the verb, the customer, and the words that are gone, to be typed again if need be."""

    verb: str
    customer_id: int | None
    name: str | None
    text: str | None


def take_back(store: Store, signed: Signed) -> TakenBack:
    """Take back this till's last write that still stands.

    Raises: Refused where there is none, or where another till has built upon it since.
    """
    with store.writing():
        deed = undo.last_deed(store, signed.till)
        if deed is None:
            raise Refused("This till has nothing to take back.", "oc history WHO shows what was written, and by whom")
        if _is_built_upon(store, deed):
            raise Refused(
                f"The last write here was “{deed.verb}”, and more was written of the same {_subject(deed)} since.",
                "take those back first, on the till that wrote them",
            )
        taken = _result(store, deed)
        to_find_again = undo.given_handles(store, deed.id)
        happened_with = undo.whose_timelines(store, deed.id)
        gone = undo.keys_of_added(store, deed.id)
        undo.remove(store, deed.id)
        changed = _put_back(store, deed)
        for customer_id in to_find_again | changed:
            keys.renew(store, customer_id)
        for customer_id in happened_with | changed:
            rhythm.renew(store, customer_id, signed.today)
        upkeep.unlearn(store, upkeep.spelled(gone))
    return taken


def _subject(deed: Deed) -> str:
    return SUBJECTS.get(deed.verb, "person")


SUBJECTS = {kinds.ADVICE: "style", kinds.IMPORT: "people", kinds.SETTING: "rule", kinds.NEWS: "news"}


def _is_built_upon(store: Store, deed: Deed) -> bool:
    """Tell whether a later deed stands on this one: taking both back, in this order, would mix up what was there.

    That is so where a later one answers its entry, took away what it wrote, wrote of people it added, or changed
    something of a person, style or setting of which this one has something to put back.
    """
    if undo.is_built_upon(store, deed.id):
        return True
    if deed.verb == kinds.IMPORT and undo.wrote_of_same(store, deed.id):
        return True
    mine = replaced(deed.before)
    for kind, what, value in mine:
        if kind == ROW and undo.wrote_since(store, deed.id, str(what), value["customer_id"]):
            return True
    touched = {_whose(change) for change in mine} | undo.added(store, deed.id)
    later = [change for before in undo.replaced_since(store, deed) for change in replaced(before)]
    return any(_whose(change) in touched or _wrote(change) == deed.id for change in later)


def _whose(change: Any) -> int | str:
    """Return the customer, or the name of the style or setting, whose change this is."""
    kind, what, value = change
    whose: int | str = value["customer_id"] if kind == ROW else what
    return f"{SETTING} {whose}" if kind == SETTING else whose


def _wrote(change: Any) -> int | None:
    """Return the deed that wrote the row which this change puts back."""
    deed_id: int | None = change[2]["deed_id"] if change[0] == ROW else None
    return deed_id


def _result(store: Store, deed: Deed) -> TakenBack:
    person = read.customer(store, deed.customer_id) if deed.customer_id else None
    return TakenBack(deed.verb, deed.customer_id, person.name if person else None, _words(store, deed))


def _words(store: Store, deed: Deed) -> str | None:
    """Return the words that a deed wrote: of its entry, fact, day to remember or news."""
    if deed.verb == kinds.REMEMBER and (occasion := undo.occasion_of(store, deed.id)):
        return occasion.what
    if deed.verb == kinds.SETTING:
        return ", ".join(str(what) for _, what, _ in replaced(deed.before))
    entry = undo.entry_of(store, deed.id) or undo.fact_of(store, deed.id) or undo.news_of(store, deed.id)
    about = read.interaction(store, entry.about_id) if isinstance(entry, Interaction) and entry.about_id else None
    words = (
        getattr(entry, "style", None),
        entry.text if entry else None,
        f"open again: {about.text}" if about else None,
    )
    return ", ".join(word for word in words if word) or None


def _put_back(store: Store, deed: Deed) -> set[int]:
    """Put back what the deed replaced, and return the customers whose search keys may change by it."""
    changed = {deed.customer_id} if deed.verb == kinds.EDIT and deed.customer_id else set()
    for kind, what, value in replaced(deed.before):
        if kind == ROW:
            undo.put_back_row(store, what, value)
        elif kind == VALUES:
            undo.put_back_values(store, what, value)
            changed.add(what)
        elif kind == SETTING:
            append.setting(store, what, value)
        elif kind == STYLE:
            append.style(store, what, value)
    return changed
