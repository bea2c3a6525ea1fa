"""Taking back this till's last write, whatever it was."""

from __future__ import annotations

from ..errors import Refused
from ..store import counter, undoing, words
from ..store.connect import Store
from . import indexing, kinds
from .moment import Moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..store.rows import Done

ROW, VALUES, STYLE = "row", "values", "style"
"""What a deed may have replaced: a row of a table, values of a customer, the shop's line on a style."""

Change = tuple[str, "str | int", "dict[str, object] | str | None"]


class TakenBack:
    """What was taken back: the verb, of whom, and the words that are gone, to be typed again if need be."""

    def __init__(self, verb: str, customer_id: int | None, name: str | None, text: str | None) -> None:
        self.verb = verb
        self.customer_id = customer_id
        self.name = name
        self.text = text


def row_was(table: str, row: dict[str, object]) -> Change:
    """Return the change that puts a removed row back."""
    return (ROW, table, row)


def values_were(customer_id: int, values: dict[str, object]) -> Change:
    """Return the change that gives a customer the values back."""
    return (VALUES, customer_id, values)


def style_was(name: str, advice: str | None) -> Change:
    """Return the change that gives a style its line of advice back, or none."""
    return (STYLE, name, advice)


def changes(*made: Change) -> str | None:
    """Return changes as a deed keeps them."""
    import json

    return json.dumps(made) if made else None


def take_back(store: Store, moment: Moment) -> TakenBack:
    """Take back this till's last write that still stands.

    Raises: Refused where there is none, or where something was written since of a person it added.
    """
    with store.writing():
        deed = undoing.last_deed(store, moment.till)
        if deed is None:
            raise Refused("This till has nothing to take back.", "oc history WHO shows what was written, and by whom")
        if undoing.is_built_upon(store, deed.id):
            raise Refused(
                f"The last write here was “{deed.verb}”, and more was written of the same person since.",
                "take those back first, on the till that wrote them",
            )
        taken = _told(store, deed)
        to_find_again = undoing.touched(store, deed.id)
        gone = undoing.words_of_added(store, deed.id)
        undoing.remove(store, deed.id)
        for customer_id in to_find_again | _put_back(store, deed):
            indexing.renew(store, customer_id)
        words.unlearn(store, words.spelled(gone))
    return taken


def _told(store: Store, deed: Done) -> TakenBack:
    entry = undoing.entry_of(store, deed.id) or undoing.fact_of(store, deed.id)
    person = counter.person(store, deed.customer_id) if deed.customer_id else None
    text = entry.text if entry else None
    style = getattr(entry, "style", None)
    if style:
        text = f"{style}, {text}" if text else style
    return TakenBack(deed.verb, deed.customer_id, person.name if person else None, text)


def _put_back(store: Store, deed: Done) -> set[int]:
    """Put back what the deed replaced, and return the customers who must be found by other keys now."""
    import json

    changed = {deed.customer_id} if deed.verb == kinds.EDIT and deed.customer_id else set()
    for kind, what, value in json.loads(deed.before or "[]"):
        if kind == ROW:
            undoing.put_back_row(store, what, value)
        elif kind == VALUES:
            undoing.put_back_values(store, what, value)
            changed.add(what)
        else:
            counter.put_own_style(store, what, value)
    return changed
